"""A journey on a phone, and one in a browser that runs no script."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.e2e.conftest import Desk

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}


def test_on_a_phone_the_menu_opens_lists_are_cards_and_nothing_runs_off_the_side(
    group: Any, window: Callable[..., Desk]
) -> None:
    desk = window(**PHONE)
    desk.log_in("st_officer")
    page = desk.page
    stays_inside(page)
    page.locator(".topbar").get_by_label("菜单", exact=True).tap()
    expect(page.locator("#nav")).to_be_visible()
    page.locator("#nav").get_by_role("link", name="项目", exact=True).tap()
    page.wait_for_url("**/projects/")
    expect(page.locator("#nav")).to_be_hidden()
    stays_inside(page)
    expect(page.locator(".ledger thead")).to_be_hidden()
    card = page.locator(".ledger tbody tr").first
    assert card.evaluate("node => getComputedStyle(node).display") == "grid"
    box = card.bounding_box()
    assert box["width"] <= 390
    assert box["height"] > 50
    card.locator("td.wide a").tap()
    page.wait_for_url("**/projects/*/")
    stays_inside(page)
    for path in ("/cockpit/figure/", "/cockpit/records/", "/projects/programmes/", "/projects/results/"):
        desk.open(path)
        stays_inside(page)


def stays_inside(page: Any) -> None:
    """The page itself never scrolls sideways; wide tables do so in a box of their own."""
    assert page.evaluate("document.documentElement.scrollWidth") <= 390, page.url


def test_without_script_one_logs_in_filters_sorts_turns_the_page_and_drills_down(
    group: Any, window: Callable[..., Desk]
) -> None:
    desk = window(java_script_enabled=False)
    page = desk.page
    page.goto(f"{desk.url}/")
    page.fill("input[name=login]", "st_officer")
    page.fill("input[name=password]", "correct-horse-battery")
    page.click("main button[type=submit]")
    expect(page.locator("h1")).to_have_text("驾驶舱")
    page.locator(".ledger tbody a", has_text="甲分公司").click()
    expect(page.locator(".scope-trail").first.locator("strong")).to_have_text("甲分公司")

    page.goto(f"{desk.url}/projects/")
    page.select_option("#f-phase", "running")
    page.get_by_role("button", name="应用").click()
    expect(page.locator(".chip")).to_have_count(1)
    page.get_by_role("link", name="资助经费").click()
    expect(page.locator("th.sorted")).to_have_attribute("aria-sort", "ascending")
    page.get_by_role("link", name="全部清除").click()
    page.get_by_role("link", name="25", exact=True).click()
    first = page.locator(".ledger td.k-code").first.inner_text()
    page.get_by_role("link", name="下一页").click()
    expect(page.locator(".pages [aria-current]")).to_have_text("2")
    assert page.locator(".ledger td.k-code").first.inner_text() != first
    page.get_by_role("button", name="EN").click()
    expect(page.locator("h1")).to_have_text("Projects")
    expect(page.locator(".pages [aria-current]")).to_have_text("2")
