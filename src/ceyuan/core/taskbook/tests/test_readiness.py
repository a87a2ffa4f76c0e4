from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceyuan.core.kernel import Refused
from ceyuan.core.taskbook import (
    SCALE_9,
    SCALE_13,
    Criterion,
    Element,
    added_value,
    efficiency,
    may_assess,
    project_level,
    reached_level,
)

CRITERIA = [Criterion(f"{level.number}{letter}", level.number) for level in SCALE_9 for letter in "ab"]
KEYS = [criterion.key for criterion in CRITERIA]


@given(st.sets(st.sampled_from(KEYS)))
def test_a_level_is_reached_only_with_all_criteria_of_it_and_below(evidenced):
    told = reached_level(CRITERIA, evidenced)
    level = told.value
    assert all(criterion.key in evidenced for criterion in CRITERIA if criterion.level <= level)
    following = [criterion.key for criterion in CRITERIA if criterion.level == level + 1]
    assert level == 9 or not set(following) <= evidenced
    assert [leaf.sources[0].key for leaf in told.inputs] == [key for key in following if key not in evidenced]


@given(st.sets(st.sampled_from(KEYS)), st.sampled_from(KEYS))
def test_more_evidence_never_lowers_the_level(evidenced, another):
    assert reached_level(CRITERIA, evidenced).value <= reached_level(CRITERIA, evidenced | {another}).value


def test_a_level_without_criteria_stops_the_way_up():
    gap = [criterion for criterion in CRITERIA if criterion.level != 4]
    assert reached_level(gap, KEYS).value == 3
    with pytest.raises(Refused, match="level_unknown"):
        reached_level([Criterion("x", 10)], [])
    assert (
        reached_level([Criterion(str(n), n) for n in range(1, 14)], [str(n) for n in range(1, 14)], SCALE_13).value
        == 13
    )


def test_who_developed_it_does_not_assess_it():
    assert may_assess("expert", {"dev"})
    (reason,) = may_assess("dev", {"dev", "other"}).reasons
    assert reason.code == "taskbook.assessor_is_developer"


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 13), min_size=1))
def test_the_weakest_element_is_the_level_of_the_project(levels):
    assert project_level(levels).value == min(levels.values())


def test_a_project_without_elements_has_no_level():
    with pytest.raises(Refused, match="no_elements"):
        project_level({})


def test_technology_added_value():
    # V23: weights .5/.3/.2 with gains of 3, 3 and 2.
    elements = [Element("a", 500_000, 3, 6), Element("b", 300_000, 4, 7), Element("c", 200_000, 5, 7)]
    assert added_value(elements).value == Fraction(14, 5)
    assert sum(part.value for part in added_value(elements).inputs) == Fraction(14, 5)
    assert efficiency(Fraction(14, 5), Fraction(7)) == Fraction(2, 5)
    with pytest.raises(Refused, match="weights_not_whole"):
        added_value(elements[:2])
    with pytest.raises(Refused, match="effort_not_positive"):
        efficiency(Fraction(1), Fraction(0))


@given(st.lists(st.integers(-4, 4), min_size=1, max_size=5))
def test_equal_gains_make_a_gain_between_the_smallest_and_the_largest(gains):
    shares = [1_000_000 // len(gains)] * len(gains)
    shares[0] += 1_000_000 - sum(shares)
    value = added_value(
        [Element(str(n), share, 5, 5 + gain) for n, (share, gain) in enumerate(zip(shares, gains, strict=True))]
    ).value
    assert min(gains) <= value <= max(gains)
