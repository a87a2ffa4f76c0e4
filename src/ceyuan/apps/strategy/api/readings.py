"""For programs: readings, indicators and scores."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from ceyuan.apps.organisation.interface import unit_by_code
from ceyuan.apps.strategy.models import Kpi, Reading
from ceyuan.apps.strategy.policies.readings import VIEW
from ceyuan.apps.strategy.selectors import reading_gaps, scores, standings
from ceyuan.apps.strategy.selectors import readings as selectors
from ceyuan.apps.strategy.services import readings as services

router = Router(tags=["strategy"])
Year = Annotated[int, Field(ge=1990, le=2200)]
Offset = Annotated[int, Field(ge=0, le=10_000_000)]
Limit = Annotated[int, Field(ge=1, le=1000)]


class QuantityOut(Schema):
    """A raw quantity. Money is kept in fen."""

    code: str
    name_zh: str
    name_en: str
    kind: str
    unit_of_measure: str
    over_time: str
    frequency: str
    reported_by: str
    computed_by: str
    needs_evidence: bool
    due_days: int


class KpiOut(Schema):
    """An indicator and the codes of its quantities."""

    code: str
    name_zh: str
    name_en: str
    definition_zh: str
    definition_en: str
    roll_up: str
    direction: str
    numerator: str
    denominator: str | None
    scale: int
    unit_of_measure: str
    is_gate: bool
    valid_from: int
    valid_to: int | None


class ReadingOut(Schema):
    """A reading; a value is an exact decimal as text, money in fen."""

    id: int
    unit: str
    quantity: str
    starts_on: date
    ends_on: date
    kind: str
    value: Decimal | None
    keys: list[str]
    evidence: str
    reason: str
    is_computed: bool
    is_late: bool
    is_current: bool
    supersedes: int | None
    person_name: str
    at: datetime


class ReadingPage(Schema):
    """A page of readings; `total` counts all."""

    total: int
    rows: list[ReadingOut]


class ReadingIn(Schema):
    """A reading to enter. `seen` is the id of the reading it corrects; then `reason` is needed."""

    unit: Annotated[str, Field(max_length=64)]
    quantity: Annotated[str, Field(max_length=20)]
    starts_on: date
    ends_on: date
    value: Decimal | None = None
    keys: Annotated[list[Annotated[str, Field(min_length=1, max_length=120)]], Field(max_length=500)] = []
    kind: Literal["own", "elimination"] = "own"
    evidence: Annotated[str, Field(max_length=300)] = ""
    reason: Annotated[str, Field(max_length=300)] = ""
    seen: int | None = None


class StandingOut(Schema):
    """Where a unit with all below it stands; without a value `missing` says why, `unread` how many units are silent."""

    kpi: str
    unit: str
    year: int
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    missing: str
    unread: int


class LineOut(Schema):
    """One indicator of a score card. Completion in per cent."""

    kpi: str
    weight_ppm: int
    target: Decimal | None
    actual: Decimal | None
    completion: Decimal | None
    points: Decimal | None
    gate_missed: bool
    missing: str


class CardOut(Schema):
    """A score card. Without a score `faults` say why; `final` once it is written into the letter."""

    unit: str
    year: int
    score: Decimal | None
    final: bool
    gates_missed: int
    faults: list[str]
    lines: list[LineOut]


class RankOut(Schema):
    """A unit in the ranking of a year."""

    place: int | None
    unit: str
    score: Decimal | None
    before: Decimal | None
    gates_missed: int


class OwedOut(Schema):
    """A reading that is not there."""

    unit: str
    quantity: str
    period: str
    due_on: date
    days_overdue: int


@router.get("/quantities", response=list[QuantityOut], summary="The quantities that units report")
def quantities(request: HttpRequest) -> list[Any]:
    """All raw quantities of the group, by code."""
    return list(selectors.quantities(_actor(request)))


@router.get("/kpis", response=list[KpiOut], summary="The indicators")
def kpis(request: HttpRequest, year: Year | None = None) -> list[dict[str, Any]]:
    """All indicators, or those that hold for a year."""
    return [_kpi(one) for one in selectors.kpis(_actor(request), {"year": year} if year else {})]


@router.get("/readings", response=ReadingPage, summary="Readings within reach")
def readings(
    request: HttpRequest,
    unit: str = "",
    quantity: str = "",
    year: Year | None = None,
    versions: bool = False,  # noqa: FBT001, FBT002 - a query parameter
    offset: Offset = 0,
    limit: Limit = 200,
) -> dict[str, Any]:
    """Readings that hold, latest first; with `versions` also those they replaced."""
    wanted = {"unit": unit, "quantity": quantity, "year": year, "which": "all" if versions else ""}
    found = selectors.readings(_actor(request), wanted, "-at")
    rows = found.select_related("unit", "quantity")[offset : offset + limit]
    return {"total": found.count(), "rows": [_reading(row) for row in rows]}


@router.post("/readings", response=ReadingOut, summary="Enter or correct a reading")
def enter(request: HttpRequest, given: ReadingIn) -> dict[str, Any]:
    """One reading, through the same rules as the reporting sheet."""
    entry = services.Entry(
        given.unit,
        given.quantity,
        given.starts_on,
        given.ends_on,
        given.value,
        tuple(given.keys),
        kind=given.kind,
        evidence=given.evidence,
        reason=given.reason,
        seen=given.seen,
    )
    return _reading(services.enter(actor=_actor(request), entry=entry))


@router.get("/readings/missing", response=list[OwedOut], summary="Readings that are due and not there")
def missing(request: HttpRequest, year: Year) -> list[dict[str, Any]]:
    """The longest overdue first."""
    return [
        {
            "unit": row.unit.code,
            "quantity": row.quantity.code,
            "period": row.span.code,
            "due_on": row.due_on,
            "days_overdue": max(row.days, 0),
        }
        for row in reading_gaps.owed(_actor(request), year, timezone.localdate())
    ]


@router.get("/standings/{kpi}", response=list[StandingOut], summary="Where the units stand in an indicator")
def standings_of(request: HttpRequest, kpi: str, year: Year) -> list[dict[str, Any]]:
    """Units within reach, those highest in the tree first."""
    actor = _actor(request)
    found = selectors.kpi(actor, kpi)
    if found is None:
        raise Http404
    rows = standings.of_kpi(actor, found.pk, year, limit=10_000)
    names = ("year", "value", "numerator", "denominator", "missing", "unread")
    return [{"kpi": kpi, "unit": row.unit.code} | {name: getattr(row, name) for name in names} for row in rows]


@router.get("/standings/{kpi}/{unit}/explanation", response=dict[str, Any], summary="How a standing comes about")
def explanation(request: HttpRequest, kpi: str, unit: str, year: Year) -> dict[str, Any]:
    """The whole tree of formulas and readings."""
    actor = _actor(request)
    found, at = selectors.kpi(actor, kpi), unit_by_code(actor, unit, VIEW)
    tree = standings.explanation(actor, found, at.pk, year) if found and at else None
    if tree is None:
        raise Http404
    return tree.to_dict()


@router.get("/scores", response=list[RankOut], summary="The units by score")
def ranking(request: HttpRequest, year: Year, kind: str = "") -> list[dict[str, Any]]:
    """Best first; units without a score at the end."""
    return [
        {
            "place": rank.place,
            "unit": getattr(rank.unit, "code", ""),
            "score": rank.card.score,
            "before": rank.before,
            "gates_missed": rank.card.gates_missed,
        }
        for rank in scores.ranking(_actor(request), year, kind)
    ]


@router.get("/scores/{unit}/{year}", response=CardOut, summary="The score card of a unit")
def card(request: HttpRequest, unit: str, year: Year) -> dict[str, Any]:
    """Its lines with target, actual, completion and points."""
    actor = _actor(request)
    at = unit_by_code(actor, unit, VIEW)
    if at is None:
        raise Http404
    found = scores.card(actor, at.pk, year)
    return {
        "unit": unit,
        "year": year,
        "score": found.score,
        "final": found.judged is not None,
        "gates_missed": found.gates_missed,
        "faults": [fault.code for fault in found.faults],
        "lines": [_line(line) for line in found.lines],
    }


def _line(line: scores.Line) -> dict[str, Any]:
    return {
        "kpi": line.target.kpi.code,
        "weight_ppm": line.target.weight_ppm,
        "target": line.target.value,
        "actual": line.standing.value if line.standing else None,
        "completion": line.percent,
        "points": line.worth,
        "gate_missed": line.is_missed_gate,
        "missing": line.missing.code if line.missing else "",
    }


def _kpi(kpi: Kpi) -> dict[str, Any]:
    names = [name for name in KpiOut.model_fields if name not in {"numerator", "denominator"}]
    found = {name: getattr(kpi, name) for name in names}
    lower = kpi.denominator.code if kpi.denominator else None
    return found | {"numerator": kpi.numerator.code, "denominator": lower}


def _reading(row: Reading) -> dict[str, Any]:
    names = [name for name in ReadingOut.model_fields if name not in {"unit", "quantity", "supersedes"}]
    found = {name: getattr(row, name) for name in names}
    return found | {"unit": row.unit.code, "quantity": row.quantity.code, "supersedes": row.supersedes_id}


def _actor(request: HttpRequest) -> Any:
    return request.actor  # type: ignore[attr-defined]
