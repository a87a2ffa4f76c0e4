"""Which answers of an anonymous survey may be shown: counts in, counts out, no database.

The danger is not the single cell but the difference: of a total and its parts, and of this month's table and the
last one's. Four rules keep every difference at nobody or at least `LEAST` people:

1. The running month is not counted: within it a single new answer could be watched arriving.
2. A figure moves on only when at least `LEAST` answers are new since it moved last.
3. A cell with fewer than `LEAST` answers is not shown, and looks like one with none.
4. When the cells held back would add up to fewer than `LEAST`, the smallest cell shown is held back too (complementary
   suppression), until the rest is large enough or nothing is shown but the total.

Everybody sees a part of one and the same table, which could be published whole; nobody's reach makes a new difference.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

LEAST = 5


@dataclass(frozen=True, slots=True)
class Tally:
    """How many said that a measure reached them, that they heard of it, that it did not reach them."""

    reached: int = 0
    heard: int = 0
    not_reached: int = 0

    @property
    def total(self) -> int:
        """All answers."""
        return self.reached + self.heard + self.not_reached

    @property
    def is_counter_evidence(self) -> bool:
        """At least half of at least `LEAST` people say that it did not reach them."""
        return self.total >= LEAST and 2 * self.not_reached >= self.total

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.reached + other.reached, self.heard + other.heard, self.not_reached + other.not_reached)


@dataclass(frozen=True, slots=True)
class Count:
    """How many people of a unit gave one answer about one measure in one month."""

    unit: int
    month: date
    answer: str
    number: int


@dataclass(frozen=True, slots=True)
class Published:
    """What may be shown of one measure: the total (None: too few) and the units large enough."""

    total: Tally | None
    units: Mapping[int, Tally]

    @property
    def held_back(self) -> int:
        """Answers in the total that no unit shows."""
        return self.total.total - sum(one.total for one in self.units.values()) if self.total else 0


def publish(counts: Iterable[Count], running: date) -> Published:
    """The counts of one measure and one year as they may be shown in the month that begins on `running`."""
    known = [one for one in counts if one.month < running]
    until, total = _settled(known)
    if until is None:
        return Published(None, {})
    settled = [one for one in known if one.month <= until]
    units = {}
    for unit in {one.unit for one in settled}:
        shown = _settled(one for one in settled if one.unit == unit)[1]
        if shown.total >= LEAST:
            units[unit] = shown
    return Published(total, _complemented(total, units))


def _settled(counts: Iterable[Count]) -> tuple[date | None, Tally]:
    """The last month in which the figure moved on, and what it says since then."""
    months: dict[date, Tally] = {}
    for one in counts:
        months[one.month] = months.get(one.month, Tally()) + Tally(**{one.answer: one.number})
    until, shown, waiting = None, Tally(), Tally()
    for month in sorted(months):
        waiting += months[month]
        if waiting.total >= LEAST:
            until, shown, waiting = month, shown + waiting, Tally()
    return until, shown


def _complemented(total: Tally, units: Mapping[int, Tally]) -> dict[int, Tally]:
    shown = Counter({unit: one.total for unit, one in units.items()})
    rest = total.total - shown.total()
    while shown and 0 < rest < LEAST:
        unit = min(shown, key=lambda one: (shown[one], one))
        rest += shown.pop(unit)
    return {unit: units[unit] for unit in shown}
