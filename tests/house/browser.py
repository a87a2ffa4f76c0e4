"""The browser of the journeys: Debian's Chromium, Chinese, Shanghai time, and nothing from outside."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LOCAL = {"127.0.0.1", "localhost", "::1", ""}


def chromium() -> str | None:
    """Path of the browser: CEYUAN_CHROMIUM, else what the system has, else None."""
    named = os.environ.get("CEYUAN_CHROMIUM")
    return named or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def is_local(url: str) -> bool:
    """Whether a request stays on this machine."""
    parts = urlsplit(url)
    return parts.scheme in {"data", "blob", "about"} or (parts.hostname or "") in LOCAL


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys run last; without a browser they are skipped with the reason."""
    for item in items:
        if "e2e" in item.path.parts:
            item.add_marker("e2e")
    journeys = [item for item in items if item.get_closest_marker("e2e")]
    if journeys and chromium() is None:
        reason = "no Chromium: install the package `chromium` (and fonts-noto-cjk), or set CEYUAN_CHROMIUM"
        for item in journeys:
            item.add_marker(pytest.mark.skip(reason=reason))
    if journeys:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps an event loop in the test's thread
    items.sort(key=lambda item: item.get_closest_marker("e2e") is not None)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """How Chromium is started."""
    executable = chromium()
    return {**browser_type_launch_args, **({"executable_path": executable} if executable else {}), "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """The window of a user in Shanghai, at the smallest supported desk size."""
    size = {"width": 1366, "height": 768}
    return {**browser_context_args, "locale": "zh-CN", "timezone_id": "Asia/Shanghai", "viewport": size}


@pytest.fixture
def context(context: Any) -> Iterator[Any]:
    """A browser context in which a request to another machine fails the test."""
    outside: list[str] = []

    def gate(route: Any) -> None:
        if is_local(route.request.url):
            route.continue_()
        else:
            outside.append(route.request.url)
            route.abort()

    context.route("**/*", gate)
    yield context
    assert not outside, f"the page asked for {outside}"
