"""A cascade: the targets of one indicator, plan and year as a tree, with what is written beside each of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from ceyuan.apps.organisation.interface import Actor, children
from ceyuan.apps.strategy.models import Kpi, Plan, Standing, Target, TargetMove
from ceyuan.apps.strategy.policies.targets import LOWER, NEGOTIATE, UPPER, VIEW
from ceyuan.apps.strategy.target_numbers import adds
from ceyuan.core.indicators import Closure, Direction, RollUp, Share, close, completion, is_lowered
from ceyuan.core.indicators.quantities import exact_or_none
from ceyuan.core.kernel.verdict import Refused

from .targets import STANDING_MOVES

_MOVING = ("draft", "proposed", "countered")
_MOST_CANDIDATES = 400


@dataclass(slots=True)
class CascadeRow:
    """A target in the tree, or (without `pk`) a unit that may get a share. Amounts are as kept."""

    pk: int | None
    parent: int | None
    unit_id: int
    code: str
    name_zh: str
    name_en: str
    path: str
    state: str = ""
    revision: int = 0
    value: Decimal | None = None
    basis: Decimal | None = None
    basic: Decimal | None = None
    challenge: Decimal | None = None
    reserve: Decimal = Decimal(0)
    baseline: Decimal | None = None
    source: Decimal | None = None
    change_value: Decimal | None = None
    offered: Decimal | None = None
    offered_basis: Decimal | None = None
    mover: str = ""
    moved_at: datetime | None = None
    depth: int = 0
    children: int = 0
    side: str = ""
    last_year: Decimal | None = None
    now: Decimal | None = None
    tried: dict[str, Decimal | None] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The name of the row in a form."""
        return str(self.pk) if self.pk else f"u{self.unit_id}"

    @property
    def can_write(self) -> bool:
        """Whether the numbers of this row can be changed by the actor, as a proposal or a counter-proposal."""
        if self.pk is None:
            return True
        return (self.side == UPPER and self.state in _MOVING) or (self.side == LOWER and self.state == "proposed")

    def is_lowered(self, direction: Direction) -> bool:
        """Whether the value asks for less than the source, without an approved change to it."""
        if self.source is None or self.value is None or self.value == self.change_value:
            return False
        return is_lowered(direction, self.source, self.value)

    def share(self) -> Share:
        """What counts in the split above: of a countered target what the unit above stands by."""
        value, basis = self.value, self.basis
        if self.tried:
            value, basis = self.tried.get("value", value), self.tried.get("basis", basis)
        elif self.state == "countered":
            value, basis = self.offered, self.offered_basis
        return Share(self.unit_id, exact_or_none(value), exact_or_none(basis))

    def reached(self, direction: Direction) -> Decimal | None:
        """Completion in per cent; None while nothing can be said."""
        if self.now is None or self.value is None:
            return None
        try:
            found = completion(direction, self.baseline, self.value, self.now).value
        except Refused:
            found = completion(direction, None, self.value, self.now).value
        return Decimal(round(found * 1000)) / 10 if isinstance(found, Fraction) else None


@dataclass(slots=True)
class Cascade:
    """The rows in the order of the tree, parents before children."""

    plan: Plan
    kpi: Kpi
    year: int
    rows: list[CascadeRow]
    by_id: Mapping[int, CascadeRow]
    may_keep_reserve: frozenset[int] = frozenset()
    below: Mapping[int, Sequence[CascadeRow]] = field(default_factory=dict)

    def closure(self, parent: CascadeRow) -> Closure | None:
        """How the split of this row closes; None without a value or without shares."""
        shares = [one.share() for one in self.below.get(parent.pk or 0, ()) if one.pk or one.tried]
        value = parent.tried.get("value", parent.value)
        if value is None:
            return None
        kind, direction = RollUp(self.kpi.roll_up), Direction(self.kpi.direction)
        reserve = parent.tried.get("reserve", parent.reserve) if adds(self.kpi) else None
        return close(kind, direction, value, shares, reserve or Decimal(0))


def cascade(actor: Actor, plan: Plan, kpi: Kpi, year: int, *, split: str = "") -> Cascade:
    """The cascade within the actor's reach; `split` names a unit whose units below may be given shares.

    Three queries, whatever the number of rows; one more where a split is laid out.
    """
    rows = _rows(actor, plan, kpi, year)
    by_id = {row.pk: row for row in rows if row.pk is not None}
    _take_standings(actor, kpi, year, rows)
    if split:
        rows += _candidates(actor, rows, split)
    for row in rows:
        row.side = _side(actor, row, by_id)
    ordered, below = _in_tree_order(rows, by_id)
    keepers = frozenset(pk for pk, row in by_id.items() if below.get(pk) and actor.may(NEGOTIATE, row.path))
    return Cascade(plan, kpi, year, ordered, by_id, keepers, below)


def _rows(actor: Actor, plan: Plan, kpi: Kpi, year: int) -> list[CascadeRow]:
    moves = TargetMove.objects.filter(target=OuterRef("pk")).order_by("-number")
    offers = moves.filter(kind__in=STANDING_MOVES)
    found: QuerySet[Target, Any] = (
        Target.objects.visible_to(actor, VIEW)
        .filter(plan=plan, kpi=kpi, year=year)
        .exclude(state="withdrawn")
        .order_by("unit__sort_key", "unit__code")
        .values_list(
            "pk",
            "parent_id",
            "unit_id",
            "unit__code",
            "unit__name_zh",
            "unit__name_en",
            "unit__path",
            "state",
            "revision",
            "value",
            "basis",
            "basic",
            "challenge",
            "reserve",
            "baseline",
            "source__value",
            "change__new_value",
            Subquery(offers.values("value")[:1]),
            Subquery(offers.values("basis")[:1]),
            Subquery(moves.values("person_name")[:1]),
            Subquery(moves.values("at")[:1]),
        )
    )
    rows = [CascadeRow(*line) for line in found]
    for row in rows:
        if row.offered is None:
            row.offered, row.offered_basis = row.value, row.basis
    return rows


def _take_standings(actor: Actor, kpi: Kpi, year: int, rows: Sequence[CascadeRow]) -> None:
    kept = Standing.objects.visible_to(actor, VIEW).filter(
        kpi=kpi, year__in=(year - 1, year), unit__in=[row.unit_id for row in rows]
    )
    values = {(unit, of): value for unit, of, value in kept.values_list("unit_id", "year", "value")}
    for row in rows:
        row.last_year, row.now = values.get((row.unit_id, year - 1)), values.get((row.unit_id, year))


def _candidates(actor: Actor, rows: Sequence[CascadeRow], split: str) -> list[CascadeRow]:
    above = next((row for row in rows if row.code == split), None)
    if above is None or not actor.may(NEGOTIATE, above.path):
        return []
    taken = {row.unit_id for row in rows}
    below = children(actor, above.unit_id, timezone.localdate(), limit=_MOST_CANDIDATES)
    return [
        CascadeRow(None, above.pk, one.unit_id, one.code, one.name_zh, one.name_en, f"{above.path}.{one.unit_id}")
        for one in below
        if one.unit_id not in taken
    ]


def _side(actor: Actor, row: CascadeRow, by_id: Mapping[int, CascadeRow]) -> str:
    above = by_id.get(row.parent) if row.parent else row
    if above is not None and actor.may(NEGOTIATE, above.path):
        return UPPER
    return LOWER if row.parent and actor.may(NEGOTIATE, row.path) else ""


def _in_tree_order(
    rows: Iterable[CascadeRow], by_id: Mapping[int, CascadeRow]
) -> tuple[list[CascadeRow], dict[int, list[CascadeRow]]]:
    below: dict[int, list[CascadeRow]] = {}
    for row in rows:
        below.setdefault(row.parent if row.parent in by_id and row.parent else 0, []).append(row)
    ordered: list[CascadeRow] = []
    waiting = [(row, 0) for row in reversed(below.get(0, []))]
    while waiting:
        row, row.depth = waiting.pop()
        ordered.append(row)
        own = below.get(row.pk, []) if row.pk else []
        row.children = len(own)
        waiting.extend((one, row.depth + 1) for one in reversed(own))
    return ordered, {pk: own for pk, own in below.items() if pk}
