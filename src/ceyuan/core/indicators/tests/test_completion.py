from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceyuan.core.indicators import Direction, completion, is_lowered, meets
from ceyuan.core.indicators.tests.examples import amounts
from ceyuan.core.kernel import Refused

AT_LEAST, AT_MOST, EQUAL = Direction


def test_energy_use_on_the_way_down_counts_the_way_and_not_the_level():
    explained = completion(AT_MOST, 13_350, 12_800, 12_900)
    assert explained.value == Fraction(450, 550)
    assert round(float(explained.value), 3) == 0.818
    assert explained.value != Fraction(12_800, 12_900)
    assert [(leaf.name, leaf.value) for leaf in explained.walk()] == [
        ("indicators.actual", 12_900),
        ("indicators.baseline", 13_350),
        ("indicators.target", 12_800),
    ]


@pytest.mark.parametrize(
    ("direction", "baseline", "target", "actual", "expected"),
    [
        (AT_LEAST, 10, 20, 10, 0),
        (AT_LEAST, 10, 20, 20, 1),
        (AT_LEAST, 10, 20, 25, Fraction(3, 2)),
        (AT_LEAST, -4, 0, -1, Fraction(3, 4)),
        (AT_MOST, 20, 10, 10, 1),
        (AT_MOST, 20, 10, 5, Fraction(3, 2)),
        (AT_MOST, 5, 0, 1, Fraction(4, 5)),
        (EQUAL, 0, 10, 10, 1),
        (EQUAL, 0, 10, 12, Fraction(4, 5)),
        (EQUAL, 0, 10, 8, Fraction(4, 5)),
        (EQUAL, 20, 10, 12, Fraction(4, 5)),
    ],
)
def test_the_way_gone_over_the_way_to_go(direction, baseline, target, actual, expected):
    assert completion(direction, baseline, target, actual).value == expected


@pytest.mark.parametrize(
    ("direction", "actual", "expected"),
    [
        (AT_LEAST, 7, 1),
        (AT_LEAST, 8, 1),
        (AT_LEAST, 6, 0),
        (AT_MOST, 7, 1),
        (AT_MOST, 8, 0),
        (EQUAL, 7, 1),
        (EQUAL, 8, 0),
    ],
)
def test_a_target_that_only_keeps_the_baseline_is_met_or_not(direction, actual, expected):
    explained = completion(direction, 7, 7, actual)
    assert explained.value == expected
    assert explained.formula_code == "indicators.met_or_not"


@pytest.mark.parametrize(
    ("direction", "target", "actual", "expected", "formula"),
    [
        (AT_LEAST, 40, 30, Fraction(3, 4), "completion_plain"),
        (AT_MOST, 40, 50, Fraction(3, 4), "completion_inverse"),
        (AT_MOST, 40, 30, Fraction(5, 4), "completion_inverse"),
        (AT_MOST, 40, 80, 0, "completion_inverse"),
        (EQUAL, 40, 30, Fraction(3, 4), "completion_equal"),
        (EQUAL, -40, -30, Fraction(3, 4), "completion_equal"),
        (AT_MOST, 0, 0, 1, "met_or_not"),
        (AT_MOST, 0, 1, 0, "met_or_not"),
        (AT_LEAST, 0, 0, 1, "met_or_not"),
        (AT_LEAST, -5, -4, 1, "met_or_not"),
        (AT_LEAST, -5, -6, 0, "met_or_not"),
    ],
)
def test_without_baseline_the_target_itself_is_the_way(direction, target, actual, expected, formula):
    explained = completion(direction, None, target, actual)
    assert explained.value == expected
    assert explained.formula_code == f"indicators.{formula}"


def test_it_stays_between_floor_and_cap_and_shows_what_it_would_have_been():
    capped = completion(AT_LEAST, 0, 10, 20, cap=Decimal("1.2"))
    assert capped.value == Fraction(6, 5)
    assert capped.formula_code == "indicators.capped"
    assert capped.inputs[0].value == 2
    assert completion(AT_LEAST, 0, 10, 12, cap=Decimal("1.2")).formula_code == "indicators.completion"
    floored = completion(AT_LEAST, 10, 20, 0)
    assert floored.value == 0
    assert floored.inputs[0].value == -1
    assert completion(AT_LEAST, 10, 20, 0, floor=None).value == -1


@pytest.mark.parametrize(("direction", "baseline", "target"), [(AT_LEAST, 10, 9), (AT_MOST, 10, 11)])
def test_it_refuses_to_grade_a_target_that_lies_behind_its_baseline(direction, baseline, target):
    with pytest.raises(Refused) as refusal:
        completion(direction, baseline, target, 10)
    assert refusal.value.reason.code == "indicators.target_behind_baseline"
    assert dict(refusal.value.reason.facts) == {"direction": direction.value, "baseline": baseline, "target": target}


def test_it_refuses_a_cap_below_the_floor():
    with pytest.raises(Refused) as refusal:
        completion(AT_LEAST, 0, 1, 1, cap=0, floor=1)
    assert refusal.value.reason.code == "indicators.cap_below_floor"


def test_without_reading_there_is_no_completion_not_even_zero():
    assert completion(AT_LEAST, 0, 10, None).value == "indicators.no_reading"


@pytest.mark.parametrize(
    ("direction", "lower", "same", "higher"), [(AT_LEAST, True, False, False), (AT_MOST, False, False, True)]
)
def test_a_target_is_lowered_when_it_asks_for_less_in_its_direction(direction, lower, same, higher):
    assert [is_lowered(direction, 100, value) for value in (99, 100, 101)] == [lower, same, higher]


def test_of_an_exact_target_any_other_value_is_another_target():
    assert [is_lowered(EQUAL, 100, value) for value in (99, 100, 101)] == [True, False, True]
    assert [meets(EQUAL, 100, value) for value in (99, 100, 101)] == [False, True, False]


@given(st.sampled_from([AT_LEAST, AT_MOST]), st.one_of(st.none(), amounts), amounts, amounts, amounts)
def test_a_better_reading_never_completes_less(direction, baseline, target, one, other):
    if baseline is not None and is_lowered(direction, baseline, target):
        baseline, target = target, baseline
    worse, better = sorted((one, other), reverse=direction is AT_MOST)
    for cap, floor in ((None, None), (Fraction(6, 5), 0)):
        assert (
            completion(direction, baseline, target, worse, cap, floor).value
            <= completion(direction, baseline, target, better, cap, floor).value
        )


@given(st.sampled_from(list(Direction)), st.one_of(st.none(), amounts), amounts, amounts)
def test_completion_is_whole_exactly_when_the_target_is_met(direction, baseline, target, actual):
    if baseline is not None and is_lowered(direction, baseline, target) and direction is not EQUAL:
        baseline, target = target, baseline
    assert (completion(direction, baseline, target, actual).value >= 1) == meets(direction, target, actual)
