"""Four scopes are four numbers, and every bridge between them adds up step by step."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from ceyuan.core.ledger.gathering import Formation
from ceyuan.core.ledger.schema import CAPITALISED, DOMESTIC, OVERSEAS, OVERSEAS_INDIVIDUAL, SCOPES, CostRow
from ceyuan.core.ledger.scopes import bridge, domestic_share_met, high_technology, tax_bridge, totals
from ceyuan.core.ledger.tests.tax_cases import COMPANY, form, paid, row, rules
from ceyuan.core.ledger.tests.test_form import cost_rows

HERE = {"company": COMPANY, "year": 2025}
HNTE = rules().high_tech(2025)
MIXED = [
    row("1.1", 900),
    row("3.2", 80, in_stat=False),
    row("2.7", 20, in_hnte=False, in_tax=False),
    row("6.5", 150),
    paid(DOMESTIC, 200),
    paid(OVERSEAS, 90),
    paid(OVERSEAS_INDIVIDUAL, 10),
    row("2.1", 60, in_account=False, in_hnte=False, in_tax=False),
]


def test_the_four_scopes_are_four_numbers() -> None:
    found = {scope: told.value.minor // 100 for scope, told in totals(MIXED, **HERE).items()}

    assert found == {"account": 1450, "hnte": 1430, "tax": 1430, "stat": 1430}


def test_the_bridge_to_statistics_names_what_leaves_and_what_comes() -> None:
    found = bridge(MIXED, "account", "stat", **HERE)

    assert {step.code: step.fen for step in found.steps} == {"stat.without.3": -80_00, "stat.with.2": 60_00}
    assert found.difference == 0


def test_the_bridge_to_the_form_names_every_limit() -> None:
    rows = [*MIXED, row("2.2", 50, project="P2"), row("2.3", 40, project="P3", treatment=CAPITALISED)]
    filled = form(rows, activities={"P2": "after_sale_support"})
    found = tax_bridge(rows, filled)

    assert {step.code: step.fen for step in found.steps} == {
        "tax.without.2": -20_00,
        "tax.asset_not_formed": -40_00,
        "tax.excluded_activity": -50_00,
        "tax.other_above_limit": -(150_00 - 108_89),
        "tax.overseas_not_counted": -18_00,
        "tax.domestic_not_counted": -40_00,
        "tax.persons_abroad": -10_00,
    }
    assert found.end.value.minor == filled.fen("eligible")
    assert found.difference == 0


def test_an_entity_that_may_not_claim_is_bridged_in_one_step() -> None:
    found = tax_bridge(MIXED, form(MIXED, entity={"industry": "F51"}))

    assert found.steps[-1].code == "tax.no_claim"
    assert found.end.value.minor == 0
    assert found.difference == 0


def test_other_cost_of_the_high_technology_scope_is_a_fifth_of_the_total() -> None:
    found = high_technology([row("1.1", 72), row("6.5", 90), paid(DOMESTIC, 10)], HNTE, **HERE)

    assert found.value.minor == 100_00


def test_enough_of_the_cost_has_to_be_spent_in_the_country() -> None:
    assert domestic_share_met([row("1.1", 60), paid(OVERSEAS, 40)], HNTE, **HERE)
    assert not domestic_share_met([row("1.1", 59), paid(OVERSEAS, 41)], HNTE, **HERE)


tags = st.tuples(*[st.booleans()] * 4)


@st.composite
def tagged(draw: st.DrawFn) -> list[CostRow]:
    return [
        replace(found, **{f"in_{scope}": flag for scope, flag in zip(SCOPES, draw(tags), strict=True)})
        for found in draw(st.lists(cost_rows, max_size=25))
    ]


@settings(max_examples=60)
@given(tagged(), st.sampled_from(SCOPES), st.sampled_from(SCOPES), st.sampled_from([{}, {"P2": "repetition"}]))
def test_every_bridge_adds_up(rows: list[CostRow], source: str, target: str, activities: dict) -> None:
    formations = tuple(Formation(f"A{project}", project, 202506, 120, 202506) for project in ("P1", "P2"))
    earlier = [replace(found, month=found.month - 100) for found in rows[::3]]

    assert bridge(rows, source, target, **HERE).difference == 0
    everything = [*rows, *earlier]
    assert tax_bridge(everything, form(everything, formations=formations, activities=activities)).difference == 0
