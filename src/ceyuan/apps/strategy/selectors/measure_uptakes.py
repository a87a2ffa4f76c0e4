"""What units made of measures: lists, the matrix, one entry, findings, and what waits for somebody."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from ceyuan.apps.organisation.interface import Actor, unit_by_code
from ceyuan.apps.organisation.scoping import within
from ceyuan.apps.strategy.models import Measure, MeasureUptake, Policy
from ceyuan.apps.strategy.policies.measures import UPTAKE, VERIFY, VIEW
from ceyuan.kit.listing import QueryListing

from . import measure_feedback

OPEN = ("not_started", "drafting", "issued", "blocked")
LANDED = ("landed", "effective")
DUE_WITHIN = timedelta(days=60)
SORTS = {
    "measure": ("measure__position", "unit__path"),
    "unit": ("unit__path", "measure__position"),
    "state": ("state", "unit__path"),
    "due": ("measure__due_on", "unit__path"),
    "beneficiaries": ("beneficiaries", "unit__path"),
    "money": ("money_minor", "unit__path"),
    "landed": ("landed_on", "unit__path"),
}


class Cell(NamedTuple):
    """A cell of the matrix."""

    pk: int
    state: str
    landed_on: date | None
    verified: bool
    overdue: bool


class UnitRow(NamedTuple):
    """A row of the matrix: a unit, how deep it stands, and its cells by measure."""

    pk: int
    code: str
    name_zh: str
    name_en: str
    kind: str
    path: str
    cells: dict[int, Cell]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Measures by units; `strategic` are the (code, names) that the filter offers."""

    policy: Policy
    measures: Sequence[Measure]
    rows: Sequence[UnitRow]
    strategic: Sequence[UnitRow]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about an uptake that should not stay so."""

    kind: str
    uptake: MeasureUptake


def listing(actor: Actor, filters: Mapping[str, Any], sort: str) -> QueryListing:
    """Uptakes within reach: `policy`, `measure` (ids), `theme`, `unit` (a code, with all below), `state`, `finding`."""
    found = _narrowed(in_reach(actor), actor, filters)
    down = "-" if sort.startswith("-") else ""
    words = SORTS.get(sort.removeprefix("-"), SORTS["measure"])
    ordered = found.order_by(*(F(word).desc(nulls_last=True) if down else F(word).asc() for word in words), "pk")
    return QueryListing(ordered, related=("measure__policy", "unit", "group"))


def in_reach(actor: Actor) -> "QuerySet[MeasureUptake]":
    """All uptakes that the actor sees."""
    return MeasureUptake.objects.visible_to(actor, VIEW)


def detail(actor: Actor, uptake_id: int) -> MeasureUptake | None:
    """One uptake with its measure, policy, unit and who verified it."""
    related = ("measure__policy__unit", "measure__lead_unit", "unit", "group", "verified_by__person", "reported_by")
    return in_reach(actor).select_related(*related).filter(pk=uptake_id).first()


def matrix(actor: Actor, policy: Policy, filters: Mapping[str, Any]) -> Matrix:
    """The coverage of a policy; two queries, however many units. A row stands for a unit with at least one cell."""
    measures = [one for one in policy.measures.filter(is_heading=False) if filters.get("theme") in {None, one.theme}]
    columns = {one.pk: one for one in measures}
    today = timezone.localdate()
    rows: dict[int, UnitRow] = {}
    names = ("code", "name_zh", "name_en", "kind", "path")
    found = in_reach(actor).filter(measure__in=columns).order_by("unit__path", "unit_id")
    for pk, measure, state, landed, verifier, unit, *facts in found.values_list(
        "pk", "measure_id", "state", "landed_on", "verified_by_id", "unit_id", *(f"unit__{name}" for name in names)
    ):
        row = rows.get(unit) or rows.setdefault(unit, UnitRow._make((unit, *facts, {})))
        due = columns[measure].due_on
        overdue = state in OPEN and due is not None and due < today
        row.cells[measure] = Cell(pk, state, landed, verifier is not None, overdue)
    strategic = [row for row in rows.values() if row.kind == "strategic_unit"]
    return Matrix(policy, measures, list(_kept(rows.values(), strategic, filters)), strategic)


def _kept(rows: Any, strategic: Sequence[UnitRow], filters: Mapping[str, Any]) -> Iterator[UnitRow]:
    root = next((row.path for row in strategic if row.code == filters.get("unit")), "")
    state = filters.get("state")
    for row in rows:
        if root and row.path != root and not row.path.startswith(f"{root}."):
            continue
        if state and not any(_matches(cell, state) for cell in row.cells.values()):
            continue
        yield row


def _matches(cell: Cell, state: str) -> bool:
    return cell.overdue if state == "overdue" else cell.state == state


def of_unit(actor: Actor, unit: Any, policy: Policy | None = None) -> list[MeasureUptake]:
    """What a unit made of the measures in force (or of one policy), in their order."""
    found = in_reach(actor).filter(unit=unit).select_related("measure__policy", "group")
    found = found.filter(measure__policy=policy) if policy else found.filter(measure__policy__ended_on=None)
    return list(found.order_by("measure__policy__issued_on", "measure__position", "pk"))


def units_reported_by(actor: Actor) -> list[Any]:
    """The units with measures that the actor reports for by post at the unit or directly above, top ones first."""
    own = MeasureUptake.objects.visible_to(actor, UPTAKE).filter(within(actor.reach.get(UPTAKE, ()), "unit__"))
    found: dict[int, Any] = {}
    for one in own.select_related("unit").order_by("unit__path", "unit_id").distinct("unit__path", "unit_id"):
        found[one.unit_id] = one.unit
    return list(found.values())


def findings(actor: Actor, filters: Mapping[str, Any]) -> list[Finding]:
    """Overdue, blocked, outside the bounds, landed but not felt; of policies in force, in the order of measures."""
    today = timezone.localdate()
    late = Q(state__in=OPEN, measure__due_on__lt=today)
    outside = Q(own_value__lt=F("measure__floor")) | Q(own_value__gt=F("measure__ceiling"))
    said = measure_feedback.results(actor)
    contradicted = Q(pk__in=[])
    for measure, shown in said.measures.items():
        units = [unit for unit, tally in shown.units.items() if tally.is_counter_evidence]
        contradicted |= Q(measure=measure, unit__in=units, state__in=LANDED)
    found = _narrowed(in_reach(actor), actor, {name: filters[name] for name in filters if name != "finding"})
    found = found.filter(late | Q(state="blocked") | (outside & ~Q(state="ended")) | contradicted)
    found = found.filter(measure__policy__ended_on=None).select_related("unit")
    rows = list(found.order_by("measure__policy__issued_on", "measure__position", "unit__path", "pk"))
    # Thousands of rows share a few measures: one object for each of them.
    known = Measure.objects.select_related("policy__group").in_bulk({one.measure_id for one in rows})
    for one in rows:
        one.measure, one.group = known[one.measure_id], known[one.measure_id].policy.group
    wanted = filters.get("finding")
    return [Finding(kind, one) for one in rows for kind in kinds_of(one, said, today) if wanted in {None, kind}]


def kinds_of(uptake: MeasureUptake, said: measure_feedback.Results, today: date) -> Iterator[str]:
    """What is to be found about one uptake."""
    measure, value = uptake.measure, uptake.own_value
    if uptake.state in OPEN and measure.due_on is not None and measure.due_on < today:
        yield "overdue"
    if uptake.state == "blocked":
        yield "blocked"
    below = value is not None and measure.floor is not None and value < measure.floor
    above = value is not None and measure.ceiling is not None and value > measure.ceiling
    if uptake.state != "ended" and (below or above):
        yield "outside_bounds"
    if uptake.state in LANDED and measure_feedback.not_felt(said, uptake.measure_id, uptake.unit_id):
        yield "not_felt"


def landed_keys(actor: Actor, measures: Sequence[int]) -> list[tuple[int, int, int]]:
    """(id, measure, unit) of the uptakes of these measures that are reported as landed."""
    found = in_reach(actor).filter(measure__in=measures, state__in=LANDED)
    return list(found.order_by().values_list("pk", "measure_id", "unit_id"))


def due(actor: Actor, limit: int) -> list[MeasureUptake]:
    """What the offices of a unit have to report on soon; not for those who reach the whole group."""
    if actor.reaches_whole_group(UPTAKE):
        return []
    horizon = timezone.localdate() + DUE_WITHIN
    found = MeasureUptake.objects.visible_to(actor, UPTAKE).filter(
        state__in=OPEN, measure__due_on__lte=horizon, measure__policy__ended_on=None
    )
    return list(found.select_related("measure", "unit").order_by("measure__due_on", "unit__path", "pk")[:limit])


def to_verify(actor: Actor, limit: int) -> list[MeasureUptake]:
    """What landed and nobody verified, leaving out what the actor reported."""
    found = MeasureUptake.objects.visible_to(actor, VERIFY).filter(
        state__in=LANDED, verified_by=None, measure__policy__ended_on=None
    )
    found = found.exclude(reported_by_id=actor.account_id) if actor.account_id else found
    return list(found.select_related("measure", "unit").order_by("landed_on", "pk")[:limit])


def _narrowed(found: Any, actor: Actor, filters: Mapping[str, Any]) -> Any:
    for name, path in (("policy", "measure__policy"), ("measure", "measure"), ("theme", "measure__theme")):
        if filters.get(name):
            found = found.filter(**{path: filters[name]})
    if code := filters.get("unit"):
        found = found.filter(_below(actor, code))
    state = filters.get("state")
    if state == "overdue":
        found = found.filter(state__in=OPEN, measure__due_on__lt=timezone.localdate())
    elif state:
        found = found.filter(state=state)
    if verified := filters.get("verified"):
        found = found.filter(state__in=LANDED, verified_by__isnull=verified == "no")
    return found


def _below(actor: Actor, code: str) -> Q:
    unit = unit_by_code(actor, code)
    return within((unit.path,), "unit__") if unit else Q(pk__in=[])
