"""Who has not reported, and who reported late: the quality of the data behind every figure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from ceyuan.apps.organisation.interface import Actor, units_of
from ceyuan.apps.strategy import periods
from ceyuan.apps.strategy.models import Kpi, Quantity, Reading
from ceyuan.apps.strategy.policies import readings as policies
from ceyuan.apps.strategy.selectors.contributions import holders
from ceyuan.apps.strategy.selectors.readings import READ, quantities


@dataclass(frozen=True, slots=True)
class Owed:
    """A reading that is not there: whose, of what, for which period, due when, and how late it is today."""

    unit: Any
    quantity: Quantity
    span: periods.Span
    due_on: date
    days: int


@dataclass(frozen=True, slots=True)
class Quality:
    """How a unit reports in a year: readings due, in time, late, corrected, and still owed."""

    unit: Any
    due: int
    in_time: int
    late: int
    corrected: int
    owed: int

    @property
    def percent(self) -> int:
        """In time of what was due, in per cent."""
        return self.in_time * 100 // self.due if self.due else 100


def owed(actor: Actor, year: int, today: date, permission: str = policies.VIEW) -> list[Owed]:
    """Readings due in the year's periods and not entered, the longest overdue first; periods still running are not due.

    A unit owes a quantity that it reported in this year or the one before, or that a target of its own needs which
    nobody below it reports on.
    """
    wanted = [one for one in quantities(actor) if not one.computed_by]
    read = _read(actor, permission, year)
    owing = _owing(actor, wanted, year, read)
    units = _units(actor, {unit for found in owing.values() for unit in found}, permission)
    found = []
    for one in wanted:
        for span in periods.spans(one.frequency, year):
            due_on = span.due_on(one.due_days)
            if span.ends_on >= today:
                continue
            found += [
                Owed(units[unit], one, span, due_on, (today - due_on).days)
                for unit in owing[one.pk]
                if unit in units and (unit, one.pk, span.ends_on) not in read
            ]
    return sorted(found, key=lambda row: (-row.days, row.unit.code, row.quantity.code))


def quality(actor: Actor, year: int, today: date) -> list[Quality]:
    """How every unit within reach reports, the one that owes most first."""
    lacking: dict[int, int] = {}
    units: dict[int, Any] = {}
    for row in owed(actor, year, today):
        lacking[row.unit.pk] = lacking.get(row.unit.pk, 0) + (row.days > 0)
        units[row.unit.pk] = row.unit
    counts: dict[int, list[int]] = {}
    visible = Reading.objects.visible_to(actor, policies.VIEW).select_related("unit")
    for row in visible.filter(starts_on__year=year, is_current=True, is_computed=False, kind="own"):
        units[row.unit_id] = row.unit
        told = counts.setdefault(row.unit_id, [0, 0, 0])
        told[1 if row.is_late else 0] += 1
        told[2] += row.supersedes_id is not None
    rows = []
    for unit, record in units.items():
        in_time, late, corrected = counts.get(unit, [0, 0, 0])
        missing = lacking.get(unit, 0)
        rows.append(Quality(record, in_time + late + missing, in_time, late, corrected, missing))
    return sorted(rows, key=lambda one: (-one.owed, one.percent, one.unit.code))


def due_for(actor: Actor, today: date, limit: int) -> list[Owed]:
    """What the actor's own offices still have to report: this year's, and last year's in January to March."""
    if not actor.may(policies.REPORT):
        return []
    years = [today.year, today.year - 1] if today - timedelta(days=100) < date(today.year, 1, 1) else [today.year]
    found = [row for year in years for row in owed(actor, year, today, policies.REPORT)]
    return [row for row in found if policies.may_report(actor, row.unit, row.quantity)][:limit]


def owed_by(actor: Actor, unit: Any, year: int) -> frozenset[int]:
    """The quantities (ids) that a unit reports: those of this year and the one before, and what its targets need."""
    visible = Reading.objects.visible_to(actor, policies.VIEW).filter(
        is_current=True, kind="own", starts_on__year__in=(year - 1, year)
    )
    own = set(visible.filter(unit=unit).values_list("quantity", flat=True))
    below = set(visible.filter(unit__path__startswith=f"{unit.path}.").values_list("quantity", flat=True))
    kpis = Kpi.objects.visible_to(actor, READ).values_list("pk", "numerator", "denominator")
    parts = {pk: {one for one in several if one is not None} for pk, *several in kpis}
    held = holders(parts, year)
    needed = {one for pk, units in held.items() if unit.pk in units for one in parts[pk]}
    return frozenset(own | (needed - below))


def _read(actor: Actor, permission: str, year: int) -> dict[tuple[int, int, date], str]:
    """(unit, quantity, end of the period) -> path of the unit, of what was read in this year and the one before."""
    rows = Reading.objects.visible_to(actor, permission).filter(
        is_current=True, kind="own", starts_on__year__in=(year - 1, year)
    )
    found = rows.values_list("unit", "quantity", "ends_on", "unit__path")
    return {(unit, quantity, day): path for unit, quantity, day, path in found}


def _owing(
    actor: Actor, wanted: list[Quantity], year: int, read: Mapping[tuple[int, int, date], str]
) -> dict[int, set[int]]:
    speaking: dict[int, dict[int, str]] = {}
    for (unit, quantity, _day), path in read.items():
        speaking.setdefault(quantity, {})[unit] = path
    uses: dict[int, list[int]] = {}
    kpis = Kpi.objects.visible_to(actor, READ).values_list("pk", "numerator", "denominator")
    for kpi, *parts in kpis:
        for part in parts:
            uses.setdefault(part, []).append(kpi)
    held = holders([kpi for several in uses.values() for kpi in several], year)
    found = {}
    for one in wanted:
        known = speaking.get(one.pk, {})
        paths = set(known.values())
        lowest = {unit: path for kpi in uses.get(one.pk, ()) for unit, path in held.get(kpi, {}).items()}
        silent = {u for u, path in lowest.items() if not any(p == path or p.startswith(f"{path}.") for p in paths)}
        found[one.pk] = set(known) | silent
    return found


def _units(actor: Actor, keys: set[int], permission: str) -> dict[int, Any]:
    return {pk: unit for pk, unit in units_of(actor, keys).items() if actor.may(permission, unit.path)}
