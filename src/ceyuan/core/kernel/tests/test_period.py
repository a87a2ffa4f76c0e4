from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ceyuan.core.kernel import Period, Refused

days = st.dates(date(1990, 1, 1), date(2060, 1, 1))


@st.composite
def periods(draw):
    first, last = sorted((draw(days), draw(days)))
    return Period(first) if draw(st.booleans()) else Period.through(first, last)


@settings(max_examples=50)
@given(periods(), periods(), days)
def test_a_day_belongs_to_the_intersection_exactly_when_it_belongs_to_both(one, other, day):
    both = one.intersect(other)
    assert (both is not None and both.contains(day)) == (one.contains(day) and other.contains(day))


@given(periods(), periods())
def test_overlap_and_intersection_agree_in_both_directions(one, other):
    assert one.overlaps(other) == other.overlaps(one) == (one.intersect(other) is not None)
    assert one.intersect(other) == other.intersect(one)
    assert one.intersect(one) == one


@settings(max_examples=50)
@given(days, days)
def test_the_months_of_a_period_tile_it(a, b):
    period = Period.through(*sorted((a, b)))
    months = period.months()
    assert sum(part.days for month in months if (part := month.intersect(period))) == period.days
    assert all(earlier.end == later.start for earlier, later in pairwise(months))
    assert all(month.overlaps(period) for month in months)


def test_the_end_is_the_first_day_outside():
    year = Period.year(2025)
    assert (year.start, year.end, year.last_day, year.days) == (
        date(2025, 1, 1),
        date(2026, 1, 1),
        date(2025, 12, 31),
        365,
    )
    assert year.contains(date(2025, 12, 31))
    assert not year.contains(date(2026, 1, 1))
    assert not year.overlaps(Period.year(2026))
    assert len(year.months()) == 12
    assert str(year) == "[2025-01-01, 2026-01-01)"


def test_december_ends_in_the_next_year():
    assert Period.month(2025, 12) == Period(date(2025, 12, 1), date(2026, 1, 1))
    assert Period.month(2024, 2).days == 29


def test_a_period_without_end_goes_on():
    open_ended = Period(date(2025, 1, 1))
    assert open_ended.contains(date(9999, 12, 31))
    assert open_ended.last_day is None
    assert open_ended.intersect(Period.year(2026)) == Period.year(2026)
    assert str(open_ended) == "[2025-01-01, …)"
    for question in (open_ended.months, lambda: open_ended.days):
        with pytest.raises(ValueError, match="no end"):
            question()


def test_the_last_year_of_the_calendar_is_no_trap():
    assert Period.year(9999).end is None
    assert Period.through(date(9999, 1, 1), date.max).end is None
    assert len(Period(date(9999, 1, 1), date.max).months()) == 12


@pytest.mark.parametrize("end", [date(2025, 1, 1), date(2024, 12, 31)])
def test_it_refuses_an_end_that_is_not_after_the_start(end):
    with pytest.raises(Refused) as caught:
        Period(date(2025, 1, 1), end)
    assert caught.value.reason.code == "period.end_not_after_start"
    assert caught.value.reason.facts == {"start": "2025-01-01", "end": end.isoformat()}


def test_it_refuses_moments():
    with pytest.raises(TypeError, match="counts days"):
        Period(datetime(2025, 1, 1, tzinfo=UTC))
