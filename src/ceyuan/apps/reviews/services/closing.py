"""Closing a panel: the sheets are opened, the outcome is computed, and the head of the record is published."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.reviews import outcome, sealing
from ceyuan.apps.reviews.models import Assignment, Criterion, Mark, Outcome, Panel, Sheet, Vote
from ceyuan.apps.reviews.policies import panels as policies
from ceyuan.apps.reviews.selectors.links import seal
from ceyuan.apps.reviews.selectors.sheets import place_of
from ceyuan.apps.workflow import interface as workflow
from ceyuan.core.kernel import Refused
from ceyuan.core.review.calibration import Score
from ceyuan.core.review.canonical import canonical as written_down
from ceyuan.core.review.canonical import fingerprint
from ceyuan.core.review.sheets import Writing, score

from .records import held, note, note_all
from .reviewing import measures

SUBJECT = "reviews.panel"


def close(*, actor: Actor, panel_id: int, revision: int) -> Panel:
    """Close the panel once all reviews are in or the deadline is past: open the sheets, write the marks, calibrate,
    and publish the head of the record. Nobody reads a score before, and after it no sheet is taken.

    Refused: not permitted, `reviews.work_open`, `workflow.stale`, `reviews.seal_broken` (then nothing is opened).
    """
    with transaction.atomic():
        panel = _known(actor, panel_id)
        moved = workflow.advance(
            actor=actor,
            case=panel,
            action="close",
            revision=revision,
            unit_path=panel.unit.path,
            act="reviews.panel.closed",
            subject=(SUBJECT, panel.pk, panel.title),
            facts=closing_facts(panel),
        )
        scores = _open_sheets(panel)
        places = panel.settings.get("places")
        computed = outcome.compute(scores, places if isinstance(places, int) else None)
        Outcome.objects.create(panel=panel, computed=computed)
        note(panel, "record.closed", {"outcome": fingerprint("outcome", written_down(computed)), "sheets": len(scores)})
        moved.closed_at = timezone.now()
        _publish_seal(moved, panel)
    return moved


def publish(*, actor: Actor, panel_id: int, revision: int) -> Panel:
    """Publish the panel: names and results may be shown to whoever may see reviews of the unit; the record ends.

    Refused: not permitted, `reviews.votes_open`, `workflow.stale`.
    """
    with transaction.atomic():
        panel = _known(actor, panel_id)
        if Vote.objects.filter(panel=panel, state="open").exists():
            raise Refused("reviews.votes_open", panel=panel.title)
        moved = workflow.advance(
            actor=actor,
            case=panel,
            action="publish",
            revision=revision,
            unit_path=panel.unit.path,
            act="reviews.panel.published",
            subject=(SUBJECT, panel.pk, panel.title),
        )
        note(panel, "record.published", {})
        moved.published_at = timezone.now()
        _publish_seal(moved, panel)
    return moved


def closing_facts(panel: Panel) -> dict[str, Any]:
    """What the step "close" asks for."""
    open_work = Assignment.objects.filter(panel=panel, state__in=["assigned", "begun"]).count()
    return {"open_work": open_work, "overdue": timezone.now() >= panel.due_at}


def _known(actor: Actor, panel_id: int) -> Panel:
    """The panel, held, as far as the actor sees it. Refused: `reviews.unknown_panel`, not permitted."""
    if not Panel.objects.visible_to(actor, policies.VIEW).filter(pk=panel_id).exists():
        raise Refused("reviews.unknown_panel")
    panel = held(panel_id)
    policies.may_run(actor, panel.unit.path).require()
    return panel


def _publish_seal(moved: Panel, panel: Panel) -> None:
    sealed = seal(panel)
    moved.seal_length, moved.seal_head = sealed.length, sealed.head
    moved.save(update_fields=["seal_length", "seal_head", "closed_at", "published_at"])


def _open_sheets(panel: Panel) -> list[Score]:
    """Open every submitted sheet that still counts, write it into the chain, and give its score."""
    criteria = {one.code: one for one in panel.criteria.all()}
    known = measures(panel)
    sheets = Sheet.objects.filter(
        assignment__panel=panel, state=Sheet.State.SUBMITTED, assignment__state=Assignment.State.DONE
    )
    scores, opened, found = [], [], []
    for sheet in sheets.select_related("assignment").order_by("pk"):
        content = sealing.opened(place_of(sheet), sheet.sealed)
        if sealing.digest(content["writing"], content["salt"]) != sheet.digest:
            raise Refused("reviews.seal_broken", place=place_of(sheet))
        writing = Writing.read(content["writing"])
        found.append((sheet, writing))
        opened.append(("sheet.opened", {"sheet": sheet.digest, "assignment": sheet.assignment_id, **content}))
        seat, case = sheet.assignment.seat_id, sheet.assignment.case_id
        scores.append(Score(str(seat), str(case), score(known, writing)))
    _write_marks(found, criteria)
    note_all(panel, opened)
    return scores


def _write_marks(found: Sequence[tuple[Sheet, Writing]], criteria: dict[str, Criterion]) -> None:
    now = timezone.now()
    for sheet, writing in found:
        sheet.recommendation, sheet.comment, sheet.unsealed_at = writing.advice, writing.opinion, now
    # The database takes marks of opened sheets alone.
    Sheet.objects.bulk_update([sheet for sheet, _writing in found], ["recommendation", "comment", "unsealed_at"])
    Mark.objects.bulk_create(
        Mark(sheet=sheet, criterion=criteria[code], points=points, comment=writing.comments.get(code, ""))
        for sheet, writing in found
        for code, points in sorted(writing.points.items())
    )
