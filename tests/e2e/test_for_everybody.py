"""Every page of the menu, in both languages and both themes, for people who see, hear or move differently."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from tests.e2e.conftest import Desk

GRAVE = {"serious", "critical"}
MORE_PAGES = ("/start", "/search?q=djc", "/projects/KY-2/", "/cockpit/figure/", "/cockpit/records/", "/cockpit/?unit=A")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_no_page_has_a_grave_fault_of_access(desk: Desk, language: str) -> None:
    page = desk.page
    page.emulate_media(reduced_motion="reduce")  # no colour is caught half way between two themes
    if language == "en":
        page.get_by_role("button", name="EN").click()
        page.wait_for_selector("html[lang=en]")
    menu = page.eval_on_selector_all("#nav a[href]", "links => links.map(a => a.getAttribute('href'))")
    paths = sorted({path for path in menu if path.startswith("/") and path != "/"}) + list(MORE_PAGES)
    assert len(paths) > 10
    faults = []
    for path in paths:
        assert desk.open(path).status == 200, path
        for theme in ("light", "dark"):
            page.evaluate(
                "(theme) => { document.documentElement.dataset.theme = theme; window.ceyuanApplyTheme(); }", theme
            )
            faults += [f"{path} in {theme}: {fault}" for fault in grave(page)]
    assert not faults, "\n".join(faults)


def grave(page: Any) -> list[str]:
    """What axe finds serious or critical on the page, in short."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['help']} - {one['nodes'][0]['html'][:160]}" for one in found if one["impact"] in GRAVE]
