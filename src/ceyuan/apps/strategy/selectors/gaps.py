"""Reads of gaps: the list, one gap, what waits for its owner."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from ceyuan.apps.organisation.interface import Actor, unit_by_code
from ceyuan.apps.organisation.scoping import within
from ceyuan.apps.strategy.models import Direction, Gap
from ceyuan.kit.listing import QueryListing

VIEW = "strategy.view"
RELATED = ("unit", "direction", "owner", "kpi")
_SORTS = {
    "due": "due_on",
    "title": "title",
    "unit": "unit__sort_key",
    "direction": "direction__code",
    "owner": "owner__sort_key",
}


def visible(actor: Actor) -> QuerySet[Gap]:
    """Gaps of the units within reach, and those that the actor answers for."""
    found: QuerySet[Gap] = Gap.objects.visible_to(actor, VIEW)
    if actor.person_id is None:
        return found
    own = Gap.objects.filter(group=actor.group_id, owner=actor.person_id)
    return Gap.objects.filter(Q(pk__in=found.values("pk")) | Q(pk__in=own.values("pk")))


def matching(actor: Actor, filters: Mapping[str, Any], *, today: date) -> QuerySet[Gap]:
    """Gaps that meet the filters: q, unit (and below), direction (and below), state open|overdue|closed, owner=me."""
    found = visible(actor)
    if text := filters.get("q"):
        wanted = str(text)
        found = found.filter(Q(title__icontains=wanted) | Q(cause__icontains=wanted) | Q(action__icontains=wanted))
    if code := filters.get("unit"):
        unit = unit_by_code(actor, str(code))
        found = found.filter(within((unit.path,), "unit__")) if unit else found.none()
    if code := filters.get("direction"):
        top = Direction.objects.filter(group=actor.group_id, code=code).first()
        found = found.filter(within((top.path,), "direction__")) if top else found.none()
    if filters.get("mine"):
        found = found.filter(owner=actor.person_id or 0)
    return _in_state(found, str(filters.get("state") or ""), today)


def _in_state(found: QuerySet[Gap], state: str, today: date) -> QuerySet[Gap]:
    if state == "closed":
        return found.exclude(closed_on=None)
    if state == "open":
        return found.filter(closed_on=None)
    if state == "overdue":
        return found.filter(closed_on=None, due_on__lt=today)
    return found


def listing(actor: Actor, filters: Mapping[str, Any], sort: str, *, today: date) -> QueryListing:
    """The gaps as a list page or an export reads them."""
    column = F(_SORTS.get(sort.removeprefix("-"), "due_on"))
    ordered = column.desc(nulls_last=True) if sort.startswith("-") else column.asc(nulls_last=True)
    return QueryListing(matching(actor, filters, today=today).order_by(ordered, "pk"), related=RELATED)


def gap(actor: Actor, pk: int) -> Gap | None:
    """One gap with all it names."""
    return visible(actor).select_related(*RELATED, "group").filter(pk=pk).first()


def counts(actor: Actor, *, today: date) -> dict[str, int]:
    """How many are open, overdue and closed."""
    return {state: matching(actor, {"state": state}, today=today).count() for state in ("open", "overdue", "closed")}


def open_by_direction(actor: Actor) -> dict[int, int]:
    """The number of open gaps of each direction, as far as the actor sees them."""
    found: dict[int, int] = {}
    for key in visible(actor).filter(closed_on=None).exclude(direction=None).values_list("direction", flat=True):
        found[key] = found.get(key, 0) + 1
    return found


def owned_open(actor: Actor, limit: int) -> list[Gap]:
    """Open gaps that the actor answers for, the most urgent first."""
    if actor.person_id is None:
        return []
    found = Gap.objects.filter(group=actor.group_id, owner=actor.person_id, closed_on=None)
    return list(found.select_related("unit").order_by("due_on", "pk")[:limit])
