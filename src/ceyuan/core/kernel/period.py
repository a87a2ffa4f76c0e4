"""Half-open periods of days, [start, end): the end is the first day that no longer belongs; None means without end."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ceyuan.core.kernel.verdict import Refused


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `start` up to, not including, `end`. Never empty: refuses `period.end_not_after_start`."""

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        for day in (self.start, self.end):
            if isinstance(day, datetime):
                raise TypeError(f"Period counts days: give a date, not the moment {day.isoformat()}.")
        if self.end is not None and self.end <= self.start:
            raise Refused("period.end_not_after_start", start=self.start.isoformat(), end=self.end.isoformat())

    @classmethod
    def year(cls, year: int) -> "Period":
        """The calendar year; 9999 has no end because no later day can be written."""
        return cls(date(year, 1, 1), _first_of(year + 1, 1))

    @classmethod
    def month(cls, year: int, month: int) -> "Period":
        """The calendar month."""
        return cls(date(year, month, 1), _first_of(year + month // 12, month % 12 + 1))

    @classmethod
    def through(cls, first: date, last: date) -> "Period":
        """From the first to the last day, both belonging, as people and contracts write it."""
        return cls(first, last + timedelta(days=1) if last < date.max else None)

    @property
    def last_day(self) -> date | None:
        """The last day that belongs, None without end."""
        return None if self.end is None else self.end - timedelta(days=1)

    @property
    def days(self) -> int:
        """The number of days; a period without end has none to count."""
        return (self._closed_end() - self.start).days

    def contains(self, day: date) -> bool:
        """Whether the day belongs to the period."""
        return self.start <= day and (self.end is None or day < self.end)

    def overlaps(self, other: "Period") -> bool:
        """Whether at least one day belongs to both."""
        return (other.end is None or self.start < other.end) and (self.end is None or other.start < self.end)

    def intersect(self, other: "Period") -> "Period | None":
        """The days that belong to both, None when there are none."""
        if not self.overlaps(other):
            return None
        ends = [end for end in (self.end, other.end) if end is not None]
        return Period(max(self.start, other.start), min(ends, default=None))

    def months(self) -> "tuple[Period, ...]":
        """The calendar months it touches, each whole, in order; intersect one with the period for the days in it."""
        return tuple(self._touched_months())

    def _touched_months(self) -> "Iterator[Period]":
        end = self._closed_end()
        year, month = self.start.year, self.start.month
        while date(year, month, 1) < end:
            yield Period.month(year, month)
            year, month = year + month // 12, month % 12 + 1
            if year > date.max.year:
                return

    def _closed_end(self) -> date:
        if self.end is None:
            raise ValueError(f"The period from {self.start} has no end: intersect it with a closed one first.")
        return self.end

    def __str__(self) -> str:
        return f"[{self.start.isoformat()}, {self.end.isoformat() if self.end else '…'})"


def _first_of(year: int, month: int) -> date | None:
    return date(year, month, 1) if year <= date.max.year else None
