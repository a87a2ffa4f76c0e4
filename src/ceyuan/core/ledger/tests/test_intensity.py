"""Intensity of a group is one ratio over consolidated sums; work done for a company of the group is claimed once."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceyuan.core.kernel import Refused
from ceyuan.core.ledger.intensity import (
    CompanyYear,
    Internal,
    InternalContract,
    assessed_profit,
    double_claims,
    intensity,
)
from ceyuan.core.ledger.tests.tax_cases import case, form


def test_v21_children_are_added_before_they_are_divided() -> None:
    found = intensity([CompanyYear("A", 100, 5), CompanyYear("B", 300, 6)])

    assert found.value == Fraction(11, 400)
    assert found.value * 100 == Fraction("2.75")


def test_what_one_company_pays_the_other_is_taken_out_above_and_below() -> None:
    companies = [CompanyYear("A", 100, 5), CompanyYear("B", 300, 6)]
    internal = [Internal("A", "B", rd_fen=1, revenue_fen=20), Internal("A", "X", rd_fen=4, revenue_fen=50)]

    assert intensity(companies, internal).value == Fraction(10, 380)
    assert intensity(companies[:1], internal).value == Fraction(5, 100)


def test_without_revenue_there_is_no_ratio_but_a_reason() -> None:
    assert intensity([CompanyYear("A", 0, 5)]).value == "ledger.no_revenue"


def test_a_company_counts_once() -> None:
    with pytest.raises(Refused, match=r"ledger\.company_twice"):
        intensity([CompanyYear("A", 1, 1), CompanyYear("A", 1, 1)])


@given(st.lists(st.tuples(st.integers(1, 10**12), st.integers(0, 10**11)), min_size=1, max_size=8))
def test_the_group_lies_between_its_companies(years: list[tuple[int, int]]) -> None:
    companies = [CompanyYear(str(number), *year) for number, year in enumerate(years)]
    ratios = [Fraction(spent, revenue) for revenue, spent in years]

    assert min(ratios) <= intensity(companies).value <= max(ratios)


def test_research_is_added_back_to_the_profit_a_unit_is_assessed_by() -> None:
    assert assessed_profit(1_000, 301, 500_000).value.minor == 1_151
    assert assessed_profit(-1_000, -5, 1_000_000).value.minor == -1_000


def test_who_does_the_work_for_another_company_does_not_claim_it() -> None:
    contracts = [InternalContract("A", "P1", "B", "Q1"), InternalContract("A", "P2", "B", "Q2")]
    found = double_claims(contracts, [("A", "P1"), ("B", "Q1")])

    assert set(found) == {("B", "Q1")}
    reason = found["B", "Q1"]
    filled = form([*case(five=90), *case(five=10, project="Q1")], barred={"Q1": reason})
    assert filled.fen("eligible") == 90_00
    assert filled.left_out[0].reason.code == "ledger.claimed_by_entrusting_company"
