"""Roll-ups of every country, 500 random organisations and every programme: through the selector and through the API.

    python bench/rollup.py [--home DIR] [--port 8109]

The home must hold the CORDIS portfolio. Every total is compared with DuckDB over the files. Exit code 1 when a roll-up
takes 50 ms or more, the rebuild 20 s or more, or a total differs.
"""

import os
import random
import sys
import time
from pathlib import Path
from urllib.parse import quote

import duckdb
from inputs import CORDIS, options, shared
from load import busy, percentile
from sites import Browser, Ceyuan

LIMIT_MS = 50
REBUILD_SECONDS = 20
ORGANISATIONS = 500
SEED = 20261122
Node = tuple[str, str]


def expected(data: Path) -> dict[Node, int]:
    """Totals in cents by (axis, code), computed by DuckDB over the files alone."""
    engine = duckdb.connect()
    paid = f"""
        SELECT p.org_id, coalesce(o.country, 'ZZ') AS country, CAST(p.ec_contribution_eur * 100 AS BIGINT) AS cents
          FROM '{data}/participation.parquet' p JOIN '{data}/organization.parquet' o USING (org_id)"""
    given = f"SELECT legal_basis, CAST(ec_max_contribution_eur * 100 AS BIGINT) AS cents FROM '{data}/project.parquet'"
    tree = f"""
        WITH RECURSIVE node AS (
            SELECT code, parent_code FROM '{data}/programme.parquet' WHERE kind = 'relatedLegalBasis'
        ), below(top, code) AS (
            SELECT code, code FROM node UNION SELECT b.top, n.code FROM below b JOIN node n ON n.parent_code = b.code
        )"""
    statements = {
        "unit": f"""
            SELECT country, sum(cents) FROM ({paid}) GROUP BY 1
            UNION ALL SELECT CAST(org_id AS VARCHAR), sum(cents) FROM ({paid}) GROUP BY 1
            UNION ALL SELECT 'EU', sum(cents) FROM ({paid})""",
        "programme": f"""
            {tree} SELECT b.top, coalesce(sum(g.cents), 0) FROM below b
              LEFT JOIN ({given}) g ON g.legal_basis = b.code GROUP BY 1""",
    }
    return {
        (axis, code): int(cents or 0)
        for axis, statement in statements.items()
        for code, cents in engine.execute(statement).fetchall()
    }


def sample(totals: dict[Node, int]) -> list[Node]:
    """All countries and the root, all programmes, and organisations drawn by a fixed seed."""
    organisations = sorted(node for node in totals if node[0] == "unit" and node[1].isdecimal())
    others = sorted(node for node in totals if not node[1].isdecimal())
    return others + random.Random(SEED).sample(organisations, min(ORGANISATIONS, len(organisations)))


def by_selector(site: Ceyuan, nodes: list[Node], totals: dict[Node, int]) -> tuple[list[float], float]:
    """Milliseconds of each roll-up in this process, and the seconds of a rebuild."""
    os.environ["CEYUAN_HOME"] = str(site.home)
    from ceyuan.entry.cli.session import start_django
    from ceyuan.entry.home import database

    times = []
    with database():
        start_django()
        from ceyuan.apps.insight import interface
        from ceyuan.apps.organisation.interface import service_actor

        actor = service_actor(site.group)
        began = time.monotonic()
        interface.rebuild(actor.group_id)
        rebuilt = time.monotonic() - began
        interface.rollup(actor, by="unit")
        for axis, code in nodes:
            began = time.perf_counter()
            found = interface.rollup(actor, by=axis, at=code)
            times.append(1000 * (time.perf_counter() - began))
            compare((axis, code), found.total.value("money"), totals)
    return times, rebuilt


def by_api(browser: Browser, nodes: list[Node], totals: dict[Node, int]) -> list[float]:
    """Milliseconds of each call, a new connection each time."""
    import json

    times = []
    for axis, code in nodes:
        path = f"/api/v1/insight/rollup?by={axis}&at={quote(code)}&measure=money"
        began = time.perf_counter()
        answer = browser.get(path)
        times.append(1000 * (time.perf_counter() - began))
        compare((axis, code), json.loads(answer)["total"], totals)
    return times


def compare(node: Node, found: int, totals: dict[Node, int]) -> None:
    """End the bench at the first total that differs."""
    if found != totals[node]:
        raise SystemExit(f"{node[0]} {node[1]}: {found} in the roll-up, {totals[node]} in the files (cents)")


def main() -> None:
    """See the text of the module."""
    wanted = options("Roll-ups against DuckDB").parse_args()
    print(busy())
    totals = expected(shared(CORDIS))
    nodes = sample(totals)
    site = Ceyuan(wanted.home, wanted.port)
    selector, rebuilt = by_selector(site, nodes, totals)
    site.start()
    try:
        browser = site.log_in(*site.make_account())
        by_api(browser, nodes[:20], totals)  # warm
        api = by_api(browser, nodes, totals)
    finally:
        site.stop()
    print(f"{len(nodes)} nodes, every total equal to DuckDB over the files")
    for name, times in (("selector", selector), ("API", api)):
        p50, p95 = percentile(times, 0.5), percentile(times, 0.95)
        print(f"  {name:<9} p50 {p50:6.1f}  p95 {p95:6.1f}  max {max(times):6.1f} ms")
    held = max(*selector, *api) < LIMIT_MS and rebuilt < REBUILD_SECONDS
    print(f"rebuild {rebuilt:.1f} s; limits {LIMIT_MS} ms and {REBUILD_SECONDS} s: {'held' if held else 'MISSED'}")
    sys.exit(0 if held else 1)


if __name__ == "__main__":
    main()
