"""A running server with a small group in it, and a person at a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from ceyuan.apps.calls.tests.callroom import callroom
from ceyuan.apps.calls.tests.council import council
from ceyuan.apps.reviews.tests.pool_desk import pool
from tests.e2e.sample import fill

if TYPE_CHECKING:
    from pathlib import Path

    from ceyuan.apps.organisation.tests.cast import Cast
    from ceyuan.apps.projects.tests.portfolio import Portfolio

__all__ = ["callroom", "council", "pool"]
PATIENCE = 40_000  # milliseconds; the machines of a continuous build are slow
PASSWORD = "correct-horse-battery"
USERS = ("st_officer", "manager_a", "manager_b")

expect.set_options(timeout=PATIENCE)


@dataclass
class Desk:
    """A browser window of one person: `page` is Playwright's, `url` the server's address."""

    page: Any
    url: str

    def open(self, path: str) -> Any:
        """Go to a page of the product; the answer of the server."""
        answer = self.page.goto(f"{self.url}{path}")
        self.page.evaluate("document.fonts.ready")
        return answer

    def log_in(self, user: str) -> None:
        """Log in by the form, as a person does."""
        self.open("/")
        self.page.fill("input[name=login]", user)
        self.page.fill("input[name=password]", PASSWORD)
        self.page.click("main button[type=submit]")
        self.page.wait_for_url("**/cockpit/")

    def press_until(self, selector: str, key: str = "Tab", most: int = 80) -> None:
        """Press a key until the focus is on what the selector names."""
        for _ in range(most):
            if self.page.evaluate("(s) => Boolean(document.activeElement?.matches(s))", selector):
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"{most} times {key} never reached {selector}")

    def drawn(self) -> None:
        """Wait until the charts of the page are drawn."""
        self.page.wait_for_selector("html[data-charts=drawn]", state="attached")

    def column(self, name: str) -> list[str]:
        """The texts of one column of the list, named by its Chinese or English head."""
        return self.page.eval_on_selector_all(  # type: ignore[no-any-return]
            ".ledger tbody td",
            "(cells, name) => cells.filter(c => c.dataset.label.startsWith(name)).map(c => c.textContent.trim())",
            name,
        )


@pytest.fixture
def group(live_server: Any, cast: Cast, portfolio: Portfolio) -> Portfolio:
    """The cast with passwords, and some sixty projects of theirs, committed so that the server sees them."""
    for user in USERS:
        account = cast.members[user].account
        account.set_password(PASSWORD)
        account.save(update_fields=["password"])
    fill(portfolio)
    return portfolio


@pytest.fixture
def window(browser: Any, browser_context_args: dict[str, Any], live_server: Any) -> Iterator[Callable[..., Desk]]:
    """Opens windows: `window(viewport=…, java_script_enabled=…)`; closed after the test."""
    contexts: list[Any] = []
    outside: list[str] = []

    def gate(route: Any) -> None:
        if route.request.url.startswith((live_server.url, "data:", "blob:")):
            route.continue_()
        else:
            outside.append(route.request.url)
            route.abort()

    def make(**options: Any) -> Desk:
        context = browser.new_context(**{**browser_context_args, **options})
        context.set_default_timeout(PATIENCE)
        context.route("**/*", gate)
        contexts.append(context)
        return Desk(context.new_page(), live_server.url)

    yield make
    for context in contexts:
        context.close()
    assert not outside, f"the page asked for {outside}"


@pytest.fixture
def desk(group: Portfolio, window: Callable[..., Desk]) -> Desk:
    """The S&T officer of the group, logged in at a desk."""
    made = window()
    made.log_in("st_officer")
    return made


@pytest.fixture
def own_stores(live_server: Any, settings: Any, tmp_path: Path) -> None:
    """Files and certificates of this test alone; the slow hash of passwords is tested where it belongs."""
    settings.FILES_ROOT = tmp_path / "files"
    settings.AUTHORITY_ROOT = tmp_path / "ca"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
