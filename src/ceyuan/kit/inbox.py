"""One list of what waits for a person, over all capabilities: overdue first, then by day, undated last."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ceyuan.kit import registry
from ceyuan.kit.registry import TodoItem, TodoProvider

OVERDUE, WEEK, LATER, UNDATED = "overdue", "week", "later", "undated"
SPANS = (OVERDUE, WEEK, LATER, UNDATED)
_WEEK_DAYS = 7


@dataclass(frozen=True, slots=True)
class Waiting:
    """A thing that waits, who tells of it, and how near its day is."""

    provider: TodoProvider
    item: TodoItem
    span: str
    days: int | None

    @property
    def late(self) -> int:
        """How many days ago it was due; 0 when it still has time."""
        return max(0, -(self.days or 0))


@dataclass(frozen=True, slots=True)
class Inbox:
    """What waits for one person on one day. `cut` names the providers that had more than was asked for."""

    waiting: tuple[Waiting, ...]
    cut: tuple[TodoProvider, ...] = ()

    def counts(self) -> dict[str, int]:
        """How many there are in each span."""
        return {span: sum(one.span == span for one in self.waiting) for span in SPANS}

    def kinds(self) -> list[tuple[TodoProvider, int]]:
        """How many each provider has, in the order of the providers."""
        found: dict[str, tuple[TodoProvider, int]] = {}
        for one in sorted(self.waiting, key=lambda one: one.provider.order):
            found[one.provider.key] = (one.provider, found.get(one.provider.key, (one.provider, 0))[1] + 1)
        return list(found.values())

    def only(self, *, span: str = "", kind: str = "") -> "Inbox":
        """The part of one span or of one provider."""
        chosen = (one for one in self.waiting if span in {"", one.span} and kind in {"", one.provider.key})
        return Inbox(tuple(chosen), self.cut)


def inbox(actor: Any, today: datetime.date, limit: int) -> Inbox:
    """All that waits for the actor; each provider is asked for `limit` things at most."""
    waiting: list[Waiting] = []
    cut: list[TodoProvider] = []
    for provider in registry.todos():
        if not registry.permits(actor, provider.permission):
            continue
        items: Sequence[TodoItem] = provider.items(actor, limit + 1)
        if len(items) > limit:
            cut.append(provider)
        waiting += [_waiting(provider, item, today) for item in items[:limit]]
    far = datetime.date.max
    waiting.sort(key=lambda one: (one.item.due or far, one.provider.order, one.item.title))
    return Inbox(tuple(waiting), tuple(cut))


def _waiting(provider: TodoProvider, item: TodoItem, today: datetime.date) -> Waiting:
    if item.due is None:
        return Waiting(provider, item, UNDATED, None)
    days = (item.due - today).days
    span = OVERDUE if days < 0 else WEEK if days < _WEEK_DAYS else LATER
    return Waiting(provider, item, span, days)
