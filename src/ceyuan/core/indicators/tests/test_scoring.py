from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceyuan.core.indicators import Adjustment, Curve, Direction, ScoreLine, parts_of, round_half_up, score
from ceyuan.core.indicators.tests.examples import amounts
from ceyuan.core.kernel import Invalid, Reason, Source

PROOF = (Source("documents.file", "9", "certificate.pdf"),)
CAPS = {"bonus_cap": 10, "deduction_cap": 20}


def line(code, weight, points, **gate):
    return ScoreLine(code, weight, points, **gate)


@pytest.mark.parametrize(
    ("actual", "points"),
    [(1, 0), (2, 0), (3, 30), (4, 60), (5, 80), (6, 100), (8, 110), (10, 120), (99, 120)],
)
def test_points_lie_on_straight_lines_between_the_levels(actual, points):
    assert Curve(2, 4, 6, 10).points(actual).value == points


def test_a_curve_for_at_most_runs_the_other_way():
    curve = Curve(20, 10, 8, 4, direction=Direction.AT_MOST)
    assert [curve.points(value).value for value in (30, 20, 15, 9, 6, 4, 0)] == [0, 0, 30, 80, 110, 120, 120]


def test_equal_levels_are_a_step_and_equal_points_a_flat_part():
    step = Curve(5, 5, 8, 8)
    assert [step.points(value).value for value in (4, 5, Fraction(13, 2), 8)] == [0, 60, 80, 120]
    flat = Curve(0, 5, 10, 20, points=(0, 60, 60, 100))
    assert [flat.points(value).value for value in (5, 7, 10)] == [60, 60, 60]


def test_points_are_explained_by_the_two_levels_around_the_reading():
    explained = Curve(2, 4, 6, 10).points(5)
    assert {leaf.name: leaf.value for leaf in explained.walk()} == {
        "indicators.actual": 5,
        "indicators.level_basic": 4,
        "indicators.points_basic": 60,
        "indicators.level_satisfactory": 6,
        "indicators.points_satisfactory": 100,
    }


@pytest.mark.parametrize(
    ("build", "field", "code"),
    [
        (lambda: Curve(2, 1, 6, 10), "basic", "levels_turn_back"),
        (lambda: Curve(2, 4, 6, 10, direction=Direction.AT_MOST), "challenge", "levels_turn_back"),
        (lambda: Curve(2, 4, 6, 10, points=(0, 60, 50, 120)), "points", "points_fall"),
        (lambda: Curve(2, 4, 6, 10, points=(0, 60, 100)), "points", "curve_points"),
        (lambda: Curve(2, 4, 6, 10, direction=Direction.EQUAL), "direction", "no_curve_for_equal"),
    ],
)
def test_it_refuses_a_curve_that_punishes_what_is_better(build, field, code):
    with pytest.raises(Invalid) as refusal:
        build()
    assert refusal.value.fields[field][0].code == f"indicators.{code}"


@given(st.lists(amounts, min_size=4, max_size=4), amounts, amounts, st.sampled_from(list(Direction)[:2]))
def test_a_better_reading_never_gets_fewer_points(levels, one, other, direction):
    downwards = direction is Direction.AT_MOST
    curve = Curve(*sorted(levels, reverse=downwards), direction=direction)
    worse, better = sorted((one, other), reverse=downwards)
    assert curve.points(worse).value <= curve.points(better).value


def test_a_score_weighs_the_points_and_adds_what_is_proven():
    curve = Curve(2, 4, 6, 10)
    lines = [line("K01", 600_000, curve.points(5)), line("K10", 400_000, 110)]
    adjustments = [Adjustment("platform", 3, PROOF, confirmed=True), Adjustment("late", -2, PROOF, confirmed=True)]
    explained = score(lines, adjustments, **CAPS)
    assert explained.value == 48 + 44 + 3 - 2
    assert PROOF[0] in [source for leaf in explained.walk() for source in leaf.sources]
    assert "indicators.level_basic" in [leaf.name for leaf in explained.walk()]


def test_it_counts_no_adjustment_without_confirmation_or_evidence_and_lists_it():
    adjustments = [Adjustment("rumour", 5, PROOF, confirmed=False), Adjustment("claim", 5, (), confirmed=True)]
    explained = score([line("K01", 1_000_000, 80)], adjustments, **CAPS)
    assert explained.value == 80
    listed = list(parts_of(explained, "indicators.not_counted"))
    assert [part.sources[0].key for part in listed] == ["rumour", "claim"]
    assert [part.inputs[1].value for part in listed] == ["indicators.unconfirmed", "indicators.no_evidence"]


def test_bonus_and_deduction_end_at_their_caps_and_a_score_at_zero():
    much = [Adjustment(f"b{number}", 6, PROOF, confirmed=True) for number in range(3)]
    assert score([line("K01", 1_000_000, 80)], much, **CAPS).value == 90
    bad = [Adjustment(f"d{number}", -15, PROOF, confirmed=True) for number in range(3)]
    explained = score([line("K01", 1_000_000, 80)], bad, **CAPS)
    assert explained.value == 60
    (capped,) = parts_of(explained, "indicators.deduction_capped")
    assert capped.inputs[0].value == -45
    assert score([line("K01", 1_000_000, 5)], bad, **CAPS).value == 0


def test_a_missed_gate_limits_the_score_however_good_the_rest_is():
    lines = [line("K01", 900_000, 120), line("S01", 100_000, 100, is_gate=True, gate_held=False)]
    explained = score(lines, [Adjustment("award", 10, PROOF, confirmed=True)], **CAPS)
    assert explained.value == 60
    (limited,) = parts_of(explained, "indicators.gate_limited")
    assert limited.inputs[0].value == 128
    assert [leaf.value for leaf in parts_of(explained, "indicators.gate_missed")] == ["S01"]
    assert score(lines, [], **CAPS, gate_cap=0).value == 0
    held = [lines[0], line("S01", 100_000, 100, is_gate=True, gate_held=True)]
    assert score(held, [], **CAPS).value == 118


def test_a_gate_that_nobody_read_is_not_held():
    lines = [line("K01", 1_000_000, 100), line("S01", 0, None, is_gate=True, gate_held=True)]
    assert score(lines, [], **CAPS).value == 60


def test_a_line_without_reading_counts_zero_and_is_named():
    missing = Reason("indicators.denominator_zero", {"numerator": 3})
    lines = [
        line("K01", 500_000, 100),
        ScoreLine("K09", 300_000, None, missing=missing),
        line("K10", 200_000, None),
    ]
    explained = score(lines, [], **CAPS)
    assert explained.value == 50
    named = {leaf.sources[0].key: leaf.value for leaf in parts_of(explained, "indicators.line_missing")}
    assert named == {"K09": "indicators.denominator_zero", "K10": "indicators.no_reading"}


def test_points_are_rounded_once_and_at_the_end():
    third = Fraction(100, 3)
    lines = [line("a", 333_333, third), line("b", 333_333, third), line("c", 333_334, third)]
    explained = score(lines, [], **CAPS)
    assert explained.value == Fraction("33.33")
    assert explained.inputs[0].value == third
    assert score([line("a", 1_000_000, Fraction("80.005"))], [], **CAPS).value == Fraction("80.01")
    assert score([line("a", 1_000_000, 90)], [], **CAPS, full=40).value == 36


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [("0.005", 2, "0.01"), ("-0.005", 2, "-0.01"), ("0.00499", 2, "0"), ("2.5", 0, "3"), ("1.235", 2, "1.24")],
)
def test_a_half_is_rounded_away_from_zero(value, places, rounded):
    assert round_half_up(Fraction(value), places) == Fraction(rounded)


@pytest.mark.parametrize(
    ("lines", "field", "code"),
    [
        ([line("a", 999_999, 1)], "weights", "weights_not_whole"),
        ([line("a", 1_200_000, 1), line("b", -200_000, 1)], "weights", "weight_below_zero"),
        ([line("a", 500_000, 1), line("a", 500_000, 1)], "lines", "line_twice"),
        ([], "weights", "weights_not_whole"),
    ],
)
def test_it_refuses_weights_that_are_not_one_whole_and_lines_given_twice(lines, field, code):
    with pytest.raises(Invalid) as refusal:
        score(lines, [], **CAPS)
    assert refusal.value.fields[field][0].code == f"indicators.{code}"


def test_it_refuses_a_negative_cap():
    with pytest.raises(Invalid) as refusal:
        score([line("a", 1_000_000, 1)], [], bonus_cap=-1, deduction_cap=0)
    assert refusal.value.fields["bonus_cap"][0].code == "indicators.cap_negative"
