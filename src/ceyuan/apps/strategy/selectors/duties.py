"""The register of duties, and the matters that come out of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from ceyuan.apps.organisation.interface import Actor, led_units, unit_by_code
from ceyuan.apps.strategy.models import Duty, Matter
from ceyuan.apps.strategy.policies.responsibility import READ, VIEW
from ceyuan.kit.listing import QueryListing

SOON = timedelta(days=30)
_DUTY_ORDER = {"code": ("code",), "since": ("valid_from", "code"), "kind": ("kind", "code")}
_MATTER_ORDER = {"due": ("due_on", "pk"), "unit": ("unit__path", "due_on", "pk"), "done": ("done_on", "pk")}


@dataclass(frozen=True, slots=True)
class DutyDetail:
    """A duty with how far it is done this year, as far as the actor sees the units."""

    duty: Duty
    year: int
    opened: int
    done: int
    overdue: int


def duties(actor: Actor) -> QuerySet[Duty]:
    """The duties of the actor's group, ended ones too."""
    if not actor.may(READ) or actor.group_id is None:
        return Duty.objects.none()
    return Duty.objects.filter(group=actor.group_id)


def in_force(found: QuerySet[Duty], on: date) -> QuerySet[Duty]:
    """Those that hold on the day."""
    return found.filter(Q(valid_to=None) | Q(valid_to__gt=on), valid_from__lte=on)


def duty_listing(actor: Actor, filters: Mapping[str, Any], sort: str) -> QueryListing:
    """Duties by `q`, `kind`, `post`, `unit_kind` and `state` (running|ended)."""
    found = duties(actor)
    today = timezone.localdate()
    if text := filters.get("q"):
        found = found.filter(
            Q(title_zh__icontains=text) | Q(title_en__icontains=text) | Q(code__iexact=text) | Q(basis__icontains=text)
        )
    if kind := filters.get("kind"):
        found = found.filter(kind=kind)
    if unit_kind := filters.get("unit_kind"):
        found = found.filter(Q(unit_kinds__contains=[unit_kind]) | Q(unit_kinds=[]))
    if filters.get("state") == "ended":
        found = found.filter(valid_to__lte=today)
    elif filters.get("state") == "running":
        found = in_force(found, today)
    ordered = found.order_by(*_DUTY_ORDER.get(sort.removeprefix("-"), _DUTY_ORDER["code"]), "pk")
    return QueryListing(ordered.reverse() if sort.startswith("-") else ordered)


def duty_of(actor: Actor, pk: int) -> Duty | None:
    """One duty of the group."""
    return duties(actor).filter(pk=pk).first()


def duty_detail(actor: Actor, pk: int) -> DutyDetail | None:
    """One duty with its account of this year."""
    duty = duty_of(actor, pk)
    if duty is None:
        return None
    today = timezone.localdate()
    counted = (
        Matter.objects.visible_to(actor, VIEW)
        .filter(duty=duty, due_on__year=today.year)
        .aggregate(
            opened=Count("pk"),
            done=Count("pk", filter=~Q(done_on=None)),
            overdue=Count("pk", filter=Q(done_on=None, due_on__lt=today)),
        )
    )
    return DutyDetail(duty, today.year, counted["opened"], counted["done"], counted["overdue"])


def duties_of_unit(actor: Actor, unit_kind: str, on: date) -> Sequence[Duty]:
    """What the top leader of a unit of this kind has to do on the day."""
    fitting = in_force(duties(actor), on).filter(Q(unit_kinds__contains=[unit_kind]) | Q(unit_kinds=[]))
    return list(fitting.filter(post_kind="top_leader").order_by("code"))


def responsible_since(actor: Actor) -> date | None:
    """The day from which leaders answer by this register: the first day of its oldest duty."""
    return duties(actor).order_by("valid_from").values_list("valid_from", flat=True).first()


def matters(actor: Actor) -> QuerySet[Matter]:
    """Matters within reach, and those of the units that the actor leads."""
    found: QuerySet[Matter] = Matter.objects.visible_to(actor, VIEW).select_related("unit", "duty")
    return found


def matter_listing(actor: Actor, filters: Mapping[str, Any], sort: str) -> QueryListing:
    """Matters by `q`, `unit` (a code, with all below), `duty`, `state` (open|overdue|done) and `due` (two days)."""
    found = Matter.objects.visible_to(actor, VIEW)
    today = timezone.localdate()
    if text := filters.get("q"):
        found = found.filter(Q(title__icontains=text) | Q(duty__title_zh__icontains=text))
    if code := filters.get("unit"):
        unit = unit_by_code(actor, code)
        path = unit.path if unit else "-"
        found = found.filter(Q(unit__path=path) | Q(unit__path__startswith=f"{path}."))
    if duty := filters.get("duty"):
        found = found.filter(duty__code=duty)
    first, last = filters.get("due", (None, None))
    if first:
        found = found.filter(due_on__gte=first)
    if last:
        found = found.filter(due_on__lte=last)
    state = filters.get("state")
    if state == "done":
        found = found.exclude(done_on=None)
    elif state in {"open", "overdue"}:
        found = found.filter(done_on=None)
        found = found.filter(due_on__lt=today) if state == "overdue" else found
    word = _MATTER_ORDER.get(sort.removeprefix("-"), _MATTER_ORDER["due"])
    ordered = found.order_by(*(F(part).desc() if sort.startswith("-") else F(part).asc() for part in word))
    return QueryListing(ordered, related=("unit", "duty", "done_by__person"))


def matter_of(actor: Actor, pk: int) -> Matter | None:
    """One matter within reach."""
    return matters(actor).select_related("unit", "duty", "done_by__person").filter(pk=pk).first()


def open_matters_of(actor: Actor, on: date, limit: int = 200) -> Sequence[Matter]:
    """Open matters of the units that the actor leads: the overdue ones and those of the next 30 days."""
    led = [unit.pk for unit in led_units(actor, on)]
    if not led:
        return []
    due = matters(actor).filter(unit__in=led, done_on=None, due_on__lte=on + SOON)
    return list(due.order_by("due_on", "pk")[:limit])
