"""Which lines are cost, whose, and of what kind."""

from datetime import date

import pytest

from ceyuan.core.ledger.tests.ledger_desk import Desk, booked, line


def test_a_line_bears_rule_category_unit_and_what_its_project_says(desk: Desk) -> None:
    found = desk.account([*booked("5301", 100, project="RD1"), *booked("5302", 70, project="RD2", text="模具 7 号")])
    decided = {
        row["rule"]: (row["project_rule"], row["category"], row["detail"], row["form"], row["treatment"], row["unit"])
        for row in found.lines
    }
    assert decided == {
        "wages": ("code", "1", "1.1", "own", "expensed", "1.2.1"),
        "moulds": ("code", "2", "2.4", "cooperative", "expensed", "1.2.2"),
    }
    assert found.totals["by_category"] == {"1": 100, "2": 70, "3": 0, "4": 0, "5": 0, "6": 0}
    assert found.cost("project", "in_tax", "in_stat") == {("RD1", True, True): 100, ("RD2", False, True): 70}


def test_the_first_rule_that_holds_wins_and_the_next_one_takes_what_it_leaves(desk: Desk) -> None:
    found = desk.account(
        [*booked("5302", 1, project="RD1", text="模具"), *booked("5302", 2, project="RD1", text="钢材")]
    )
    assert found.cost("detail") == {"2.4": 1, "2.1": 2}


def test_a_project_is_found_by_code_then_by_cost_object_then_by_rule(desk: Desk) -> None:
    found = desk.account(
        [
            *booked("5301", 1, project="RD1", cost_object="RD2"),
            *booked("5301", 2, cost_object="RD1"),
            *booked("5301", 4, cost_centre="LAB", department="氢能组"),
        ]
    )
    assert {row["project_rule"]: (row["project"], row["net_fen"]) for row in found.lines} == {
        "code": ("RD1", 1),
        "object": ("RD1", 2),
        "laboratory": ("RD2", 4),
    }


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"project": "XX"}, "unknown_project"),
        ({}, "unknown_project"),
        ({"cost_centre": "LAB", "department": "铜"}, "unknown_project"),
        ({"project": "RD0"}, "closed_project"),
    ],
)
def test_a_cost_line_without_an_open_project_rejects_its_voucher(desk: Desk, fields: dict, reason: str) -> None:
    found = desk.account([*booked("5301", 100, **fields), *booked("5301", 5, project="RD1")])
    assert sorted(found.rejected.values()) == sorted([reason, "voucher_of_rejected_line"])
    assert found.cost("project") == {"RD1": 5}


def test_a_transfer_at_the_end_of_the_month_counts_neither_twice_nor_against_the_cost(desk: Desk) -> None:
    closing = [
        line("6602", 100, 0, voucher="转-1", text="结转研发支出"),
        line("5301", 0, 100, voucher="转-1", text="结转研发支出", project="RD1"),
    ]
    found = desk.account([*booked("5301", 100, project="RD1"), *closing])
    assert found.cost("project") == {"RD1": 100}
    assert (found.totals["transfer_lines"], found.totals["accepted"]) == (1, 4)


def test_a_red_letter_voucher_and_a_credit_take_cost_away(desk: Desk) -> None:
    red = [line("5302", -30, 0, voucher="红-1", project="RD1"), line("1002", 0, -30, voucher="红-1")]
    back = [line("1403", 20, 0, voucher="记-9"), line("5302", 0, 20, voucher="记-9", project="RD1", text="退料")]
    found = desk.account([*booked("5302", 100, project="RD1"), *red, *back])
    assert found.totals["by_category"]["2"] == 50
    assert not found.rejected


def test_entrusted_cost_has_no_category_and_stands_beside_the_six(desk: Desk) -> None:
    found = desk.account([*booked("5303", 900, project="RD1"), *booked("5301", 1, project="RD1")])
    assert found.cost("form", "category", "detail") == {("entrusted_overseas", "", ""): 900, ("own", "1", "1.1"): 1}
    assert (found.totals["entrusted_fen"], found.totals["by_category"]["1"]) == (900, 1)


def test_cost_is_capitalised_from_the_month_of_the_decision_where_no_rule_says_otherwise(desk: Desk) -> None:
    found = desk.account(
        [
            *booked("5301", 1, project="RD1", period=202506),
            *booked("5301", 2, project="RD1", period=202507),
            *booked("5304", 4, project="RD1", period=202507),
        ]
    )
    assert found.cost("month", "treatment") == {
        (202506, "expensed"): 1,
        (202507, "capitalised"): 2,
        (202507, "expensed"): 4,
    }


def test_the_cube_counts_the_lines_behind_each_cell(desk: Desk) -> None:
    found = desk.account([*booked("5301", 1, project="RD1"), *booked("5301", 2, project="RD1")])
    assert [(row["amount_fen"], row["lines"]) for row in found.cube] == [(3, 2)]


def test_the_cost_centre_says_which_unit_bears_the_cost(desk: Desk) -> None:
    found = desk.account([*booked("5301", 1, project="RD1", cost_centre="LAB", booked_on=date(2025, 3, 31))])
    assert [row["unit"] for row in found.cube] == ["1.2.9"]
