"""Working days: which days are worked when the state moves holidays and working days about.

Monday to Friday are working days unless a festival of a published year makes them free; a Saturday or Sunday is one
only where a year names it as a make-up day. A year that is not there is never guessed: asking about it is refused with
"workdays.year_missing". A provisional year rests on the law on festivals alone, because its arrangement is not
published yet: its festivals are entered as wide as any arrangement could make them and it has no make-up days, so that
a period counted in it is never shorter than it will turn out to be.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from ceyuan.core.kernel.verdict import Refused

_DAY = timedelta(days=1)
_SATURDAY = 5


class CalendarError(ValueError):
    """A calendar that contradicts itself; the message names the year, the festival and the remedy."""


@dataclass(frozen=True, slots=True)
class Source:
    """The notice that published a year."""

    number: str
    title: str
    published_on: date
    url: str


@dataclass(frozen=True, slots=True)
class Festival:
    """Free days from `first` to `last` (both included), and the weekend days that are worked instead."""

    name_zh: str
    name_en: str
    first: date
    last: date
    work: tuple[date, ...] = ()

    def days_off(self) -> Iterator[date]:
        """Every free day."""
        for step in range((self.last - self.first).days + 1):
            yield self.first + step * _DAY


@dataclass(frozen=True, slots=True)
class Year:
    """A year. `verified`: somebody compared the dates with the words of the notice; `provisional`: see above."""

    number: int
    verified: bool
    sources: tuple[Source, ...]
    festivals: tuple[Festival, ...]
    provisional: bool = False


@dataclass(frozen=True)
class Calendar:
    """The years by number."""

    years: Mapping[int, Year]

    @classmethod
    def read(cls, mapping: Mapping[str, Any]) -> "Calendar":
        """A calendar from `{"years": {2026: {"verified", "sources", "festivals"}}}`; raises `CalendarError`."""
        years = mapping.get("years")
        if not isinstance(years, Mapping) or not years:
            raise CalendarError("A calendar needs `years`, a mapping from the year to its sources and festivals.")
        return cls({int(number): _year(int(number), given) for number, given in years.items()})

    @cached_property
    def _free(self) -> frozenset[date]:
        return frozenset(day for year in self.years.values() for one in year.festivals for day in one.days_off())

    @cached_property
    def _worked(self) -> frozenset[date]:
        return frozenset(day for year in self.years.values() for one in year.festivals for day in one.work)

    def year(self, number: int) -> Year:
        """A year; raises `Refused` "workdays.year_missing" for one that is not there."""
        found = self.years.get(number)
        if found is None:
            raise Refused("workdays.year_missing", year=number, last=max(self.years))
        return found

    def is_provisional(self, day: date) -> bool:
        """Whether the day lies in a year whose arrangement is not published yet."""
        found = self.years.get(day.year)
        return found is not None and found.provisional

    def is_workday(self, day: date) -> bool:
        """Whether the day is worked."""
        self.year(day.year)
        if day in self._worked:
            return True
        return day.weekday() < _SATURDAY and day not in self._free

    def add(self, start: date, count: int) -> date:
        """The `count`-th working day after `start` (before it, when negative); `start` itself for 0."""
        step = _DAY if count > 0 else -_DAY
        day, left = start, abs(count)
        while left:
            day += step
            left -= self.is_workday(day)
        return day

    def between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; negative when `end` lies before `start`.

        The inverse of `add`: `between(day, add(day, n)) == n`.
        """
        if end < start:
            return -sum(self.is_workday(end + step * _DAY) for step in range((start - end).days))
        return sum(self.is_workday(start + step * _DAY) for step in range(1, (end - start).days + 1))

    def first_on_or_after(self, day: date) -> date:
        """The day itself when it is worked, else the next one that is."""
        while not self.is_workday(day):
            day += _DAY
        return day

    def count(self, number: int) -> int:
        """How many working days the year has."""
        self.year(number)
        days = (date(number + 1, 1, 1) - date(number, 1, 1)).days
        return sum(self.is_workday(date(number, 1, 1) + step * _DAY) for step in range(days))


def _year(number: int, given: Mapping[str, Any]) -> Year:
    sources = tuple(
        Source(str(one["number"]), str(one["title"]), _date(number, one["published_on"]), str(one["url"]))
        for one in given.get("sources") or ()
    )
    if not sources:
        raise CalendarError(f"{number}: name the notice that published the year under `sources`.")
    festivals = tuple(_festival(number, one) for one in given.get("festivals") or ())
    if not festivals:
        raise CalendarError(f"{number}: a year without festivals is not complete; list them under `festivals`.")
    _check(number, festivals)
    provisional = given.get("provisional") is True
    if provisional and any(one.work for one in festivals):
        raise CalendarError(f"{number}: a provisional year has no make-up days; remove `work` or `provisional`.")
    return Year(number, given.get("verified") is True, sources, festivals, provisional)


def _festival(number: int, given: Mapping[str, Any]) -> Festival:
    name, free = str(given.get("name_zh", "")), given.get("free")
    if not name or not isinstance(free, Sequence) or len(free) != 2:
        raise CalendarError(f"{number} {name}: a festival has `name_zh` and `free: [first day, last day]`.")
    work = tuple(_day(number, day) for day in given.get("work") or ())
    return Festival(name, str(given.get("name_en") or name), _day(number, free[0]), _day(number, free[1]), work)


def _check(number: int, festivals: Sequence[Festival]) -> None:
    free: set[date] = set()
    for one in festivals:
        if one.last < one.first:
            raise CalendarError(f"{number} {one.name_zh}: the last free day lies before the first; swap the two.")
        days = set(one.days_off())
        if free & days:
            raise CalendarError(f"{number} {one.name_zh}: {min(free & days)} belongs to another festival already.")
        free |= days
    for one in festivals:
        for day in one.work:
            if day.weekday() < _SATURDAY or day in free:
                raise CalendarError(
                    f"{number} {one.name_zh}: {day} is no weekend day outside the holidays; correct it."
                )


def _date(number: int, given: object) -> date:
    if not isinstance(given, date):
        raise CalendarError(f"{number}: {given!r} is no date; write it as 2026-10-01.")
    return given


def _day(number: int, given: object) -> date:
    given = _date(number, given)
    # The holiday of a new year may begin on its eve.
    if given.year not in {number - 1, number, number + 1}:
        raise CalendarError(f"{number}: {given} does not belong to this year.")
    return given
