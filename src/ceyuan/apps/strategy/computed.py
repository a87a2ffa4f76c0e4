"""Quantities that records of the system answer, so that nobody types them: the door for the capabilities that know.

A capability brings `readings.py` with `sources`, a list of `ComputedQuantity`; the catalogue names one by its code.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from ceyuan.core.kernel import Source
from ceyuan.kit.registry import Label, collect


@dataclass(frozen=True, slots=True)
class Computed:
    """What records say of one unit in one period: a value (money in fen) or keys, and where it stands."""

    value: Decimal | None = None
    keys: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class ComputedQuantity:
    """A quantity that a capability can compute for all units of a group at once.

    `compute(group_id, starts_on, ends_on)` gives each unit's own amount, without the units below it; both days belong
    to the period. `kind` is that of the quantity. `url_of(key)` leads to the record of a source. `frequencies` names
    the rhythms that the records can tell apart: of some things only the year is known.
    """

    code: str
    label: Label
    kind: str
    compute: Callable[[int, date, date], Mapping[int, Computed]]
    url_of: Callable[[str], str] = field(default=lambda _key: "")
    frequencies: frozenset[str] = frozenset({"year", "half", "quarter", "month"})


def providers() -> dict[str, ComputedQuantity]:
    """All that capabilities can compute, by code."""
    return {one.code: one for part in collect("readings", "sources") for one in part}
