"""Where one unit and the units above it stand, without looking at every other unit by itself.

The database adds up what stands beside the way (each unit counts at the lowest step that it stands at or below); the
engine rolls up the few sums. For names counted once and for milestones there are no sums: there it takes every unit.
"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import connection

from ceyuan.apps.strategy.selectors import reading_sql
from ceyuan.apps.strategy.selectors.contributions import Definition, Speaking, silent_units
from ceyuan.core.indicators import Contribution, Rolled, RollUp, roll_up

ADDED = frozenset({RollUp.SUM, RollUp.LAST, RollUp.RATIO, RollUp.MAX, RollUp.WEIGHTED_MEAN})


def along(
    wanted: Definition, year: int, path: str, paths: Mapping[int, str], speaking: Speaking
) -> dict[int, tuple[Rolled, int]]:
    """Unit of the way -> (roll-up, how many units at or below it are silent); a step without any reading has none."""
    steps = path.split(".")
    way = [".".join(steps[: n + 1]) for n in range(len(steps))]
    rows = _gathered(wanted, year, way)
    if not rows:
        return {}
    parts = [one.pk for one in (wanted.upper, wanted.lower) if one]
    read = frozenset().union(*(speaking.units(part, year) for part in parts))
    lacking = [0] * len(way)
    for unit in silent_units(wanted, year, paths, read, speaking):
        if (step := _step(paths[unit], steps)) >= 0:
            lacking[step] += 1
    tree: dict[Any, Any] = {step: step - 1 if step else None for step in range(len(way))}
    given, told = [], -1
    for step, kind, counted, missing, *sums in rows:
        if kind != "own" and not wanted.is_eliminable:
            continue
        at = step - 1
        told = max(told, at)
        lacking[at] += missing
        if counted:
            tree[at, kind] = at
            given.append(_contribution(wanted.kind, (at, kind), kind, sums))
    rolled = roll_up(wanted.kind, tree, given, wanted.scale)
    # Whatever is silent at or below a step is silent for it; a step has a row when something was said at or below it.
    return {int(steps[at]): (rolled[at], sum(lacking[at:])) for at in range(told + 1)}


def _gathered(wanted: Definition, year: int, way: list[str]) -> list[tuple[Any, ...]]:
    ids = reading_sql.facts(year, upper=wanted.upper.pk, lower=wanted.lower.pk if wanted.lower else 0)
    with connection.cursor() as cursor:
        cursor.execute(reading_sql.gathered(wanted.upper, wanted.lower, paired=wanted.is_paired), {**ids, "way": way})
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def _contribution(roll: RollUp, unit: tuple[int, str], kind: Any, sums: list[Decimal | None]) -> Contribution:
    upper, lower, largest, products = (None if one is None else Fraction(one) for one in sums)
    if kind == "elimination":
        # What an elimination does not name was not exchanged.
        return Contribution(unit, upper or Fraction(0), lower or Fraction(0), kind=kind)
    if roll is RollUp.MAX:
        return Contribution(unit, largest)
    if roll is RollUp.WEIGHTED_MEAN:
        # One unit of the mean value with the whole weight: value times weight is what all had together.
        return Contribution(unit, (products or Fraction(0)) / lower if lower else Fraction(0), lower)
    return Contribution(unit, upper, lower)


def _step(path: str, steps: list[str]) -> int:
    """How far a path goes along with the way, counted from 0; -1 when not even the root is common."""
    common = 0
    for mine, theirs in zip(path.split("."), steps, strict=False):
        if mine != theirs:
            break
        common += 1
    return common - 1
