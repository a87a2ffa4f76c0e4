"""What the frame around every page shows: navigation, the person, theme and language."""

import time
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from ceyuan.kit import registry
from ceyuan.kit.registry import Label, MenuEntry

THEMES = ("auto", "light", "dark")
THEME_COOKIE = "ceyuan_theme"
# So many entries of the menu stand in the bar at the foot of a phone; the rest is behind "menu".
BAR_ENTRIES = 3
IDENTITY_SECONDS = 20
KEPT_IDENTITIES = 2000
_IDENTITIES: dict[tuple[Any, ...], tuple[float, registry.Identity]] = {}


@dataclass(frozen=True, slots=True)
class Link:
    """A menu entry with its address."""

    entry: MenuEntry
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    """Menu entries under one heading."""

    label: Label
    links: list[Link]


def links(actor: Any) -> list[Link]:
    """Menu entries the actor may use; one whose page is not installed is left out."""
    return [
        Link(entry, url)
        for entry in registry.menu()
        if registry.permits(actor, entry.permission) and (url := address(entry.url_name))
    ]


def groups(shown: list[Link]) -> list[Group]:
    """Neighbouring entries with the same heading, together."""
    return [Group(label, list(part)) for label, part in groupby(shown, key=lambda link: str(link.entry.group))]


def navigation(shown: list[Link], path: str) -> SafeString:
    """The menu as HTML, with the entry marked that leads to the page or, nearest, to a page above it."""
    above = [link.url for link in shown if link.url == path or (link.url != "/" and path.startswith(link.url))]
    active = max(above, key=len, default="")
    return _navigation(tuple(shown), active, get_language() or "", exact=active == path)


@lru_cache(maxsize=512)
def _navigation(shown: tuple[Link, ...], active: str, language: str, *, exact: bool) -> SafeString:
    # The same for everybody with the same entries, on every page below the same one: drawn once.
    del language
    return render_to_string("nav.html", {"nav_groups": groups(list(shown)), "active": active, "exact": exact})


def identity(actor: Any) -> registry.Identity:
    """Group, posts and delegations of the actor, as the organisation tells them.

    These are names to read, no rights: they are kept for a short while, and asked again as soon as a role changes.
    """
    roles = tuple(sorted(getattr(actor, "roles", {}).items()))
    key = (actor.account_id, actor.name, actor.group_code, roles, get_language())
    known = _IDENTITIES.get(key)
    if known is None or known[0] < time.monotonic():
        if len(_IDENTITIES) >= KEPT_IDENTITIES:
            _IDENTITIES.clear()
        known = _IDENTITIES[key] = (time.monotonic() + IDENTITY_SECONDS, _identity(actor))
    return known[1]


def forget() -> None:
    """Drop the names kept for the frame: for a database that was put back to an earlier state."""
    _IDENTITIES.clear()


def _identity(actor: Any) -> registry.Identity:
    for tell in registry.collect("menu", "identity"):
        return tell(actor)  # type: ignore[no-any-return]
    return registry.Identity(group_name=actor.group_code)


def address(name: str) -> str:
    """Address of a named page without captured parts, or "" when there is none."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def context(request: HttpRequest) -> dict[str, Any]:
    """Context processor of the shell; the menu is only computed when the template draws it."""
    actor = getattr(request, "actor", None)
    theme = request.COOKIES.get(THEME_COOKIE, "auto")
    known = registry.is_known(actor)
    shown = SimpleLazyObject(lambda: links(actor))
    return {
        "actor": actor if known else None,
        "identity": SimpleLazyObject(lambda: identity(actor)) if known else None,
        "theme": theme if theme in THEMES else "auto",
        "language": get_language() or settings.LANGUAGE_CODE,
        "languages": settings.LANGUAGES,
        "request_id": getattr(request, "request_id", ""),
        "nav_groups": SimpleLazyObject(lambda: groups(list(shown))),
        "navigation": SimpleLazyObject(lambda: navigation(list(shown), request.path)),
        "nav_bar": SimpleLazyObject(lambda: list(shown)[:BAR_ENTRIES]),
    }
