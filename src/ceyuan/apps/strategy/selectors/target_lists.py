"""Lists of targets and of change requests."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import F, OrderBy, Q, QuerySet

from ceyuan.apps.organisation.interface import Actor, unit_by_code
from ceyuan.apps.organisation.scoping import within
from ceyuan.apps.strategy.models import Target, TargetChange
from ceyuan.apps.strategy.policies.targets import NEGOTIATE, VIEW
from ceyuan.kit.listing import QueryListing

from . import target_quality
from .standings import standings_of

SORTS: Mapping[str, str] = {
    "unit": "unit__sort_key",
    "kpi": "kpi__position",
    "year": "year",
    "state": "state",
    "weight": "weight_ppm",
}
FLAWS = ("lowered", "unassessable", "unchallenging", "waiting")
_AT_LEAST, _AT_MOST, _EQUAL = "at_least", "at_most", "equal"
_RELATED = ("unit", "kpi__numerator", "kpi__denominator", "plan", "source", "assessor", "change")


def listing(actor: Actor, filters: Mapping[str, Any], sort: str = "unit") -> QueryListing:
    """Targets within reach that meet the filters: plan, kpi, unit (with all below), year, state, flaw."""
    found = matching(actor, filters)
    key = SORTS.get(sort.removeprefix("-"), "unit__sort_key")
    ordered = found.order_by(OrderBy(F(key), descending=sort.startswith("-")), "unit__code", "kpi__position", "pk")
    return QueryListing(ordered=ordered, related=_RELATED, enrich=_with_standings)


def matching(actor: Actor, filters: Mapping[str, Any]) -> QuerySet[Target]:
    """The targets behind a list."""
    found: QuerySet[Target] = Target.objects.visible_to(actor, VIEW)
    found = found.filter(state=filters["state"]) if filters.get("state") else found.exclude(state="withdrawn")
    if plan := filters.get("plan"):
        found = found.filter(plan_id=int(plan))
    if kpi := filters.get("kpi"):
        found = found.filter(kpi__code=kpi)
    if year := filters.get("year"):
        found = found.filter(year=int(year))
    if code := filters.get("unit"):
        unit = unit_by_code(actor, str(code), VIEW)
        found = found.filter(within((unit.path,), "unit__")) if unit else found.none()
    if flaw := filters.get("flaw"):
        found = _flawed(actor, found, str(flaw))
    return found


def lowered(found: QuerySet[Target]) -> QuerySet[Target]:
    """Those that ask for less than their source; an approved change to this very value is not counted."""
    least = Q(kpi__direction=_AT_LEAST, value__lt=F("source__value"))
    most = Q(kpi__direction=_AT_MOST, value__gt=F("source__value"))
    other = Q(kpi__direction=_EQUAL) & ~Q(value=F("source__value"))
    below = found.filter(source__value__isnull=False, value__isnull=False).filter(least | most | other)
    return below.exclude(change__state="approved", change__new_value=F("value"))


def lowered_by_change(found: QuerySet[Target]) -> QuerySet[Target]:
    """Those whose present value stands by an approved change that asked for less."""
    return found.filter(change__state="approved", change__is_lowering=True, change__new_value=F("value"))


def unassessable(found: QuerySet[Target]) -> QuerySet[Target]:
    """Those of which nobody could say whether they were reached: no day, method, rule or independent assessor."""
    return found.filter(Q(assessor=None) | Q(verdict_rule="") | Q(method="") | Q(due_on=None) | Q(assessor=F("unit")))


def waiting(actor: Actor, found: QuerySet[Target] | None = None) -> QuerySet[Target]:
    """What waits for an answer of the actor: proposals to the own unit, counter-proposals to what the own unit gave."""
    base = found if found is not None else Target.objects.visible_to(actor, VIEW)
    roots = actor.reach.get(NEGOTIATE, ())
    above = within(roots, "parent__unit__")
    to_me = Q(state="proposed") & within(roots, "unit__") & ~above
    to_us = Q(state="countered") & above
    return base.filter(to_me | to_us)


def _flawed(actor: Actor, found: QuerySet[Target], flaw: str) -> QuerySet[Target]:
    if flaw == "lowered":
        return lowered(found)
    if flaw == "unassessable":
        return unassessable(found)
    if flaw == "waiting":
        return waiting(actor, found)
    if flaw == "unchallenging":
        return found.filter(pk__in=target_quality.unchallenging(found))
    return found


def _with_standings(rows: list[Any]) -> Sequence[Any]:
    found = standings_of({row.unit_id for row in rows}, {row.year for row in rows}, {row.kpi_id for row in rows})
    for row in rows:
        row.standing = found.get((row.unit_id, row.kpi_id, row.year))
    return rows


def changes(actor: Actor, filters: Mapping[str, Any], sort: str = "-asked") -> QueryListing:
    """Change requests within reach: state, kpi, unit, lowering."""
    found: QuerySet[TargetChange] = TargetChange.objects.visible_to(actor, VIEW)
    if state := filters.get("state"):
        found = found.filter(state=state)
    if kpi := filters.get("kpi"):
        found = found.filter(target__kpi__code=kpi)
    if code := filters.get("unit"):
        unit = unit_by_code(actor, str(code), VIEW)
        found = found.filter(within((unit.path,), "target__unit__")) if unit else found.none()
    if way := filters.get("way"):
        found = found.filter(is_lowering=way == "lowering")
    order = "asked_at" if sort == "asked" else "-asked_at"
    related = ("target__unit", "target__kpi__numerator", "target__kpi__denominator", "asked_by__person")
    return QueryListing(ordered=found.order_by(order, "pk"), related=(*related, "decided_by__person"))


def requested(actor: Actor) -> QuerySet[TargetChange]:
    """Requests that wait for a decision, within reach."""
    found: QuerySet[TargetChange] = TargetChange.objects.visible_to(actor, VIEW).filter(state="requested")
    return found.select_related("target__unit", "target__kpi", "target__parent__unit").order_by("asked_at")


def years(actor: Actor) -> Sequence[int]:
    """Years with targets within reach, newest first."""
    found = Target.objects.visible_to(actor, VIEW).values_list("year", flat=True)
    return sorted(set(found.order_by().distinct()), reverse=True)
