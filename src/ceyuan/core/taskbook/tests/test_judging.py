from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceyuan.core.kernel import Reason, Refused
from ceyuan.core.taskbook import CONCLUSIONS, CaseFacts, IndicatorResult, verdict, weighted_completion

ACCEPTED = CaseFacts(finance_accepted=True)
COMPLETIONS = st.fractions(Fraction(-1), Fraction(2), max_denominator=50)
RESULTS = st.lists(
    st.builds(
        IndicatorResult,
        key=st.sampled_from("abcdefgh"),
        name=st.just(""),
        completion=COMPLETIONS,
        weight_ppm=st.integers(0, 1_000_000),
        is_binding=st.booleans(),
    ),
    min_size=1,
    max_size=6,
)
CASES = st.builds(
    CaseFacts,
    finance_accepted=st.booleans(),
    diligence_proven=st.booleans(),
    rectifications=st.integers(0, 2),
    vetoes=st.sampled_from([(), (Reason("projects.false_data"),)]),
)


def _one(completion, **fields):
    return IndicatorResult("i1", "电耗", completion, **fields)


@given(RESULTS, CASES)
def test_it_passes_exactly_when_gates_threshold_money_and_vetoes_allow(results, case):
    judgement = verdict(results, case)
    gates = all(one.completion >= 1 for one in results if one.is_binding)
    allowed = gates and weighted_completion(results).value >= Fraction(4, 5) and case.finance_accepted
    assert (judgement.recommended == "passed") == bool(allowed and not case.vetoes)
    assert bool(judgement.obstacles) == (not allowed)
    conclusions = [proposal.conclusion for proposal in judgement.proposals]
    assert conclusions
    assert len(set(conclusions)) == len(conclusions)
    assert set(conclusions) <= set(CONCLUSIONS)
    if case.rectifications:
        assert "rectify" not in conclusions
    if "concluded" in conclusions:
        assert case.diligence_proven
        assert "not_passed" not in conclusions


@given(RESULTS)
def test_the_weighted_completion_lies_between_nothing_and_all(results):
    told = weighted_completion(results)
    assert 0 <= told.value <= 1
    assert sum(part.value for part in told.inputs) == told.value


@given(RESULTS, st.integers(0, 5), COMPLETIONS)
def test_reaching_more_never_lowers_the_weighted_completion(results, place, more):
    at = place % len(results)
    one = results[at]
    better = IndicatorResult(one.key, one.name, max(one.completion, more), one.weight_ppm, one.is_binding)
    assert weighted_completion([*results[:at], better, *results[at + 1 :]]).value >= weighted_completion(results).value


def test_a_binding_indicator_missed_by_a_hair_is_a_gate():
    nearly = verdict(
        [_one(Fraction(9999, 10000), weight_ppm=1), IndicatorResult("i2", "", Fraction(1), 999_999)], ACCEPTED
    )
    (reason,) = nearly.obstacles
    assert (reason.code, reason.facts["percent"]) == ("taskbook.binding_missed", "99.9")
    assert [proposal.conclusion for proposal in nearly.proposals] == ["rectify", "not_passed"]


def test_what_is_done_twice_does_not_make_up_for_what_is_not_done():
    half = [
        IndicatorResult("a", "", Fraction(2), is_binding=False),
        IndicatorResult("b", "", Fraction(0), is_binding=False),
    ]
    assert weighted_completion(half).value == Fraction(1, 2)
    (reason,) = verdict(half, ACCEPTED).obstacles
    assert (reason.code, dict(reason.facts)) == ("taskbook.below_threshold", {"percent": "50.0", "wanted": "80.0"})


def test_proven_diligence_concludes_without_failing():
    judgement = verdict([_one(Fraction(1, 2))], CaseFacts(finance_accepted=True, diligence_proven=True))
    assert [proposal.conclusion for proposal in judgement.proposals] == ["concluded", "rectify"]
    assert judgement.proposals[0].reasons[0].code == "taskbook.diligence_proven"
    refused = verdict([_one(Fraction(1))], CaseFacts(finance_accepted=False, diligence_proven=True))
    assert [proposal.conclusion for proposal in refused.proposals] == ["rectify", "not_passed"]


def test_after_a_rectification_there_is_no_second_one():
    again = CaseFacts(finance_accepted=True, rectifications=1)
    assert verdict([_one(Fraction(1, 2))], again).recommended == "not_passed"
    passed = verdict([_one(Fraction(1))], again)
    assert [reason.code for reason in passed.proposals[0].reasons] == ["taskbook.after_rectification"]


def test_a_veto_leaves_no_way_out():
    veto = CaseFacts(finance_accepted=True, diligence_proven=True, vetoes=(Reason("projects.false_data"),))
    assert [proposal.conclusion for proposal in verdict([_one(Fraction(1))], veto).proposals] == ["not_passed"]


def test_there_is_no_proposal_while_something_is_open():
    judgement = verdict([_one(None)], CaseFacts())
    assert [reason.code for reason in judgement.open_reasons] == ["taskbook.results_missing", "taskbook.finance_open"]
    assert judgement.recommended is None
    with pytest.raises(Refused, match="no_results"):
        verdict([], ACCEPTED)
    with pytest.raises(Refused, match="weight_negative"):
        verdict([_one(Fraction(1), weight_ppm=-1)], ACCEPTED)
