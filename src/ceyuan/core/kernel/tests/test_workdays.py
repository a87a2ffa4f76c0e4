"""Working days: the published years, the make-up days, and counting there and back."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import ceyuan
from ceyuan.core.kernel.verdict import Refused
from ceyuan.core.kernel.workdays import Calendar, CalendarError

FILE = Path(ceyuan.__file__).parent / "rules" / "cn" / "holidays.yaml"
CALENDAR = Calendar.read(yaml.safe_load(FILE.read_text(encoding="utf-8")))
# Far enough from the first and the last published day for 40 working days either way.
DAYS = st.dates(date(2020, 4, 1), date(2026, 9, 30))
SOURCE = {"number": "1", "title": "t", "published_on": date(2029, 11, 1), "url": "https://example.org"}


def year(festivals: Any, **more: Any) -> dict[str, Any]:
    return {"years": {2030: {"verified": True, "sources": [SOURCE], "festivals": festivals, **more}}}


@given(DAYS, st.integers(-40, 40))
def test_counting_undoes_adding(day: date, count: int) -> None:
    assert CALENDAR.between(day, CALENDAR.add(day, count)) == count


@given(DAYS, st.integers(-40, 40).filter(bool))
def test_adding_ends_on_a_working_day_and_goes_the_right_way(day: date, count: int) -> None:
    end = CALENDAR.add(day, count)
    assert CALENDAR.is_workday(end)
    assert (end > day) == (count > 0)


@given(DAYS, DAYS)
def test_counting_there_and_back_differs_by_the_ends_alone(one: date, other: date) -> None:
    ends = CALENDAR.is_workday(other) - CALENDAR.is_workday(one)
    assert CALENDAR.between(one, other) + CALENDAR.between(other, one) == (ends if one < other else -ends)


@given(DAYS, st.integers(0, 20), st.integers(0, 20))
def test_adding_in_two_steps_is_adding_at_once(day: date, first: int, second: int) -> None:
    assert CALENDAR.add(CALENDAR.add(day, first), second) == CALENDAR.add(day, first + second)


@given(DAYS)
def test_a_make_up_day_is_a_weekend_day_and_a_free_weekday_lies_in_a_festival(day: date) -> None:
    festivals = [one for number in CALENDAR.years for one in CALENDAR.year(number).festivals]
    made_up = any(day in one.work for one in festivals)
    free = any(one.first <= day <= one.last for one in festivals)
    assert CALENDAR.is_workday(day) == (made_up or (day.weekday() < 5 and not free))
    assert not (made_up and day.weekday() < 5)


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2020, 1, 31), False),  # the extension of 2020
        (date(2020, 2, 1), False),  # a make-up day until the extension
        (date(2020, 2, 3), True),
        (date(2022, 12, 31), False),
        (date(2023, 4, 5), False),
        (date(2024, 2, 9), True),  # New Year's Eve of 2024 was only recommended to be free
        (date(2025, 1, 26), True),
        (date(2026, 1, 4), True),
        (date(2026, 2, 14), True),
        (date(2026, 2, 23), False),
        (date(2026, 9, 20), True),
        (date(2026, 10, 10), True),
        (date(2026, 11, 21), False),
        (date(2026, 11, 23), True),
    ],
)
def test_it_knows_the_days_that_were_published(day: date, *, worked: bool) -> None:
    assert CALENDAR.is_workday(day) is worked


@pytest.mark.parametrize(
    ("number", "count"), [(2020, 249), (2021, 250), (2022, 249), (2023, 249), (2024, 251), (2025, 248), (2026, 248)]
)
def test_a_year_has_as_many_working_days_as_it_has_days_less_weekends_and_public_holidays(
    number: int, count: int
) -> None:
    assert CALENDAR.count(number) == count


def test_every_published_year_names_its_notice_and_was_compared_with_it() -> None:
    published = [number for number, one in CALENDAR.years.items() if not one.provisional]
    assert sorted(published) == list(range(2020, 2027))
    for number in published:
        found = CALENDAR.year(number)
        assert found.verified
        assert all(
            one.number.startswith("国办发明电") and one.url.startswith("https://www.gov.cn/") for one in found.sources
        )
        assert found.sources[0].published_on.year == number - 1


def test_five_working_days_before_the_spring_festival_end_after_it() -> None:
    # 11, 12, 13 and the make-up Saturday 14 February, then 24 February.
    assert CALENDAR.add(date(2026, 2, 10), 5) == date(2026, 2, 24)


def test_the_first_working_day_on_or_after() -> None:
    assert CALENDAR.first_on_or_after(date(2026, 10, 1)) == date(2026, 10, 8)
    assert CALENDAR.first_on_or_after(date(2026, 10, 8)) == date(2026, 10, 8)


def test_it_refuses_a_year_that_was_not_published() -> None:
    with pytest.raises(Refused, match=r"workdays\.year_missing") as told:
        CALENDAR.add(date(2028, 12, 28), 5)
    assert dict(told.value.reason.facts) == {"year": 2029, "last": 2028}


def test_a_provisional_year_never_ends_a_period_earlier_than_an_arrangement_of_the_past_would() -> None:
    assert [number for number, one in CALENDAR.years.items() if one.provisional] == [2027, 2028]
    assert CALENDAR.is_provisional(date(2027, 3, 1))
    assert not CALENDAR.is_provisional(date(2026, 3, 1))
    # The longest Spring Festival so far: from two days before its eve to nine days after it.
    wide = CALENDAR.year(2027).festivals[1]
    for number, first in ((2024, date(2024, 2, 10)), (2025, date(2025, 1, 29)), (2026, date(2026, 2, 17))):
        told = next(one for one in CALENDAR.year(number).festivals if one.name_en == "Spring Festival")
        assert (date(2027, 2, 6) - wide.first) >= (first - told.first)
        assert (wide.last - date(2027, 2, 6)) >= (told.last - first)


@pytest.mark.parametrize(
    ("given_", "words"),
    [
        ({}, "needs `years`"),
        (year([]), "without festivals"),
        (year([{"name_zh": "元旦", "free": [date(2030, 1, 1)]}]), "first day, last day"),
        (year([{"name_zh": "元旦", "free": [date(2030, 1, 3), date(2030, 1, 1)]}]), "lies before the first"),
        (year([{"name_zh": "元旦", "free": [date(2035, 1, 1), date(2035, 1, 1)]}]), "does not belong"),
        (year([{"name_zh": "元旦", "free": ["1 January", "2"]}]), "is no date"),
        (year([{"name_zh": "元旦", "free": [date(2030, 1, 1)] * 2, "work": [date(2030, 1, 2)]}]), "no weekend day"),
        (year([{"name_zh": "元旦", "free": [date(2030, 1, 1)] * 2}] * 2), "another festival"),
        (year([{"name_zh": "元旦", "free": [date(2030, 1, 1)] * 2}], sources=[]), "name the notice"),
        (
            year([{"name_zh": "元旦", "free": [date(2030, 1, 1)] * 2, "work": [date(2030, 1, 5)]}], provisional=True),
            "no make-up days",
        ),
    ],
)
def test_it_refuses_a_calendar_that_contradicts_itself(given_: Any, words: str) -> None:
    with pytest.raises(CalendarError, match=words):
        Calendar.read(given_)


def test_a_year_that_is_not_verified_says_so() -> None:
    festival = {"name_zh": "元旦", "free": [date(2030, 1, 1), date(2030, 1, 1)]}
    assert Calendar.read(year([festival], verified=False)).year(2030).verified is False
    assert Calendar.read(year([festival])).is_workday(date(2030, 1, 1) + timedelta(days=1))
