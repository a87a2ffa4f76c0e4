"""What the current readings of a year contribute to an indicator, unit by unit, as the engine takes it.

`amounts` lets the database combine the periods of the year (fast, for the kept standings); `details` combines the
readings themselves with the engine and names each as a source (for explanations). Both mean the same, which is tested.
The upper and the lower part of a quotient are taken from the periods that have both, when both are flows of the same
rhythm: three quarters of spending over two quarters of revenue would be no intensity.
"""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Literal

from django.db import connection

from ceyuan.apps.strategy.models import Kpi, Quantity, Reading
from ceyuan.apps.strategy.selectors import reading_sql
from ceyuan.core.indicators import Contribution, OverTime, RollUp, over_time
from ceyuan.core.kernel import Source

SETTLED = ("agreed", "in_force", "closed")


@dataclass(frozen=True, slots=True)
class Definition:
    """What of an indicator the roll-up needs."""

    kpi_id: int
    kind: RollUp
    scale: int
    upper: Quantity
    lower: Quantity | None

    @property
    def is_eliminable(self) -> bool:
        """Whether internal amounts mean anything: the largest value or a mean has none to take out."""
        return self.kind in {RollUp.SUM, RollUp.LAST, RollUp.RATIO}

    @property
    def is_paired(self) -> bool:
        """Whether both parts must come from the same periods."""
        lower = self.lower
        return (
            lower is not None
            and self.upper.over_time == lower.over_time == "sum"
            and self.upper.frequency == lower.frequency
        )


def definition(kpi: Kpi) -> Definition:
    """The definition of an indicator whose quantities are loaded."""
    lower = kpi.denominator if kpi.roll_up in {"ratio", "weighted_mean"} else None
    return Definition(kpi.pk, RollUp(kpi.roll_up), kpi.scale, kpi.numerator, lower)


def amounts(wanted: Definition, year: int, paths: Mapping[int, str]) -> tuple[list[Contribution], list[Contribution]]:
    """(one own contribution and one elimination of each unit that reported, one of each that had to and did not)."""
    uppers = _amounts(wanted.upper, year, wanted.lower if wanted.is_paired else None)
    lowers = _amounts(wanted.lower, year, wanted.upper if wanted.is_paired else None) if wanted.lower else {}
    found = []
    for unit, kind in uppers.keys() | lowers.keys():
        value, keys = uppers.get((unit, kind), (None, frozenset()))
        base = lowers.get((unit, kind), (None, frozenset()))[0]
        if kind == "own" or wanted.is_eliminable:
            found.append(Contribution(unit, value, base, keys, kind=kind))
    return found, _silent(wanted, year, paths, {_id(one) for one in found if one.kind == "own"})


def details(wanted: Definition, year: int, paths: Mapping[int, str], below: str = "") -> list[Contribution]:
    """As both of `amounts`, from the readings with their sources; `below` limits it to a unit and what is below it."""
    quantities = [one.pk for one in (wanted.upper, wanted.lower) if one]
    rows = Reading.objects.filter(quantity__in=quantities, is_current=True, starts_on__year=year)
    inside_of = (row for row in rows.select_related("unit").order_by("starts_on", "ends_on", "pk"))
    found = combined(wanted, [row for row in inside_of if _is_below(row.unit.path, below)])
    silent = _silent(wanted, year, paths, {_id(one) for one in found if one.kind == "own"})
    return [*found, *(one for one in silent if _is_below(paths[_id(one)], below))]


def combined(wanted: Definition, rows: Iterable[Reading]) -> list[Contribution]:
    """One own contribution and one elimination of each unit from given readings, whose units are loaded."""
    parts: dict[int, _Readings] = {}
    for row in rows:
        of_unit = parts.setdefault(row.quantity_id, {})
        key = (row.unit_id, _kind(row))
        of_unit[key] = (*of_unit.get(key, ()), row)
    uppers = parts.get(wanted.upper.pk, {})
    lowers = parts.get(wanted.lower.pk, {}) if wanted.lower else {}
    if wanted.is_paired:
        uppers, lowers = _common(uppers, lowers), _common(lowers, uppers)
    found: list[Contribution] = []
    for key in sorted(uppers.keys() | lowers.keys()):
        upper = _year(wanted.upper, uppers.get(key, ()))
        lower = _year(wanted.lower, lowers.get(key, ())) if wanted.lower else None
        if key[1] == "own" or wanted.is_eliminable:
            found.append(_joined(key, upper, lower))
    return found


def holders(kpi_ids: Iterable[int], year: int) -> dict[int, dict[int, str]]:
    """For each indicator the units (with their paths) that hold an agreed target while no unit below them does.

    They, or units below them, have to report.
    """
    held: dict[int, dict[int, str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(reading_sql.HOLDERS, [list(kpi_ids), year, list(SETTLED)])
        for kpi, unit, path in cursor.fetchall():
            held.setdefault(kpi, {})[unit] = path
    return {kpi: _lowest(units) for kpi, units in held.items()}


def _lowest(held: Mapping[int, str]) -> dict[int, str]:
    above = {path.rsplit(".", n)[0] for path in held.values() for n in range(1, path.count(".") + 1)}
    return {unit: path for unit, path in held.items() if path not in above}


def tree(group_id: int) -> tuple[dict[int, int | None], dict[int, str]]:
    """(unit -> unit above, unit -> path) of all units of the group as it stands today, closed ones too."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, parent_id, path FROM organisation_unit WHERE group_id = %s", [group_id])
        rows = cursor.fetchall()
    return {row[0]: row[1] for row in rows}, {row[0]: row[2] for row in rows}


def source_of(reading: Reading) -> Source:
    """How an explanation names a reading; whoever shows it finds its page by the key."""
    return Source("strategy.reading", str(reading.pk), f"{reading.unit.code} {reading.starts_on}–{reading.ends_on}")


Kind = Literal["own", "elimination"]
_Readings = dict[tuple[int, Kind], tuple[Reading, ...]]
_Amounts = dict[tuple[int, Kind], tuple[Fraction | None, frozenset[str]]]


def _amounts(quantity: Quantity, year: int, other: Quantity | None) -> _Amounts:
    facts = reading_sql.facts(year, quantity=quantity.pk, other=other.pk if other else 0)
    with connection.cursor() as cursor:
        cursor.execute(reading_sql.of_year(quantity, paired=other is not None), facts)
        rows = cursor.fetchall()
    if quantity.kind != "keys":
        return {(unit, kind): (_fraction(value), frozenset()) for unit, kind, value, _keys in rows}
    return _named(rows, OverTime(quantity.over_time))


def _named(rows: Iterable[Any], kind_of: OverTime) -> _Amounts:
    found: dict[tuple[int, Kind], list[Contribution]] = {}
    for unit, kind, _value, keys in rows:
        found.setdefault((unit, kind), []).append(_keyed(unit, kind, keys))
    return {key: (one.numerator, one.keys) for key, several in found.items() for one in (over_time(kind_of, several),)}


def _keyed(unit: int, kind: Any, keys: Iterable[str]) -> Contribution:
    named = frozenset(keys)
    # No key at all is "none this time", which was said; a reading with keys is counted by them.
    return Contribution(unit, None if named else Fraction(0), keys=named, kind=kind)


def _is_below(path: str, top: str) -> bool:
    return not top or path == top or path.startswith(f"{top}.")


def _id(contribution: Contribution) -> int:
    return int(str(contribution.unit))


def _common(these: _Readings, those: _Readings) -> _Readings:
    kept: _Readings = {}
    for (unit, kind), rows in these.items():
        both = {(row.starts_on, row.ends_on) for row in those.get((unit, "own"), ())}
        # Without a period in common nothing is left, and the unit is one that has not reported.
        is_whole = kind == "elimination"
        kept[unit, kind] = tuple(row for row in rows if is_whole or (row.starts_on, row.ends_on) in both)
    return kept


def _year(quantity: Quantity | None, rows: Iterable[Reading]) -> Contribution | None:
    given = [_contribution(row) for row in rows]
    return over_time(OverTime(quantity.over_time), given) if quantity and given else None


def _contribution(row: Reading) -> Contribution:
    kind = _kind(row)
    sources = (source_of(row),)
    if row.value is None:
        return replace(_keyed(row.unit_id, kind, row.keys), on=row.ends_on, sources=sources)
    return Contribution(row.unit_id, Fraction(row.value), on=row.ends_on, kind=kind, sources=sources)


def _joined(key: tuple[int, Kind], upper: Contribution | None, lower: Contribution | None) -> Contribution:
    kind = key[1]
    if lower is None:
        return upper or Contribution(key[0], None, kind=kind)
    sources = (*(upper.sources if upper else ()), *lower.sources)
    top = upper or Contribution(key[0], None, kind=kind)
    return replace(top, denominator=lower.numerator, sources=tuple(dict.fromkeys(sources)))


class Speaking:
    """Which units read a quantity in a year, asked once however many indicators use it."""

    def __init__(self) -> None:
        self._found: dict[tuple[int, int], frozenset[int]] = {}

    def units(self, quantity_id: int, year: int) -> frozenset[int]:
        """The units with a current reading of their own."""
        key = (quantity_id, year)
        if key not in self._found:
            with connection.cursor() as cursor:
                cursor.execute(reading_sql.SPEAKING, reading_sql.facts(year, quantity=quantity_id))
                self._found[key] = frozenset(row[0] for row in cursor.fetchall())
        return self._found[key]


def silent_units(
    wanted: Definition, year: int, paths: Mapping[int, str], read: AbstractSet[int], speaking: Speaking
) -> set[int]:
    """The units that should have said something: those of the year before, and holders of a target nobody reports."""
    before = {unit for unit in speaking.units(wanted.upper.pk, year - 1) if unit not in read and unit in paths}
    held = holders([wanted.kpi_id], year).get(wanted.kpi_id, {})
    if not held:
        return before
    told = {path.rsplit(".", n)[0] for path in _paths(paths, read | before) for n in range(path.count(".") + 1)}
    return before | {unit for unit, path in held.items() if path not in told}


def _paths(paths: Mapping[int, str], units: Iterable[int]) -> list[str]:
    return [paths[unit] for unit in units if unit in paths]


def _silent(wanted: Definition, year: int, paths: Mapping[int, str], read: set[int]) -> list[Contribution]:
    return [Contribution(unit, None) for unit in sorted(silent_units(wanted, year, paths, read, Speaking()))]


def _kind(row: Reading) -> Kind:
    return "elimination" if row.kind == "elimination" else "own"


def _fraction(value: Any) -> Fraction | None:
    return None if value is None else Fraction(value)
