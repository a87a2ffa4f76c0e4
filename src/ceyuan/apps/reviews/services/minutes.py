"""Minutes and notes of a panel, and what the office says about the work of its experts."""

from datetime import date

from django.db import transaction

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.reviews.models import Feedback, Minute, Panel, PanelCase, Recusal, Seat
from ceyuan.apps.reviews.policies import panels as policies
from ceyuan.apps.reviews.selectors.own import own
from ceyuan.core.kernel import Invalid, Reason, Refused
from ceyuan.core.review.canonical import fingerprint

from .records import held, note

PANEL = "reviews.panel"
SEAT = "reviews.seat"
WORDS = 8000
_LIVING = ("drawn", "reviewing", "closed")
_LOWEST_WITHOUT_WORDS = 3


def write_minutes(*, actor: Actor, panel_id: int, held_on: date, words: str) -> Minute:
    """Write the minutes of the meeting, or correct them by further ones; the office does.

    Invalid: `words`. Refused: not permitted, `reviews.panel_over`.
    """
    with transaction.atomic():
        panel = _seen(actor, panel_id)
        policies.may_run(actor, panel.unit.path).require()
        made: Minute = Minute.objects.create(
            panel=panel,
            kind=Minute.Kind.MINUTES,
            held_on=held_on,
            words=_words(words),
            person_name=actor.name[:120],
            by_id=actor.account_id,
        )
        _bind(panel, made)
        _record(actor, panel, "reviews.minutes.written")
    return made


def add_note(*, actor: Actor, panel_id: int, words: str, case_id: int | None = None) -> Minute:
    """Note something of the discussion: who sits in the panel, or who runs it. Never about a case one is kept from.

    Invalid: `words`. Refused: `reviews.unknown_panel`, `reviews.unknown_case`, `review.recused`, `reviews.panel_over`.
    """
    with transaction.atomic():
        panel = _seen(actor, panel_id, seated=True)
        case = None
        if case_id is not None:
            case = PanelCase.objects.filter(panel=panel, pk=case_id).first()
            if case is None:
                raise Refused("reviews.unknown_case")
            if Recusal.objects.filter(own(actor, "expert__"), case=case).exists():
                raise Refused("review.recused")
        made: Minute = Minute.objects.create(
            panel=panel, case=case, words=_words(words), person_name=actor.name[:120], by_id=actor.account_id
        )
        _bind(panel, made)
        _record(actor, panel, "reviews.note.added")
    return made


def give_feedback(*, actor: Actor, seat_id: int, points: int, words: str = "") -> Feedback:
    """Say once how an expert worked in a closed panel, from 1 (poor) to 5; below 3 with a reason.

    Invalid: `points`, `words`. Refused: `reviews.unknown_seat`, not permitted, `reviews.not_closed`,
    `reviews.feedback_given`.
    """
    with transaction.atomic():
        panel_id = Seat.objects.filter(pk=seat_id).values_list("panel", flat=True).first()
        if not Panel.objects.visible_to(actor, policies.VIEW).filter(pk=panel_id or 0).exists() or not panel_id:
            raise Refused("reviews.unknown_seat")
        panel = held(panel_id)
        policies.may_run(actor, panel.unit.path).require()
        if panel.state not in {"closed", "published"}:
            raise Refused("reviews.not_closed", panel=panel.title)
        if not 1 <= points <= 5:
            raise Invalid({"points": ["kit.not_a_choice"]})
        if points < _LOWEST_WITHOUT_WORDS and not words.strip():
            raise Invalid({"words": ["reviews.feedback_without_reason"]})
        if Feedback.objects.filter(seat=seat_id).exists():
            raise Refused("reviews.feedback_given")
        made: Feedback = Feedback.objects.create(
            seat_id=seat_id, points=points, words=words.strip()[:500], by_id=actor.account_id
        )
        label = f"{panel.title}: {made.seat.expert}"[:200]
        audit.record(
            actor=actor,
            act="reviews.feedback.given",
            subject=(SEAT, seat_id, label),
            after={"points": points},
            reason=made.words,
            unit_path=panel.unit.path,
        )
    return made


def _seen(actor: Actor, panel_id: int, *, seated: bool = False) -> Panel:
    sits = seated and Seat.objects.filter(own(actor, "expert__"), panel=panel_id, state=Seat.State.ACCEPTED)
    mine = Panel.objects.visible_to(actor, policies.RUN if seated else policies.VIEW).filter(pk=panel_id)
    if not (mine.exists() or (sits and sits.exists())):
        raise Refused("reviews.unknown_panel")
    panel = held(panel_id)
    if panel.state not in _LIVING:
        raise Refused("reviews.panel_over", panel=panel.title)
    return panel


def _words(words: str) -> str:
    if not words.strip():
        raise Invalid({"words": ["kit.required"]})
    if len(words) > WORDS:
        raise Invalid({"words": [Reason("review.words_too_many", {"most": WORDS})]})
    return words.strip()


def _bind(panel: Panel, made: Minute) -> None:
    digest = fingerprint("minute", made.words.encode())
    note(panel, f"{made.kind}.written", {"minute": made.pk, "words": digest})


def _record(actor: Actor, panel: Panel, act: str) -> None:
    audit.record(actor=actor, act=act, subject=(PANEL, panel.pk, panel.title), unit_path=panel.unit.path)
