"""For programs: policy measures."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema

from ceyuan.apps.strategy.selectors import measure_feedback, measure_uptakes, measures
from ceyuan.apps.strategy.services import measure_uptakes as services
from ceyuan.apps.strategy.services.measure_uptakes import Particulars

router = Router(tags=["strategy"])


class MeasureOut(Schema):
    """A clause of a policy; floor and ceiling are counted in `bound_unit`."""

    id: int
    number: str
    theme: str
    is_heading: bool
    title_zh: str
    title_en: str
    target_group: str
    due_on: date | None
    proof: str
    needs_own_rule: bool
    floor: Decimal | None
    ceiling: Decimal | None
    bound_unit: str


class PolicyOut(Schema):
    """A policy document."""

    id: int
    document_number: str
    title_zh: str
    title_en: str
    unit: str
    issued_on: date
    ended_on: date | None


class PolicyDetailOut(PolicyOut):
    """A policy with its clauses in order."""

    measures: list[MeasureOut]


class UptakeOut(Schema):
    """What a unit made of a measure; money in minor units of the group's currency."""

    id: int
    revision: int
    measure_id: int
    measure: str
    unit: str
    state: str
    own_rule: str
    own_rule_number: str
    own_value: Decimal | None
    beneficiaries: int
    money_minor: int
    landed_on: date | None
    evidence: str
    obstacle: str
    verified_at: datetime | None


class UptakePage(Schema):
    """One page of uptakes and how many there are."""

    total: int
    items: list[UptakeOut]


class UptakeQuery(Schema):
    """Filters as on the page."""

    policy: int | None = None
    measure: int | None = None
    theme: str = ""
    unit: str = ""
    state: str = ""
    sort: str = "measure"
    offset: int = Query(0, ge=0, le=10_000_000)
    limit: int = Query(100, ge=1, le=500)


class ReportIn(Schema):
    """A report; `revision` is the one that was read, `action` a step to take on the strength of it."""

    revision: int
    own_rule: str = ""
    own_rule_number: str = ""
    own_value: Decimal | None = None
    beneficiaries: int = 0
    money_minor: int = 0
    landed_on: date | None = None
    evidence: str = ""
    obstacle: str = ""
    action: str = ""
    reason: str = ""


class FindingOut(Schema):
    """Something that should not stay so."""

    kind: str
    uptake_id: int
    measure: str
    unit: str


class FeedbackOut(Schema):
    """The published answers about a measure; null where there are too few."""

    measure_id: int
    number: str
    reached: int
    heard: int
    not_reached: int


@router.get("/policies", response=list[PolicyOut], summary="Policies of the group")
def policy_list(request: HttpRequest) -> list[dict[str, Any]]:
    """All of them, the newest first."""
    found = measures.policies(request.actor, {}, "-issued")  # type: ignore[attr-defined]
    return [_policy(one) for one in found.stream()]


@router.get("/policies/{policy_id}", response=PolicyDetailOut, summary="One policy with its clauses")
def policy(request: HttpRequest, policy_id: int) -> dict[str, Any]:
    """The clauses as the document has them."""
    found = measures.policy(request.actor, policy_id)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return {**_policy(found), "measures": list(found.measures.order_by("position", "pk"))}


@router.get("/uptakes", response=UptakePage, summary="What units made of measures, within reach")
def uptake_list(request: HttpRequest, query: Query[UptakeQuery]) -> dict[str, Any]:
    """Filtered, sorted and paged like the page."""
    names = ("policy", "measure", "theme", "unit", "state")
    filters = {name: value for name in names if (value := getattr(query, name))}
    found = measure_uptakes.listing(request.actor, filters, query.sort)  # type: ignore[attr-defined]
    return {"total": found.count(), "items": [_uptake(one) for one in found.slice(query.offset, query.limit)]}


@router.get("/uptakes/{uptake_id}", response=UptakeOut, summary="One uptake")
def uptake(request: HttpRequest, uptake_id: int) -> dict[str, Any]:
    """404 outside the reach."""
    found = measure_uptakes.detail(request.actor, uptake_id)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return _uptake(found)


@router.post("/uptakes/{uptake_id}/report", response=UptakeOut, summary="Report on a measure")
def report(request: HttpRequest, uptake_id: int, body: ReportIn) -> dict[str, Any]:
    """Saves the report and takes the step in it; both or neither."""
    uptake(request, uptake_id)
    given = body.dict()
    revision, action, reason = (given.pop(name) for name in ("revision", "action", "reason"))
    actor = request.actor  # type: ignore[attr-defined]
    services.report(
        actor=actor,
        uptake_id=uptake_id,
        revision=revision,
        particulars=Particulars(**given),
        action=action,
        reason=reason,
    )
    return uptake(request, uptake_id)


@router.get("/measure-findings", response=list[FindingOut], summary="What should not stay so")
def finding_list(request: HttpRequest) -> list[dict[str, Any]]:
    """Overdue, blocked, outside bounds, landed but not felt."""
    return [
        {
            "kind": one.kind,
            "uptake_id": one.uptake.pk,
            "measure": one.uptake.measure.number,
            "unit": one.uptake.unit.code,
        }
        for one in measure_uptakes.findings(request.actor, {})  # type: ignore[attr-defined]
    ]


@router.get("/measure-feedback", response=list[FeedbackOut], summary="What researchers say of measures")
def feedback(request: HttpRequest, year: int | None = None) -> list[dict[str, Any]]:
    """Only measures with enough answers; the year is the last one with any unless given."""
    actor = request.actor  # type: ignore[attr-defined]
    found = measure_feedback.results(actor, year)
    numbers = {one.measure.pk: one.measure.number for one in measure_feedback.questions(actor)}
    return [
        {
            "measure_id": key,
            "number": numbers.get(key, ""),
            "reached": shown.total.reached,
            "heard": shown.total.heard,
            "not_reached": shown.total.not_reached,
        }
        for key, shown in found.measures.items()
        if shown.total is not None
    ]


_POLICY = ("document_number", "title_zh", "title_en", "issued_on", "ended_on")
_UPTAKE = (
    *("revision", "measure_id", "state", "own_rule", "own_rule_number", "own_value", "beneficiaries", "money_minor"),
    *("landed_on", "evidence", "obstacle", "verified_at"),
)


def _policy(one: Any) -> dict[str, Any]:
    return {"id": one.pk, "unit": one.unit.code, **{name: getattr(one, name) for name in _POLICY}}


def _uptake(one: Any) -> dict[str, Any]:
    own = {name: getattr(one, name) for name in _UPTAKE}
    return {"id": one.pk, "measure": one.measure.number, "unit": one.unit.code, **own}
