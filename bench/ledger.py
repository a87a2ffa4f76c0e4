"""The accounting of voucher lines beside one bare group-by over the same columns of the same files.

    python bench/ledger.py [--home DIR] [--lines 1000000,10000000,100000000]

Deliveries are generated where they are absent; totals must equal what the generator expected. Each measurement is a
process of its own with 2 threads and 4 GB for the engine; figures are wall time, processor time and peak memory. The
roll-up is of one million lines over a tree of five levels with 10,000 leaves. Exit code 1 when a limit is missed.
"""

import json
import random
import resource
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import ibis
import pyarrow as pa
import pyarrow.parquet as pq
from inputs import options

from ceyuan.core.ledger import pipeline, rulebook
from ceyuan.core.ledger.cube import rolled_up
from ceyuan.core.ledger.engines import open_engine
from ceyuan.core.ledger.generate import Wish, generate
from ceyuan.core.ledger.schema import CUBE_KEYS

TIMES, MEMORY_GIB, CUBE_MS, ROLLUP_TIMES = 3, 6, 50, 1.5
BARE = """
    CREATE TEMP TABLE bare AS
    SELECT company, project, period, account, count(*), sum(debit_fen), sum(credit_fen), max(delivery), max(line_no),
           max(booked_on), max(voucher), max(cost_centre), max(cost_object), max(department), max(text),
           max(counterparty), max(currency)
      FROM read_parquet('{files}') GROUP BY company, project, period, account"""
ROLLUP = "SELECT a, b, c, d, e, sum(fen) FROM read_parquet('{file}') GROUP BY ROLLUP (a, b, c, d, e)"
LEAVES, LINES, REPEATS = 10_000, 1_000_000, 5


def bare(folder: Path) -> None:
    """The group-by alone."""
    engine = duckdb.connect(config={"threads": 2, "memory_limit": "4GB", "preserve_insertion_order": False})
    engine.execute(BARE.format(files=folder / "vouchers" / "*.parquet"))


def account(folder: Path) -> None:
    """The whole accounting."""
    engine = open_engine("duckdb", work=folder / "work", memory="4GB", threads=2)
    book = rulebook.read(folder / "rules.yaml")
    pipeline.account(engine, pipeline.Order([folder / "vouchers"], book, [folder / "hours.parquet"]), folder / "out")
    engine.close()


def measured(job: str, folder: Path) -> dict[str, float]:
    """Wall seconds, processor seconds and peak GiB of one job in a process of its own."""
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, __file__, "--job", job, str(folder)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures | {"wall": time.monotonic() - began}


def job(name: str, folder: Path) -> None:
    """Run a job and print what it took."""
    {"bare": bare, "account": account}[name](folder)
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps({"processor": used.ru_utime + used.ru_stime, "gib": used.ru_maxrss / 2**20}))


def best_ms(act: object) -> float:
    """The quickest of some runs, in milliseconds."""
    taken = []
    for _ in range(REPEATS):
        began = time.perf_counter()
        act()  # type: ignore[operator]
        taken.append((time.perf_counter() - began) * 1000)
    return min(taken)


def cube_queries(folder: Path, home: Path) -> float:
    """The slowest of typical questions to the cube, in milliseconds."""
    engine = open_engine("duckdb", work=home / "work")
    cells = engine.keep("cells", engine.read([folder / "out" / "cube.parquet"]))
    project = engine.rows(cells.select("project").limit(1))["project"][0].as_py()
    questions = {
        "one project by month and category": cells.filter(cells.project == project).group_by(["month", "category"]),
        "companies by category in the tax scope": cells.filter(cells.in_tax).group_by(["company", "category"]),
        "units by treatment": cells.group_by(["unit", "treatment"]),
    }
    worst = 0.0
    for name, question in questions.items():
        asked = question.agg(fen=ibis._.amount_fen.sum())
        taken = best_ms(lambda asked=asked: engine.rows(asked))
        print(f"  cube, {name}: {taken:.1f} ms")
        worst = max(worst, taken)
    assert set(CUBE_KEYS) <= set(cells.columns)
    engine.close()
    return worst


def roll_ups(home: Path) -> float:
    """Our roll-up as a multiple of the bare one; the sums must agree."""
    path = home / "tree.parquet"
    draw = random.Random(20261122)
    ids = [draw.randrange(LEAVES) for _ in range(LINES)]
    levels = [["R", str(n // 1000), str(n // 100 % 10), str(n // 10 % 10), str(n % 10)] for n in range(LEAVES)]
    table = {name: pa.array([levels[n][place] for n in ids]) for place, name in enumerate("abcde")}
    table |= {
        "unit": pa.array([".".join(levels[n]) for n in ids]),
        "fen": pa.array([draw.randrange(-(10**7), 10**8) for _ in ids]),
    }
    pq.write_table(pa.table(table), path)
    engine = open_engine("duckdb", work=home / "work")
    tree = rolled_up(engine.read([path]), path="unit", amount="fen", levels=5)
    plain = duckdb.connect(config={"threads": 2})
    ours, theirs = (
        best_ms(lambda: engine.rows(tree)),
        best_ms(lambda: plain.execute(ROLLUP.format(file=path)).fetchall()),
    )
    sums = {".".join(filter(None, row[:5])): int(row[5]) for row in plain.execute(ROLLUP.format(file=path)).fetchall()}
    sums.pop("", None)
    assert {row["node"]: row["amount_fen"] for row in engine.rows(tree).to_pylist()} == sums
    print(f"roll-up of {LINES:,} lines: {ours:.0f} ms, bare {theirs:.0f} ms, times {ours / theirs:.2f}")
    engine.close()
    return ours / theirs


def main() -> int:
    """All sizes; exit code."""
    parser = options("The accounting beside a bare group-by.")
    parser.add_argument("--lines", default="1000000,10000000,100000000")
    parser.add_argument("--job", nargs=2)
    chosen = parser.parse_args()
    if chosen.job:
        job(chosen.job[0], Path(chosen.job[1]))
        return 0
    home = chosen.home / "ledger"
    missed = []
    for lines in map(int, chosen.lines.split(",")):
        folder = home / str(lines)
        if not (folder / "expected.json").exists():
            generate(Wish(lines, is_dirty=True), folder)
        group, ours = measured("bare", folder), measured("account", folder)
        expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
        totals = json.loads((folder / "out" / "totals.json").read_text(encoding="utf-8"))
        assert {name: totals[name] for name in expected} == expected
        print(f"{lines:,} lines ({totals['rejected']:,} rejected), totals as expected")
        for name, figures in (("bare group-by", group), ("accounting", ours)):
            print(
                f"  {name}: {figures['wall']:.1f} s, processor {figures['processor']:.1f} s, {figures['gib']:.2f} GiB"
            )
        times = ours["processor"] / group["processor"]
        print(f"  times {times:.2f} (processor), {ours['wall'] / group['wall']:.2f} (wall)")
        missed += [f"{lines} lines: {times:.2f} times"] * (lines >= 10**8 and times > TIMES)
        missed += [f"{lines} lines: {ours['gib']:.1f} GiB"] * (ours["gib"] > MEMORY_GIB)
        missed += [f"{lines} lines: cube"] * (cube_queries(folder, home) > CUBE_MS)
    missed += ["roll-up"] * (roll_ups(home) > ROLLUP_TIMES)
    print("missed: " + "; ".join(missed) if missed else "all limits held")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
