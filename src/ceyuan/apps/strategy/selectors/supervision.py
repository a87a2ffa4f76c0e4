"""Supervision items (督办): the list, one of them, what waits for whom, and how late it is."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from ceyuan.apps.organisation.interface import Actor, unit_by_code
from ceyuan.apps.strategy.models import Supervision
from ceyuan.apps.strategy.policies.responsibility import ANSWER, SUPERVISE, VIEW
from ceyuan.kit.listing import QueryListing

ESCALATION = timedelta(days=15)
SOON = timedelta(days=7)
OPEN_STATES = ("open", "answered")
_ORDER = {
    "due": ("due_on",),
    "unit": ("unit__path", "due_on"),
    "state": ("state", "due_on"),
    "issued": ("issued_at",),
}


def urgency(item: Any, today: date) -> str:
    """How pressing an item is: "done", "escalated" (15 days late), "overdue", "soon" (within 7 days) or "" ."""
    if item.state not in OPEN_STATES:
        return "done"
    late = today - item.due_on
    if late > ESCALATION:
        return "escalated"
    if late > timedelta():
        return "overdue"
    return "soon" if -late <= SOON else ""


def items(actor: Actor) -> QuerySet[Supervision]:
    """Items about units within reach."""
    found: QuerySet[Supervision] = Supervision.objects.visible_to(actor, VIEW)
    return found


def listing(actor: Actor, filters: Mapping[str, Any], sort: str) -> QueryListing:
    """Items by `q`, `unit` (a code, with all below), `state`, `late` (overdue|escalated) and `due` (two days)."""
    found = items(actor)
    today = timezone.localdate()
    if text := filters.get("q"):
        found = found.filter(Q(title__icontains=text) | Q(text__icontains=text))
    if code := filters.get("unit"):
        unit = unit_by_code(actor, code)
        path = unit.path if unit else "-"
        found = found.filter(Q(unit__path=path) | Q(unit__path__startswith=f"{path}."))
    if state := filters.get("state"):
        found = found.filter(state=state)
    if late := filters.get("late"):
        limit = today - ESCALATION if late == "escalated" else today
        found = found.filter(state__in=OPEN_STATES, due_on__lt=limit)
    first, last = filters.get("due", (None, None))
    if first:
        found = found.filter(due_on__gte=first)
    if last:
        found = found.filter(due_on__lte=last)
    word = _ORDER.get(sort.removeprefix("-"), _ORDER["due"])
    ordered = found.order_by(*(F(part).desc() if sort.startswith("-") else F(part).asc() for part in word), "pk")
    return QueryListing(ordered, related=("unit", "from_unit"), enrich=_with_urgency)


def _with_urgency(rows: list[Any]) -> Sequence[Any]:
    today = timezone.localdate()
    for row in rows:
        row.urgency = urgency(row, today)
    return rows


def item_of(actor: Actor, pk: int) -> Supervision | None:
    """One item with its units."""
    related = ("unit", "from_unit", "person", "issued_by__person")
    return items(actor).select_related(*related).filter(pk=pk).first()


def about(kind: str, keys: Sequence[str]) -> list[Supervision]:
    """Items about records of a kind, the latest first; the caller has shown that the actor may see those records."""
    found = Supervision.objects.filter(subject_kind=kind, subject_id__in=list(keys))
    return list(found.select_related("unit", "from_unit", "person", "issued_by__person").order_by("-issued_at", "-pk"))


def overdue(actor: Actor, today: date) -> QuerySet[Supervision]:
    """Open items whose day has passed, the oldest first."""
    return items(actor).filter(state__in=OPEN_STATES, due_on__lt=today).order_by("due_on", "pk")


def to_answer(actor: Actor, limit: int = 200) -> list[Supervision]:
    """Items that wait for an answer of the actor's own side, the earliest first.

    What is asked of one person falls to the heads of the unit once its day has passed without an answer.
    """
    if not actor.may(ANSWER):
        return []
    fallen = Q(person=None) | Q(person=actor.person_id or 0) | Q(due_on__lt=timezone.localdate())
    found = items(actor).filter(fallen, state="open").select_related("unit", "from_unit", "person")
    found = found.order_by("due_on", "pk")
    mine = (one for one in found if actor.may(ANSWER, one.unit.path) and not actor.may(ANSWER, one.from_unit.path))
    return [one for _place, one in zip(range(limit), mine, strict=False)]


def to_judge(actor: Actor, limit: int = 200) -> list[Supervision]:
    """Answered items that wait to be closed or returned by the actor's side, the earliest first."""
    if not actor.may(SUPERVISE):
        return []
    found = items(actor).filter(state="answered").select_related("unit", "from_unit").order_by("due_on", "pk")
    mine = (one for one in found if actor.may(SUPERVISE, one.from_unit.path))
    return [one for _place, one in zip(range(limit), mine, strict=False)]


def escalated(actor: Actor, today: date, limit: int = 200) -> list[Supervision]:
    """Items of the actor's side that are 15 days late or more: they come back to who issued them."""
    if not actor.may(SUPERVISE):
        return []
    found = overdue(actor, today).filter(due_on__lt=today - ESCALATION).select_related("unit", "from_unit")
    mine = (one for one in found if actor.may(SUPERVISE, one.from_unit.path))
    return [one for _place, one in zip(range(limit), mine, strict=False)]
