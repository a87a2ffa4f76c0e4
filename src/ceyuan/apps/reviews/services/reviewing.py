"""What an expert does with a case: declare, read, write, submit; or refrain, or be kept from it.

Nothing is shown before the expert has declared to have no conflict of interest. A submitted sheet is final, and after
the deadline, by the clock of the server, none is taken.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.reviews import sealing
from ceyuan.apps.reviews.models import Assignment, Panel, Recusal, Sheet
from ceyuan.apps.reviews.selectors.own import own
from ceyuan.apps.reviews.selectors.sheets import place_of
from ceyuan.core.kernel import Invalid, Refused
from ceyuan.core.review.sheets import Measure, Writing, draft_faults, faults

from . import assigning
from .records import held, note

SUBJECT = "reviews.assignment"
# Longer than this between two saves nobody was reading.
LONGEST_PAUSE = 600
WORDS = 500
_OPEN = (Assignment.State.ASSIGNED, Assignment.State.BEGUN)


def begin(*, actor: Actor, assignment_id: int) -> Sheet:
    """Declare to have no conflict of interest, and get the papers and the sheet; a second time nothing happens."""
    with transaction.atomic():
        panel, mine = _taken(actor, assignment_id)
        if (known := Sheet.objects.filter(assignment=mine).first()) is not None:
            return known
        _require_time(panel, timezone.now())
        made: Sheet = Sheet.objects.create(assignment=mine, saved_at=timezone.now())
        _move(mine, Assignment.State.BEGUN)
        note(panel, "case.opened", _place(mine))
        _record(actor, panel, mine, "reviews.case.opened")
    return made


def save_draft(*, actor: Actor, assignment_id: int, writing: Writing) -> Sheet:
    """Keep what is written so far, closed. Invalid by field; refused when submitted, after the deadline or recused.

    Drafts are saved every few moments, so the act is recorded once, by the opening of the case.
    """
    with transaction.atomic():
        panel, mine = _taken(actor, assignment_id)
        sheet = _draft(mine)
        _require_time(panel, timezone.now())
        if found := draft_faults(measures(panel), writing):
            raise Invalid({name: list(reasons) for name, reasons in found.items()})
        _keep(sheet, mine, writing, sealing.fresh_salt())
        sheet.save(update_fields=["sealed", "saved_at", "seconds"])
    return sheet


def submit(*, actor: Actor, assignment_id: int, writing: Writing) -> Sheet:
    """Close the sheet for good: what it says is bound by the chain and read by nobody until the panel is closed.

    Invalid by field where something is missing. Refused: `reviews.too_late`, `reviews.sheet_submitted`, and what
    `begin` refuses. Sent twice, the second answers that it is submitted already and changes nothing.
    """
    with transaction.atomic():
        panel, mine = _taken(actor, assignment_id)
        sheet = _draft(mine)
        now = timezone.now()
        _require_time(panel, now)
        if found := faults(measures(panel), writing):
            raise Invalid({name: list(reasons) for name, reasons in found.items()})
        salt = sealing.fresh_salt()
        _keep(sheet, mine, writing, salt)
        sheet.digest = sealing.digest(writing.told(), salt)
        sheet.state, sheet.submitted_at = Sheet.State.SUBMITTED, now
        sheet.save(update_fields=["sealed", "saved_at", "seconds", "digest", "state", "submitted_at"])
        _move(mine, Assignment.State.DONE)
        note(panel, "sheet.submitted", {**_place(mine), "sheet": sheet.digest})
        _record(actor, panel, mine, "reviews.sheet.submitted")
    return sheet


def abstain(*, actor: Actor, assignment_id: int, words: str) -> Assignment:
    """Refrain from judging: entitled and in sight of the case, but without a score."""
    return _end(actor, assignment_id, Assignment.State.ABSTAINED, words, "reviews.case.abstained")


def return_to(*, actor: Actor, assignment_id: int) -> Assignment:
    """Withdraw the abstention before the deadline."""
    with transaction.atomic():
        panel, mine = _own(actor, assignment_id)
        if mine.state != Assignment.State.ABSTAINED:
            raise Refused("reviews.not_abstained")
        _require_time(panel, timezone.now())
        has_sheet = Sheet.objects.filter(assignment=mine).exists()
        _move(mine, Assignment.State.BEGUN if has_sheet else Assignment.State.ASSIGNED)
        note(panel, "case.returned", _place(mine))
        _record(actor, panel, mine, "reviews.case.returned")
    return mine


def recuse(*, actor: Actor, assignment_id: int, words: str) -> Assignment:
    """Declare a conflict of interest: the case is out of sight for good, its sheet void, somebody else is assigned."""
    if not words.strip():
        raise Invalid({"words": ["review.recusal_without_reason"]})
    with transaction.atomic():
        mine = _end(actor, assignment_id, Assignment.State.RECUSED, words, "reviews.case.recused")
        Recusal.objects.get_or_create(
            case=mine.case,
            expert=mine.seat.expert,
            source=Recusal.Source.DECLARED,
            defaults={"words": words.strip()[:WORDS], "by_id": actor.account_id},
        )
        assigning.follow(actor, mine.panel, "recused")
    return mine


def measures(panel: Panel) -> list[Measure]:
    """The criteria as the core reads them."""
    return [Measure(one.code, one.weight_ppm, one.points) for one in panel.criteria.order_by("number")]


def _own(actor: Actor, assignment_id: int) -> tuple[Panel, Assignment]:
    """The panel, held, and the actor's own assignment in it. What is somebody else's is not there."""
    found = Assignment.objects.filter(own(actor, "seat__expert__"), pk=assignment_id, panel__group=actor.group_id or 0)
    panel_id = found.values_list("panel", flat=True).first()
    if panel_id is None:
        raise Refused("reviews.unknown_assignment")
    panel = held(panel_id)
    mine = found.select_related("case", "seat__expert").select_for_update(of=("self",)).get()
    if panel.state != "reviewing":
        raise Refused("reviews.not_reviewing", panel=panel.title)
    if Recusal.objects.filter(case=mine.case, expert=mine.seat.expert).exists():
        raise Refused("review.recused")
    if mine.seat.state in {"declined", "replaced", "recused"} or mine.state in Assignment.ENDED:
        raise Refused("review.recused" if "recused" in {mine.state, mine.seat.state} else "reviews.assignment_ended")
    return panel, mine


def _taken(actor: Actor, assignment_id: int) -> tuple[Panel, Assignment]:
    panel, mine = _own(actor, assignment_id)
    if mine.state == Assignment.State.ABSTAINED:
        raise Refused("review.abstained", case=mine.case.title)
    return panel, mine


def _draft(mine: Assignment) -> Sheet:
    sheet: Sheet | None = Sheet.objects.select_for_update().filter(assignment=mine).first()
    if sheet is None:
        raise Refused("reviews.not_begun")
    if sheet.state == Sheet.State.SUBMITTED:
        raise Refused("reviews.sheet_submitted")
    return sheet


def _require_time(panel: Panel, now: datetime) -> None:
    if now >= panel.due_at:
        raise Refused("reviews.too_late", due=timezone.localtime(panel.due_at).strftime("%Y-%m-%d %H:%M"))


def _keep(sheet: Sheet, mine: Assignment, writing: Writing, salt: str) -> None:
    now = timezone.now()
    pause = (now - (sheet.saved_at or sheet.opened_at)).total_seconds()
    sheet.seconds += int(min(max(pause, 0), LONGEST_PAUSE))
    sheet.saved_at = now
    sheet.sealed = sealing.close(place_of(sheet), {"writing": writing.told(), "salt": salt})


def _end(actor: Actor, assignment_id: int, state: str, words: str, act: str) -> Assignment:
    with transaction.atomic():
        panel, mine = _own(actor, assignment_id)
        if mine.state not in _OPEN and not (state == "recused" and mine.state == "abstained"):
            raise Refused("reviews.sheet_submitted" if mine.state == "done" else "reviews.assignment_ended")
        _require_time(panel, timezone.now())
        if state == Assignment.State.RECUSED:
            Sheet.objects.filter(assignment=mine, state=Sheet.State.DRAFT).update(state=Sheet.State.VOID)
        mine.words = words.strip()[:WORDS]
        _move(mine, state)
        note(panel, act.removeprefix("reviews."), {**_place(mine), "words": mine.words})
        _record(actor, panel, mine, act, mine.words)
    return mine


def _move(mine: Assignment, state: str) -> None:
    mine.state = state
    ended = state == Assignment.State.RECUSED
    mine.ended_at = timezone.now() if ended else None
    mine.save(update_fields=["state", "ended_at", "words"])


def _place(mine: Assignment) -> dict[str, Any]:
    return {"assignment": mine.pk, "case": f"{mine.case.subject_kind}:{mine.case.subject_id}", "seat": mine.seat_id}


def _record(actor: Actor, panel: Panel, mine: Assignment, act: str, reason: str = "") -> None:
    label = f"{panel.title}: {mine.case.title}"[:200]
    audit.record(actor=actor, act=act, subject=(SUBJECT, mine.pk, label), reason=reason, unit_path=panel.unit.path)
