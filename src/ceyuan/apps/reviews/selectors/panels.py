"""Panels: the list, one of them with its seats, draws and reviews, and the facts of its steps."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from ceyuan.apps.organisation.interface import Actor, unit_by_code
from ceyuan.apps.reviews.models import Assignment, AssignmentRun, Draw, DrawEntry, Panel, PanelCase, Recusal, Seat
from ceyuan.apps.reviews.policies.panels import RUN, SUPERVISE, VIEW
from ceyuan.core.review.draw_record import DrawRecord
from ceyuan.kit.listing import QueryListing

from .own import is_own, own

OPEN_SEATS = (Seat.State.INVITED, Seat.State.ACCEPTED)
OPEN_STATES = ("drafting", "drawn", "reviewing", "closed")
_WORKING = (Assignment.State.ASSIGNED, Assignment.State.BEGUN)
_ORDER = {
    "due": ("due_at",),
    "title": ("title",),
    "unit": ("unit__path", "due_at"),
    "state": ("state", "due_at"),
    "made": ("made_at",),
}


def panels(actor: Actor) -> QuerySet[Panel]:
    """Panels of units that the actor runs, supervises or reads reviews of."""
    seen = Panel.objects.none()
    for permission in (VIEW, RUN, SUPERVISE):
        if actor.may(permission):
            seen = seen | Panel.objects.visible_to(actor, permission)
    return seen


def panel_of(actor: Actor, pk: int) -> Panel | None:
    """One panel with its unit."""
    found: Panel | None = panels(actor).select_related("unit", "made_by__person").filter(pk=pk).first()
    return found


def listing(actor: Actor, filters: Mapping[str, Any], sort: str) -> QueryListing:
    """Panels by `q`, `unit` (a code, with all below), `state` (or "open"), `mode`, `kind`, `due` (two days)."""
    found = panels(actor)
    if text := filters.get("q"):
        found = found.filter(title__icontains=text)
    if code := filters.get("unit"):
        unit = unit_by_code(actor, code)
        path = unit.path if unit else "-"
        found = found.filter(Q(unit__path=path) | Q(unit__path__startswith=f"{path}."))
    if state := filters.get("state"):
        found = found.filter(state__in=OPEN_STATES) if state == "open" else found.filter(state=state)
    for name in ("mode", "kind"):
        if wanted := filters.get(name):
            found = found.filter(**{name: wanted})
    first, last = filters.get("due") or (None, None)
    if first:
        found = found.filter(due_at__date__gte=first)
    if last:
        found = found.filter(due_at__date__lte=last)
    word = _ORDER.get(sort.removeprefix("-"), _ORDER["due"])
    ordered = found.order_by(*(F(part).desc() if sort.startswith("-") else F(part).asc() for part in word), "pk")
    return QueryListing(ordered, related=("unit",), enrich=_with_figures)


def of_subject(actor: Actor, subject_kind: str, subject_id: int | str) -> list[Panel]:
    """The panels that belong to a record or judge it, the newest first."""
    key = str(subject_id)
    about = Q(subject_kind=subject_kind, subject_id=key) | Q(cases__subject_kind=subject_kind, cases__subject_id=key)
    return list(panels(actor).filter(about).distinct().select_related("unit").order_by("-pk"))


def cases_of(panel_id: int) -> frozenset[tuple[str, str]]:
    """Kind and id of every case of a panel; none once the panel was cancelled."""
    found = PanelCase.objects.filter(panel=panel_id).exclude(panel__state="cancelled")
    return frozenset(found.values_list("subject_kind", "subject_id"))


def seats(panel: Panel) -> QuerySet[Seat]:
    """All seats of a panel in the order in which they were given."""
    found: QuerySet[Seat] = panel.seats.select_related("expert__unit", "in_place_of__expert").order_by("pk")
    return found


def current_draw(panel: Panel) -> Draw | None:
    """The draw that was announced last."""
    found: Draw | None = panel.draws.order_by("-number").first()
    return found


def draw_entries(draw: Draw) -> list[DrawEntry]:
    """What a draw wrote down, in order; empty while it is only announced."""
    return list(draw.entries.select_related("by__person").order_by("number"))


def record_of(draw: Draw) -> DrawRecord | None:
    """The whole record of a draw with its replacements; None before it was drawn."""
    entries = list(draw.entries.order_by("number").values_list("entry", flat=True))
    if not entries:
        return None
    return DrawRecord.from_dict({**entries[0], "replacements": entries[1:]})


def open_reviews(expert_ids: list[int]) -> dict[int, int]:
    """How many reviews each expert has to do at present."""
    rows = (
        Assignment.objects.filter(seat__expert__in=expert_ids, state__in=_WORKING, panel__state__in=OPEN_STATES)
        .values("seat__expert")
        .annotate(n=Count("pk"))
    )
    return {row["seat__expert"]: row["n"] for row in rows}


def open_reviews_in(panel: Panel) -> dict[int, int]:
    """How many reviews of this panel each of its experts has to do at present."""
    rows = Assignment.objects.filter(panel=panel, state__in=_WORKING).values("seat__expert").annotate(n=Count("pk"))
    return {row["seat__expert"]: row["n"] for row in rows}


def unassigned(panel: Panel) -> int:
    """How many cases of a panel lack reviewers: by letter each needs its number, elsewhere everybody judges all."""
    active = Count("assignments", filter=~Q(assignments__state__in=Assignment.ENDED))
    least = panel.reviewers_per_case if panel.mode == Panel.Mode.LETTER else 1
    return panel.cases.annotate(n=active).filter(n__lt=least).count()


def step_facts(panel: Panel) -> dict[str, Any]:
    """What the guards of the next steps look at."""
    work = Assignment.objects.filter(panel=panel, state__in=_WORKING)
    return {
        "case_count": panel.cases.count(),
        "criterion_count": panel.criteria.count(),
        "drawn": DrawEntry.objects.filter(draw__panel=panel).exists(),
        "seats_open": panel.seats.filter(state=Seat.State.INVITED).count(),
        "unassigned": unassigned(panel),
        "open_work": work.count(),
        "overdue": panel.due_at <= timezone.now(),
    }


def last_run(panel: Panel) -> AssignmentRun | None:
    """The last search for an assignment."""
    found: AssignmentRun | None = panel.runs.order_by("-pk").first()
    return found


def figures(panel: Panel) -> dict[str, int]:
    """What the head of the page says: cases, seats by answer, reviews assigned and done."""
    states = list(panel.seats.values_list("state", flat=True))
    work = Assignment.objects.filter(panel=panel).exclude(state__in=Assignment.ENDED)
    return {
        "cases": panel.cases.count(),
        "accepted": states.count("accepted"),
        "invited": states.count("invited"),
        "declined": states.count("declined"),
        "assigned": work.count(),
        "done": work.filter(state__in=["done", "abstained"]).count(),
    }


def cases_with_work(panel: Panel) -> list[PanelCase]:
    """The cases of a panel, each with `in_all` and `done` reviews."""
    counted = panel.cases.annotate(
        in_all=Count("assignments", filter=~Q(assignments__state__in=Assignment.ENDED)),
        done=Count("assignments", filter=Q(assignments__state__in=["done", "abstained"])),
    )
    return list(counted.order_by("number"))


def work_by_seat(panel: Panel) -> dict[int, tuple[int, int]]:
    """How many reviews of each seat are done, and how many there are."""
    rows = (
        Assignment.objects.filter(panel=panel)
        .exclude(state__in=Assignment.ENDED)
        .values("seat")
        .annotate(n=Count("pk"), done=Count("pk", filter=Q(state__in=["done", "abstained"])))
    )
    return {row["seat"]: (row["done"], row["n"]) for row in rows}


def seat_of(actor: Actor, seat_id: int) -> Seat | None:
    """A seat of the actor, or one of a panel that the actor runs."""
    found: Seat | None = (
        Seat.objects.filter(pk=seat_id, panel__group=actor.group_id or 0)
        .select_related("panel__unit", "expert", "panel")
        .first()
    )
    if found is None:
        return None
    return found if is_own(actor, found.expert) or actor.may(RUN, found.panel.unit.path) else None


def expected_share(panel: Panel) -> int:
    """About how many cases one expert of the panel reviews."""
    cases = panel.cases.count()
    if panel.mode != Panel.Mode.LETTER:
        return cases
    seats = max(1, panel.seats.filter(state__in=OPEN_SEATS).count())
    return min(cases, -(-cases * panel.reviewers_per_case // seats))


def my_invitations(actor: Actor, limit: int = 50) -> list[Seat]:
    """Invitations of the actor that wait for an answer, the earliest deadline first."""
    found = Seat.objects.filter(
        own(actor, "expert__"),
        panel__group=actor.group_id or 0,
        state=Seat.State.INVITED,
        panel__state__in=["drawn", "reviewing"],
    )
    return list(found.select_related("panel").order_by("panel__due_at", "pk")[:limit])


def waiting_panels(actor: Actor, limit: int = 50) -> list[Panel]:
    """Panels that the actor's office has to draw, to assign, or to close, the earliest deadline first."""
    if not actor.may(RUN):
        return []
    found = Panel.objects.visible_to(actor, RUN).filter(state__in=["drafting", "drawn"])
    late = Panel.objects.visible_to(actor, RUN).filter(state="reviewing", due_at__lte=timezone.now())
    return list((found | late).select_related("unit").order_by("due_at", "pk")[:limit])


def stuck_panels(actor: Actor, limit: int = 50) -> list[tuple[Panel, AssignmentRun]]:
    """Panels of the actor's office whose last search for reviewers found no solution, with that search."""
    if not actor.may(RUN):
        return []
    last = AssignmentRun.objects.filter(panel=OuterRef("pk")).order_by("-pk")
    found = (
        Panel.objects.visible_to(actor, RUN)
        .filter(state__in=["drawn", "reviewing"])
        .annotate(last_run=Subquery(last.values("pk")[:1]), last_state=Subquery(last.values("state")[:1]))
        .filter(last_state=AssignmentRun.State.FAILED)
        .order_by("due_at", "pk")[:limit]
    )
    panels_found: list[Any] = list(found)
    runs = AssignmentRun.objects.in_bulk([one.last_run for one in panels_found])
    return [(one, runs[one.last_run]) for one in panels_found]


def recusals(panel: Panel) -> QuerySet[Recusal]:
    """Who is kept from which case."""
    found: QuerySet[Recusal] = Recusal.objects.filter(case__panel=panel).select_related("case", "expert")
    return found.order_by("case__number", "expert__sort_key", "pk")


def is_barred(panel_id: int, person_id: int, subject_kind: str, subject_id: int | str) -> list[Recusal]:
    """The recusals that keep a person from a case of a panel."""
    return list(
        Recusal.objects.filter(
            case__panel=panel_id,
            case__subject_kind=subject_kind,
            case__subject_id=str(subject_id),
            expert__person=person_id,
        ).select_related("case")
    )


def _with_figures(rows: list[Any]) -> list[Any]:
    by_id = {row.pk: row for row in rows}
    for row in rows:
        row.case_count = row.seat_count = row.done = row.in_all = 0
    counted = Panel.objects.filter(pk__in=by_id).annotate(n=Count("cases")).values_list("pk", "n")
    for pk, n in counted:
        by_id[pk].case_count = n
    seated = Seat.objects.filter(panel__in=by_id, state__in=OPEN_SEATS).values("panel").annotate(n=Count("pk"))
    for one in seated:
        by_id[one["panel"]].seat_count = one["n"]
    work = (
        Assignment.objects.filter(panel__in=by_id)
        .exclude(state__in=Assignment.ENDED)
        .values("panel")
        .annotate(n=Count("pk"), done=Count("pk", filter=Q(state__in=["done", "abstained"])))
    )
    for one in work:
        by_id[one["panel"]].done, by_id[one["panel"]].in_all = one["done"], one["n"]
    return rows
