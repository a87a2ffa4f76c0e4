"""Payments within reach: one of them, and lists over all projects."""

from collections.abc import Mapping
from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone

from ceyuan.apps.organisation.interface import Actor, unit_by_code
from ceyuan.apps.organisation.scoping import within
from ceyuan.apps.projects.models import Payment, Project
from ceyuan.kit.listing import QueryListing

PERMISSION = "projects.view"
WAITING = ("condition_met", "requested", "checked", "approved")
_SORTS = {"due": "due_on", "amount": "amount_minor", "project": "project__code", "state": "state"}


def visible(actor: Actor) -> QuerySet[Payment]:
    """The payments of projects within reach."""
    return Payment.objects.filter(project__in=Project.objects.known_to(actor, PERMISSION))


def payment(actor: Actor, pk: int) -> Payment | None:
    """One payment with its project, milestone and unit; None outside the reach."""
    return visible(actor).select_related("project__lead_unit", "milestone", "unit", "checked_by").filter(pk=pk).first()


def listing(actor: Actor, filters: Mapping[str, Any], sort: str = "due") -> QueryListing:
    """Payments, those due first; filters q (project code), unit (lead unit and below), state, only ("late")."""
    found = visible(actor)
    if q := filters.get("q"):
        found = found.filter(project__code__icontains=str(q))
    if code := filters.get("unit"):
        unit = unit_by_code(actor, str(code))
        found = found.filter(within((unit.path,), "project__lead_unit__")) if unit else found.none()
    if state := filters.get("state"):
        found = found.filter(state=state)
    if filters.get("only") == "late":
        found = found.filter(state__in=WAITING, due_on__lt=timezone.localdate())
    column = F(_SORTS.get(sort.removeprefix("-"), "due_on"))
    order = column.desc(nulls_last=True) if sort.startswith("-") else column.asc(nulls_last=True)
    return QueryListing(
        ordered=found.order_by(order, "id"), related=("project", "project__lead_unit", "milestone", "unit")
    )


def waiting(actor: Actor, states: tuple[str, ...], limit: int, permission: str) -> list[Payment]:
    """Payments in these states over which the actor holds the permission, the most urgent first."""
    mine = Payment.objects.filter(project__in=_over(actor, permission), state__in=states)
    found = mine.select_related("project", "milestone").order_by(F("due_on").asc(nulls_last=True), "id")
    return list(found[:limit])


def _over(actor: Actor, permission: str) -> QuerySet[Project]:
    roots = actor.reach.get(permission, ())
    if not roots or actor.group_id is None:
        return Project.objects.none()
    mine = Project.objects.filter(group=actor.group_id)
    return mine if actor.reaches_whole_group(permission) else mine.filter(within(roots, "lead_unit__"))
