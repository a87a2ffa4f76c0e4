"""Statements of finance in a rules file: read whole, or every entry that cannot be used is named."""

import pytest

from ceyuan.core.kernel import Invalid
from ceyuan.core.ledger import statements
from ceyuan.core.ledger.assets import Asset
from ceyuan.core.ledger.gathering import Formation

WHOLE = {
    "company": "1001",
    "year": 2025,
    "industry": "C3216",
    "taxpayer_class": "manufacturing",
    "special_income_fen": 5,
    "formations": [{"key": "A1", "project": "P1", "month": 202506, "life_months": 120, "first_month": 202507}],
    "earlier_assets": [{"key": "A0", "project": "P0", "eligible_fen": 120, "first_month": 202401, "life_months": 120}],
    "activities": {"P3": "repetition"},
}


def test_a_statement_holds_what_the_file_says() -> None:
    found = statements.read({"statements": [WHOLE]})["1001", 2025]

    assert (found.entity.industry, found.entity.taxpayer_class) == ("C3216", "manufacturing")
    assert (found.special_income_fen, found.sold_material_fen, found.late_fen) == (5, 0, None)
    assert found.formations == (Formation("A1", "P1", 202506, 120, 202507),)
    assert found.earlier_assets == (Asset("A0", "P0", 120, 202401, 120),)
    assert found.activities == {"P3": "repetition"}


def test_where_nothing_is_stated_the_taxpayer_is_an_ordinary_one() -> None:
    found = statements.statement_of({}, "1001", 2025)

    assert (found.entity.company, found.entity.year, found.entity.taxpayer_class) == ("1001", 2025, "general")


@pytest.mark.parametrize(
    "change",
    [
        {"company": 1001},
        {"special_income_fen": 1.5},
        {"special_income_fen": -1},
        {"special_incom_fen": 1},
        {"formations": [{"key": "A1"}]},
        {"year": "2025"},
    ],
)
def test_an_entry_that_cannot_be_used_is_named_by_its_place(change: dict) -> None:
    with pytest.raises(Invalid) as caught:
        statements.read({"statements": [{"company": "1000", "year": 2025}, WHOLE | change]})

    assert list(caught.value.fields) == ["tax.statements.2"]


def test_a_company_states_a_year_once() -> None:
    with pytest.raises(Invalid, match=r"statement_twice"):
        statements.read({"statements": [WHOLE, WHOLE]})
