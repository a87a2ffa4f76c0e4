"""The pool of experts: the list, one of them, who can be drawn, and the ledger of what each did."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Avg, Count, F, Q, QuerySet

from ceyuan.apps.organisation.interface import Actor, unit_by_code
from ceyuan.apps.reviews.models import Assignment, Expert, Panel, Seat
from ceyuan.apps.reviews.policies.panels import POOL, RUN, SUPERVISE, VIEW
from ceyuan.kit.listing import QueryListing

from .own import own

_ORDER = {
    "name": ("sort_key", "pk"),
    "unit": ("unit__path", "unit_name", "sort_key"),
    "state": ("integrity_state", "sort_key"),
    "keeper": ("keeper__path", "sort_key"),
}
_DONE = Q(state="done")
_LATE = Q(state__in=["assigned", "begun"], panel__state__in=["closed", "published"])


@dataclass(frozen=True, slots=True)
class Workload:
    """What an expert was given and did: reviews assigned in all, open now, done, not done in time, handed back;
    invitations declined; average minutes on a sheet that was submitted."""

    assigned: int = 0
    open: int = 0
    done: int = 0
    late: int = 0
    recused: int = 0
    invited: int = 0
    declined: int = 0
    minutes: int | None = None


def experts(actor: Actor) -> QuerySet[Expert]:
    """Entries of the pool that the actor keeps or supervises."""
    seen = Expert.objects.none()
    for permission in (POOL, SUPERVISE):
        if actor.may(permission):
            seen = seen | Expert.objects.visible_to(actor, permission)
    return seen


def disclosed(actor: Actor) -> QuerySet[Expert]:
    """Experts of published panels that the actor may read of: name and field alone may be shown."""
    panels = Panel.objects.visible_to(actor, VIEW).filter(state="published")
    return Expert.objects.filter(
        group=actor.group_id or 0, seats__panel__in=panels, seats__state=Seat.State.ACCEPTED
    ).distinct()


def expert_of(actor: Actor, expert_id: int) -> Expert | None:
    """One entry with all that is in it: for who keeps or supervises it, and for the expert."""
    mine = Expert.objects.filter(own(actor), group=actor.group_id or 0)
    related = ("keeper", "unit", "person")
    found: Expert | None = (experts(actor) | mine).select_related(*related).filter(pk=expert_id).first()
    return found


def disclosed_expert(actor: Actor, expert_id: int) -> Expert | None:
    """One expert of a published panel: only name and field may be shown."""
    found: Expert | None = disclosed(actor).filter(pk=expert_id).first()
    return found


def own_entry(actor: Actor) -> Expert | None:
    """The entry of the actor, if the actor is in the pool."""
    found: Expert | None = Expert.objects.filter(own(actor), group=actor.group_id or 0).first()
    return found


def listing(actor: Actor, filters: Mapping[str, Any], sort: str) -> QueryListing:
    """The pool by `q`, `unit` (a code, with all below), `field`, `external`, `state` and `active`."""
    found = experts(actor)
    if text := filters.get("q"):
        found = found.filter(
            Q(name_zh__icontains=text)
            | Q(name_en__icontains=text)
            | Q(unit_name__icontains=text)
            | Q(keywords__contains=[text])
            | Q(person__search_initials__contains=text.lower())
        )
    if code := filters.get("unit"):
        unit = unit_by_code(actor, code)
        path = unit.path if unit else "-"
        found = found.filter(Q(unit__path=path) | Q(unit__path__startswith=f"{path}."))
    if field := filters.get("field"):
        found = found.filter(fields__contains=[field])
    if (outside := filters.get("external")) in {"yes", "no"}:
        found = found.filter(is_external=outside == "yes")
    if state := filters.get("state"):
        found = found.filter(integrity_state=state)
    if ready := filters.get("ready"):
        found = found.filter(_READY) if ready == "yes" else found.exclude(_READY)
    word = _ORDER.get(sort.removeprefix("-"), _ORDER["name"])
    ordered = found.order_by(*(F(part).desc() if sort.startswith("-") else F(part).asc() for part in word), "pk")
    return QueryListing(ordered, related=("unit", "keeper"), enrich=_with_workload)


_READY = Q(is_active=True, consented_on__isnull=False) & ~Q(integrity_state="barred")


def is_ready(expert: Expert) -> bool:
    """Whether the expert can be drawn."""
    return expert.is_active and expert.consented_on is not None and expert.integrity_state != "barred"


def drawable_pool(group_id: int) -> list[Expert]:
    """Everybody of the group's pool who can be drawn: consented, active, not barred. Panels draw from all of it."""
    return list(Expert.objects.filter(_READY, group=group_id).select_related("unit").order_by("pk"))


def workloads(expert_ids: Sequence[int]) -> dict[int, Workload]:
    """The workload ledger of experts, in two queries."""
    work = (
        Assignment.objects.filter(seat__expert__in=expert_ids)
        .values("seat__expert")
        .annotate(
            assigned=Count("pk"),
            open=Count("pk", filter=Q(state__in=["assigned", "begun"]) & ~_LATE),
            done=Count("pk", filter=_DONE),
            late=Count("pk", filter=_LATE),
            recused=Count("pk", filter=Q(state="recused")),
            seconds=Avg("sheet__seconds", filter=Q(sheet__state="submitted")),
        )
    )
    seats = (
        Seat.objects.filter(expert__in=expert_ids)
        .values("expert")
        .annotate(invited=Count("pk"), declined=Count("pk", filter=Q(state="declined")))
    )
    asked = {row["expert"]: (row["invited"], row["declined"]) for row in seats}
    done: dict[int, dict[str, Any]] = {row["seat__expert"]: dict(row) for row in work}
    found = {}
    for key in expert_ids:
        row = done.get(key, {})
        counts = {name: row.get(name, 0) for name in ("assigned", "open", "done", "late", "recused")}
        seconds = row.get("seconds")
        invited, declined = asked.get(key, (0, 0))
        minutes = None if seconds is None else round(seconds / 60)
        found[key] = Workload(invited=invited, declined=declined, minutes=minutes, **counts)
    return found


def regions(group_id: int) -> list[str]:
    """The regions that the group's pool comes from."""
    named = Expert.objects.filter(group=group_id).exclude(region="")
    return list(named.order_by("region").values_list("region", flat=True).distinct())


def people_taken(group_id: int, person_id: int) -> bool:
    """Whether the person is in the pool already."""
    return Expert.objects.filter(group=group_id, person=person_id).exists()


def may_see_pool(actor: Actor) -> bool:
    """Whether the actor reads the pool at all."""
    return actor.may(POOL) or actor.may(SUPERVISE) or actor.may(RUN)


def _with_workload(rows: list[Any]) -> list[Any]:
    ledger = workloads([row.pk for row in rows])
    for row in rows:
        row.workload = ledger[row.pk]
        row.ready = is_ready(row)
    return rows
