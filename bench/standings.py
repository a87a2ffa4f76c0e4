"""Standings of indicators in the database: one reading into a group of 1,000 units, and the ranking of 80 score cards.

    python bench/standings.py [--units 1000] [--cards 80] [--rounds 60]

Runs against a throw-away database that starts itself. Figures: entering one reading with its checks, act and roll-up
along the path (limit 100 ms each), and drawing the ranking of a year with its cards (limit 300 ms). Exit code 1 beyond
a limit, or when the kept standings are not what the readings give.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from load import busy, percentile

READING_MS, RANKING_MS = 100.0, 300.0
SEED, YEAR = 20261122, 2025
QUARTERS = tuple((date(YEAR, 3 * n - 2, 1), date(YEAR, 3 * n, (31, 30, 30, 31)[n - 1])) for n in (1, 2, 3))
# Six quantities, twelve indicators: three ratios share the revenue, as in practice.
QUANTITIES = (
    ("RD", "money"),
    ("REV", "money"),
    ("NPS", "money"),
    ("PAT", "count"),
    ("EMP", "count"),
    ("LOSS", "physical"),
)
RATIOS = (("RD", "REV"), ("NPS", "REV"), ("RD", "EMP"), ("PAT", "EMP"), ("LOSS", "REV"), ("NPS", "EMP"))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--units", type=int, default=1000)
    parser.add_argument("--cards", type=int, default=80)
    parser.add_argument("--rounds", type=int, default=60)
    wanted = parser.parse_args()
    print(busy())
    with tempfile.TemporaryDirectory() as folder:
        cluster = start(Path(folder))
        try:
            return measured(wanted)
        finally:
            cluster.stop()


def start(folder: Path) -> Any:
    """A migrated database of its own and Django on top of it."""
    from ceyuan.entry.embedded import Cluster

    cluster = Cluster(folder / "pg", {"fsync": "off"})
    cluster.start()
    os.environ["CEYUAN_DATABASE_URL"] = cluster.url("postgres")
    os.environ["CEYUAN_HOME"] = str(folder)
    os.environ.setdefault("CEYUAN_SECRET_KEY", "only-for-this-measurement")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ceyuan.config.settings")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    return cluster


def measured(wanted: argparse.Namespace) -> int:
    """Fill the group, measure, compare."""
    from ceyuan.apps.organisation.interface import service_actor
    from ceyuan.apps.strategy.services import standings

    dice = random.Random(SEED)
    group, units = organisation(dice, wanted.units)
    actor = service_actor("BENCH")
    fill(dice, group, units, wanted.cards)
    measure_tables()
    whole = timed(lambda: standings.rebuild(group_id=group.pk))
    print(f"all standings made anew: {whole / 1000:.2f} s")
    entering = [timed(one_reading(dice, actor, units)) for _ in range(wanted.rounds)]
    ranking = [timed(lambda: drawn(actor, wanted.cards)) for _ in range(max(10, wanted.rounds // 3))]
    differing = standings.differences(group.pk)
    print(f"standings that differ from the readings: {len(differing)}")
    slow = told("one reading, checked, recorded and rolled up", entering, READING_MS)
    slow |= told(f"ranking of {wanted.cards} score cards", ranking, RANKING_MS)
    return int(slow or bool(differing))


def organisation(dice: random.Random, count: int) -> tuple[Any, list[Any]]:
    """A group of five levels: 80 strategic units, the others below them."""
    from ceyuan.apps.organisation.models import Group, Unit

    group = Group.objects.create(code="BENCH", name_zh="基准", name_en="Bench")
    units: list[Any] = []
    level: list[int] = []
    for number in range(count):
        above = (
            None if number == 0 else 0 if number <= 80 else dice.choice([n for n in range(1, number) if level[n] < 5])
        )
        kind = "group" if number == 0 else "strategic_unit" if above == 0 else "branch"
        made = Unit.objects.create(
            group=group,
            code=f"U{number}",
            kind=kind,
            name_zh=f"单位{number}",
            parent=units[above] if above is not None else None,
        )
        made.refresh_from_db()
        units.append(made)
        level.append(1 if above is None else level[above] + 1)
    return group, units


def fill(dice: random.Random, group: Any, units: list[Any], cards: int) -> None:
    """Two quarters of every quantity for every unit, and agreed targets of all indicators for the units with cards."""
    from ceyuan.apps.strategy.models import Kpi, Plan, Quantity, Reading, Target

    quantities = {
        code: Quantity.objects.create(group=group, code=code, name_zh=code, kind=kind, over_time="sum")
        for code, kind in QUANTITIES
    }
    pairs = [*((code, "") for code, _kind in QUANTITIES), *RATIOS]
    kpis = [
        Kpi.objects.create(
            group=group,
            code=f"K{number:02d}",
            name_zh=f"指标{number}",
            roll_up="ratio" if lower else "sum",
            numerator=quantities[upper],
            denominator=quantities.get(lower),
            valid_from=YEAR,
            position=number,
        )
        for number, (upper, lower) in enumerate(pairs, start=1)
    ]
    Reading.objects.bulk_create(
        Reading(
            group=group, unit=unit, quantity=one, starts_on=first, ends_on=last, value=Decimal(dice.randrange(1, 10**9))
        )
        for unit in units
        for one in quantities.values()
        for first, last in QUARTERS[:2]
    )
    plan = Plan.objects.create(
        group=group, unit=units[0], kind="annual", first_year=YEAR, last_year=YEAR, title_zh="年度计划"
    )
    weight, rest = divmod(1_000_000, len(kpis))
    Target.objects.bulk_create(
        Target(
            group=group,
            plan=plan,
            kpi=kpi,
            unit=unit,
            year=YEAR,
            baseline=0,
            basic=10**8,
            value=10**9,
            challenge=2 * 10**9,
            weight_ppm=weight + (rest if number == 0 else 0),
            workflow="target",
            workflow_version=1,
            state="in_force",
        )
        for unit in units[1 : cards + 1]
        for number, kpi in enumerate(kpis)
    )


def measure_tables() -> None:
    """What autovacuum does in a running system: the planner learns how large the tables are."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def one_reading(dice: random.Random, actor: Any, units: list[Any]) -> Callable[[], Any]:
    """The third quarter of a quantity of some unit, as the service enters it."""
    from ceyuan.apps.strategy.services import readings

    unit, (code, _kind) = dice.choice(units), dice.choice(QUANTITIES)
    seen = SEEN.get((unit.code, code))
    entry = readings.Entry(
        unit.code,
        code,
        *QUARTERS[2],
        Decimal(dice.randrange(1, 10**9)),
        reason="corrected" if seen else "",
    )
    SEEN[unit.code, code] = True
    return lambda: readings.enter(actor=actor, entry=entry, today=date(YEAR, 10, 5))


SEEN: dict[tuple[str, str], bool] = {}


def drawn(actor: Any, cards: int) -> None:
    """The ranking with every card in it."""
    from ceyuan.apps.strategy.selectors import scores

    found = scores.ranking(actor, YEAR)
    if len(found) != cards or any(rank.card.score is None for rank in found):
        raise SystemExit("The ranking is not whole: look at the targets of the bench.")


def timed(act: Callable[[], Any]) -> float:
    """Milliseconds of one call."""
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def told(what: str, spans: list[float], limit: float) -> bool:
    """Prints median and p95 beside the limit; whether the p95 is beyond it."""
    spans = sorted(spans)
    p95 = percentile(spans, 0.95)
    middle = percentile(spans, 0.5)
    print(f"{what}: median {middle:.1f} ms, p95 {p95:.1f} ms (limit {limit:.0f} ms, ratio {p95 / limit:.2f})")
    return bool(p95 >= limit)


if __name__ == "__main__":
    sys.exit(main())
