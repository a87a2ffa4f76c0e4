"""Capitalising takes five evidences and finance's decision, and reaches forward only."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceyuan.core.kernel import Refused
from ceyuan.core.ledger.capitalisation import (
    EVIDENCES,
    Decision,
    Evidence,
    Situation,
    assess,
    decide,
    due,
    missing,
    treatment_on,
)

READY = Situation("P1", development_stage=True, separable=True, decider_is_finance=True, decider="F1")
ALL_FIVE = tuple(Evidence(kind, f"{kind}.pdf", date(2025, 3, 1), "L1") for kind in EVIDENCES)
DECISION = Decision("P1", date(2025, 4, 1), date(2025, 4, 1), capitalise=True, decided_by="F1", evidences=ALL_FIVE)


def reasons(situation: Situation = READY, **changes) -> list[str]:
    return [reason.code for reason in assess(situation, replace(DECISION, **changes)).reasons]


def test_with_five_evidences_finance_capitalises_from_the_day_on() -> None:
    known = decide(READY, DECISION, ())

    assert treatment_on(known, "P1", date(2025, 3, 31)) == "expensed"
    assert treatment_on(known, "P1", date(2025, 4, 1)) == "capitalised"
    assert treatment_on(known, "P2", date(2025, 4, 1)) == "expensed"


def test_cost_after_the_asset_formed_is_expensed() -> None:
    known = decide(READY, DECISION, ())

    assert treatment_on(known, "P1", date(2025, 9, 30), formed_on=date(2025, 9, 30)) == "capitalised"
    assert treatment_on(known, "P1", date(2025, 10, 1), formed_on=date(2025, 9, 30)) == "expensed"


def test_a_later_decision_ends_capitalising() -> None:
    stop = Decision("P1", date(2025, 7, 1), date(2025, 7, 1), capitalise=False, decided_by="F1", reason="市场不再存在")
    known = decide(READY, stop, decide(READY, DECISION, ()))

    assert treatment_on(known, "P1", date(2025, 6, 30)) == "capitalised"
    assert treatment_on(known, "P1", date(2025, 7, 1)) == "expensed"


@given(st.sets(st.sampled_from(EVIDENCES), max_size=4))
def test_fewer_than_five_evidences_never_suffice(kinds: set[str]) -> None:
    shown = tuple(evidence for evidence in ALL_FIVE if evidence.kind in kinds)

    assert reasons(evidences=shown) == ["ledger.evidence_missing"]
    assert set(missing(shown)) == set(EVIDENCES) - kinds


@pytest.mark.parametrize(
    ("situation", "changes", "code"),
    [
        ({"decider_is_finance": False}, {}, "ledger.decided_by_finance"),
        ({"project_members": frozenset({"F1"})}, {}, "ledger.decider_is_member"),
        ({"development_stage": False}, {}, "ledger.research_is_expensed"),
        ({"separable": False}, {}, "ledger.stages_not_separable"),
        ({}, {"effective_on": date(2025, 1, 1)}, "ledger.capitalised_backwards"),
        ({}, {"decided_on": date(2025, 2, 1)}, "ledger.evidence_after_decision"),
        ({}, {"capitalise": False}, "ledger.decision_without_reason"),
        ({}, {"evidences": (replace(ALL_FIVE[0], document=" "), *ALL_FIVE[1:])}, "ledger.evidence_missing"),
    ],
)
def test_it_refuses_a_decision_that_cannot_stand(situation: dict, changes: dict, code: str) -> None:
    asked = replace(READY, **situation)

    assert reasons(asked, **changes) == [code]
    with pytest.raises(Refused, match=code.replace(".", r"\.")):
        decide(asked, replace(DECISION, **changes), ())


def test_decisions_follow_each_other_and_belong_to_one_project() -> None:
    known = decide(READY, DECISION, ())
    earlier = replace(DECISION, decided_on=date(2025, 3, 15), effective_on=date(2025, 3, 15))
    with pytest.raises(Refused, match=r"ledger\.decision_out_of_order"):
        decide(READY, earlier, known)
    with pytest.raises(Refused, match=r"ledger\.wrong_project"):
        decide(replace(READY, project="P2"), replace(DECISION, project="P2"), known)


def test_a_gate_only_triggers_the_assessment() -> None:
    assert due(6, ())
    assert not due(5, ())
    assert not due(9, (DECISION,))
