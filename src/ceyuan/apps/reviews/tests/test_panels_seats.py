"""Seats and assignment: who reviews what, and what a decline or a recusal changes."""

import pytest
from django.db import transaction

from ceyuan.apps.reviews.models import Assignment, Expert, Panel, Recusal, Sheet
from ceyuan.apps.reviews.selectors import panels as selectors
from ceyuan.apps.reviews.services import assigning, panels, seats
from ceyuan.core.kernel import Invalid, Refused

from .pool_desk import Pool

pytestmark = pytest.mark.django_db


def _assigned(pool: Pool, **facts: object) -> Panel:
    panel = pool.accepted(**facts)
    run = assigning.ask(actor=pool.cast.manager_a.actor, panel_id=panel.pk)
    assert run.state == "done", run.missing
    return panel


def test_each_case_gets_its_reviewers_and_the_proof_is_kept(pool: Pool) -> None:
    panel = _assigned(pool)
    assert selectors.unassigned(panel) == 0
    assert panel.assignments.count() == 9
    run = panel.runs.get()
    assert {one["stage"] for one in run.stages} == {"fairest", "affinity", "balance"}
    assert all(one["value"] >= 0 for one in run.stages)


def test_reviews_start_only_when_every_case_has_its_reviewers(pool: Pool) -> None:
    panel = pool.accepted()
    actor = pool.cast.manager_a.actor
    with pytest.raises(Refused, match=r"reviews\.cases_unassigned"):
        panels.advance(actor=actor, panel_id=panel.pk, action="start", revision=panel.revision)
    assigning.ask(actor=actor, panel_id=panel.pk)
    assert panels.advance(actor=actor, panel_id=panel.pk, action="start", revision=panel.revision).state == "reviewing"


def test_what_cannot_be_assigned_says_why(pool: Pool) -> None:
    Expert.objects.update(max_load=1)
    panel = pool.accepted()
    run = assigning.ask(actor=pool.cast.manager_a.actor, panel_id=panel.pk)
    assert run.state == "failed"
    assert {one["code"] for one in run.missing} == {"review.no_room"}


def test_a_recused_pair_is_never_assigned(pool: Pool) -> None:
    panel = pool.accepted()
    seat, case = panel.seats.all()[0], panel.cases.all()[0]
    seats.order_recusal(actor=pool.cast.manager_a.actor, seat_id=seat.pk, case_id=case.pk, words="同学关系")
    assigning.ask(actor=pool.cast.manager_a.actor, panel_id=panel.pk)
    assert selectors.unassigned(panel) == 0
    assert not panel.assignments.filter(seat=seat, case=case).exists()


def test_a_recusal_takes_the_case_away_and_the_next_assignment_keeps_what_was_begun(pool: Pool) -> None:
    panel = _assigned(pool)
    actor = pool.cast.manager_a.actor
    panels.advance(actor=actor, panel_id=panel.pk, action="start", revision=panel.revision)
    begun = panel.assignments.all()[0]
    Assignment.objects.filter(pk=begun.pk).update(state="begun")
    Sheet.objects.create(assignment=begun)
    other = panel.assignments.filter(case=begun.case).exclude(pk=begun.pk)[0]
    seats.order_recusal(actor=actor, seat_id=other.seat_id, case_id=other.case_id, words="有合作协议")
    other.refresh_from_db()
    assert other.state == "recused"
    run = panel.runs.order_by("-pk")[0]
    assert (run.state, selectors.unassigned(panel)) == ("done", 0)
    begun.refresh_from_db()
    assert begun.state == "begun"
    assert run.changes["new"] >= 1


def test_whoever_submitted_cannot_be_taken_out_in_silence(pool: Pool) -> None:
    panel = _assigned(pool)
    done = panel.assignments.all()[0]
    Assignment.objects.filter(pk=done.pk).update(state="done")
    actor = pool.cast.manager_a.actor
    with pytest.raises(Refused, match=r"reviews\.work_done"):
        seats.replace(actor=actor, seat_id=done.seat_id, words="生病")
    with pytest.raises(Refused, match=r"reviews\.work_done"):
        seats.order_recusal(actor=actor, seat_id=done.seat_id, case_id=done.case_id, words="同学")
    assert not Recusal.objects.filter(case__panel=panel, source="ordered").exists()


def test_in_a_meeting_everybody_judges_every_case_but_those_they_are_kept_from(pool: Pool) -> None:
    panel = pool.accepted(mode="meeting", reviewers_per_case=5, settings={"seats": 5, "per_unit": None})
    seat, case = panel.seats.all()[0], panel.cases.all()[0]
    seats.order_recusal(actor=pool.cast.manager_a.actor, seat_id=seat.pk, case_id=case.pk, words="曾任职")
    run = assigning.ask(actor=pool.cast.manager_a.actor, panel_id=panel.pk)
    assert (run.state, run.engine) == ("done", "everybody")
    assert panel.assignments.count() == 5 * 3 - 1


def test_an_expert_accepts_and_may_step_down_with_a_word(pool: Pool) -> None:
    panel = pool.drawn()
    seat = panel.seats.filter(expert__person__isnull=False)[0]
    expert = pool.member_of(seat)
    assert seats.answer(actor=expert.actor, seat_id=seat.pk, accepts=True).state == "accepted"
    with pytest.raises(Invalid) as problem:
        seats.answer(actor=expert.actor, seat_id=seat.pk, accepts=False)
    assert problem.value.fields["words"][0].code == "reviews.stepping_down_why"
    assert seats.answer(actor=expert.actor, seat_id=seat.pk, accepts=False, words="出差").state == "declined"
    with pytest.raises(Refused, match=r"reviews\.seat_answered"):
        seats.answer(actor=expert.actor, seat_id=seat.pk, accepts=True)


def test_nobody_answers_for_somebody_else_but_the_office(pool: Pool) -> None:
    panel = pool.drawn()
    seat = panel.seats.filter(expert__person__isnull=False)[0]
    other = next(one for one in pool.inside if one.person.pk != seat.expert.person_id)
    for who in (other, pool.cast.manager_b, pool.cast.stranger):
        with pytest.raises(Refused, match=r"reviews\.unknown_seat"):
            seats.answer(actor=who.actor, seat_id=seat.pk, accepts=True)
    noted = seats.answer(actor=pool.cast.manager_a.actor, seat_id=seat.pk, accepts=True, words="电话确认")
    assert noted.answered_by_id == pool.cast.manager_a.account.pk


def test_a_panel_has_one_chair(pool: Pool) -> None:
    panel = pool.accepted()
    first, second = panel.seats.all()[:2]
    seats.make_chair(actor=pool.cast.manager_a.actor, seat_id=first.pk)
    seats.make_chair(actor=pool.cast.manager_a.actor, seat_id=second.pk)
    assert list(panel.seats.filter(role="chair")) == [second]


def test_a_large_assignment_is_left_to_the_worker(pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assigning, "AT_ONCE_PAIRS", 1)
    panel = pool.accepted()
    queued: list[int] = []
    actor = pool.cast.manager_a.actor
    run = assigning.ask(actor=actor, panel_id=panel.pk, queue=queued.append)
    assert (run.state, queued) == ("waiting", [run.pk])
    with pytest.raises(Refused, match=r"reviews\.assignment_waits"), transaction.atomic():
        assigning.ask(actor=actor, panel_id=panel.pk, queue=queued.append)
    assigning.search(actor=actor, run_id=run.pk, seconds=0)
    run.refresh_from_db()
    assert (run.state, run.engine) == ("done", "constructive")
