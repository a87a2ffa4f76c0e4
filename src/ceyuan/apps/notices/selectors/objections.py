"""Objections: the desk of those who handle them, one of them, and the objector's own."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from ceyuan.apps.notices.models import OPEN_STATES, NoticeLine, Objection, disputed_parties
from ceyuan.apps.notices.policies import HANDLE, home_line, may_see_objection
from ceyuan.apps.organisation.interface import Actor, unit_by_code
from ceyuan.kit.listing import QueryListing
from ceyuan.kit.sealed import marks

MARK = "notices.objector"
_ORDER = {
    "due": ("due_on",),
    "received": ("received_on",),
    "state": ("state", "due_on"),
    "notice": ("notice__title", "received_on"),
}


@dataclass(frozen=True, slots=True)
class Objector:
    """Who objected, as it was sealed."""

    name: str
    unit: str
    contact: str


def mark_of(actor: Actor) -> list[str]:
    """The fingerprints under which the actor's own objections are found; none for a program."""
    return marks(str(actor.person_id), MARK) if actor.person_id else []


def to_handle(actor: Actor) -> QuerySet[Objection]:
    """Objections that the actor handles: within reach, and none in which the actor stands on the disputed side."""
    found: QuerySet[Objection] = Objection.objects.visible_to(actor, HANDLE)
    against = NoticeLine.objects.filter(party_units__overlap=list(home_line(actor)) or [0])
    if actor.person_id:
        against = against | NoticeLine.objects.filter(party_persons__contains=[actor.person_id])
    return found.exclude(disputed__line__in=against.values("pk"))


def own(actor: Actor) -> QuerySet[Objection]:
    """The objections that the actor made."""
    known = mark_of(actor)
    found: QuerySet[Objection] = Objection.objects.visible_to(actor, "notices.object")
    return found.filter(objector_mark__in=known) if known else found.none()


def is_own(actor: Actor, objection: Objection) -> bool:
    """Whether the actor is the objector."""
    return objection.objector_mark in mark_of(actor)


def listing(actor: Actor, filters: Mapping[str, Any], sort: str) -> QueryListing:
    """The desk, by `q` (words of the notice), `state`, `open`, `unit` (with all below) and `due` (two days)."""
    return _listing(actor, to_handle(actor), filters, sort)


def own_listing(actor: Actor, filters: Mapping[str, Any], sort: str) -> QueryListing:
    """The actor's own objections."""
    return _listing(actor, own(actor), filters, sort)


def _listing(actor: Actor, found: QuerySet[Objection], filters: Mapping[str, Any], sort: str) -> QueryListing:
    if text := filters.get("q"):
        found = found.filter(Q(notice__title__icontains=text) | Q(grounds__icontains=text))
    if state := filters.get("state"):
        found = found.filter(state__in=OPEN_STATES) if state == "open" else found.filter(state=state)
    if code := filters.get("unit"):
        unit = unit_by_code(actor, code)
        path = unit.path if unit else "-"
        found = found.filter(Q(unit__path=path) | Q(unit__path__startswith=f"{path}."))
    first, last = filters.get("due", (None, None))
    if first:
        found = found.filter(due_on__gte=first)
    if last:
        found = found.filter(due_on__lte=last)
    word, down = _ORDER.get(sort.removeprefix("-"), _ORDER["due"]), sort.startswith("-")
    order = [F(part).desc(nulls_last=True) if down else F(part).asc(nulls_last=True) for part in word]
    return QueryListing(found.order_by(*order, "pk"), related=("notice", "unit"), enrich=_with_clock)


def _with_clock(rows: list[Any]) -> Sequence[Any]:
    today = timezone.localdate()
    for row in rows:
        row.urgency = urgency(row, today)
    return rows


def urgency(objection: Any, today: date) -> str:
    """ "done", "overdue", "soon" (three days or less) or "" ."""
    if objection.state not in OPEN_STATES:
        return "done"
    if objection.due_on is None:
        return ""
    left = (objection.due_on - today).days
    return "overdue" if left < 0 else "soon" if left <= 3 else ""


@dataclass(frozen=True, slots=True)
class Case:
    """An objection as one reader sees it: a handler, or the objector."""

    objection: Objection
    lines: tuple[NoticeLine, ...]
    is_own: bool
    handles: bool


def case(actor: Actor, pk: int) -> Case | None:
    """One objection for who handles it or made it; None for everybody else, the disputed side included."""
    found = Objection.objects.select_related("notice__unit", "unit").filter(pk=pk, group=actor.group_id or 0).first()
    parties = disputed_parties(pk)
    if found is None or parties is None:
        return None
    mine, handles = is_own(actor, found), bool(may_see_objection(actor, *parties))
    if not mine and not handles:
        return None
    lines = NoticeLine.objects.filter(disputes__objection=found).order_by("position")
    return Case(found, tuple(lines), mine, handles)


def objector(objection: Objection) -> Objector:
    """Opens the seal. Only `services.objections.reveal` asks for it, which records who looked and what for."""
    told = json.loads(objection.objector.open())
    return Objector(str(told["name"]), str(told["unit"]), str(told["contact"]))


def due(actor: Actor, limit: int) -> Sequence[Objection]:
    """Open objections on the actor's desk, the most pressing first."""
    if not actor.may(HANDLE):
        return []
    found = to_handle(actor).filter(state__in=OPEN_STATES).exclude(objector_mark__in=mark_of(actor))
    waiting = found.exclude(notice__published_by=actor.account_id) if actor.account_id else found
    return list(waiting.select_related("notice", "unit").order_by(F("due_on").asc(nulls_last=True), "pk")[:limit])


def answered(actor: Actor, since: date, limit: int) -> Sequence[Objection]:
    """The actor's own objections that were decided since a day, the latest first."""
    found = own(actor).filter(state__in=("upheld", "rejected"), answered_on__gte=since).select_related("notice")
    return list(found.order_by("-answered_on", "-pk")[:limit])
