from decimal import Decimal
from fractions import Fraction
from math import isclose

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ceyuan.core.kernel import Invalid
from ceyuan.core.review.calibration import CalibrationRules, Score, calibrate
from ceyuan.core.review.quantiles import f_tail, t_quantile


def panel(bids, reviewers, each=3, *, shift=1):
    """(bid, reviewer) so that all overlap: bid n has reviewers n, n + shift, ..."""
    return [(bid, (bid + k * shift) % reviewers) for bid in range(bids) for k in range(each)]


def scores(pairs, quality, severity, noise=None):
    noise = noise or [0] * len(pairs)
    return [
        Score(f"r{r}", f"b{b}", Fraction(quality[b]) + Fraction(severity[r]) + Fraction(extra))
        for (b, r), extra in zip(pairs, noise, strict=True)
    ]


def test_harsh_and_lenient_reviewers_are_found_on_exact_scores():
    quality, severity = [70 + n for n in range(12)], [-4, -1, 0, 1, 4, 0]
    found = calibrate(scores(panel(12, 6), quality, severity)).components[0]
    assert [one.points for one in found.severities] == severity
    assert [one.reviewer for one in found.severities] == [f"r{n}" for n in range(6)]
    assert {one.bid: one.value for one in found.bids} == {f"b{n}": Decimal(q) for n, q in enumerate(quality)}
    assert found.bids[0].bid == "b11"


def test_severities_of_noisy_scores_are_recovered_and_better_than_the_mean():
    dice = np.random.Generator(np.random.PCG64(3))
    quality, severity = dice.normal(75, 5, 120).round(1), dice.normal(0, 4, 40).round(1)
    severity[0] -= severity.sum()
    pairs = panel(120, 40, 4, shift=7)
    noise = [Fraction(str(x)) for x in dice.normal(0, 1, len(pairs)).round(2)]
    given_scores = scores(pairs, [str(q) for q in quality], [str(s) for s in severity.round(1)], noise)
    found = calibrate(given_scores).components[0]
    told = {one.reviewer: float(one.points) for one in found.severities}
    errors = [told[f"r{n}"] - severity[n] for n in range(40)]
    assert np.sqrt(np.mean(np.square(errors))) < 0.6
    missed = [float(one.value) - quality[int(one.bid[1:])] for one in found.bids]
    raw = [float(one.raw) - quality[int(one.bid[1:])] for one in found.bids]
    assert np.std(missed) < np.std(raw) / 2
    inside = [float(one.low) <= quality[int(one.bid[1:])] + np.mean(missed) <= float(one.high) for one in found.bids]
    assert np.mean(inside) > 0.8
    assert isclose(sum(told.values()), 0, abs_tol=0.01)


def test_it_says_in_plain_words_who_was_strict():
    quality, severity = [70] * 12, [-4, -4, 0, 0, 8]
    pairs = panel(12, 5)
    noise = [Fraction(n % 3 - 1, 10) for n in range(len(pairs))]
    found = calibrate(scores(pairs, quality, severity, noise))
    first = found.bid("b0")  # reviewers 0, 1, 2
    strict = next(reason for reason in first.reasons if reason.code == "review.strict_reviewers")
    assert (strict.facts["count"], strict.facts["of"]) == (2, 3)
    assert abs(strict.facts["points"] - 4) < 1
    assert strict.facts["change"] > 0
    assert {reason.code for reason in found.bid("b3").reasons} == {
        "review.strict_reviewers",
        "review.lenient_reviewers",
    }


def test_separate_circles_of_reviewers_are_calibrated_apart_and_it_is_said():
    one = scores(panel(12, 6), [70 + n for n in range(12)], [-4, -1, 0, 1, 4, 0])
    other = [Score(f"x{s.reviewer}", f"x{s.bid}", s.value) for s in one]
    found = calibrate([*one, *other])
    assert [reason.code for reason in found.reasons] == ["review.graph_split"]
    assert [part.bids[0].rank for part in found.components] == [1, 1]


def test_with_too_few_scores_the_raw_mean_stands_and_says_why():
    found = calibrate([Score("r1", "b1", 80), Score("r2", "b1", Decimal("85.5")), Score("r1", "b2", 90)]).components[0]
    assert not found.calibrated
    assert found.reason.code == "review.too_few_scores"
    assert found.reason.facts["df"] == 0
    assert found.bids[1].raw == Fraction(331, 4)
    assert found.bids[1].value is None


def test_reviewers_who_differ_only_by_chance_are_not_corrected():
    dice = np.random.Generator(np.random.PCG64(11))
    pairs = panel(60, 20, shift=3)
    noise = [Fraction(str(x)) for x in dice.normal(0, 2, len(pairs)).round(2)]
    found = calibrate(scores(pairs, [60 + n % 30 for n in range(60)], [0] * 20, noise)).components[0]
    assert found.reason.code == "review.severity_by_chance"


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(0, 100), min_size=8, max_size=16), st.integers(-9, 9), st.booleans())
def test_equally_severe_reviewers_never_change_the_order(quality, severity, tested):
    rules = CalibrationRules(significance=Fraction(1, 20) if tested else Fraction(1), draws=50)
    found = calibrate(scores(panel(len(quality), 5), quality, [severity] * 5), rules).components[0]
    raw = sorted(found.bids, key=lambda one: (-one.raw, one.bid))
    assert [one.bid for one in found.bids] == [one.bid for one in raw]
    assert [one.rank for one in found.bids] == [1 + sum(other.raw > one.raw for other in raw) for one in raw]


@settings(deadline=None, max_examples=40)
@given(st.lists(st.integers(-5, 5), min_size=5, max_size=5), st.lists(st.integers(0, 99), min_size=9, max_size=14))
def test_without_noise_the_true_order_is_found_whatever_the_severities(severity, quality):
    found = calibrate(scores(panel(len(quality), 5), quality, severity), CalibrationRules(draws=50)).components[0]
    ranks = {one.bid: one.rank for one in found.bids}
    for number, value in enumerate(quality):
        assert ranks[f"b{number}"] == 1 + sum(other > value for other in quality)


def test_a_score_far_from_all_expectation_is_named():
    pairs = panel(20, 6)
    noise = [Fraction(n % 5 - 2, 10) for n in range(len(pairs))]
    noise[10] = Fraction(30)
    found = calibrate(scores(pairs, [70] * 20, [-5, 5, 0, 0, -3, 3], noise), CalibrationRules(significance=Fraction(1)))
    named = [(one.bid, one.reviewer) for one in found.components[0].outliers]
    assert (f"b{pairs[10][0]}", f"r{pairs[10][1]}") in named
    assert all(abs(one.z) > 2 for one in found.components[0].outliers)


def test_bids_that_cannot_be_told_apart_share_a_band_and_the_clear_winner_does_not():
    dice = np.random.Generator(np.random.PCG64(5))
    quality = [95] + [70] * 19
    pairs = panel(20, 6)
    noise = [Fraction(str(x)) for x in dice.normal(0, 1, len(pairs)).round(2)]
    rules = CalibrationRules(places=1)
    found = calibrate(scores(pairs, quality, [-5, 5, 0, 0, -3, 3], noise), rules).components[0]
    assert found.bands[0].bids == ("b0",)
    assert len(found.bands[1].bids) > 3
    assert found.bids[0].in_places == 1
    assert found.bids[0].ranks == (1, 1)
    again = calibrate(scores(pairs, quality, [-5, 5, 0, 0, -3, 3], noise), rules).components[0]
    assert again == found


def test_weights_count_as_repeated_scores():
    pairs = panel(12, 6)
    noise = [Fraction(n % 7 - 3, 4) for n in range(len(pairs))]
    plain = scores(pairs, [70 + n for n in range(12)], [-4, -1, 0, 1, 4, 0], noise)
    heavy = [Score(s.reviewer, s.bid, s.value, Fraction(5, 2)) for s in plain]
    one, other = calibrate(plain).components[0], calibrate(heavy).components[0]
    assert [(b.bid, b.value, b.error) for b in one.bids] == [(b.bid, b.value, b.error) for b in other.bids]


@pytest.mark.parametrize(
    ("given_scores", "code"),
    [
        ([], "no_scores"),
        ([Score("r", "b", 1), Score("r", "b", 2)], "score_twice"),
        ([Score("r", "b", 1.5)], "score_inexact"),
        ([Score("r", "b", 1, 0)], "weight_not_positive"),
    ],
)
def test_scores_that_cannot_be_used_are_invalid(given_scores, code):
    with pytest.raises(Invalid) as invalid:
        calibrate(given_scores)
    assert f"review.{code}" in str(invalid.value)


@pytest.mark.parametrize(("df", "expected"), [(4, 2.7764451), (10, 2.2281389), (30, 2.0422725), (120, 1.9799304)])
def test_quantiles_of_t_are_those_of_the_tables(df, expected):
    assert isclose(t_quantile(0.975, df), expected, rel_tol=1e-6)


@pytest.mark.parametrize(("value", "upper", "lower"), [(3.3258, 5, 10), (2.3479, 10, 20), (4.9646, 1, 10)])
def test_tails_of_f_are_those_of_the_tables(value, upper, lower):
    assert isclose(f_tail(value, upper, lower), 0.05, rel_tol=0.02)
