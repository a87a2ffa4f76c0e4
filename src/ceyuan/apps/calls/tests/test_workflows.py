"""The tables of the three lives, and the modes as data."""

import pytest

from ceyuan.apps.calls.modes import CHECK_ITEMS, GATES, MODES, WHOLE_PPM, background_words
from ceyuan.apps.calls.workflows import BID_V1, CHALLENGE_V1, LANE_V1
from ceyuan.core.kernel.verdict import Reason
from ceyuan.core.workflow import decide

OFFICE = frozenset({"st_officer"})
HEAD = frozenset({"unit_leader"})
MEMBER = frozenset({"group_member"})
STOPS = (
    ("review_demand", {"hard_count": 1, "budget_minor": 1}),
    ("publish", {"hard_count": 1, "budget_minor": 1, "deadline_ahead": True}),
    ("close", {"deadline_passed": True}),
    ("check_form", {"bids_in": 1}),
    ("send_to_review", {"unchecked": 0, "admitted": 2, "awarded_min": 1, "panel_over_bids": True}),
    ("invite_defence", {}),
    ("prepare_decision", {"review_closed": True}),
    ("announce", {"decided": True, "on_show": True}),
    ("negotiate", {"notice_clear": True}),
    ("pledge", {"pledged": True}),
    ("start", {}),
    ("deliver", {}),
    ("settle", {"archived": True}),
    ("track", {}),
    ("complete", {}),
)


def test_a_challenge_goes_from_demand_to_application_step_by_step() -> None:
    state = CHALLENGE_V1.initial
    for action, facts in STOPS:
        step = decide(CHALLENGE_V1, state, action, OFFICE, facts)
        assert not isinstance(step, Reason), (action, step)
        state = step.target
    assert state == "completed"


@pytest.mark.parametrize(("action", "facts"), [stop for stop in STOPS if stop[1]])
def test_a_step_is_refused_while_its_facts_are_unknown(action: str, facts: dict[str, object]) -> None:
    source = next(step for step in CHALLENGE_V1.steps if step.action == action).source
    answer = decide(CHALLENGE_V1, next(iter(source)), action, OFFICE, {})
    assert isinstance(answer, Reason), facts
    assert answer.code.startswith("calls.")


def test_a_list_with_enough_admitted_bids_is_not_declared_unfilled() -> None:
    few = decide(CHALLENGE_V1, "formal_check", "declare_unfilled", OFFICE, {"admitted": 1, "awarded_min": 2})
    enough = decide(CHALLENGE_V1, "formal_check", "declare_unfilled", OFFICE, {"admitted": 2, "awarded_min": 2})
    assert not isinstance(few, Reason)
    assert isinstance(enough, Reason)
    assert enough.code == "calls.enough_admitted"


def test_only_the_heads_call_a_failure_a_failure_and_never_without_reason() -> None:
    for table in (CHALLENGE_V1, BID_V1):
        for action in ("fail_diligently", "fail_culpably"):
            step = decide(table, "running", action, HEAD, {})
            assert not isinstance(step, Reason)
            assert step.needs_reason
            assert isinstance(decide(table, "running", action, OFFICE, {}), Reason)


def test_who_stands_down_from_a_race_has_not_failed() -> None:
    step = decide(BID_V1, "running", "stand_down", OFFICE, {})
    assert not isinstance(step, Reason)
    assert step.target == "stood_down"
    assert "failed" not in {state for state in LANE_V1.states if "fail" in state}


def test_a_bid_is_submitted_by_anybody_of_the_group_but_only_in_time_and_whole() -> None:
    assert not isinstance(decide(BID_V1, "draft", "submit", MEMBER, {"before_deadline": True, "findings": 0}), Reason)
    late = decide(BID_V1, "draft", "submit", MEMBER, {"before_deadline": False, "findings": 0})
    assert isinstance(late, Reason)
    assert late.code == "calls.deadline_passed"


@pytest.mark.parametrize("mode", MODES.values(), ids=lambda mode: mode.code)
def test_every_mode_is_within_bounds(mode: object) -> None:
    assert sum(mode.payment_ppm) == WHOLE_PPM  # type: ignore[attr-defined]
    low, high = mode.awarded  # type: ignore[attr-defined]
    assert 1 <= low <= high
    assert mode.gates <= set(GATES)  # type: ignore[attr-defined]
    assert mode.applicants  # type: ignore[attr-defined]


def test_no_gate_and_no_item_of_the_formal_check_looks_at_title_age_or_degree() -> None:
    for name in (*GATES, *CHECK_ITEMS):
        assert not {"title", "age", "degree", "education", "registration"} & set(name.split("_")), name


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("负责人须具有高级工程师职称，年龄不超过45周岁", ["周岁", "年龄", "职称", "高级工程师"]),
        ("The leader holds a PhD and is at most 45 years old", ["phd", "years old"]),
        ("电解槽电流效率试验须在现场连续运行三个月", []),
        ("Operating temperature 960 degrees, ageing test of 2,000 hours", []),
    ],
)
def test_a_condition_that_asks_who_somebody_is_is_recognised(text: str, found: list[str]) -> None:
    assert background_words(text) == sorted(found)
