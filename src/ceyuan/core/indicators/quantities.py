"""Raw quantities of an indicator: what one unit contributes, and how the periods of a year become one reading."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Literal

from ceyuan.core.kernel import Reason, Refused, Source, Verdict

Number = Fraction | int | Decimal


class RollUp(StrEnum):
    """How the units' quantities become the quantity of the unit above them."""

    SUM = "sum"
    RATIO = "ratio"
    WEIGHTED_MEAN = "weighted_mean"
    LAST = "last"
    MAX = "max"
    DISTINCT = "distinct"
    BOOLEAN = "boolean"


class Direction(StrEnum):
    """Which side of the target is the good one."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    EQUAL = "equal"


class OverTime(StrEnum):
    """How the periods of a year become one reading: a flow is summed, a stock is what stood last."""

    SUM = "sum"
    LAST = "last"
    MAX = "max"


def exact(value: Number) -> Fraction:
    """The number as a fraction. A float is refused: it has already lost what was entered."""
    if isinstance(value, bool) or not isinstance(value, Fraction | int | Decimal):
        raise TypeError(f"{value!r} is no exact number: give an int, a Decimal or a Fraction.")
    return value if isinstance(value, Fraction) else Fraction(value)


def exact_or_none(value: Number | None) -> Fraction | None:
    """`exact`, with None for what is not there."""
    return None if value is None else exact(value)


@dataclass(frozen=True, slots=True)
class Contribution:
    """The raw quantities that one unit itself contributes to an indicator in one period.

    `numerator` is the amount (sum, last, max), the upper part of a ratio, the unit's value in a weighted mean, or
    whether a milestone is reached (1 or 0). `denominator` is the lower part of a ratio or the weight in a weighted
    mean. `keys` name what a distinct count counts. None is "no reading yet": the unit has to report and did not.
    An "elimination" holds amounts that units below the unit only exchanged among themselves; it is subtracted there.
    """

    unit: Hashable
    numerator: Fraction | None
    denominator: Fraction | None = None
    keys: frozenset[str] = frozenset()
    on: date | None = None
    kind: Literal["own", "elimination"] = "own"
    sources: tuple[Source, ...] = ()

    def __post_init__(self) -> None:
        if type(self.numerator) is not Fraction and self.numerator is not None:
            object.__setattr__(self, "numerator", exact(self.numerator))
        if type(self.denominator) is not Fraction and self.denominator is not None:
            object.__setattr__(self, "denominator", exact(self.denominator))
        if self.kind not in ("own", "elimination"):
            raise ValueError(f"A contribution is 'own' or an 'elimination', not {self.kind!r}.")


# Tuples, because they are searched by identity; a set would ask every member of an enumeration for its hash.
_ELIMINABLE = (RollUp.SUM, RollUp.RATIO, RollUp.LAST)
_TAKES_ALL_OWN = (*_ELIMINABLE, RollUp.MAX, RollUp.BOOLEAN)
_FITS = Verdict.allowed()


def is_read(kind: RollUp, contribution: Contribution) -> bool:
    """Whether all that this kind of indicator needs of the unit is there."""
    if kind is RollUp.DISTINCT:
        return contribution.numerator is not None or bool(contribution.keys)
    if kind in (RollUp.RATIO, RollUp.WEIGHTED_MEAN):
        return contribution.numerator is not None and contribution.denominator is not None
    return contribution.numerator is not None


def fits(kind: RollUp, contribution: Contribution) -> Verdict:
    """Whether an indicator of this kind can take the contribution; asked when a reading is entered."""
    if contribution.kind == "own" and kind in _TAKES_ALL_OWN:
        return _FITS
    where = {"unit": contribution.unit, "kind": kind.value}
    reasons: list[Reason] = []
    if contribution.kind == "elimination" and kind not in _ELIMINABLE:
        reasons.append(Reason("indicators.elimination_impossible", where))
    count = contribution.numerator
    if kind is RollUp.DISTINCT and count is not None and count != len(contribution.keys):
        facts = where | {"count": count, "keys": len(contribution.keys)}
        reasons.append(Reason("indicators.count_without_keys", facts))
    weight = contribution.denominator
    if kind is RollUp.WEIGHTED_MEAN and weight is not None and weight < 0:
        reasons.append(Reason("indicators.weight_negative", where | {"weight": weight}))
    return Verdict(tuple(reasons))


def over_time(kind: OverTime, readings: Iterable[Contribution]) -> Contribution:
    """The reading of a year from those of its periods, all of one unit and all "own" or all "elimination".

    sum: numerators and denominators are added, keys united; where a given reading lacks a part, that part of the year
    is missing, never short. last: the reading with the latest day that has a value (of two on one day the later given;
    without a day the earliest). max: the largest value, for readings with a denominator the largest quotient.
    Sources: of all readings that went in. ValueError without a reading or with readings of several units.
    """
    given = list(readings)
    if not given or len({(reading.unit, reading.kind) for reading in given}) > 1:
        raise ValueError("Combine the readings of one unit at a time, own amounts and eliminations apart.")
    if kind is OverTime.SUM:
        return _summed(given)
    known = [reading for reading in given if reading.numerator is not None or reading.keys]
    if not known:
        return given[-1]
    # max() keeps the first of equals, so the order is turned round: of equals the later given counts.
    if kind is OverTime.LAST:
        return max(reversed(known), key=lambda reading: reading.on or date.min)
    return max(reversed(known), key=_size)


def _size(reading: Contribution) -> tuple[int, Fraction]:
    upper = reading.numerator if reading.numerator is not None else Fraction(len(reading.keys))
    if reading.denominator is None:
        return 1, upper
    # A quotient over nothing cannot be compared: it comes before all that can.
    return (1, upper / reading.denominator) if reading.denominator > 0 else (0, upper)


def _summed(readings: list[Contribution]) -> Contribution:
    # What an elimination does not name was not exchanged: there None is nothing, not unknown.
    absent = Fraction(0) if readings[0].kind == "elimination" else None
    return replace(
        readings[-1],
        numerator=_total([reading.numerator for reading in readings], absent),
        denominator=_total([reading.denominator for reading in readings], absent),
        keys=frozenset().union(*(reading.keys for reading in readings)),
        on=max((reading.on for reading in readings if reading.on), default=None),
        sources=tuple(dict.fromkeys(source for reading in readings for source in reading.sources)),
    )


def _total(parts: list[Fraction | None], absent: Fraction | None) -> Fraction | None:
    known = [part for part in parts if part is not None]
    return sum(known, Fraction(0)) if len(known) == len(parts) else _short(known, absent)


def _short(known: list[Fraction], absent: Fraction | None) -> Fraction | None:
    return None if absent is None else sum(known, absent)


_MERGED = {
    RollUp.SUM: OverTime.SUM,
    RollUp.RATIO: OverTime.SUM,
    RollUp.DISTINCT: OverTime.SUM,
    RollUp.LAST: OverTime.LAST,
    RollUp.MAX: OverTime.MAX,
}


def one_each(kind: RollUp, contributions: Iterable[Contribution]) -> list[Contribution]:
    """One own reading and one elimination at most for each unit.

    Several readings of a unit add up; of a last the latest counts, of a max the largest. Refused:
    `indicators.reading_twice` for a weighted mean or a milestone, which have no meaning twice, and what `fits` refuses.
    """
    several: dict[tuple[Hashable, str], list[Contribution]] = {}
    for contribution in contributions:
        fits(kind, contribution).require()
        several.setdefault((contribution.unit, contribution.kind), []).append(contribution)
    return [group[0] if len(group) == 1 else _merged(kind, group) for group in several.values()]


def _merged(kind: RollUp, readings: list[Contribution]) -> Contribution:
    if kind not in _MERGED:
        raise Refused("indicators.reading_twice", unit=readings[0].unit, kind=kind.value)
    whole = over_time(_MERGED[kind], readings)
    # A key that two readings name is one.
    return replace(whole, numerator=None) if kind is RollUp.DISTINCT and whole.keys else whole
