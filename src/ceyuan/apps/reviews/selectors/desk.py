"""The expert's own desk: my reviews, and one of them. Scope is the seat, not the unit."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.reviews import dossiers
from ceyuan.apps.reviews.models import Assignment, Criterion, Recusal, Seat, Sheet
from ceyuan.core.review.sheets import Writing
from ceyuan.kit.listing import QueryListing

from .own import own
from .sheets import written

RELATED = ("panel", "case")
_SORTS = {"due": "panel__due_at", "case": "case__title", "panel": "panel__title", "state": "state"}
_STATES = {"open": ("assigned", "begun"), "done": ("done",), "abstained": ("abstained",)}


@dataclass(frozen=True, slots=True)
class Review:
    """One review as its expert sees it. Without the declaration there is neither dossier nor sheet."""

    assignment: Assignment
    criteria: list[Criterion]
    sheet: Sheet | None = None
    dossier: dossiers.Dossier | None = None
    writing: Writing = field(default_factory=Writing)

    @property
    def is_over(self) -> bool:
        """Whether nothing is taken any more: the deadline is past, or the panel is not in review."""
        panel = self.assignment.panel
        return panel.state != "reviewing" or timezone.now() >= panel.due_at

    @property
    def is_final(self) -> bool:
        """Whether the sheet is submitted."""
        return self.sheet is not None and self.sheet.state == Sheet.State.SUBMITTED

    @property
    def may_write(self) -> bool:
        """Whether the sheet takes words and points."""
        return self.sheet is not None and self.assignment.state == "begun" and not self.is_over and not self.is_final


def my_assignments(actor: Actor) -> QuerySet[Assignment]:
    """What the actor reviews, without what he or she is kept from or gave back."""
    barred = Recusal.objects.filter(case=OuterRef("case"), expert=OuterRef("seat__expert"))
    return (
        Assignment.objects.filter(
            own(actor, "seat__expert__"),
            panel__group=actor.group_id or 0,
            panel__state__in=("reviewing", "closed", "published"),
            seat__state__in=(Seat.State.INVITED, Seat.State.ACCEPTED),
        )
        .exclude(state__in=Assignment.ENDED)
        .exclude(Exists(barred))
    )


def listing(actor: Actor, filters: Mapping[str, Any], sort: str) -> QueryListing:
    """My reviews as a list; filters q and state (open, done, abstained)."""
    found = my_assignments(actor)
    if text := filters.get("q"):
        found = found.filter(case__title__icontains=str(text)) | found.filter(panel__title__icontains=str(text))
    if wanted := _STATES.get(str(filters.get("state") or "")):
        found = found.filter(state__in=wanted)
    column = F(_SORTS.get(sort.removeprefix("-"), "panel__due_at"))
    return QueryListing(found.order_by(column.desc() if sort.startswith("-") else column.asc(), "pk"), related=RELATED)


def review(actor: Actor, pk: int) -> Review | None:
    """One review of the actor's own, or None."""
    mine = my_assignments(actor).select_related("panel__unit", "case", "seat__expert").filter(pk=pk).first()
    if mine is None:
        return None
    criteria = list(mine.panel.criteria.order_by("number"))
    sheet = Sheet.objects.filter(assignment=mine).exclude(state=Sheet.State.VOID).first()
    if sheet is None:
        return Review(mine, criteria)
    blind = bool(mine.panel.settings.get("blind"))
    found = dossiers.dossier_of(mine.case.subject_kind, mine.case.subject_id, blind=blind)
    return Review(mine, criteria, sheet, found, written(sheet))


def due(actor: Actor, limit: int) -> list[Assignment]:
    """What waits for the actor's score, the most urgent first."""
    if actor.account_id is None:
        return []
    found = my_assignments(actor).filter(
        state__in=_STATES["open"], panel__state="reviewing", panel__due_at__gt=timezone.now()
    )
    return list(found.select_related(*RELATED).order_by("panel__due_at", "pk")[:limit])
