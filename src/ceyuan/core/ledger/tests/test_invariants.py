"""What must hold for any deliveries: nothing is lost, order does not matter, undoing restores, plain sums agree."""

from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ceyuan.core.ledger import pipeline, rulebook
from ceyuan.core.ledger.engines import Engine
from ceyuan.core.ledger.generate import Wish, generate
from ceyuan.core.ledger.schema import SCOPES
from ceyuan.core.ledger.tests.ledger_desk import Desk, Outcome, booked, rows_of

PATIENT = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
vouchers = st.builds(
    dict,
    number=st.integers(1, 9),
    account=st.sampled_from(["5301", "5302", "5303", "5309", "1403", "7777"]),
    fen=st.integers(-(10**9), 10**9),
    project=st.sampled_from(["RD1", "RD2", "RD0", "XX", ""]),
    company=st.sampled_from(["A", "A", "A", "Z"]),
    text=st.sampled_from(["", "模具", "结转"]),
    skew=st.sampled_from([0, 0, 0, 0, 1]),
)
deliveries = st.lists(st.lists(vouchers, max_size=6), min_size=1, max_size=4)


def made(name: str, wanted: list[dict[str, Any]]) -> list[dict[str, Any]]:
    rows = []
    for number, wish in enumerate(wanted):
        fields = {key: wish[key] for key in ("project", "company", "text")}
        first, second = booked(
            wish["account"], wish["fen"], delivery=name, voucher=f"记-{wish['number']}", cost_object="P1", **fields
        )
        first |= {"debit_fen": wish["fen"] + wish["skew"], "line_no": 2 * number}
        rows += [first, second | {"line_no": 2 * number + 1}]
    return rows


def essence(found: Outcome) -> tuple[Any, ...]:
    cube = sorted(tuple(row.items()) for row in found.cube)
    return found.totals, cube, sorted((line["delivery"], line["line_no"]) for line in found.lines)


@PATIENT
@given(deliveries, st.randoms(use_true_random=False))
def test_every_line_is_accepted_or_rejected_and_the_order_of_deliveries_does_not_matter(
    desk: Desk, wanted: list[Any], random: Any
) -> None:
    given_lines = [made(f"d{number}", wish) for number, wish in enumerate(wanted)]
    found = desk.account(*given_lines)
    assert found.totals["read"] == sum(map(len, given_lines))
    assert found.totals["accepted"] + found.totals["rejected"] == found.totals["read"]
    assert found.totals["debit_fen"] == found.totals["credit_fen"]
    assert sum(found.totals["rejected_by_reason"].values()) == found.totals["rejected"]
    shuffled = [random.sample(rows, len(rows)) for rows in random.sample(given_lines, len(given_lines))]
    assert essence(desk.account(*shuffled)) == essence(found)


@PATIENT
@given(deliveries, st.lists(vouchers, max_size=6))
def test_undoing_a_delivery_restores_every_total(desk: Desk, wanted: list[Any], another: list[Any]) -> None:
    given_lines = [made(f"d{number}", wish) for number, wish in enumerate(wanted)]
    before = desk.account(*given_lines)
    desk.account(*given_lines, made("d9", another))
    assert essence(desk.account(*given_lines)) == essence(before)


def test_the_cube_equals_a_recomputation_in_plain_python_with_decimal(duckdb_engine: Engine, tmp_path: Path) -> None:
    generate(Wish(100_000, seed=7), tmp_path / "given")
    book = rulebook.read(tmp_path / "given" / "rules.yaml")
    order = pipeline.Order([tmp_path / "given" / "vouchers"], book, [tmp_path / "given" / "hours.parquet"])
    pipeline.account(duckdb_engine, order, tmp_path / "out")
    assert recomputed(tmp_path / "given", book) == direct_cost(tmp_path / "out")


def direct_cost(out: Path) -> dict[tuple[Any, ...], Decimal]:
    """The cube without what came by hours, in yuan."""
    keys = (
        "company",
        "project",
        "month",
        "unit",
        "category",
        "detail",
        "form",
        "treatment",
        *(f"in_{s}" for s in SCOPES),
    )
    sums: Counter[tuple[Any, ...]] = Counter()
    for row in rows_of(out / "cube.parquet"):
        sums[tuple(row[key] for key in keys)] += row["amount_fen"]
    for part in rows_of(out / "apportioned.parquet"):
        if part["project"]:
            sums[tuple(part[key] for key in keys)] -= part["amount_fen"]
    return {key: Decimal(fen) / 100 for key, fen in sums.items() if fen}


def recomputed(given_folder: Path, book: rulebook.Rulebook) -> dict[tuple[Any, ...], Decimal]:
    """The same, line by line, asking `Condition.holds`."""
    sums: dict[tuple[Any, ...], Decimal] = {}
    for line in pq.read_table(given_folder / "vouchers").to_pylist():
        rule = next((rule for rule in book.cost_rules if rule.when.holds(line)), None)
        if rule is None or rule.kind != "cost":
            continue
        codes = (line[each.take] if each.take else each.project for each in book.project_rules if each.when.holds(line))
        project = book.projects[next(code for code in codes if code)]
        capitalised = project.capitalised_from and line["period"] >= project.capitalised_from
        key = (
            *(line["company"], project.code, line["period"]),
            book.cost_centres.get(line["cost_centre"]) or project.unit,
            *(rule.detail[:1], rule.detail, rule.form or project.form),
            rule.treatment or ("capitalised" if capitalised else "expensed"),
            *(scope in rule.scopes and scope in project.scopes for scope in SCOPES),
        )
        net = Decimal(line["debit_fen"]).scaleb(-2) - Decimal(line["credit_fen"]).scaleb(-2)
        sums[key] = sums.get(key, Decimal(0)) + net
    return {key: amount for key, amount in sums.items() if amount}
