"""What must hold before a line counts: nothing unbalanced, unknown, locked or twice."""

from datetime import date
from typing import Any

import pytest

from ceyuan.core.ledger.tests.ledger_desk import Desk, booked, line

OTHER = "voucher_of_rejected_line"


@pytest.mark.parametrize(
    ("fields", "reasons"),
    [
        ({"account": "7777"}, ["unknown_account", OTHER]),
        ({"booked_on": None}, ["bad_date", OTHER]),
        ({"booked_on": date(2025, 4, 1)}, ["period_mismatch", OTHER]),
        ({"currency": "EUR"}, ["bad_currency", OTHER]),
        ({"currency": None}, ["bad_currency", OTHER]),
        ({"debit_fen": None}, ["bad_amount", OTHER]),
        ({"credit_fen": 100}, ["both_sides", OTHER]),
        ({"debit_fen": 0}, ["no_side", OTHER]),
        ({"debit_fen": 101}, ["unbalanced_voucher", "unbalanced_voucher"]),
        ({"debit_fen": -100}, ["unbalanced_voucher", "unbalanced_voucher"]),
    ],
)
def test_one_bad_line_rejects_the_whole_voucher(desk: Desk, fields: dict[str, Any], reasons: list[str]) -> None:
    bad, other = booked("5301", 100, project="RD1")
    found = desk.account([bad | fields, other, *booked("5301", 7, project="RD1")])
    assert [found.rejected[bad["line_no"]], found.rejected[other["line_no"]]] == reasons
    assert len(found.rejected) == 2
    assert found.cost("project") == {"RD1": 7}
    assert found.totals["debit_fen"] == found.totals["credit_fen"] == 7


def test_every_line_of_an_unknown_company_or_a_locked_month_is_rejected_by_name(desk: Desk) -> None:
    strange = booked("5301", 1, project="RD1", company="Z")
    late = booked("5301", 2, project="RD1", period=202412)
    found = desk.account([*strange, *late])
    assert set(found.rejected.values()) == {"unknown_company", "locked_period"}
    assert (found.totals["read"], found.totals["rejected"]) == (4, 4)


def test_a_company_keeps_its_own_currency(desk: Desk) -> None:
    found = desk.account([*booked("5301", 1, project="RD1", company="B", currency="EUR")])
    assert found.totals["accepted"] == 2


def test_a_repeated_line_is_rejected_and_its_voucher_stands(desk: Desk) -> None:
    first, second = booked("5301", 100, project="RD1")
    found = desk.account([first, second, dict(first), dict(first)])
    assert found.totals["rejected_by_reason"] == {"duplicate_line": 2}
    assert (found.totals["read"], found.totals["accepted"]) == (4, 2)
    assert found.cost("project") == {"RD1": 100}


def test_two_lines_of_one_number_that_differ_reject_the_voucher_because_nobody_knows_which_is_right(desk: Desk) -> None:
    first, second = booked("5301", 100, project="RD1")
    found = desk.account([first, second, first | {"project": "RD2"}])
    assert found.totals["rejected_by_reason"] == {"duplicate_line": 3}
    assert found.cube == []


def test_a_voucher_of_many_lines_with_far_apart_numbers_is_no_repetition(desk: Desk) -> None:
    numbers = [1, 32, 63, 94]
    lines = [line("5301", 10, 0, project="RD1", line_no=number) for number in numbers]
    found = desk.account([*lines, line("1002", 0, 40, line_no=125)])
    assert not found.rejected
    assert found.cost("project") == {"RD1": 40}


def test_a_voucher_delivered_twice_counts_once_whatever_the_order(desk: Desk) -> None:
    voucher = booked("5301", 100, project="RD1", voucher="记-77")
    again = [row | {"delivery": "d2", "line_no": row["line_no"] + 1000} for row in voucher]
    for deliveries in ((voucher, again), (again, voucher), ([*again, *voucher],)):
        found = desk.account(*deliveries)
        assert found.totals["rejected_by_reason"] == {"duplicate_delivery": 2}
        assert {row["delivery"] for row in found.lines} == {"d1"}
        assert found.cost("project") == {"RD1": 100}


def test_a_corrected_voucher_replaces_the_faulty_one_of_an_earlier_delivery(desk: Desk) -> None:
    faulty = [row | {"project": "XX"} for row in booked("5301", 100, voucher="记-78")]
    fixed = [row | {"delivery": "d2", "project": "RD1"} for row in faulty]
    found = desk.account(faulty, fixed)
    assert found.totals["rejected_by_reason"] == {"unknown_project": 1, OTHER: 1}
    assert found.cost("project") == {"RD1": 100}


def test_the_same_number_in_another_month_or_company_is_another_voucher(desk: Desk) -> None:
    found = desk.account(
        [
            *booked("5301", 1, project="RD1", voucher="记-5"),
            *booked("5301", 2, project="RD1", voucher="记-5", period=202504),
            *booked("5301", 4, project="RD1", voucher="记-5", company="B", currency="EUR"),
        ]
    )
    assert not found.rejected
    assert found.totals["by_category"]["1"] == 7


def test_keys_left_empty_are_told_not_lost(desk: Desk) -> None:
    nameless = [row | {"voucher": None} for row in booked("5301", 3, project="RD1")]
    timeless = [row | {"period": None} for row in booked("5301", 5, project="RD1")]
    homeless = [row | {"company": None} for row in booked("5301", 7, project="RD1")]
    found = desk.account([*nameless, *timeless, *homeless])
    assert found.totals["read"] == 6
    assert found.totals["rejected_by_reason"] == {"period_mismatch": 2, "unknown_company": 2}
