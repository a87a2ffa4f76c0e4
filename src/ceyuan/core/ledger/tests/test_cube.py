"""Sums of a tree."""

import pyarrow as pa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ceyuan.core.ledger.cube import rolled_up
from ceyuan.core.ledger.engines import Engine

paths = st.lists(st.integers(1, 12), min_size=1, max_size=4).map(lambda ids: ".".join(map(str, ids)))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(paths, st.integers(-(10**12), 10**12)), max_size=30))
def test_every_node_is_the_sum_of_the_rows_at_and_below_it(duckdb_engine: Engine, rows: list[tuple[str, int]]) -> None:
    table = pa.table(
        {"unit": pa.array([unit for unit, _ in rows], pa.string()), "fen": pa.array([n for _, n in rows], pa.int64())}
    )
    found = duckdb_engine.rows(rolled_up(duckdb_engine.table("tree", table), path="unit", amount="fen", levels=4))
    nodes = {".".join(unit.split(".")[: level + 1]) for unit, _ in rows for level in range(4)}
    expected = {}
    for node in nodes:
        below = [fen for unit, fen in rows if f"{unit}.".startswith(f"{node}.")]
        expected[node] = (sum(below), len(below))
    assert {row["node"]: (row["amount_fen"], row["lines"]) for row in found.to_pylist()} == expected
