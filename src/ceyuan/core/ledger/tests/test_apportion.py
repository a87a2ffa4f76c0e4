"""People and machines by hours: exact to the fen, and never a guess."""

from fractions import Fraction
from typing import Any

import ibis
import pyarrow as pa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ceyuan.core.ledger.engines import Engine
from ceyuan.core.ledger.integers import quotient
from ceyuan.core.ledger.tests.ledger_desk import Desk, booked


def hour(project: str, hours: int, resource: str = "P7", **fields: Any) -> dict[str, Any]:
    return {"company": "A", "month": 202503, "resource": resource, "project": project, "hours": hours * 100} | fields


def paid(fen: int, resource: str = "P7", **fields: Any) -> list[dict[str, Any]]:
    return booked("5309", fen, cost_object=resource, **fields)


def test_v7_pay_is_split_by_hours_and_production_keeps_its_part(desk: Desk) -> None:
    found = desk.account(paid(3_000_000), hours=[hour("RD1", 60), hour("RD2", 40), hour("", 60)])
    assert found.cost("project") == {"RD1": 1_125_000, "RD2": 750_000}
    assert found.totals["production_fen"] == 1_125_000
    assert found.cost("project", "form", "in_tax") == {
        ("RD1", "own", True): 1_125_000,
        ("RD2", "cooperative", False): 750_000,
    }


def test_without_a_timesheet_nothing_is_research(desk: Desk) -> None:
    elsewhere = [hour("RD1", 60, resource="P8"), hour("RD1", 60, month=202504), hour("RD1", 60, company="B")]
    found = desk.account(paid(3_000_000), hours=elsewhere)
    assert found.cube == []
    assert (found.totals["production_fen"], found.totals["accepted"]) == (3_000_000, 2)


def test_hours_on_unknown_or_closed_projects_stay_with_production(desk: Desk) -> None:
    found = desk.account(paid(100), hours=[hour("XX", 10), hour("RD0", 10), hour("RD1", 20), hour("RD2", 0)])
    assert found.cost("project") == {"RD1": 50}
    assert found.totals["production_fen"] == 50


def test_the_fen_that_remain_go_to_the_largest_remainders_and_last_to_production(desk: Desk) -> None:
    found = desk.account(paid(101), hours=[hour("", 1), hour("RD2", 1), hour("RD1", 1)])
    assert {part["project"]: part["amount_fen"] for part in found.parts} == {"RD1": 34, "RD2": 34, "": 33}


def test_a_reversal_is_split_like_what_it_reverses(desk: Desk) -> None:
    hours = [hour("RD1", 1), hour("RD2", 1), hour("", 1)]
    forth = desk.account(paid(101), hours=hours)
    back = desk.account(paid(-101), hours=hours)
    assert back.cost("project") == {project: -fen for project, fen in forth.cost("project").items()}


amounts = st.integers(-(10**13), 10**13)
sheets = st.lists(st.tuples(st.sampled_from(["RD1", "RD2", ""]), st.integers(0, 10**5)), max_size=5)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(amounts, sheets), min_size=1, max_size=6))
def test_what_is_apportioned_adds_up_to_what_was_paid_for_each_resource(desk: Desk, cases: list[Any]) -> None:
    lines = [row for place, (fen, _) in enumerate(cases) for row in (paid(fen, f"P{place}") if fen else [])]
    hours = [hour(project, n, f"P{place}") for place, (_, sheet) in enumerate(cases) for project, n in sheet]
    found = desk.account(lines, hours=hours)
    by_resource: dict[str, int] = {}
    for part in found.parts:
        by_resource[part["resource"]] = by_resource.get(part["resource"], 0) + part["amount_fen"]
        exact = Fraction(part["pool_fen"] * part["hours"], part["total_hours"])
        assert abs(part["amount_fen"] - exact) < 1
    assert by_resource == {f"P{place}": fen for place, (fen, _) in enumerate(cases) if fen}
    assert sum(found.cost("project").values()) + found.totals["production_fen"] == sum(fen for fen, _ in cases)


def test_division_is_exact_where_binary_fractions_are_not(engine: Engine) -> None:
    pairs = [(2**53 + 1, 1), (2**62 + 12345, 4097), (9 * 10**18, 7919), (10**15 - 1, 10**15), (0, 3), (6, 3)]
    pairs += [(10**16 - 1 + step, 10_007) for step in range(5)]
    given_pairs = pa.table({"a": [a for a, _ in pairs if a // _ < 2**51], "b": [b for a, b in pairs if a // b < 2**51]})
    table = engine.table("pairs", given_pairs)
    found = engine.rows(table.select("a", "b", q=quotient(table.a, table.b), plain=ibis._.a)).to_pylist()
    assert len(found) >= 9
    assert [row["q"] for row in found] == [row["a"] // row["b"] for row in found]
