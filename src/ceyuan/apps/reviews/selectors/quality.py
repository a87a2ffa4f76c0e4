"""The quality ledger of experts: figures from opened sheets, outcomes and the feedback of offices."""

from collections.abc import Collection
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

from ceyuan.apps.reviews import outcome
from ceyuan.apps.reviews.models import Assignment, Feedback, Outcome, Seat, Sheet
from ceyuan.core.review.quality import Ledger, Reviewed, ledger

from .results import share_of

# Who hands in within the last two hours made the office wait.
LAST_MOMENT = timedelta(hours=2)
_OPENED = ("closed", "published")


def ledgers(expert_ids: Collection[int]) -> dict[int, Ledger]:
    """The ledger of each of these experts, from panels that are closed; nothing sealed is touched."""
    computed = {
        one.panel_id: one.computed
        for one in Outcome.objects.filter(panel__seats__expert__in=expert_ids, panel__state__in=_OPENED).distinct()
    }
    reviewed: dict[int, list[Reviewed]] = {expert: [] for expert in expert_ids}
    severities: dict[int, list[Decimal]] = {expert: [] for expert in expert_ids}
    for sheet in _sheets(expert_ids):
        place = sheet.assignment
        far = outcome.outlying(computed.get(place.panel_id, {"parts": []}))
        reviewed[place.seat.expert_id].append(_reviewed(sheet, is_outlier=(place.seat_id, place.case_id) in far))
    for seat, expert, panel in Seat.objects.filter(expert__in=expert_ids, panel__in=computed).values_list(
        "pk", "expert", "panel"
    ):
        found = outcome.severity_of(computed[panel], seat)
        severities[expert] += [] if found is None else [found]
    marks: dict[int, list[int]] = {expert: [] for expert in expert_ids}
    for expert, points in Feedback.objects.filter(seat__expert__in=expert_ids).values_list("seat__expert", "points"):
        marks[expert].append(points)
    return {expert: ledger(reviewed[expert], severities[expert], marks[expert]) for expert in expert_ids}


def missed(expert_ids: Collection[int]) -> dict[int, int]:
    """How many reviews each expert neither did nor gave back before the panel closed."""
    found = dict.fromkeys(expert_ids, 0)
    rows = Assignment.objects.filter(
        seat__expert__in=expert_ids, state__in=("assigned", "begun"), panel__state__in=_OPENED
    )
    for expert in rows.values_list("seat__expert", flat=True):
        found[expert] += 1
    return found


def _sheets(expert_ids: Collection[int]) -> list[Sheet]:
    found = Sheet.objects.filter(
        assignment__seat__expert__in=expert_ids,
        assignment__panel__state__in=_OPENED,
        state=Sheet.State.SUBMITTED,
        unsealed_at__isnull=False,
    )
    return list(found.select_related("assignment__seat", "assignment__panel").prefetch_related("marks__criterion"))


def _reviewed(sheet: Sheet, *, is_outlier: bool) -> Reviewed:
    marks = list(sheet.marks.all())
    whole = sum(one.criterion.weight_ppm for one in marks) or 1
    words = len(sheet.comment) + sum(len(one.comment) for one in marks)
    due = sheet.assignment.panel.due_at
    return Reviewed(
        score=sum((share_of(one, whole) for one in marks), Fraction(0)),
        seconds=sheet.seconds,
        words=words,
        advice=sheet.recommendation,
        is_outlier=is_outlier,
        is_late=sheet.submitted_at is not None and due - sheet.submitted_at < LAST_MOMENT,
    )
