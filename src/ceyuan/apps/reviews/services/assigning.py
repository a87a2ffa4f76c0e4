"""Who reviews which case: by letter the best and fairest assignment with its proof, elsewhere everybody every case."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.organisation.interface import NOBODY, Actor, actor_of
from ceyuan.apps.reviews.keys import case_key, expert_key, id_of
from ceyuan.apps.reviews.models import Assignment, AssignmentRun, Panel, PanelCase, Recusal, Seat
from ceyuan.apps.reviews.policies.panels import may_run
from ceyuan.apps.reviews.selectors import panels as selectors
from ceyuan.apps.reviews.settings import LETTER, PanelSettings
from ceyuan.core.kernel import Invalid, Reason, Refused
from ceyuan.core.kernel.text import grams
from ceyuan.core.review import assignment as core
from ceyuan.core.review.assignment.problem import Pair
from ceyuan.core.review.canonical import told

from . import records
from .panels import SUBJECT, held

# Up to so many pairs the answer is there before the page is: larger ones go to a worker.
AT_ONCE_PAIRS = 600
AT_ONCE_SECONDS = 2.0
WORKER_SECONDS = 20.0
TASK = "reviews.assign"
_FULL = 10_000
_STARTED = frozenset({"begun", "done", "abstained"})


@dataclass(frozen=True, slots=True)
class Board:
    """A panel as the engine sees it: the problem, and who reviews what at present."""

    problem: core.Problem
    present: core.Panels
    seats: dict[str, int]


def ask(*, actor: Actor, panel_id: int, queue: Callable[[int], Any] | None = None) -> AssignmentRun:
    """Ask for an assignment: at once when small or without a queue, else `queue(run_id)` hands it to a worker.

    What is begun stays, and of the rest as little as possible changes. Refused: `reviews.run_not_permitted`,
    `reviews.assignment_waits` while another one is searched for, `reviews.panel_not_open`, `reviews.nobody_seated`.
    """
    with transaction.atomic():
        panel = held(actor, panel_id)
        may_run(actor, panel.unit.path).require()
        if panel.state not in {"drawn", "reviewing"}:
            raise Refused("reviews.panel_not_open" if panel.state != "drafting" else "reviews.not_drawn")
        if panel.runs.filter(state__in=["waiting", "running"]).exists():
            raise Refused("reviews.assignment_waits")
        seats = panel.seats.filter(state__in=selectors.OPEN_SEATS).count()
        if not seats:
            raise Refused("reviews.nobody_seated")
        size = {"seats": seats, "cases": panel.cases.count()}
        made: AssignmentRun = AssignmentRun.objects.create(panel=panel, asked_by_id=actor.account_id, size=size)
        _record(actor, panel, "reviews.assignment.asked", size)
        large = _is_large(panel, size)
        if large and queue is not None:
            queue(made.pk)
    if not (large and queue is not None):
        search(actor=actor, run_id=made.pk, seconds=AT_ONCE_SECONDS)
        made.refresh_from_db()
    return made


def follow(actor: Actor, panel: Panel, cause: str) -> AssignmentRun | None:
    """Assign anew what a seat that was left or a recusal took back; the caller holds the panel. None where nothing was
    assigned yet, or a search that has not begun will see the change anyway.

    It follows from an act that was permitted, so nobody needs the right to assign. Where there is no solution the run
    keeps the reasons, and the office finds them among what waits for it.
    """
    if panel.state not in {"drawn", "reviewing"} or not panel.runs.exists():
        return None
    if panel.runs.filter(state__in=["waiting", "running"]).exists():
        return None  # the search that runs finds out at its end that something changed, and starts over
    seats = panel.seats.filter(state__in=selectors.OPEN_SEATS).count()
    return _asked(actor, panel, {"seats": seats, "cases": panel.cases.count()}, cause)


def _asked(actor: Actor, panel: Panel, size: dict[str, int], cause: str) -> AssignmentRun:
    made: AssignmentRun = AssignmentRun.objects.create(
        panel=panel, asked_by_id=actor.account_id, size=size, cause=cause
    )
    _record(actor, panel, "reviews.assignment.asked", {**size, "cause": cause})
    if not size["seats"]:
        _fail(actor, made, [Reason("reviews.nobody_seated")])
    elif _is_large(panel, size):
        app.configure_task(TASK, queue="reviews").defer(run_id=made.pk)
    else:
        search(actor=actor, run_id=made.pk, seconds=AT_ONCE_SECONDS)
        made.refresh_from_db()
    return made


def _is_large(panel: Panel, size: dict[str, int]) -> bool:
    return panel.mode == LETTER and size["seats"] * size["cases"] > AT_ONCE_PAIRS


def search_queued(run_id: int) -> None:
    """What the worker does: search under the rights that who asked has at this moment; what follows from an act
    needs none."""
    asked = AssignmentRun.objects.select_related("asked_by__group", "panel__unit").get(pk=run_id)
    actor = actor_of(asked.asked_by) if asked.asked_by else NOBODY
    if asked.cause or may_run(actor, asked.panel.unit.path):
        search(actor=actor, run_id=run_id)
    else:
        _fail(actor, asked, [Reason("reviews.run_not_permitted")])


def search(*, actor: Actor, run_id: int, seconds: float = WORKER_SECONDS) -> None:
    """Find the assignment of a waiting run and put it into force; what goes wrong is kept with the run.

    The search holds no lock; where something changed meanwhile (a decline, a recusal) it is begun once more."""
    with transaction.atomic():
        run = AssignmentRun.objects.select_for_update().select_related("panel").get(pk=run_id)
        if run.state != AssignmentRun.State.WAITING:
            return
        run.state = AssignmentRun.State.RUNNING
        run.save(update_fields=["state"])
    try:
        if not _tried(actor, run, seconds) and not _tried(actor, run, seconds):
            raise Refused("reviews.changed_meanwhile")
    except Refused as problem:
        missing = problem.reason.facts.get("reasons") or (problem.reason,)
        _fail(actor, run, missing)
    except Invalid as problem:
        _fail(actor, run, [reason for reasons in problem.fields.values() for reason in reasons])


def _tried(actor: Actor, run: AssignmentRun, seconds: float) -> bool:
    """One search; False when its answer no longer fits what is there by then."""
    answer = _answer(run.panel, seconds)
    with transaction.atomic():
        panel = records.held(run.panel_id)
        if core.check(_board(panel).problem, answer.panels):
            return False
        _put_into_force(actor, panel, run, answer)
    return True


def _answer(panel: Panel, seconds: float) -> core.Assignment:
    board = _board(panel)
    if panel.mode != LETTER:
        everybody = {bid.key: _everybody(board, bid.key) for bid in board.problem.bids}
        return core.Assignment(everybody, (), "everybody")
    return core.solve(board.problem, seconds=seconds, wished=board.present or None)


def _everybody(board: Board, case: str) -> tuple[str, ...]:
    return tuple(key for key in sorted(board.seats) if (key, case) not in board.problem.forbidden)


def _board(panel: Panel) -> Board:
    cases = list(panel.cases.order_by("number"))
    settings = PanelSettings.read(
        panel.settings, mode=panel.mode, reviewers_per_case=panel.reviewers_per_case, cases=len(cases)
    )
    seats = list(panel.seats.filter(state__in=selectors.OPEN_SEATS).select_related("expert__unit"))
    rows = list(Assignment.objects.filter(panel=panel).select_related("seat"))
    place = {one.pk: expert_key(one.expert_id) for one in seats}
    forbidden = _forbidden(panel, rows)
    live = [one for one in rows if one.seat_id in place and one.state not in Assignment.ENDED]
    begun = frozenset((place[one.seat_id], case_key(one.case_id)) for one in live if one.state in _STARTED)
    present: dict[str, tuple[str, ...]] = {}
    for one in live:
        present[case_key(one.case_id)] = (*present.get(case_key(one.case_id), ()), place[one.seat_id])
    by_letter = panel.mode == LETTER
    bids = tuple(_bid(panel, one, seats, forbidden, settings.externals if by_letter else 0) for one in cases)
    problem = core.Problem(
        tuple(_reviewers(panel, seats, begun, len(cases))),
        bids,
        _affinity(seats, cases) if by_letter else {},
        forbidden - begun,
        per_unit=settings.colleagues if by_letter else max(1, len(seats)),
        begun=begun,
    )
    return Board(problem, present, {expert_key(one.expert_id): one.pk for one in seats})


def _bid(panel: Panel, case: PanelCase, seats: Sequence[Seat], forbidden: frozenset[Pair], externals: int) -> core.Bid:
    key = case_key(case.pk)
    if panel.mode == LETTER:
        return core.Bid(key, panel.reviewers_per_case, externals)
    free = sum((expert_key(one.expert_id), key) not in forbidden for one in seats)
    return core.Bid(key, max(1, free))


def _forbidden(panel: Panel, rows: Sequence[Assignment]) -> frozenset[Pair]:
    barred = Recusal.objects.filter(case__panel=panel).values_list("expert_id", "case_id")
    ended = [
        (expert_key(one.seat.expert_id), case_key(one.case_id)) for one in rows if one.state in {"recused", "declined"}
    ]
    return frozenset(ended) | {(expert_key(expert), case_key(case)) for expert, case in barred}


def _reviewers(panel: Panel, seats: Sequence[Seat], begun: frozenset[Pair], cases: int) -> list[core.Reviewer]:
    in_all = selectors.open_reviews([one.expert_id for one in seats])
    here = selectors.open_reviews_in(panel)
    made = []
    for one in seats:
        key = expert_key(one.expert_id)
        elsewhere = in_all.get(one.expert_id, 0) - here.get(one.expert_id, 0)
        started = sum(pair[0] == key for pair in begun)
        most = cases if panel.mode != LETTER else max(started, one.expert.max_load - elsewhere, 0)
        side = "out" if one.expert.is_external else "in"
        house = f"{side}:{one.expert.unit_id or one.expert.unit_name}"
        made.append(core.Reviewer(key, house, one.expert.is_external, most))
    return made


def _affinity(seats: Sequence[Seat], cases: Sequence[PanelCase]) -> dict[Pair, int]:
    """How well the keywords of an expert cover those of a case, from 0 to 10,000."""
    known = {one.expert_id: set(grams(*one.expert.keywords)) for one in seats if one.expert.keywords}
    found = {}
    for case in cases:
        wanted = set(grams(*(case.facts.get("keywords") or [case.title])))
        for expert_id, has in known.items():
            if shared := len(wanted & has):
                found[expert_key(expert_id), case_key(case.pk)] = min(_FULL, shared * _FULL // len(wanted))
    return found


def _put_into_force(actor: Actor, panel: Panel, run: AssignmentRun, answer: core.Assignment) -> None:
    board = _board(panel)
    wanted = {(board.seats[expert], id_of(case)) for expert, case in answer.pairs()}
    rows = {(one.seat_id, one.case_id): one for one in Assignment.objects.filter(panel=panel)}
    live = {
        place
        for place, one in rows.items()
        if one.state not in Assignment.ENDED and one.seat_id in board.seats.values()
    }
    gone, back = live - wanted, {place for place in wanted - live if place in rows}
    now = timezone.now()
    Assignment.objects.filter(pk__in=[rows[place].pk for place in gone]).update(state="withdrawn", ended_at=now)
    Assignment.objects.filter(pk__in=[rows[place].pk for place in back]).update(
        state="assigned", ended_at=None, run=run
    )
    new = sorted(wanted - live - back)
    Assignment.objects.bulk_create(Assignment(panel=panel, seat_id=seat, case_id=case, run=run) for seat, case in new)
    run.state, run.engine, run.finished_at = AssignmentRun.State.DONE, answer.engine, now
    run.stages = [{"stage": one.stage, "value": one.value, "bound": one.bound} for one in answer.stages]
    run.changes = {"new": len(new) + len(back), "withdrawn": len(gone), "kept": len(live & wanted)}
    run.save()
    if panel.state == "reviewing":
        records.note(panel, "assignment.changed", run.changes)
    _record(actor, panel, "reviews.assignment.made", {**run.changes, "engine": run.engine})


def _fail(actor: Actor, run: AssignmentRun, missing: Sequence[Reason]) -> None:
    with transaction.atomic():
        run.state, run.finished_at = AssignmentRun.State.FAILED, timezone.now()
        run.missing = [told(one) for one in missing]
        run.save(update_fields=["state", "finished_at", "missing"])
        _record(actor, run.panel, "reviews.assignment.failed", {"reasons": [one.code for one in missing]})


def _record(actor: Actor, panel: Panel, act: str, after: dict[str, Any]) -> None:
    subject = (SUBJECT, panel.pk, panel.title)
    audit.record(actor=actor, act=act, subject=subject, after=after, unit_path=panel.unit.path)
