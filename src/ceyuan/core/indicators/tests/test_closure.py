from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceyuan.core.indicators import Contribution, Direction, RollUp, Share, close, meets, roll_up, spread
from ceyuan.core.indicators.tests.examples import amounts, weights
from ceyuan.core.kernel import Invalid, Leaf, Refused

AT_LEAST, AT_MOST, EQUAL = Direction
ADDING = [RollUp.SUM, RollUp.LAST, RollUp.DISTINCT]


def codes(closure):
    return [reason.code.removeprefix("indicators.") for reason in closure.reasons]


@pytest.mark.parametrize("kind", ADDING)
def test_shares_and_reserve_have_to_be_the_target_to_the_last_unit(kind):
    shares = [Share("mill", 40), Share("mine", 55)]
    closed = close(kind, AT_LEAST, 100, shares, 5)
    assert closed.closed
    assert (closed.children_total, closed.difference, closed.reasons) == (95, 0, ())
    for reserve, difference in ((0, -5), (Decimal("5.01"), Fraction(1, 100))):
        left = close(kind, AT_LEAST, 100, shares, reserve)
        assert not left.closed
        assert codes(left) == ["not_closed"]
        assert left.reasons[0].facts["difference"] == difference
        assert left.difference == difference


def test_a_negative_reserve_plans_for_more_and_has_to_be_allowed():
    shares = [Share("mill", 60), Share("mine", 55)]
    assert codes(close(RollUp.SUM, AT_LEAST, 100, shares, -15)) == ["reserve_negative"]
    assert close(RollUp.SUM, AT_LEAST, 100, shares, -15, allow_over=True).closed
    assert codes(close(RollUp.SUM, AT_MOST, 100, shares, -15, allow_over=True)) == ["reserve_negative"]
    assert close(RollUp.SUM, AT_MOST, 130, shares, 15).closed


def test_what_is_given_out_so_far_is_told_while_shares_are_missing():
    closure = close(RollUp.SUM, AT_LEAST, 100, [Share("mill", 40), Share("mine", None)])
    assert codes(closure) == ["share_missing"]
    assert closure.reasons[0].facts["units"] == ("mine",)
    assert (closure.children_total, closure.difference) == (40, -60)
    assert "indicators.share_missing" in [leaf.value for leaf in closure.explanation.walk()]


def test_a_unit_has_one_share():
    assert codes(close(RollUp.SUM, AT_LEAST, 10, [Share("mill", 5), Share("mill", 5)])) == ["unit_twice"]


@pytest.mark.parametrize("kind", [RollUp.RATIO, RollUp.WEIGHTED_MEAN])
def test_shares_of_a_ratio_are_weighed_by_what_they_are_planned_on(kind):
    shares = [Share("mill", 5, 100), Share("mine", 2, 300)]
    assert close(kind, AT_LEAST, Fraction("2.75"), shares).closed
    above = close(kind, AT_LEAST, Fraction("3.5"), shares)
    assert codes(above) == ["not_closed"]
    assert above.children_total == Fraction("2.75")
    assert above.difference == Fraction("-0.75")
    assert close(kind, AT_MOST, 3, shares).closed
    assert not close(kind, AT_MOST, Fraction("2.7"), shares).closed
    assert not close(kind, EQUAL, 3, shares).closed


@pytest.mark.parametrize(
    ("shares", "code"),
    [
        ([Share("mill", 5, None)], "basis_missing"),
        ([Share("mill", 5, -1)], "basis_negative"),
        ([Share("mill", 5, 0)], "denominator_zero"),
        ([], "no_shares"),
    ],
)
def test_a_ratio_without_a_usable_basis_is_not_closed_and_says_why(shares, code):
    closure = close(RollUp.RATIO, AT_LEAST, 1, shares)
    assert codes(closure) == [code]
    assert closure.children_total is None
    assert closure.explanation.value == f"indicators.{code}"


@pytest.mark.parametrize("kind", [RollUp.RATIO, RollUp.MAX, RollUp.BOOLEAN])
def test_only_amounts_that_add_up_can_hold_a_reserve(kind):
    assert codes(close(kind, AT_LEAST, 1, [Share("mill", 1, 1)], 1)) == ["reserve_impossible"]


def test_one_unit_is_enough_for_a_peak_and_every_unit_has_to_stay_under_a_ceiling():
    shares = [Share("mill", 5), Share("mine", 9)]
    assert close(RollUp.MAX, AT_LEAST, 9, shares).closed
    assert not close(RollUp.MAX, AT_LEAST, 10, shares).closed
    assert close(RollUp.MAX, AT_MOST, 9, shares).closed
    assert not close(RollUp.MAX, AT_MOST, 8, shares).closed


def test_a_milestone_is_taken_on_by_every_unit_that_carries_it():
    assert close(RollUp.BOOLEAN, AT_LEAST, 1, [Share("mill", 1), Share("mine", 1)]).closed
    without = close(RollUp.BOOLEAN, AT_LEAST, 1, [Share("mill", 1), Share("mine", 0)])
    assert codes(without) == ["milestone_not_taken"]
    assert without.reasons[0].facts["units"] == ("mine",)
    assert codes(close(RollUp.BOOLEAN, AT_LEAST, 1, [])) == ["no_shares"]


def test_the_explanation_shows_target_shares_and_reserve():
    closure = close(RollUp.SUM, AT_LEAST, 100, [Share("mill", 95)], 5)
    assert closure.explanation.value == "indicators.closed"
    leaves = {(leaf.name, leaf.value) for leaf in closure.explanation.walk() if isinstance(leaf, Leaf)}
    assert leaves == {("indicators.target", 100), ("indicators.share", 95), ("indicators.reserve", 5)}


@given(
    st.sampled_from(list(RollUp)),
    st.sampled_from(list(Direction)),
    amounts,
    st.lists(st.tuples(st.one_of(st.none(), amounts), st.one_of(st.none(), weights)), max_size=5),
    st.one_of(st.just(0), amounts),
    st.booleans(),
)
def test_whatever_decomposition_is_accepted_adds_up_exactly(kind, direction, parent, drawn, reserve, over):
    shares = [Share(unit, value, basis) for unit, (value, basis) in enumerate(drawn)]
    if shares and kind in ADDING and all(share.value is not None for share in shares):
        # Half of the time one that closes, else hardly any would.
        parent = parent if over else sum(share.value for share in shares) + reserve
    closure = close(kind, direction, parent, shares, reserve, allow_over=over)
    assert closure.closed == (not closure.reasons)
    if not closure.closed:
        return
    if kind in ADDING:
        assert sum((share.value for share in shares), Fraction(0)) + closure.reserve == closure.parent
        assert closure.difference == 0
    else:
        assert meets(direction, parent, closure.children_total)


@given(st.lists(st.tuples(amounts, st.integers(1, 50)), min_size=1, max_size=5))
def test_a_closed_ratio_is_met_when_every_unit_just_meets_its_share(drawn):
    tree = {"group": None} | dict.fromkeys(range(len(drawn)), "group")
    shares = [Share(unit, value, basis) for unit, (value, basis) in enumerate(drawn)]
    own = [Contribution(unit, value * basis, basis) for unit, (value, basis) in enumerate(drawn)]
    reached = roll_up(RollUp.RATIO, tree, own)["group"].value
    assert close(RollUp.RATIO, EQUAL, reached, shares).closed


def test_whole_patents_go_to_the_largest_remainders_and_then_to_the_earlier_unit():
    assert spread(10, [1, 1, 1]) == [4, 3, 3]
    assert spread(10, [5, 3, 1]) == [6, 3, 1]
    assert spread(-10, [1, 1, 1]) == [-4, -3, -3]
    assert spread(Decimal("0.10"), [1, 0, 2], Decimal("0.01")) == [Fraction(3, 100), 0, Fraction(7, 100)]


@given(st.integers(-500, 500), st.lists(weights, min_size=1, max_size=8), st.fractions(Fraction(1, 100), 5))
def test_a_proposal_adds_up_exactly_and_is_off_by_less_than_a_step(steps, drawn, step):
    drawn = [*drawn, Fraction(1)]
    parent = steps * step
    shares = spread(parent, drawn, step)
    assert sum(shares) == parent
    for share, weight in zip(shares, drawn, strict=True):
        assert (share / step).denominator == 1
        assert abs(share - parent * weight / sum(drawn)) < step
        assert weight or share == 0
    assert close(RollUp.SUM, AT_LEAST, parent, [Share(unit, share) for unit, share in enumerate(shares)]).closed


@pytest.mark.parametrize(
    ("parent", "step", "code"), [(10, 0, "step_not_positive"), (Decimal("10.5"), 1, "step_does_not_divide")]
)
def test_it_refuses_steps_that_cannot_make_the_amount(parent, step, code):
    with pytest.raises(Refused) as refusal:
        spread(parent, [1], step)
    assert refusal.value.reason.code == f"indicators.{code}"


@pytest.mark.parametrize(
    ("given_weights", "code"), [([], "weights_empty"), ([0, 0], "weights_empty"), ([1, -1], "share_weight_negative")]
)
def test_it_refuses_weights_that_say_nothing(given_weights, code):
    with pytest.raises(Invalid) as refusal:
        spread(10, given_weights)
    assert refusal.value.fields["weights"][0].code == f"indicators.{code}"
