"""Where the technology tree is not covered: no project, no money, maturity that stands still, nobody who answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.strategy import links

from .directions import Maturity, Node, forest, levels_now

KINDS = ("no_project", "no_money", "standing_still", "no_owner", "overdue")
STILL_MONTHS = 24


@dataclass(frozen=True, slots=True)
class Finding:
    """One direction that is not covered in one way; `facts` are what the sentence about it names."""

    kind: str
    node: Node
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Coverage:
    """All findings of a day, and how many directions were looked at."""

    looked_at: int
    findings: Sequence[Finding]

    def of(self, kind: str) -> list[Finding]:
        """The findings of one kind."""
        return [one for one in self.findings if one.kind == kind]

    def counts(self) -> dict[str, int]:
        """How many findings of each kind; zero where there are none."""
        return {kind: len(self.of(kind)) for kind in KINDS}


def coverage(actor: Actor, filters: Mapping[str, Any], *, today: date) -> Coverage:
    """What is missing on the day in the directions that meet the filters of the tree.

    A direction that is divided is judged by its parts, so only undivided open ones are looked at. Whether there is a
    project and whether it has money is asked of the whole group; the sums are not shown.
    """
    leaves = [node for root in forest(actor, filters) for node in root.walk() if node.is_leaf]
    ids = [node.direction.pk for node in leaves]
    serving = links.of_directions(actor, ids, whole=True)
    maturities = levels_now(ids, until=today)
    found = []
    for node in leaves:
        key = node.direction.pk
        found.extend(_findings(node, serving[key], maturities.get(key, Maturity()), today))
    return Coverage(len(leaves), sorted(found, key=lambda one: KINDS.index(one.kind)))


def _findings(node: Node, serving: links.Serving, maturity: Maturity, today: date) -> list[Finding]:
    one = node.direction
    found = []
    if not serving.projects:
        found.append(Finding("no_project", node))
    elif not serving.has_money:
        found.append(Finding("no_money", node, {"projects": serving.projects}))
    reached = one.trl_wanted is None or (maturity.trl is not None and maturity.trl >= one.trl_wanted)
    levels = {"trl": maturity.trl or "–", "wanted": one.trl_wanted}
    if not reached and maturity.risen_on is not None and months_between(maturity.risen_on, today) >= STILL_MONTHS:
        months = months_between(maturity.risen_on, today)
        found.append(
            Finding("standing_still", node, {**levels, "since": maturity.risen_on.isoformat(), "months": months})
        )
    if one.owner_id is None:
        found.append(Finding("no_owner", node))
    if not reached and one.wanted_by is not None and one.wanted_by < today.year:
        found.append(Finding("overdue", node, {**levels, "year": one.wanted_by}))
    return found


def months_between(start: date, end: date) -> int:
    """Whole months from one day to another."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - (end.day < start.day)
