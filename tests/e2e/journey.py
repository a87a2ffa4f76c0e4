"""Moves that all journeys along the chain from a challenge to its acceptance share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from playwright.sync_api import expect

from ceyuan.apps.organisation.tests.cast import PASSWORD

if TYPE_CHECKING:
    from ceyuan.apps.organisation.tests.cast import Member
    from tests.e2e.conftest import Desk

Window = Callable[..., "Desk"]


def at_window(window: Window, member: Member, **options: Any) -> Desk:
    """The member at a window of their own, with a running session: logging in has a journey of its own."""
    member.account.set_password(PASSWORD)
    member.account.save(update_fields=["password"])
    desk = window(**options)
    name = settings.SESSION_COOKIE_NAME
    desk.page.context.add_cookies([{"name": name, "value": member.client().cookies[name].value, "url": desk.url}])
    return desk


def send(page: Any, **typed: str) -> None:
    """Fill in the fields of the form by their names, then send it; an underscore pair stands for a hyphen."""
    for name, value in typed.items():
        field = page.locator(f"main form [name='{name.replace('__', '-')}']:not([type=hidden])").first
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        elif field.get_attribute("type") in {"checkbox", "radio"}:
            field.check()
        else:
            field.fill(value)
    page.locator("main form button[type=submit]").last.click()


def take_step(page: Any, action: str) -> None:
    """Press the button of a step of the case among the next steps."""
    with page.expect_navigation():
        page.locator(f"ul.next-steps form:has(input[name=action][value={action}]) button").click()


def press(page: Any, address: str) -> None:
    """Press the button of the form that goes to an address."""
    with page.expect_navigation():
        page.locator(f"main form[action='{address}'] button").first.click()


def sign_at(desk: Desk, address: str) -> None:
    """Find the own line on the record, read what is signed, sign with the password."""
    desk.open(address)
    desk.page.get_by_role("link", name="签署", exact=True).click()
    expect(desk.page.locator("main")).to_contain_text("数据指纹")
    desk.page.locator("input[name=password]").fill(PASSWORD)
    desk.page.get_by_role("button", name="确认签署").click()
    desk.page.wait_for_url("**/documents/signings/*")
    expect(desk.page.locator("main ul.lines").first).to_contain_text("已签")
