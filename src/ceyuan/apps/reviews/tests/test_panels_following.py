"""What follows by itself when a seat is left or somebody is recused: assigned anew, or the office is told why not."""

import pytest

from ceyuan.apps.reviews.models import Assignment, Expert, Panel, Sheet
from ceyuan.apps.reviews.panel_todo import STUCK
from ceyuan.apps.reviews.selectors import panels as selectors
from ceyuan.apps.reviews.services import assigning, panels, reviewing, seats

from .pool_desk import Pool

pytestmark = pytest.mark.django_db


def _reviewing(pool: Pool, **facts: object) -> Panel:
    panel = pool.accepted(**facts)
    actor = pool.cast.manager_a.actor
    run = assigning.ask(actor=actor, panel_id=panel.pk)
    assert run.state == "done", run.missing
    return panels.advance(actor=actor, panel_id=panel.pk, action="start", revision=panel.revision)


def _of_member(pool: Pool, panel: Panel) -> Assignment:
    people = [one.person.pk for one in pool.inside]
    return panel.assignments.filter(seat__expert__person__in=people).select_related("seat__expert").order_by("pk")[0]


def test_a_declared_conflict_is_assigned_anew_and_what_was_begun_stays(pool: Pool) -> None:
    panel = _reviewing(pool)
    mine = _of_member(pool, panel)
    begun = panel.assignments.filter(case=mine.case).exclude(pk=mine.pk)[0]
    Assignment.objects.filter(pk=begun.pk).update(state="begun")
    Sheet.objects.create(assignment=begun)
    reviewing.recuse(actor=pool.member_of(mine.seat).actor, assignment_id=mine.pk, words="同门师兄弟")
    assert selectors.unassigned(panel) == 0
    run = panel.runs.order_by("-pk")[0]
    assert (run.state, run.cause) == ("done", "recused")
    begun.refresh_from_db()
    mine.refresh_from_db()
    assert (begun.state, mine.state) == ("begun", "recused")


def test_a_seat_declined_is_drawn_and_assigned_anew_without_a_second_request(pool: Pool) -> None:
    panel = _reviewing(pool)
    seat = _of_member(pool, panel).seat
    seats.answer(actor=pool.member_of(seat).actor, seat_id=seat.pk, accepts=False, words="出差")
    came = panel.seats.get(in_place_of=seat)
    assert selectors.unassigned(panel) == 0
    assert not panel.assignments.filter(seat=seat).exclude(state__in=Assignment.ENDED).exists()
    assert panel.runs.order_by("-pk")[0].cause == "declined"
    assert came.state == "invited"


def test_where_nobody_is_left_the_office_finds_the_reason_in_its_inbox(pool: Pool) -> None:
    panel = _reviewing(pool, reviewers_per_case=5, settings={"seats": 5, "colleagues": 5})
    actor = pool.cast.manager_a.actor
    assert STUCK.items(actor, 10) == []
    one = panel.assignments.order_by("pk")[0]
    seats.order_recusal(actor=actor, seat_id=one.seat_id, case_id=one.case_id, words="有合作协议")
    run = panel.runs.order_by("-pk")[0]
    assert (run.state, run.cause) == ("failed", "recused")
    (item,) = STUCK.items(actor, 10)
    assert item.tone == "bad"
    assert "5" in str(item.note)
    assert STUCK.items(pool.inside[0].actor, 10) == []


def test_a_panel_that_was_never_assigned_is_left_to_its_office(pool: Pool) -> None:
    panel = pool.accepted()
    seat, case = panel.seats.all()[0], panel.cases.all()[0]
    seats.order_recusal(actor=pool.cast.manager_a.actor, seat_id=seat.pk, case_id=case.pk, words="同学关系")
    assert not panel.runs.exists()


def test_an_expert_who_declines_needs_no_right_to_assign_even_where_a_worker_searches(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = _reviewing(pool)
    seat = _of_member(pool, panel).seat
    monkeypatch.setattr(assigning, "AT_ONCE_PAIRS", 1)
    seats.answer(actor=pool.member_of(seat).actor, seat_id=seat.pk, accepts=False, words="出差")
    run = panel.runs.order_by("-pk")[0]
    assert run.state == "waiting"
    assigning.search_queued(run.pk)
    run.refresh_from_db()
    assert (run.state, selectors.unassigned(panel)) == ("done", 0)
    assert Expert.objects.filter(seats__panel=panel, seats__state="declined").count() == 1
