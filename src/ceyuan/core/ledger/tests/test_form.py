"""The form: its sums, clamps and carries, its numbering by year, who may not claim, and the way down to the rows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceyuan.core.kernel import Leaf, Refused
from ceyuan.core.ledger import claim
from ceyuan.core.ledger.gathering import FIVE, Formation
from ceyuan.core.ledger.schema import CAPITALISED, DETAILS, FORMS, TREATMENTS, CostRow
from ceyuan.core.ledger.tests.tax_cases import COMPANY, case, form, paid, row, rules

DETAIL_CODES = [detail for details in DETAILS.values() for detail in details]


def test_v5_special_income_above_the_cost_leaves_zero() -> None:
    found = form(case(five=50), special_income_fen=80_00)

    assert found.fen("after_income") == 0
    assert found.fen("additional") == 0
    assert found.fen("carried_out") == 0


def test_v6_material_of_sold_products_above_the_cost_is_carried_forward() -> None:
    found = form(case(five=50), sold_material_fen=70_00)

    assert found.fen("after_income") == 50_00
    assert found.fen("additional") == 0
    assert found.fen("carried_out") == 20_00


def test_what_was_carried_forward_reduces_the_next_year() -> None:
    found = form(case(five=50), carried_in_fen=20_00)

    assert found.fen("additional") == 30_00
    assert found.fen("carried_out") == 0


@given(*[st.integers(0, 10**13)] * 4)
def test_clamp_and_carry_lose_nothing_and_never_go_below_zero(cost: int, income: int, sold: int, brought: int) -> None:
    base = claim.after_income(cost, income)
    claimable, carried = claim.claimable(base, sold, brought), claim.carried_out(base, sold, brought)

    assert min(base, claimable, carried) >= 0
    assert claimable - carried == base - sold - brought
    assert claimable == 0 or carried == 0


def test_lines_are_numbered_as_printed_that_year() -> None:
    rows = case(five=90, other=20, month=202506)
    now = form(rows)

    assert [line.number for line, _ in now.lines()] == [str(number) for number in range(1, 53)]
    assert now.line("40") is now.figures["eligible"]
    assert next(line.formula for line in now.version.lines if line.key == "eligible") == "2+36×80%+38"
    old = rules().form(2018)
    assert (old.number("projects"), old.number("eligible"), old.number("carried_out")) == ("2", "41", "53")
    assert next(line.formula for line in old.lines if line.key == "eligible") == "3+37×80%+39"


def test_a_year_whose_form_is_not_known_is_refused() -> None:
    with pytest.raises(Refused, match=r"ledger\.no_rule"):
        form(case(five=90, month=201506), year=2015)


def test_in_2022_the_last_quarter_of_an_ordinary_company_bears_the_higher_rate() -> None:
    rows = case(five=1200, month=202203)
    by_months = form(rows, 2022)
    by_records = form(rows, 2022, late_fen=800_00)

    assert by_months.line("L1.1").value.minor == 300_00
    assert by_months.fen("additional") == 900_00 * 75 // 100 + 300_00
    assert by_records.fen("additional") == 400_00 * 75 // 100 + 800_00
    assert form(rows, 2022, entity={"taxpayer_class": "manufacturing"}).fen("additional") == 1_200_00
    with pytest.raises(Refused, match=r"ledger\.late_part_above_whole"):
        form(rows, 2022, late_fen=1_200_01)


@pytest.mark.parametrize(
    ("year", "taxpayer_class", "per_hundred"),
    [(2019, "general", 75), (2021, "general", 75), (2021, "manufacturing", 100), (2022, "technology_sme", 100),
     (2023, "general", 100), (2025, "circuits_and_machine_tools", 120)],
)  # fmt: skip
def test_the_rate_follows_year_and_class(year: int, taxpayer_class: str, per_hundred: int) -> None:
    found = form(case(five=100, month=year * 100 + 6), year, entity={"taxpayer_class": taxpayer_class})

    assert found.fen("additional") == per_hundred * 100


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"industry": "F51"}, "ledger.excluded_industry"),
        (
            {"industry": "C32", "total_income_fen": 1_000, "income_by_industry": {"F51": 501}},
            "ledger.excluded_industry",
        ),
        ({"resident": False}, "ledger.not_resident"),
        ({"assessed_collection": True}, "ledger.assessed_collection"),
        ({"sound_accounts": False}, "ledger.unsound_accounts"),
    ],
)
def test_an_excluded_entity_claims_nothing_and_is_told_why(facts: dict, reason: str) -> None:
    found = form(case(five=90, other=5), entity=facts, carried_in_fen=7_00)

    assert [told.code for told in found.verdict.reasons] == [reason]
    assert {figure.value if isinstance(figure.value, int) else figure.value.minor
            for key, figure in found.figures.items() if key != "carried_out"} == {0}  # fmt: skip
    assert reason in {part.value for part in found.figures["additional"].walk()}
    assert found.fen("carried_out") == 7_00


@pytest.mark.parametrize(
    "facts",
    [
        {"industry": "F51", "total_income_fen": 1_000, "income_by_industry": {"F51": 500}},
        {"industry": "C32", "total_income_fen": 2_000, "income_by_industry": {"F51": 600}},
        {"industry": "C3216"},
    ],
)
def test_exactly_half_of_the_income_from_trade_is_not_yet_too_much(facts: dict) -> None:
    assert form(case(five=90), entity=facts).fen("additional") == 90_00


def test_non_taxable_and_investment_income_do_not_dilute_the_main_business() -> None:
    facts = {"total_income_fen": 2_000, "non_taxable_fen": 600, "investment_income_fen": 500}

    assert not form(case(five=9), entity={**facts, "income_by_industry": {"F51": 451}}).verdict
    assert form(case(five=9), entity={**facts, "income_by_industry": {"F51": 450}}).verdict


def test_a_project_of_an_excluded_activity_is_left_out_by_name() -> None:
    rows = [*case(five=90), *case(five=40, project="P2")]
    found = form(rows, activities={"P2": "routine_upgrade"})

    assert found.fen("eligible") == 90_00
    assert [(left.project, left.reason.code, left.amount_fen) for left in found.left_out] == [
        ("P2", "ledger.excluded_activity", 40_00)
    ]
    assert found.figures["projects"].value == 1


def test_only_rows_of_the_company_the_year_and_the_tax_scope_enter() -> None:
    others = [row("1.1", 5, company="C02"), row("1.1", 5, month=202412), row("1.1", 5, in_tax=False)]

    assert form([*case(five=90), *others, row("1.1", 5, month=202601)]).fen("eligible") == 90_00


FORMED = Formation("A1", "P1", 202506, life_months=120, first_month=202506)


def capital(five: int, other: int, month: int) -> list[CostRow]:
    return case(five=five, other=other, month=month, treatment=CAPITALISED)


def test_capitalised_cost_enters_limits_and_form_in_the_year_the_asset_forms() -> None:
    rows = [*capital(900, 150, 202403), *capital(900, 50, 202504), *case(five=90, other=20, project="P2")]
    before, then = form(rows, 2024), form(rows, formations=(FORMED,))

    assert before.fen("eligible") == 0
    assert [left.reason.code for left in before.left_out] == ["ledger.asset_not_formed"]
    # Limit (1,800 + 90) / 9 = 210 for 220 of other cost.
    assert then.fen("other_limited") == 210_00
    assert then.fen("capitalised") == 1_800_00 + 190_91
    assert then.fen("expensed") == 90_00 + 19_09
    assert then.fen("capitalised") + then.fen("expensed") == then.fen("eligible")


def test_the_asset_is_amortised_on_what_was_allowed_and_at_twice_in_all() -> None:
    found = form(capital(1200, 0, 202501), formations=(FORMED,))
    asset = found.assets[0]

    assert found.fen("formed_now") == 70_00
    assert found.fen("additional") == 70_00
    later = [form([], year, earlier_assets=(asset,)).fen("formed_before") for year in range(2026, 2036)]
    assert later[0] == 120_00
    assert 70_00 + sum(later) == asset.eligible_fen == 1_200_00


def test_cost_after_an_asset_formed_waits_for_the_next_one() -> None:
    rows = [*capital(100, 0, 202503), *capital(40, 0, 202509)]

    assert form(rows, formations=(FORMED,)).fen("eligible") == 100_00
    second = Formation("A2", "P1", 202511, life_months=120, first_month=202511)
    found = form(rows, formations=(second, FORMED))
    assert {asset.key: asset.eligible_fen for asset in found.assets} == {"A1": 100_00, "A2": 40_00}


def test_an_asset_of_less_than_ten_years_needs_a_basis() -> None:
    short = Formation("A1", "P1", 202506, life_months=60, first_month=202506)
    with pytest.raises(Refused, match=r"ledger\.asset_life_too_short"):
        form(capital(100, 0, 202503), formations=(short,))
    founded = Formation("A1", "P1", 202506, life_months=60, first_month=202506, life_basis="合同约定五年")
    assert form(capital(120, 0, 202503), formations=(founded,)).fen("formed_now") == 14_00


cost_rows = st.builds(
    lambda project, month, detail, entrusted, treatment, fen: CostRow(
        company=COMPANY,
        project=project,
        month=202500 + month,
        category="" if entrusted in FORMS[1:4] else detail[0],
        detail="" if entrusted in FORMS[1:4] else detail,
        form=entrusted,
        treatment=treatment,
        amount_fen=fen,
    ),
    st.sampled_from(["P1", "P2", "P3"]),
    st.integers(1, 12),
    st.sampled_from(DETAIL_CODES),
    st.sampled_from(FORMS),
    st.sampled_from(TREATMENTS),
    st.integers(0, 10**11),
)


@given(st.lists(cost_rows, max_size=40))
def test_every_line_is_the_sum_it_says(rows: list[CostRow]) -> None:
    formations = tuple(Formation(f"A{project}", project, 202512, 120, 202512) for project in ("P1", "P2"))
    found = form(rows, formations=formations)
    fen = found.fen

    for category, details in DETAILS.items():
        assert fen(category) == sum(fen(detail) for detail in details)
    assert fen("own") == sum(fen(category) for category in FIVE) + fen("other_limited")
    assert fen("entrusted") == fen("domestic") + fen("overseas") + fen("individual")
    assert fen("eligible") == fen("own") + (fen("domestic") * 8 + 5) // 10 + fen("overseas_allowed")
    assert fen("expensed") + fen("capitalised") == fen("eligible") == sum(part.total for part in found.parts)
    assert sum(part.other for part in found.parts) == fen("other_limited")
    assert sum(part.overseas for part in found.parts) == fen("overseas_allowed")
    assert fen("deductible") == fen("expensed") + fen("formed_now") + fen("formed_before")
    assert fen("additional") == fen("deductible")
    assert sum(asset.eligible_fen for asset in found.assets) == fen("capitalised")
    parked = sum(left.amount_fen for left in found.left_out)
    entered = sum(fen(key) for key in (*DETAILS, "entrusted"))
    assert entered + parked == sum(found_row.amount_fen for found_row in rows)


def test_a_detail_line_leads_down_to_the_rows_of_the_cube() -> None:
    rows = [row("1.1", 30), row("1.1", 12, month=202507), row("1.1", 5, project="P2")]
    found = form(rows).figures["1.1"]
    leaves = list(found.walk())

    assert found.value.minor == 47_00
    assert all(isinstance(leaf, Leaf) for leaf in leaves)
    assert {leaf.sources[0].key for leaf in leaves} == {cost.key for cost in rows}


def test_the_explanation_of_the_deduction_names_the_rule_and_its_source() -> None:
    explained = form([*case(five=90, other=20), paid("entrusted_overseas", 10)]).figures["eligible"]
    sources = {source.label for leaf in explained.walk() for source in leaf.sources}

    assert any("2021年第28号" in label and label.endswith("?") for label in sources)
