"""The desk of a leader: what waits, out of every capability's to-dos, in the order of urgency."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ceyuan.apps.organisation.interface import Actor
from ceyuan.kit import registry
from ceyuan.kit.registry import Label, TodoItem

MOST_OF_A_KIND = 60


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits, and of what kind it is."""

    kind: Label
    item: TodoItem


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that waits for somebody, sorted by when it is due."""

    overdue: Sequence[Waiting]
    this_month: Sequence[Waiting]
    later: Sequence[Waiting]
    undated: Sequence[Waiting]

    @property
    def total(self) -> int:
        """How many things wait."""
        return len(self.overdue) + len(self.this_month) + len(self.later) + len(self.undated)


def desk(actor: Actor, today: date) -> Desk:
    """What waits for the actor, out of all providers of to-dos that the actor may use."""
    found = [
        Waiting(provider.label, item)
        for provider in registry.todos()
        if registry.permits(actor, provider.permission)
        for item in provider.items(actor, MOST_OF_A_KIND)
    ]
    dated = sorted((one for one in found if one.item.due), key=lambda one: (one.item.due or today, one.item.title))
    return Desk(
        overdue=[one for one in dated if _due(one) < today],
        this_month=[one for one in dated if today <= _due(one) and _month(_due(one)) == _month(today)],
        later=[one for one in dated if _month(_due(one)) > _month(today)],
        undated=[one for one in found if not one.item.due],
    )


def runs(delegation: Any, today: date) -> bool:
    """Whether a delegation is in force or still to come."""
    return delegation.revoked_at is None and delegation.valid.upper > today


def _due(waiting: Waiting) -> date:
    return waiting.item.due or date.max


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month
