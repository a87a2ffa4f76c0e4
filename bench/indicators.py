"""Roll-up of 1,000 units x 200 indicators x 5 years in plain Python: everything, and after single changes.

    python bench/indicators.py [--units 1000] [--indicators 200] [--years 5]

Every reading is there; one in three amounts is a fraction (hundredths, thirds). Exit code 1 when rolling up everything
takes 5 s or more, one change 100 ms or more, or a value differs from one computed apart.
"""

import argparse
import gc
import random
import sys
import time
from fractions import Fraction

from load import busy, percentile

from ceyuan.core.indicators import Contribution, RollUp, Sheet, roll_up

FULL_SECONDS, CHANGE_MS = 5.0, 100.0
CHANGES = 1000
SEED = 20261122
# Of ten indicators: three sums, four ratios, one each of the kinds that cost most.
KINDS = [RollUp.SUM] * 3 + [RollUp.RATIO] * 4 + [RollUp.WEIGHTED_MEAN, RollUp.MAX, RollUp.DISTINCT]
Entry = tuple[int, int, Contribution]


def organisation(dice: random.Random, units: int) -> dict[object, object]:
    """A group of five levels: 12 strategic units, below each its share of the rest, none deeper than level 5."""
    tree: dict[object, object] = {0: None}
    level = {0: 1}
    for unit in range(1, units):
        above = 0 if unit <= 12 else dice.choice([one for one in range(1, unit) if level[one] < 5])
        tree[unit], level[unit] = above, level[above] + 1
    return tree


def contribution(dice: random.Random, kind: RollUp, unit: int) -> Contribution:
    """One reading of a unit: amounts in fen, patents out of 20,000, one in three amounts no whole number."""
    if kind is RollUp.DISTINCT:
        return Contribution(unit, None, keys=frozenset(str(dice.randrange(20_000)) for _ in range(3)))
    divisor = dice.choice((1, 1, 1, 1, 100, 3))
    return Contribution(unit, Fraction(dice.randrange(10**9), divisor), Fraction(1 + dice.randrange(10**10)))


def entries(dice: random.Random, tree: dict[object, object], indicators: int, years: int) -> list[Entry]:
    """One reading for every indicator, year and unit."""
    return [
        (indicator, year, contribution(dice, KINDS[indicator % len(KINDS)], unit))
        for indicator in range(indicators)
        for year in range(2021, 2021 + years)
        for unit in tree
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--units", type=int, default=1000)
    parser.add_argument("--indicators", type=int, default=200)
    parser.add_argument("--years", type=int, default=5)
    wanted = parser.parse_args()
    dice = random.Random(SEED)
    tree = organisation(dice, wanted.units)
    readings = entries(dice, tree, wanted.indicators, wanted.years)
    # What the measuring itself keeps is not looked through by the collector again and again.
    gc.collect()
    gc.freeze()
    print(busy())
    sheet = Sheet(tree)
    for indicator in range(wanted.indicators):
        sheet.define(indicator, KINDS[indicator % len(KINDS)], 100)
    entering = timed(lambda: [sheet.put(*entry) for entry in readings])
    fulls = sorted(timed(sheet.compute) for _ in range(3))
    print(f"{len(readings):,} readings of {wanted.units:,} units entered in {entering:.2f} s")
    full = fulls[1]
    print(f"everything rolled up: {full:.2f} s, median of 3 (limit {FULL_SECONDS} s, ratio {full / FULL_SECONDS:.3f})")
    reading = timed(lambda: [sheet.value(indicator, year, entry.unit) for indicator, year, entry in readings])
    print(f"entered, rolled up and every single value read: {entering + full + reading:.2f} s")
    spans, touched = changes(dice, sheet, readings)
    worst = spans[-1] * 1000
    print(
        f"one change: p50 {percentile(spans, 0.5) * 1000:.3f} ms, p99 {percentile(spans, 0.99) * 1000:.3f} ms, "
        f"max {worst:.2f} ms of {len(spans)} (limit {CHANGE_MS:.0f} ms, ratio {worst / CHANGE_MS:.3f}); "
        f"units touched: {touched / len(spans):.1f} on average"
    )
    wrong = differing(sheet, tree, readings, wanted.indicators)
    print(f"planes that differ from a computation apart: {wrong}")
    return int(full >= FULL_SECONDS or worst >= CHANGE_MS or wrong > 0)


def timed(job) -> float:
    """Seconds that a job took."""
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def changes(dice: random.Random, sheet: Sheet, readings: list[Entry]) -> tuple[list[float], int]:
    """Spans of single changes, sorted, and how many units they touched; `readings` are kept up to date."""
    spans, touched = [], 0
    for _ in range(CHANGES):
        place = dice.randrange(len(readings))
        indicator, year, old = readings[place]
        fresh = contribution(dice, KINDS[indicator % len(KINDS)], old.unit)
        start = time.perf_counter()
        changed = sheet.change(indicator, year, fresh)
        # A change counts as followed when the root can be read again.
        sheet.value(indicator, year, 0)
        spans.append(time.perf_counter() - start)
        readings[place] = indicator, year, fresh
        touched += len(changed)
    return sorted(spans), touched


def differing(sheet: Sheet, tree: dict[object, object], readings: list[Entry], indicators: int) -> int:
    """Of one plane of each indicator: how many differ from the roll-up of its readings alone, and for sums and ratios
    from plain additions over the whole group."""
    wrong = 0
    first_year: dict[int, list[Contribution]] = {}
    for indicator, year, entry in readings:
        if year == 2021:
            first_year.setdefault(indicator, []).append(entry)
    for indicator in range(indicators):
        kind, own = KINDS[indicator % len(KINDS)], first_year[indicator]
        apart = roll_up(kind, tree, own, 100)
        same = all(sheet.value(indicator, 2021, unit) == apart[unit] for unit in tree)
        root = sheet.value(indicator, 2021, 0)
        if kind in (RollUp.SUM, RollUp.RATIO):
            upper = sum(entry.numerator for entry in own)
            same = same and root.value == (
                upper if kind is RollUp.SUM else 100 * upper / sum(e.denominator for e in own)
            )
        if kind is RollUp.DISTINCT:
            same = same and root.value == len({key for entry in own for key in entry.keys})
        wrong += not same
    return wrong


if __name__ == "__main__":
    sys.exit(main())
