"""Periods of reporting: which ones a year has for a frequency, how they are written, and when a reading is due."""

from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_SIGNS = {"quarter": "Q", "half": "H"}


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """One period, both days included."""

    starts_on: date
    ends_on: date
    frequency: str

    @property
    def year(self) -> int:
        """The year it lies in."""
        return self.ends_on.year

    @property
    def number(self) -> int:
        """Which of its year, from 1 on."""
        return -(-self.ends_on.month // MONTHS[self.frequency])

    @property
    def code(self) -> str:
        """2026, 2026-H1, 2026-Q3 or 2026-09."""
        if self.frequency == "year":
            return str(self.year)
        if self.frequency == "month":
            return f"{self.year}-{self.number:02d}"
        return f"{self.year}-{_SIGNS[self.frequency]}{self.number}"

    def due_on(self, due_days: int) -> date:
        """The last day on which a reading of it is in time."""
        return self.ends_on + timedelta(days=due_days)


def spans(frequency: str, year: int) -> tuple[Span, ...]:
    """All periods of a year, the first one first."""
    step = MONTHS[frequency]
    return tuple(
        Span(date(year, last - step + 1, 1), _month_end(year, last), frequency) for last in range(step, 13, step)
    )


def span_of(frequency: str, starts_on: date, ends_on: date) -> Span | None:
    """The period with exactly these days; None when the frequency has no such period."""
    return next(
        (one for one in spans(frequency, ends_on.year) if (one.starts_on, one.ends_on) == (starts_on, ends_on)), None
    )


def ending(frequency: str, ends_on: date) -> Span | None:
    """The period of this frequency that ends on the day, if one does."""
    return next((one for one in spans(frequency, ends_on.year) if one.ends_on == ends_on), None)


def read(code: str) -> Span | None:
    """The period that a code such as 2026-Q3 names; None for anything else."""
    year, _dash, part = code.strip().upper().partition("-")
    if not (year.isascii() and year.isdigit() and 1900 <= int(year) <= 2200):
        return None
    for frequency in MONTHS:
        for one in spans(frequency, int(year)):
            if one.code == (f"{year}-{part}" if part else year):
                return one
    return None


def _month_end(year: int, month: int) -> date:
    after = date(year + month // 12, month % 12 + 1, 1)
    return after - timedelta(days=1)
