"""Seats of a panel: accept or decline an invitation, the chair, and recusals that the office orders."""

from django.db import transaction
from django.utils import timezone

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.reviews.models import Assignment, Panel, Recusal, Seat, Sheet
from ceyuan.apps.reviews.policies.panels import may_run
from ceyuan.apps.reviews.selectors import panels as selectors
from ceyuan.apps.reviews.selectors.own import is_own
from ceyuan.apps.reviews.selectors.own import own as mine
from ceyuan.core.kernel import Invalid, Refused

from . import assigning, draws, records
from .panels import SUBJECT, held

WORDS = 500
_ANSWERABLE = ("drawn", "reviewing")


@transaction.atomic
def answer(*, actor: Actor, seat_id: int, accepts: bool, words: str = "") -> Seat:
    """Accept or decline an invitation: the expert, or the office that notes what the expert said.

    Declined, the next of the draw takes the place, reviews that were given are taken back and assigned anew, and nobody
    has to say why unless the seat was accepted before. Refused: `reviews.unknown_seat`, `reviews.run_not_permitted`,
    `reviews.seat_answered`, `reviews.panel_not_open`.
    """
    panel, seat = _seat(actor, seat_id)
    own = is_own(actor, seat.expert)
    if not own:
        may_run(actor, panel.unit.path).require()
    if panel.state not in _ANSWERABLE:
        raise Refused("reviews.panel_not_open")
    _require_answerable(seat, accepts=accepts, words=words)
    seat.state = Seat.State.ACCEPTED if accepts else Seat.State.DECLINED
    seat.answered_at, seat.answered_by_id = timezone.now(), actor.account_id
    seat.words = words.strip()[:WORDS]
    if not accepts:
        _take_back(panel, seat, Assignment.State.DECLINED)
    seat.save(update_fields=["state", "answered_at", "answered_by", "words"])
    act = "reviews.seat.accepted" if accepts else "reviews.seat.declined"
    _record(actor, panel, seat, act, {"noted_by_office": not own}, seat.words)
    if not accepts:
        _fill_up(actor, panel, seat, "declined")
    return seat


@transaction.atomic
def replace(*, actor: Actor, seat_id: int, words: str) -> Seat | None:
    """Take somebody out of the panel (ill, unreachable, barred since) and draw the next; None when nobody is left.

    Invalid on `words` without a reason. Refused: as `answer`, `reviews.work_done` when a sheet was submitted."""
    panel, seat = _seat(actor, seat_id)
    may_run(actor, panel.unit.path).require()
    if panel.state not in _ANSWERABLE:
        raise Refused("reviews.panel_not_open")
    if not words.strip():
        raise Invalid({"words": ["reviews.replaced_why"]})
    if seat.state not in selectors.OPEN_SEATS:
        raise Refused("reviews.seat_answered")
    _take_back(panel, seat, Assignment.State.WITHDRAWN)
    seat.state, seat.words = Seat.State.REPLACED, words.strip()[:WORDS]
    seat.answered_at, seat.answered_by_id = timezone.now(), actor.account_id
    seat.save(update_fields=["state", "words", "answered_at", "answered_by"])
    _record(actor, panel, seat, "reviews.seat.replaced", {}, seat.words)
    return _fill_up(actor, panel, seat, "replaced")


@transaction.atomic
def make_chair(*, actor: Actor, seat_id: int) -> Seat:
    """Name the chair of a panel; who was it before is an ordinary member again."""
    panel, seat = _seat(actor, seat_id)
    may_run(actor, panel.unit.path).require()
    if seat.state not in selectors.OPEN_SEATS or panel.state not in _ANSWERABLE:
        raise Refused("reviews.seat_answered")
    panel.seats.filter(role=Seat.Role.CHAIR).update(role=Seat.Role.MEMBER)
    seat.role = Seat.Role.CHAIR
    seat.save(update_fields=["role"])
    _record(actor, panel, seat, "reviews.seat.chair_named", {})
    return seat


@transaction.atomic
def order_recusal(*, actor: Actor, seat_id: int, case_id: int, words: str) -> Recusal:
    """Keep a member from a case by order, with the reason in writing: the case is taken away, never comes back,
    and somebody else is assigned.

    Invalid: `review.recusal_without_reason`, `reviews.unknown_case`. Refused: `reviews.work_done`."""
    panel, seat = _seat(actor, seat_id)
    may_run(actor, panel.unit.path).require()
    case = panel.cases.filter(pk=case_id).first()
    if case is None:
        raise Invalid({"case_id": ["reviews.unknown_case"]})
    if not words.strip():
        raise Invalid({"words": ["review.recusal_without_reason"]})
    if panel.state not in _ANSWERABLE:
        raise Refused("reviews.panel_not_open")
    _take_back(panel, seat, Assignment.State.RECUSED, case_id=case_id)
    made: Recusal
    made, new = Recusal.objects.get_or_create(
        case=case,
        expert=seat.expert,
        source=Recusal.Source.ORDERED,
        defaults={"words": words.strip()[:WORDS], "by_id": actor.account_id},
    )
    if not new:
        raise Refused("reviews.recused_already")
    if panel.state == "reviewing":
        about = {"case": f"{case.subject_kind}:{case.subject_id}", "seat": seat.pk, "words": made.words}
        records.note(panel, "case.recusal_ordered", about)
    _record(actor, panel, seat, "reviews.recusal.ordered", {"case": case.title}, made.words)
    assigning.follow(actor, panel, "recused")
    return made


def _seat(actor: Actor, seat_id: int) -> tuple[Panel, Seat]:
    """A seat of the actor, or one of a panel that the actor knows; the panel is held."""
    found = Seat.objects.filter(pk=seat_id, panel__group=actor.group_id or 0)
    panel_id = found.values_list("panel_id", flat=True).first()
    if panel_id is None:
        raise Refused("reviews.unknown_seat")
    own = found.filter(mine(actor, "expert__")).exists()
    if not own and not selectors.panels(actor).filter(pk=panel_id).exists():
        raise Refused("reviews.unknown_seat")
    panel = records.held(panel_id) if own else held(actor, panel_id)
    seat: Seat = Seat.objects.select_for_update(of=("self",)).select_related("expert").get(pk=seat_id)
    return panel, seat


def _require_answerable(seat: Seat, *, accepts: bool, words: str) -> None:
    if seat.state == Seat.State.INVITED:
        return
    if seat.state != Seat.State.ACCEPTED or accepts:
        raise Refused("reviews.seat_answered")
    # Somebody was counted on: stepping down later needs a word.
    if not words.strip():
        raise Invalid({"words": ["reviews.stepping_down_why"]})


def _take_back(panel: Panel, seat: Seat, state: str, case_id: int | None = None) -> None:
    mine = Assignment.objects.filter(panel=panel, seat=seat).exclude(state__in=Assignment.ENDED)
    if case_id is not None:
        mine = mine.filter(case=case_id)
    if mine.filter(state=Assignment.State.DONE).exists():
        raise Refused("reviews.work_done")
    Sheet.objects.filter(assignment__in=mine, state=Sheet.State.DRAFT).update(state=Sheet.State.VOID)
    mine.update(state=state, ended_at=timezone.now())


def _fill_up(actor: Actor, panel: Panel, seat: Seat, why: str) -> Seat | None:
    came = draws.replace(actor, panel, seat, why)
    assigning.follow(actor, panel, why)
    if panel.state == "reviewing":
        records.note(panel, "seat.left", {"seat": seat.pk, "why": why, "replacement": came.pk if came else None})
    if came is not None:
        _record(actor, panel, came, "reviews.seat.drawn_instead", {"in_place_of": seat.pk})
    return came


def _record(actor: Actor, panel: Panel, seat: Seat, act: str, after: dict[str, object], reason: str = "") -> None:
    # The label names the panel alone: who sits in it is not for every reader of the trail.
    audit.record(
        actor=actor,
        act=act,
        subject=(SUBJECT, panel.pk, panel.title),
        after={"seat": seat.pk, **after},
        reason=reason,
        unit_path=panel.unit.path,
    )
