"""What crosses all capabilities: each may bring `menu.py`, `search.py`, `todo.py`, `messages.py`; the shell collects.

A capability's file holds a plain list under the name given here, so a missing file simply means nothing of that kind:

    menu.py      entries: list[MenuEntry]; organisation also: identity(actor) -> Identity, keep_language(actor, code)
    search.py    providers: list[SearchProvider]
    todo.py      providers: list[TodoProvider]
    messages.py  REASONS: dict[str, lazy text with %(name)s placeholders]
"""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.utils.functional import Promise

Label = str | Promise


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """A way into a capability. Without `permission` it is for all who are logged in; `key` follows `g`."""

    label: Label
    url_name: str
    icon: str
    order: int
    group: Label = ""
    permission: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """One search result."""

    title: str
    url: str
    note: str = ""
    badge: str = ""
    tone: str = "neutral"


@dataclass(frozen=True, slots=True)
class SearchProvider:
    """Finds things of one kind: `find(actor, query, limit)` returns the best hits the actor may see."""

    key: str
    label: Label
    icon: str
    order: int
    find: Callable[[Any, str, int], Sequence[Hit]]
    permission: str = ""
    more_url_name: str = ""


@dataclass(frozen=True, slots=True)
class TodoItem:
    """Something that waits for this person."""

    title: str
    url: str
    due: datetime.date | None = None
    note: str = ""
    tone: str = "neutral"


@dataclass(frozen=True, slots=True)
class TodoProvider:
    """Lists what waits for the actor: `items(actor, limit)`."""

    key: str
    label: Label
    order: int
    items: Callable[[Any, int], Sequence[TodoItem]]
    permission: str = ""


@dataclass(frozen=True, slots=True)
class Identity:
    """What the shell says about the person: the group's name, the posts held today, the delegations in
    force, and the person's name in the reader's language."""

    group_name: str = ""
    posts: tuple[str, ...] = ()
    delegations: tuple[str, ...] = ()
    person_name: str = ""


@cache
def collect(module: str, name: str) -> tuple[Any, ...]:
    """The values called `name` in the files `module` of all installed capabilities, in the order of installation."""
    found = []
    for config in apps.get_app_configs():
        if not config.name.startswith("ceyuan.apps."):
            continue
        path = f"{config.name}.{module}"
        if find_spec(path) is not None:
            value = getattr(import_module(path), name, None)
            if value is not None:
                found.append(value)
    return tuple(found)


def menu() -> list[MenuEntry]:
    """All menu entries, sorted."""
    return sorted((entry for part in collect("menu", "entries") for entry in part), key=lambda entry: entry.order)


def searches() -> list[SearchProvider]:
    """All search providers, sorted."""
    return sorted((one for part in collect("search", "providers") for one in part), key=lambda one: one.order)


def todos() -> list[TodoProvider]:
    """All to-do providers, sorted."""
    return sorted((one for part in collect("todo", "providers") for one in part), key=lambda one: one.order)


def permits(actor: Any, permission: str) -> bool:
    """Whether the actor has the permission anywhere; an empty permission asks for a logged-in actor only."""
    return is_known(actor) and (not permission or bool(actor.reach.get(permission)))


def is_known(actor: Any) -> bool:
    """Whether somebody is logged in (`request.actor` of a stranger is an actor without account)."""
    return actor is not None and getattr(actor, "account_id", None) is not None
