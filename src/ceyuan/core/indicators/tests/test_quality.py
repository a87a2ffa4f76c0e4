from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceyuan.core.indicators import (
    CHALLENGE_LEVELS,
    Direction,
    RollUp,
    TargetFacts,
    assessable,
    challenging,
    measurable,
    needed_growth,
    parts_of,
)
from ceyuan.core.indicators.rounding import root
from ceyuan.core.kernel import Invalid, Refused

AT_LEAST, AT_MOST, EQUAL = Direction
GOOD = TargetFacts(
    RollUp.RATIO,
    unit_of_measure="percent",
    definition="spend over revenue",
    source="ledger",
    due=date(2025, 12, 31),
    method="audit",
    owner="leader",
    assessor="finance",
    verdict_rule="at least the target",
)


def codes(verdict):
    return [reason.code.removeprefix("indicators.") for reason in verdict.reasons]


def one(explained, code):
    (part,) = parts_of(explained, f"indicators.{code}")
    return part


def test_a_target_with_everything_said_is_measurable_and_assessable():
    assert measurable(GOOD)
    assert assessable(GOOD)


@pytest.mark.parametrize(
    ("change", "question", "code"),
    [
        ({"unit_of_measure": " "}, measurable, "unit_missing"),
        ({"definition": ""}, measurable, "definition_missing"),
        ({"source": ""}, measurable, "source_missing"),
        ({"is_typed": True}, measurable, "typed_ratio"),
        ({"due": None}, assessable, "date_missing"),
        ({"method": ""}, assessable, "method_missing"),
        ({"assessor": None}, assessable, "assessor_missing"),
        ({"assessor": "leader"}, assessable, "assessor_is_owner"),
        ({"verdict_rule": ""}, assessable, "verdict_rule_missing"),
    ],
)
def test_what_is_missing_is_named(change, question, code):
    assert codes(question(replace(GOOD, **change))) == [code]


def test_everything_that_is_missing_is_named_at_once():
    bare = TargetFacts(RollUp.SUM)
    assert codes(measurable(bare)) == ["unit_missing", "definition_missing", "source_missing"]
    assert codes(assessable(bare)) == ["date_missing", "method_missing", "assessor_missing", "verdict_rule_missing"]


def test_a_unit_may_type_an_amount_but_no_ratio_and_a_milestone_needs_no_unit():
    assert measurable(replace(GOOD, kind=RollUp.SUM, is_typed=True))
    assert codes(measurable(replace(GOOD, kind=RollUp.WEIGHTED_MEAN, is_typed=True))) == ["typed_ratio"]
    assert measurable(replace(GOOD, kind=RollUp.BOOLEAN, unit_of_measure=""))


GROWING = [(2020, 100), (2021, 108), (2022, 121)]


@pytest.mark.parametrize(
    ("target", "level"),
    [("133.1", "as_history"), ("133", "as_history"), ("125", "below_history"), ("140", "stretch"), ("180", "leap")],
)
def test_the_growth_a_target_needs_is_held_against_the_units_own_pace(target, level):
    explained = challenging(AT_LEAST, GROWING, Decimal(target), 2023)
    assert explained.value == level
    assert one(explained, "history_growth").value == Fraction(1, 10)
    assert one(explained, "needed_growth").value == Fraction(target) / 121 - 1


def test_growth_is_compound_over_several_years():
    explained = challenging(AT_LEAST, [(2020, 100), (2022, 121)], Decimal("161.051"), 2025)
    assert one(explained, "needed_growth").value == Fraction(1, 10)
    assert one(explained, "needed_growth").unit == "compound"
    assert explained.value == "as_history"


def test_for_at_most_going_down_faster_is_the_challenge():
    falling = [(2020, 100), (2021, 90)]
    assert one(challenging(AT_MOST, falling, 81, 2022), "needed_growth").value == Fraction(1, 10)
    assert challenging(AT_MOST, falling, 81, 2022).value == "as_history"
    assert challenging(AT_MOST, falling, 89, 2022).value == "below_history"
    assert challenging(AT_MOST, falling, 75, 2022).value == "stretch"
    assert challenging(AT_MOST, falling, 40, 2022).value == "leap"


def test_a_loss_that_shrinks_is_compared_in_equal_steps():
    explained = challenging(AT_LEAST, [(2020, -6), (2022, -4)], 1, 2023)
    assert one(explained, "history_growth").value == Fraction(1, 4)
    assert one(explained, "needed_growth").value == Fraction(5, 4)
    assert one(explained, "needed_growth").unit == "linear"
    assert explained.value == "leap"


def test_from_zero_there_are_steps_but_no_shares_to_compare_with_others():
    explained = challenging(AT_LEAST, [(2020, -2), (2021, 0)], 2, 2022, [Fraction(1, 10)])
    assert explained.value == "as_history"
    assert one(explained, "needed_growth").unit == "absolute"
    assert "indicators.no_shares_of_zero" in [leaf.value for leaf in explained.walk()]


@pytest.mark.parametrize(
    ("peers", "percentile"),
    [
        (["0.05", "0.06", "0.2", "0.3"], Fraction(1, 2)),
        (["0.05", "0.1", "0.1", "0.3"], Fraction(1, 2)),
        (["0.1"], Fraction(1, 2)),
        (["0.01", "0.02", "0.03"], Fraction(1)),
        (["0.2", "0.3", "0.1"], Fraction(1, 6)),
    ],
)
def test_the_percentile_among_peers_is_exact_and_equals_count_half(peers, percentile):
    explained = challenging(AT_LEAST, GROWING, Decimal("133.1"), 2023, [Decimal(peer) for peer in peers])
    assert one(explained, "peer_percentile").value == percentile
    assert len(list(parts_of(explained, "indicators.peer"))) == len(peers)


def test_peers_needed_growth_is_measured_in_the_same_way():
    assert needed_growth(AT_LEAST, 100, 121, 2).value == Fraction(1, 10)
    assert needed_growth(AT_MOST, 100, 81, 2).value == Fraction(1, 10)
    assert needed_growth(AT_LEAST, -4, 0, 2).value == Fraction(1, 2)
    assert needed_growth(AT_LEAST, 0, 6, 2) == needed_growth(AT_LEAST, 0, 3, 1)
    with pytest.raises(ValueError, match="one year"):
        needed_growth(AT_LEAST, 1, 2, 0)


def test_too_little_history_is_said():
    for history in ([], [(2022, 121)]):
        explained = challenging(AT_LEAST, history, 130, 2023)
        assert explained.value == "too_little_history"
        assert "indicators.history_too_short" in [leaf.value for leaf in explained.walk()]
    with_peers = challenging(AT_LEAST, [(2022, 100)], 110, 2023, [Fraction(1, 20)])
    assert one(with_peers, "peer_percentile").value == 1


def test_where_more_is_not_better_nothing_is_compared():
    assert challenging(EQUAL, GROWING, 130, 2023).value == "not_comparable"


def test_it_refuses_a_target_year_that_is_already_history_and_a_year_given_twice():
    with pytest.raises(Refused) as refusal:
        challenging(AT_LEAST, GROWING, 130, 2022)
    assert refusal.value.reason.code == "indicators.target_year_past"
    with pytest.raises(Invalid) as invalid:
        challenging(AT_LEAST, [*GROWING, (2021, 5)], 130, 2023)
    assert invalid.value.fields["baseline_history"][0].facts["years"] == (2021,)


@given(
    st.sampled_from([AT_LEAST, AT_MOST]),
    st.lists(st.integers(-50, 50), min_size=2, max_size=4),
    st.integers(-50, 50),
    st.integers(1, 40),
)
def test_asking_for_more_is_never_called_easier(direction, values, target, more):
    order = [CHALLENGE_LEVELS.index(level) for level in ("below_history", "as_history", "stretch", "leap")]
    history = [(2020 + index, value) for index, value in enumerate(values)]
    # A target on the other side of zero is measured in steps, not at a rate, so only targets of one side are compared.
    harder = target + more if direction is AT_LEAST else target - more
    if (target > 0) != (harder > 0):
        return
    easy, hard = (challenging(direction, history, goal, 2030).value for goal in (target, harder))
    assert order[CHALLENGE_LEVELS.index(easy)] <= order[CHALLENGE_LEVELS.index(hard)]


@given(st.fractions(0, 1000, max_denominator=1000), st.integers(1, 6))
def test_a_root_is_cut_off_after_nine_places_and_exact_where_it_can_be(value, degree):
    cut = root(value, degree)
    assert cut**degree <= value < (cut + Fraction(1, 10**9)) ** degree
    short = Fraction(round(value * 1000), 1000)
    assert root(short**degree, degree) == short
