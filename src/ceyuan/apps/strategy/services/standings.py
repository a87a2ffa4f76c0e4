"""The kept standings: rolled up anew for what a reading touches, made whole, and compared with the readings.

A reading touches the indicators that use its quantity, in its year and (because whoever reported a year ago is missed
when silent) in the next one, at its unit and the units above it. Nothing else is written.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import connection, transaction
from django.db.models import Max, Min, Q

from ceyuan.apps.strategy.models import Kpi, Reading, Standing, Target
from ceyuan.apps.strategy.selectors import contributions, way_up
from ceyuan.core.indicators import Contribution, Rolled, roll_up, round_half_up

# Two roll-ups of one group at a time would each miss the other's reading.
_LOCK = 732605313
_FIELDS = ("value", "numerator", "denominator", "missing", "unread")


@dataclass(frozen=True, slots=True)
class Difference:
    """A kept standing that is not what the readings give; None on a side where there is no row."""

    kpi: str
    unit_id: int
    year: int
    kept: tuple[Any, ...] | None
    fresh: tuple[Any, ...] | None


def refresh(*, group_id: int, quantity_ids: Iterable[int], year: int, unit_id: int) -> int:
    """Roll up again what readings of these quantities touch at the unit and above it. Returns the rows written.

    Belongs into the transaction of the reading.
    """
    return _refresh(
        group_id, year, {unit_id}, Q(numerator__in=list(quantity_ids)) | Q(denominator__in=list(quantity_ids))
    )


def refresh_many(*, group_id: int, quantity_ids: Iterable[int], year: int, unit_ids: Iterable[int]) -> int:
    """As `refresh`, once for readings of several units."""
    wanted = list(quantity_ids)
    return _refresh(group_id, year, set(unit_ids), Q(numerator__in=wanted) | Q(denominator__in=wanted))


def follow_targets(targets: Iterable[Target]) -> int:
    """Roll up again where targets were agreed or reopened: who holds one has to report, and is missed when silent."""
    wanted: dict[tuple[int, int, int], set[int]] = {}
    for target in targets:
        wanted.setdefault((target.group_id, target.kpi_id, target.year), set()).add(target.unit_id)
    return sum(
        _refresh(group_id, year, units, Q(pk=kpi_id), ahead=0)
        for (group_id, kpi_id, year), units in wanted.items()
        if Standing.objects.filter(kpi=kpi_id, year=year).exists()
    )


def rebuild(*, group_id: int, year: int | None = None) -> int:
    """Make all standings of the group anew, of one year or of every year that has readings."""
    with transaction.atomic():
        hold(group_id)
        parents, paths = contributions.tree(group_id)
        written = 0
        for kpi, one in _planes(group_id, year):
            fresh = _fresh(kpi, one, parents, paths, None)
            written += _keep(kpi, one, fresh, None)
    return written


def differences(group_id: int) -> list[Difference]:
    """Where kept standings differ from what the readings give now; empty when all is right."""
    found: list[Difference] = []
    parents, paths = contributions.tree(group_id)
    for kpi, year in _planes(group_id, None):
        fresh = _fresh(kpi, year, parents, paths, None)
        kept = {row.unit_id: _of(row) for row in Standing.objects.filter(kpi=kpi, year=year)}
        found += [
            Difference(kpi.code, unit, year, kept.get(unit), fresh.get(unit))
            for unit in sorted(kept.keys() | fresh.keys())
            if kept.get(unit) != fresh.get(unit)
        ]
    return found


def _refresh(group_id: int, year: int, unit_ids: set[int], which: Q, ahead: int = 1) -> int:
    with transaction.atomic():
        hold(group_id)
        parents, paths = contributions.tree(group_id)
        ways = {int(step) for unit in unit_ids for step in paths[unit].split(".")}
        single = paths[next(iter(unit_ids))] if len(unit_ids) == 1 else ""
        speaking = contributions.Speaking()
        kpis = list(Kpi.objects.filter(which, group=group_id).select_related("numerator", "denominator"))
        written = 0
        for one in range(year, year + 1 + ahead):
            for kpi in kpis:
                if not _holds(kpi, one) or (one != year and not _is_kept(kpi, one)):
                    continue
                wanted = contributions.definition(kpi)
                if single and wanted.kind in way_up.ADDED:
                    along = way_up.along(wanted, one, single, paths, speaking)
                    fresh = {unit: _row(rolled, silent) for unit, (rolled, silent) in along.items()}
                else:
                    fresh = _fresh(kpi, one, parents, paths, ways)
                written += _keep(kpi, one, fresh, ways)
        return written


def _holds(kpi: Kpi, year: int) -> bool:
    return kpi.valid_from <= year and (kpi.valid_to is None or year <= kpi.valid_to)


def _is_kept(kpi: Kpi, year: int) -> bool:
    return Standing.objects.filter(kpi=kpi, year=year).exists()


def _planes(group_id: int, year: int | None) -> list[tuple[Kpi, int]]:
    """Every indicator in every year for which something is kept or read, or only in the given year."""
    reach = Reading.objects.filter(group=group_id).aggregate(first=Min("starts_on__year"), last=Max("starts_on__year"))
    kept = Standing.objects.filter(group=group_id).aggregate(first=Min("year"), last=Max("year"))
    years = [one for one in (*reach.values(), *kept.values()) if one is not None]
    wanted: Sequence[int] = [year] if year else range(min(years), max(years) + 1) if years else []
    kpis = list(Kpi.objects.filter(group=group_id).select_related("numerator", "denominator").order_by("pk"))
    return [(kpi, one) for one in wanted for kpi in kpis if _holds(kpi, one)]


def _fresh(
    kpi: Kpi, year: int, parents: Mapping[int, int | None], paths: Mapping[int, str], only: set[int] | None
) -> dict[int, tuple[Any, ...]]:
    """The rows as they should be, unit by unit; a unit without any reading at or below it has none."""
    wanted = contributions.definition(kpi)
    read, silent = contributions.amounts(wanted, year, paths)
    if not read:
        return {}
    # Whoever has nothing at or below it takes no part: the rest of the tree stays small.
    told = _way_up(read, paths)
    taking = told | _way_up(silent, paths)
    rolled = roll_up(wanted.kind, {unit: parents[unit] for unit in taking}, [*read, *silent], wanted.scale)
    return {unit: _row(rolled[unit]) for unit in (told if only is None else told & only)}


def _way_up(given: Iterable[Contribution], paths: Mapping[int, str]) -> set[int]:
    return {int(step) for one in given for step in paths[one.unit].split(".")}  # type: ignore[index]


def _row(rolled: Rolled, silent: int | None = None) -> tuple[Any, ...]:
    missing = rolled.missing.code if rolled.missing else ""
    parts = (_decimal(rolled.numerator, 6), _decimal(rolled.denominator, 6))
    return (_decimal(rolled.value, 12), *parts, missing, len(rolled.unread) if silent is None else silent)


def _of(standing: Standing) -> tuple[Any, ...]:
    return tuple(getattr(standing, name) for name in _FIELDS)


def _keep(kpi: Kpi, year: int, fresh: Mapping[int, tuple[Any, ...]], only: set[int] | None) -> int:
    found = Standing.objects.filter(kpi=kpi, year=year)
    kept = {row.unit_id: row for row in (found if only is None else found.filter(unit__in=only))}
    gone = [row.pk for unit, row in kept.items() if unit not in fresh]
    if gone:
        Standing.objects.filter(pk__in=gone).delete()
    made, changed = [], []
    for unit, row in fresh.items():
        facts = dict(zip(_FIELDS, row, strict=True))
        old = kept.get(unit)
        if old is None:
            made.append(Standing(group_id=kpi.group_id, kpi=kpi, unit_id=unit, year=year, **facts))
        elif _of(old) != row:
            for name, value in facts.items():
                setattr(old, name, value)
            changed.append(old)
    Standing.objects.bulk_create(made, batch_size=2000)
    Standing.objects.bulk_update(changed, _FIELDS, batch_size=500)
    return len(gone) + len(made) + len(changed)


def _decimal(value: Fraction | None, places: int) -> Decimal | None:
    if value is None:
        return None
    exact = round_half_up(value, places)
    return Decimal(exact.numerator * 10**places // exact.denominator).scaleb(-places)


def hold(group_id: int) -> None:
    """Let one change of the group's readings happen at a time, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK, group_id])
