from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceyuan.core.indicators import Contribution, RollUp, fits, roll_up
from ceyuan.core.indicators.tests.examples import GROUP, weights
from ceyuan.core.kernel import Refused


def test_intensity_of_the_group_is_total_spend_over_total_revenue():
    tree = {"group": None, "a": "group", "b": "group"}
    rolled = roll_up(RollUp.RATIO, tree, [Contribution("a", 5, 100), Contribution("b", 6, 300)], 100)
    assert rolled["group"].value == Fraction("2.75")
    assert (rolled["group"].numerator, rolled["group"].denominator) == (11, 400)
    assert (rolled["a"].value + rolled["b"].value) / 2 == Fraction("3.5")
    assert rolled["a"].value + rolled["b"].value == 7


def test_a_sum_adds_own_amounts_and_those_below_less_what_units_below_only_exchanged():
    given_amounts = [
        Contribution("group", 1),
        Contribution("mill", Decimal("2.5")),
        Contribution("mine", 4),
        Contribution("port", 8),
        Contribution("north", 3, kind="elimination"),
    ]
    rolled = roll_up(RollUp.SUM, GROUP, given_amounts)
    assert rolled["north"].value == Fraction("3.5")
    assert rolled["south"].value == 8
    assert rolled["group"].value == Fraction("12.5")
    assert rolled["mill"].value == Fraction("2.5")


def test_internal_revenue_leaves_the_ratio_at_the_unit_where_it_is_recorded_and_above():
    own = [Contribution("mill", 4, 100), Contribution("mine", 6, 100), Contribution("port", 0, 100)]
    internal = Contribution("north", None, 50, kind="elimination")
    rolled = roll_up(RollUp.RATIO, GROUP, [*own, internal], 100)
    assert rolled["mill"].value == 4
    assert rolled["north"].value == Fraction(1000, 150)
    assert rolled["group"].value == Fraction(1000, 250)


@pytest.mark.parametrize(
    ("denominator", "code"),
    [(0, "indicators.denominator_zero"), (-5, "indicators.not_computable"), (None, "indicators.no_reading")],
)
def test_a_ratio_without_a_positive_denominator_has_no_value_but_a_reason(denominator, code):
    rolled = roll_up(RollUp.RATIO, GROUP, [Contribution("mill", 3, denominator)])["group"]
    assert rolled.value is None
    assert rolled.missing.code == code


def test_a_unit_without_reading_is_named_and_not_counted_as_zero():
    own = [Contribution("mill", 5, 100), Contribution("mine", None, 900), Contribution("port", 7, None)]
    rolled = roll_up(RollUp.RATIO, GROUP, own, 100)
    assert rolled["group"].value == 5
    assert rolled["group"].unread == ("mine", "port")
    assert rolled["north"].unread == ("mine",)
    assert rolled["south"].value is None
    assert rolled["south"].missing.facts["units"] == ("port",)


def test_a_unit_that_need_not_report_is_not_called_unread():
    rolled = roll_up(RollUp.SUM, GROUP, [Contribution("mill", 5)])
    assert rolled["group"].unread == ()
    assert rolled["port"].value is None
    assert rolled["port"].missing.facts["units"] == ()


def test_a_weighted_mean_weighs_each_value_and_leaves_out_who_has_none():
    own = [Contribution("mill", 90, 1), Contribution("mine", 60, 2), Contribution("port", None, 97)]
    rolled = roll_up(RollUp.WEIGHTED_MEAN, GROUP, own, 100)
    assert rolled["group"].value == 70
    assert rolled["group"].unread == ("port",)
    assert (rolled["group"].numerator, rolled["group"].denominator) == (210, 3)


def test_weights_that_are_all_zero_give_no_mean():
    rolled = roll_up(RollUp.WEIGHTED_MEAN, GROUP, [Contribution("mill", 90, 0)])
    assert rolled["group"].missing.code == "indicators.denominator_zero"


def test_a_stock_is_the_sum_of_what_each_unit_had_last():
    own = [
        Contribution("mill", 10, on=date(2025, 3, 31)),
        Contribution("mill", 12, on=date(2025, 12, 31)),
        Contribution("mill", 11, on=date(2025, 9, 30)),
        Contribution("port", 5, on=date(2025, 6, 30)),
    ]
    rolled = roll_up(RollUp.LAST, GROUP, own)
    assert rolled["mill"].value == 12
    assert rolled["group"].value == 17


def test_max_is_the_largest_reading_also_when_all_are_negative():
    rolled = roll_up(
        RollUp.MAX, GROUP, [Contribution("mill", -3), Contribution("mine", -7), Contribution("port", None)]
    )
    assert rolled["group"].value == -3
    assert rolled["group"].unread == ("port",)
    assert rolled["south"].value is None


def test_a_patent_that_two_units_name_counts_once():
    own = [
        Contribution("mill", None, keys=frozenset({"p1", "p2"})),
        Contribution("mine", None, keys=frozenset({"p2"})),
        Contribution("port", 0),
    ]
    rolled = roll_up(RollUp.DISTINCT, GROUP, own)
    assert rolled["group"].value == 2
    assert rolled["group"].keys == {"p1", "p2"}
    assert rolled["mill"].value + rolled["mine"].value == 3
    assert rolled["south"].value == 0


def test_a_milestone_is_reached_when_all_that_have_to_reach_it_did():
    rolled = roll_up(RollUp.BOOLEAN, GROUP, [Contribution("mill", 1), Contribution("mine", 1), Contribution("port", 0)])
    assert rolled["north"].value == 1
    assert rolled["group"].value == 0
    assert (rolled["group"].numerator, rolled["group"].denominator) == (2, 3)


def test_a_silent_unit_leaves_a_milestone_undecided_but_saves_no_missed_one():
    silent = [Contribution("mill", 1), Contribution("mine", None)]
    open_still = roll_up(RollUp.BOOLEAN, GROUP, silent)["group"]
    assert open_still.value is None
    assert open_still.missing.facts["units"] == ("mine",)
    assert (open_still.numerator, open_still.denominator) == (1, 2)
    assert roll_up(RollUp.BOOLEAN, GROUP, [*silent, Contribution("port", 0)])["group"].value == 0


def test_several_readings_of_one_unit_add_up_and_a_shared_key_stays_one():
    rolled = roll_up(RollUp.RATIO, GROUP, [Contribution("mill", 1, 10), Contribution("mill", 3, 30)], 100)
    assert rolled["mill"].value == 10
    twice = [Contribution("mill", None, keys=frozenset("ab")), Contribution("mill", None, keys=frozenset("bc"))]
    assert roll_up(RollUp.DISTINCT, GROUP, twice)["mill"].value == 3
    parts = [Contribution("north", 1, None, kind="elimination"), Contribution("north", None, 5, kind="elimination")]
    both = roll_up(RollUp.RATIO, GROUP, [Contribution("mill", 5, 25), *parts], 100)
    assert both["north"].value == 20


@pytest.mark.parametrize("kind", [RollUp.WEIGHTED_MEAN, RollUp.BOOLEAN])
def test_it_refuses_a_second_reading_where_two_have_no_meaning(kind):
    with pytest.raises(Refused) as refusal:
        roll_up(kind, GROUP, [Contribution("mill", 1, 1), Contribution("mill", 1, 1)])
    assert refusal.value.reason.code == "indicators.reading_twice"


def test_it_refuses_units_in_a_circle_and_units_that_are_not_in_the_tree():
    with pytest.raises(Refused) as refusal:
        roll_up(RollUp.SUM, {"a": "b", "b": "a", "c": None}, [])
    assert refusal.value.reason.code == "indicators.cyclic_tree"
    assert set(refusal.value.reason.facts["units"]) == {"a", "b"}
    for tree, contributions in (({"a": "x"}, []), ({"a": None}, [Contribution("x", 1)])):
        with pytest.raises(Refused) as refusal:
            roll_up(RollUp.SUM, tree, contributions)
        assert refusal.value.reason.code == "indicators.unknown_unit"
        assert refusal.value.reason.facts["unit"] == "x"


@pytest.mark.parametrize(
    ("kind", "contribution", "code"),
    [
        (RollUp.MAX, Contribution("mill", 1, kind="elimination"), "indicators.elimination_impossible"),
        (RollUp.DISTINCT, Contribution("mill", 5), "indicators.count_without_keys"),
        (RollUp.WEIGHTED_MEAN, Contribution("mill", 5, -1), "indicators.weight_negative"),
    ],
)
def test_it_refuses_what_the_kind_of_indicator_cannot_take(kind, contribution, code):
    assert [reason.code for reason in fits(kind, contribution).reasons] == [code]
    with pytest.raises(Refused) as refusal:
        roll_up(kind, GROUP, [contribution])
    assert refusal.value.reason.code == code


def test_it_takes_no_float_and_no_truth_for_a_number():
    for wrong in (0.1, True):
        with pytest.raises(TypeError):
            Contribution("mill", wrong)


@given(st.lists(st.tuples(weights, weights), min_size=1, max_size=8), st.data())
def test_the_ratio_of_the_root_does_not_depend_on_how_the_tree_is_cut(pairs, data):
    flat = {"root": None} | dict.fromkeys(range(len(pairs)), "root")
    deep = {"root": None} | {
        unit: data.draw(st.sampled_from(["root", *range(unit)]), label=f"above {unit}") for unit in range(len(pairs))
    }
    own = [Contribution(unit, upper, lower) for unit, (upper, lower) in enumerate(pairs)]
    assert roll_up(RollUp.RATIO, flat, own)["root"] == roll_up(RollUp.RATIO, deep, own)["root"]
    if total := sum(lower for _, lower in pairs):
        assert roll_up(RollUp.RATIO, deep, own)["root"].value == sum(upper for upper, _ in pairs) / total


def test_a_chain_of_a_thousand_units_rolls_up():
    chain = {unit: unit - 1 if unit else None for unit in range(1000)}
    rolled = roll_up(RollUp.SUM, chain, [Contribution(unit, 1) for unit in chain])
    assert rolled[0].value == 1000
    assert rolled[999].value == 1
