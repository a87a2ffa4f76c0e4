"""The cascade page with 320 units: three levels below the root, ratio with basis, standings of two years, moves.

    python bench/cascade.py [--units 320] [--rounds 60]

Runs inside the process against a throw-away database that starts itself; prints the times of whole requests, the
number of queries, and of saving every row at once. Exit code 1 when p95 lies above the limit.
"""

import os
import sys
import tempfile
import time
from argparse import ArgumentParser
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / "src"), str(Path(__file__).resolve().parents[1])]

LIMIT_MS = 300
YEAR = datetime.now(tz=UTC).year


def start(folder: Path):
    """A migrated database of its own and Django on top of it."""
    import django

    from ceyuan.entry.embedded import Cluster

    os.environ.setdefault("CEYUAN_SECRET_KEY", "only-for-this-measurement")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ceyuan.config.settings")
    os.environ["CEYUAN_HOME"] = str(folder)
    cluster = Cluster(folder / "pg", {"fsync": "off"})
    cluster.start()
    os.environ["CEYUAN_DATABASE_URL"] = cluster.url("postgres")
    from ceyuan.entry.catalogues import compile_stale

    compile_stale()
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    return cluster


def fill(count: int):
    """A group with a cascade over `count` units; returns the account of its chairman and the address of the page."""
    from django.contrib.auth import get_user_model
    from django.db.backends.postgresql.psycopg_any import DateRange

    from ceyuan.apps.organisation.models import Group, Person, Post, Unit
    from ceyuan.apps.strategy.models import Kpi, Plan, Quantity

    group = Group.objects.create(code="K", name_zh="测量集团", name_en="Bench Group")
    since = date(2020, 1, 1)

    def unit(code, parent, kind):
        made = Unit.objects.create(
            group=group,
            code=code,
            kind=kind,
            name_zh=f"单位{code}",
            name_en=f"Unit {code}",
            parent=parent,
            opened_on=since,
            sort_key=code,
        )
        made.refresh_from_db()
        return made

    root = unit("K", None, "group")
    units, level = [root], [root]
    for kind, width in (("strategic_unit", 12), ("enterprise", 6), ("branch", 5)):
        fresh = []
        for parent in level:
            for number in range(width):
                if len(units) < count:
                    fresh.append(unit(f"{parent.code}{number:02d}", parent, kind))
                    units.append(fresh[-1])
        level = fresh
    person = Person.objects.create(group=group, staff_no="1", name_zh="陈董事", name_en="Chen", unit=root, sort_key="c")
    account = get_user_model().objects.create_user("chair", None, group=group, person=person)
    Post.objects.create(person=person, unit=root, kind="top_leader", valid=DateRange(since, None))
    quantities = [
        Quantity.objects.create(group=group, code=code, name_zh=code, kind="money", over_time="sum")
        for code in ("RD", "REV")
    ]
    kpi = Kpi.objects.create(
        group=group,
        code="INT",
        name_zh="研发投入强度",
        roll_up="ratio",
        numerator=quantities[0],
        denominator=quantities[1],
        scale=100,
        unit_of_measure="%",
        valid_from=YEAR - 5,
    )
    plan = Plan.objects.create(
        group=group, unit=root, kind="annual", first_year=YEAR, last_year=YEAR, title_zh="年度计划"
    )
    targets(group, plan, kpi, units)
    return account, f"/strategy/cascade/?plan={plan.pk}&kpi=INT&year={YEAR}"


def targets(group, plan, kpi, units):
    """A target for each unit with two moves, and standings of two years."""
    from ceyuan.apps.strategy.models import Standing, Target, TargetMove

    made = {}
    for one in units:
        made[one.pk] = Target.objects.create(
            group=group,
            plan=plan,
            kpi=kpi,
            unit=one,
            year=YEAR,
            parent=made.get(one.parent_id),
            value=Decimal(3),
            basis=Decimal(10**9),
            basic=Decimal(2),
            challenge=Decimal(4),
            workflow="target",
            workflow_version=1,
            state="draft",
        )
    TargetMove.objects.bulk_create(
        TargetMove(target=one, number=number, kind="draft", side="upper", value=one.value, person_name="陈董事")
        for one in made.values()
        for number in (1, 2)
    )
    Standing.objects.bulk_create(
        Standing(group=group, kpi=kpi, unit=one, year=year, value=Decimal("2.8"))
        for one in units
        for year in (YEAR - 1, YEAR)
    )


def measure(client, address, rounds):
    """Milliseconds of each request, sorted; milliseconds of this process's processor for one; its queries and size."""
    from django.db import connection

    asked = []

    def note(execute, sql, params, many, context):
        asked.append(sql)
        return execute(sql, params, many, context)

    for _ in range(3):
        assert client.get(address).status_code == 200
    with connection.execute_wrapper(note):
        page = client.get(address)
    assert page.content.count(b'data-row="') > 1
    times, spent = [], time.process_time()
    for _ in range(rounds):
        begun = time.perf_counter()
        client.get(address)
        times.append((time.perf_counter() - begun) * 1000)
    spent = (time.process_time() - spent) * 1000 / rounds
    return sorted(times), spent, asked, len(page.content)


def main() -> int:
    """Measure and print."""
    options = ArgumentParser(description=__doc__)
    options.add_argument("--units", type=int, default=320)
    options.add_argument("--rounds", type=int, default=60)
    wanted = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="ceyuan-cascade-") as folder:
        cluster = start(Path(folder))
        try:
            from django.conf import settings
            from django.test import Client

            settings.ALLOWED_HOSTS = ["*"]
            account, address = fill(wanted.units)
            client = Client()
            client.force_login(account)
            times, spent, queries, size = measure(client, address, wanted.rounds)
        finally:
            cluster.stop()
    p50, p95 = times[len(times) // 2], times[int(len(times) * 0.95)]
    strategy = sum("strategy_target" in one or "strategy_standing" in one for one in queries)
    print(
        f"cascade of {wanted.units} units: p50 {p50:.0f} ms, p95 {p95:.0f} ms (limit {LIMIT_MS}, {p95 / LIMIT_MS:.2f})"
    )
    print(
        f"processor {spent:.0f} ms a request; queries {len(queries)}, of them on targets and standings {strategy}; "
        f"page {size // 1024} KB; load {os.getloadavg()[0]:.1f}"
    )
    return 0 if p95 <= LIMIT_MS else 1


if __name__ == "__main__":
    sys.exit(main())
