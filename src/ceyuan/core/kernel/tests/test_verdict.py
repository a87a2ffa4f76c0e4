import pickle

import pytest

from ceyuan.core.kernel import Invalid, Reason, Refused, Verdict


def test_a_verdict_is_true_only_without_reasons():
    assert Verdict.allowed()
    assert not Verdict.refused("projects.no_leader")


def test_two_verdicts_together_keep_every_reason_once():
    leader, money = Verdict.refused("projects.no_leader"), Verdict.refused("projects.no_money", missing=5)
    assert (leader & money & leader).reasons == (
        Reason("projects.no_leader"),
        Reason("projects.no_money", {"missing": 5}),
    )
    assert Verdict.allowed() & Verdict.allowed()


def test_checks_that_give_none_do_not_count():
    assert Verdict.of([None, None])
    assert Verdict.of([None, Reason("a.b")]).reasons == (Reason("a.b"),)


def test_requiring_a_refused_verdict_raises_its_first_reason():
    Verdict.allowed().require()
    with pytest.raises(Refused) as caught:
        (Verdict.refused("a.first", n=1) & Verdict.refused("a.second")).require()
    assert caught.value.reason == Reason("a.first", {"n": 1})


@pytest.mark.parametrize("code", ["", "No Leader", "a..b", "Projects.x", "a.b\n"])
def test_it_refuses_a_code_that_is_not_dotted_lower_case(code):
    with pytest.raises(ValueError, match="Reason code"):
        Reason(code)


def test_the_facts_of_a_reason_cannot_be_changed():
    facts = {"n": 1}
    reason = Reason("a.b", facts)
    facts["n"] = 2
    assert reason.facts["n"] == 1
    with pytest.raises(TypeError):
        reason.facts["n"] = 3


def test_reasons_with_unhashable_facts_can_be_kept_in_a_set():
    assert len({Reason("a.b", {"names": ["x"]}), Reason("a.b", {"names": ["x"]}), Reason("a.b")}) == 2


def test_a_refusal_takes_a_reason_a_code_and_a_fact_named_like_its_parameter():
    assert Refused("a.b", reason="late", code=7).reason.facts == {"reason": "late", "code": 7}
    assert Refused(Reason("a.b", {"n": 1})).reason == Reason("a.b", {"n": 1})
    assert Refused(Reason("a.b", {"n": 1}), m=2).reason.facts == {"n": 1, "m": 2}


def test_a_refusal_survives_pickling_with_its_facts():
    copy = pickle.loads(pickle.dumps(Refused("a.b", names=["x"])))  # noqa: S301 - our own bytes
    assert copy.reason == Reason("a.b", {"names": ["x"]})
    assert str(copy) == "a.b (names=['x'])"


def test_invalid_input_carries_reasons_by_field():
    error = Invalid({"start": ["period.missing", Reason("period.early", {"by": 3})], "": ["form.empty"]})
    assert error.fields["start"] == [Reason("period.missing"), Reason("period.early", {"by": 3})]
    assert str(error) == "start: period.missing, period.early (by=3); *: form.empty"
    assert pickle.loads(pickle.dumps(error)).fields == error.fields  # noqa: S301


def test_invalid_refuses_to_be_raised_for_nothing_or_with_a_bare_text():
    with pytest.raises(ValueError, match="at least one"):
        Invalid({"start": []})
    with pytest.raises(TypeError, match="list of reason codes"):
        Invalid({"start": "period.missing"})
