"""The survey has units of its own: thousand yuan that add up as printed, whole person-months."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceyuan.core.kernel import Refused
from ceyuan.core.ledger.schema import DOMESTIC, OVERSEAS
from ceyuan.core.ledger.statistics import (
    Enterprise,
    SurveyedProject,
    cost_lines,
    enterprise_form,
    expenditure,
    person_months,
    projects_form,
    thousand_yuan,
    thousands,
)
from ceyuan.core.ledger.tests.tax_cases import COMPANY, paid, row

ANODE = SurveyedProject(
    code="P1",
    name="惰性阳极",
    origin="1",
    collaboration="11",
    result="3",
    objective="3",
    started_on=date(2024, 1, 1),
    finished_on=date(2026, 12, 31),
    stage="2",
    persons=3,
    month_shares_ppm=(500_000, 1_000_000, 250_000, 750_000),
    government_fen=600_000_00,
)
HERE = {"company": COMPANY, "year": 2025}
ROWS = [
    row("1.1", 1_200_400),
    row("3.2", 300_000, in_stat=False),
    row("5.1", 70_300),
    row("5.4", 20_300),
    paid(DOMESTIC, 400_000),
    paid(OVERSEAS, 100_000),
]
PEOPLE = Enterprise(persons=12, women=4, home_partners={"university": 300_000_00, "enterprise": 100_000_00})


@pytest.mark.parametrize(
    ("fen", "thousand"), [(49_999, 0), (50_000, 1), (149_999, 1), (-50_000, -1), (123_456_789, 1235)]
)
def test_fen_become_thousand_yuan_half_up(fen: int, thousand: int) -> None:
    assert thousand_yuan(fen) == thousand


@given(st.lists(st.integers(0, 10**13), max_size=9))
def test_printed_thousands_add_up_to_the_printed_total(parts: list[int]) -> None:
    assert sum(thousands(parts)) == thousand_yuan(sum(parts))


def test_shares_of_months_become_person_months_once_rounded() -> None:
    assert person_months([500_000] * 5) == 3
    assert person_months([]) == 0


def test_107_1_tells_a_project_in_thousand_yuan_and_person_months() -> None:
    sheet = projects_form(ROWS, [ANODE], **HERE)
    line = dict(zip((column.key for column in sheet.columns), sheet.rows[0], strict=True))

    assert line["person_months"] == 3
    assert line["expenditure"] == 1_791
    assert line["own_work"] + line["entrusted_work"] == 1_791
    assert line["entrusted_work"] == 500
    assert line["government"] == 600
    assert line["exploration"] == 0
    assert sheet.columns[11].kind == "thousand"


def test_107_1_refuses_cost_of_a_project_nobody_described_and_more_public_money_than_cost() -> None:
    with pytest.raises(Refused, match=r"ledger\.project_not_surveyed"):
        projects_form([*ROWS, row("1.1", 1, project="P9")], [ANODE], **HERE)
    with pytest.raises(Refused, match=r"ledger\.government_above_cost"):
        projects_form(ROWS, [replace(ANODE, government_fen=3_000_000_00)], **HERE)


def test_107_2_has_eight_kinds_that_add_up_depreciation_included() -> None:
    sheet = enterprise_form(ROWS, replace(PEOPLE, funds={"government": 600_000_00}), **HERE)
    lines = {line[0]: line[2] for line in sheet.rows}

    assert lines["total_cost"] == 2_091
    kinds = ("personnel", "direct_input", "depreciation", "amortisation", "design", "trials", "entrusted_cost", "other")
    assert sum(lines[kind] for kind in kinds) == lines["total_cost"]
    assert (lines["depreciation"], lines["design"], lines["trials"]) == (300, 70, 20)
    assert [lines[f"entrusted_{kind}"] for kind in ("institute", "university", "enterprise", "abroad")] == [
        0,
        300,
        100,
        100,
    ]
    assert lines["funds_own"] + lines["funds_government"] == lines["total_cost"]


def test_107_2_refuses_what_contradicts_itself() -> None:
    with pytest.raises(Refused, match=r"ledger\.partners_differ"):
        enterprise_form(ROWS, replace(PEOPLE, home_partners={}), **HERE)
    with pytest.raises(Refused, match=r"ledger\.persons_contradict"):
        enterprise_form(ROWS, replace(PEOPLE, women=13), **HERE)
    with pytest.raises(Refused, match=r"ledger\.funds_above_cost"):
        enterprise_form(ROWS, replace(PEOPLE, funds={"bank": 9_000_000_00}), **HERE)


def test_the_kinds_lead_down_to_the_cube() -> None:
    leaves = list(cost_lines(ROWS, **HERE)["design"].walk())

    assert [leaf.sources[0].key for leaf in leaves] == [ROWS[2].key]


def test_expenditure_inside_counts_assets_and_no_depreciation() -> None:
    assert expenditure(ROWS, **HERE, assets_formed_fen=500_000_00).value.minor == (1_200_400 + 90_600 + 500_000) * 100
