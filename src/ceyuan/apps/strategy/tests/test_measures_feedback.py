"""Anonymous answers: nothing leads to a person, neither in the tables nor by subtraction."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from ceyuan.apps.audit.models import Act
from ceyuan.apps.strategy.disclosure import LEAST, Count, publish
from ceyuan.apps.strategy.models import FeedbackReceipt, MeasureFeedback
from ceyuan.apps.strategy.services import measure_feedback
from ceyuan.core.kernel.verdict import Invalid, Refused

from .measure_desk import desk

if TYPE_CHECKING:
    from .boardroom import Boardroom

RUNNING = date(2025, 7, 1)


@pytest.mark.django_db
def test_an_answer_keeps_unit_and_month_and_the_receipt_the_person(boardroom: Boardroom) -> None:
    table = desk(boardroom)
    measure_feedback.answer(actor=boardroom.cast.member_a.actor, measure_id=table.share.pk, said="heard", comment="好")
    answer, receipt = MeasureFeedback.objects.get(), FeedbackReceipt.objects.get()
    assert (answer.unit.code, answer.month.day, answer.answer) == ("A", 1, "heard")
    assert (receipt.person_id, receipt.year) == (boardroom.cast.member_a.person.pk, timezone.localdate().year)


@pytest.mark.django_db
def test_nobody_answers_twice_in_a_year(boardroom: Boardroom) -> None:
    table = desk(boardroom)
    member = boardroom.cast.member_a.actor
    measure_feedback.answer(actor=member, measure_id=table.share.pk, said="heard")
    with pytest.raises(Refused, match="feedback_given"):
        measure_feedback.answer(actor=member, measure_id=table.share.pk, said="reached")
    assert MeasureFeedback.objects.count() == 1


@pytest.mark.django_db
def test_it_refuses_headings_strangers_and_unknown_words(boardroom: Boardroom) -> None:
    table = desk(boardroom)
    member = boardroom.cast.member_a.actor
    with pytest.raises(Refused, match="unknown_measure"):
        measure_feedback.answer(actor=member, measure_id=table.heading.pk, said="heard")
    with pytest.raises(Refused, match="unknown_measure"):
        measure_feedback.answer(actor=boardroom.cast.stranger.actor, measure_id=table.share.pk, said="heard")
    with pytest.raises(Invalid, match="unknown_answer"):
        measure_feedback.answer(actor=member, measure_id=table.share.pk, said="maybe")
    assert not FeedbackReceipt.objects.exists()


@pytest.mark.django_db
def test_no_column_of_an_answer_leads_to_a_person_or_a_moment(boardroom: Boardroom) -> None:
    fields = {field.name: field for field in MeasureFeedback._meta.get_fields()}
    assert set(fields) == {"measure", "unit", "month", "answer", "comment", "shuffle"}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT ccu.table_name FROM information_schema.referential_constraints rc "
            "JOIN information_schema.key_column_usage k USING (constraint_schema, constraint_name) "
            "JOIN information_schema.constraint_column_usage ccu USING (constraint_schema, constraint_name) "
            "WHERE k.table_name = 'strategy_measurefeedback'"
        )
        assert {row[0] for row in cursor.fetchall()} == {"strategy_measure", "organisation_unit"}


@pytest.mark.django_db
def test_no_act_tells_of_an_answer(boardroom: Boardroom) -> None:
    table = desk(boardroom)
    before = Act.objects.count()
    measure_feedback.answer(actor=boardroom.cast.member_a.actor, measure_id=table.share.pk, said="not_reached")
    assert Act.objects.count() == before


@pytest.mark.django_db
def test_every_answer_rewrites_the_earlier_ones_of_its_unit(boardroom: Boardroom) -> None:
    table = desk(boardroom)
    cast = boardroom.cast
    measure_feedback.answer(actor=cast.member_a.actor, measure_id=table.share.pk, said="heard")
    first = MeasureFeedback.objects.get().pk
    measure_feedback.answer(actor=boardroom.leader_a1.actor, measure_id=table.share.pk, said="reached")
    assert not MeasureFeedback.objects.filter(pk=first).exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), count(DISTINCT xmin::text) FROM strategy_measurefeedback")
        rows, writers = cursor.fetchone()
    assert rows == 2
    # In a test all runs in one transaction tree, so the savepoints stand for the transactions of two people.
    assert writers == 1


def count(unit: int, number: int, month: int = 3, answer: str = "reached") -> Count:
    return Count(unit, date(2025, month, 1), answer, number)


def test_fewer_than_five_answers_are_not_shown() -> None:
    assert publish([count(1, 4)], RUNNING).total is None
    shown = publish([count(1, 5)], RUNNING)
    assert shown.total is not None
    assert shown.units[1].total == 5


def test_a_small_unit_does_not_come_out_as_the_difference() -> None:
    shown = publish([count(1, 9), count(2, 6), count(3, 2)], RUNNING)
    assert shown.total is not None
    assert shown.total.total == 17
    assert set(shown.units) == {1}
    assert shown.held_back == 8


def test_the_running_month_and_a_single_late_answer_change_nothing() -> None:
    before = publish([count(1, 6)], RUNNING)
    assert publish([count(1, 6), count(1, 9, month=7)], RUNNING) == before
    assert publish([count(1, 6), count(1, 1, month=4, answer="not_reached")], RUNNING) == before


_COUNTS = st.lists(
    st.builds(
        Count,
        st.integers(1, 6),
        st.integers(1, 6).map(lambda month: date(2025, month, 1)),
        st.sampled_from(["reached", "heard", "not_reached"]),
        st.integers(1, 7),
    ),
    max_size=30,
)


@given(_COUNTS)
def test_no_total_cell_or_rest_stands_for_fewer_than_five(counts: list[Count]) -> None:
    for month in range(2, 9):
        shown = publish(counts, date(2025, month, 1))
        for tally in shown.units.values():
            assert tally.total >= LEAST
        if shown.total is None:
            assert not shown.units
        else:
            assert shown.total.total >= LEAST
            assert shown.held_back == 0 or shown.held_back >= LEAST


@given(_COUNTS)
def test_no_figure_moves_on_by_fewer_than_five(counts: list[Count]) -> None:
    earlier = publish(counts, date(2025, 1, 1))
    for month in range(2, 9):
        later = publish(counts, date(2025, month, 1))
        if earlier.total and later.total:
            assert later.total.total - earlier.total.total not in range(1, LEAST)
        for unit in earlier.units.keys() & later.units.keys():
            assert later.units[unit].total - earlier.units[unit].total not in range(1, LEAST)
        earlier = later
