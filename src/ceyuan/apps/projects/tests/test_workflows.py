"""The life of a project: the table is whole, every word of it has both languages, and the house rules hold in it."""

from __future__ import annotations

import datetime
import re

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from ceyuan.apps.organisation.roles import PERMISSIONS
from ceyuan.apps.projects import messages
from ceyuan.apps.projects.models import Project
from ceyuan.apps.projects.workflows import PROJECT_V1, REASONED
from ceyuan.core.kernel.verdict import Reason
from ceyuan.core.workflow import WORKFLOWS, Step, decide, options

GOOD = {
    "leader": "李工",
    "starts_on": datetime.date(2022, 1, 1),
    "ends_on": datetime.date(2024, 12, 31),
    "today": datetime.date(2025, 1, 10),
    "source_level": "enterprise",
    "indicator_count": 3,
    "total_minor": 500,
    "budget_minor": 500,
    "taskbook_signed": True,
    "indicators_lowered": 0,
    "rectifications": 0,
    "archive_complete": True,
    "binding_missed": 0,
    "finance_accepted": True,
    "diligence_proven": True,
}
CHINESE = re.compile(r"[一-鿿]")


def test_it_is_registered_under_name_and_version() -> None:
    assert WORKFLOWS.find("project", 1) is PROJECT_V1


def test_every_state_and_step_is_worded_in_both_languages() -> None:
    assert set(messages.STATES) == set(PROJECT_V1.states)
    assert set(messages.STEPS) == set(PROJECT_V1.actions)
    for text in (*messages.STATES.values(), *messages.STEPS.values(), *messages.REASONS.values()):
        with translation.override("zh-hans"):
            assert CHINESE.search(str(text)), text
        with translation.override("en"):
            assert not CHINESE.search(str(text)), text


def test_every_guard_has_a_text() -> None:
    codes = {guard.code for step in PROJECT_V1.steps for guard in step.guards}
    assert codes <= set(messages.REASONS)


def test_states_fit_their_column_and_roles_exist() -> None:
    assert max(map(len, PROJECT_V1.states)) <= Project._meta.get_field("state").max_length
    assert PROJECT_V1.roles <= set(PERMISSIONS)
    assert set(PROJECT_V1.actions) >= REASONED
    assert set(messages.STATE_TONES) <= set(PROJECT_V1.states)


def test_an_unknown_fact_never_opens_a_guarded_step() -> None:
    for step in PROJECT_V1.steps:
        codes = {guard.code for guard in step.guards} - {"projects.rectified_before"}
        for state in step.source:
            found = decide(PROJECT_V1, state, step.action, step.roles, {})
            assert isinstance(found, Reason) == bool(codes), step.action


@pytest.mark.parametrize(
    ("state", "action", "role", "wrong", "code"),
    [
        ("reserved", "apply", "project_leader", {"leader": None}, "projects.no_leader"),
        ("reserved", "apply", "project_leader", {"ends_on": None}, "projects.no_period"),
        ("formal_check", "send_to_review", "st_officer", {"indicator_count": 0}, "projects.no_indicators"),
        ("budget_review", "approve", "group_leader", {"budget_minor": 499}, "projects.budget_differs"),
        ("budget_review", "approve_in_unit", "unit_leader", {"source_level": "group"}, "projects.group_decides"),
        ("budget_review", "approve", "st_officer", {}, "workflow.role_missing"),
        ("taskbook_draft", "sign_taskbook", "st_officer", {"taskbook_signed": False}, "projects.taskbook_unsigned"),
        ("taskbook_draft", "sign_taskbook", "st_officer", {"indicators_lowered": 2}, "projects.indicators_lowered"),
        ("in_progress", "fall_due", "st_manager", {"today": datetime.date(2024, 12, 30)}, "projects.not_due"),
        (
            "acceptance_applied",
            "review_acceptance",
            "st_officer",
            {"archive_complete": 0},
            "projects.archive_incomplete",
        ),
        ("acceptance_review", "pass", "st_officer", {"binding_missed": 1}, "projects.binding_missed"),
        ("acceptance_review", "pass", "st_officer", {"finance_accepted": None}, "projects.finance_not_accepted"),
        ("acceptance_review", "conclude", "unit_leader", {"diligence_proven": None}, "projects.diligence_unproven"),
        ("acceptance_review", "order_rectification", "st_officer", {"rectifications": 1}, "projects.rectified_before"),
        ("in_progress", "terminate", "st_officer", {}, "workflow.role_missing"),
        ("archived", "start", "st_officer", {}, "workflow.wrong_state"),
    ],
)
def test_it_refuses_with_the_reason(state: str, action: str, role: str, wrong: dict[str, object], code: str) -> None:
    found = decide(PROJECT_V1, state, action, {role}, {**GOOD, **wrong})
    assert isinstance(found, Reason)
    assert found.code == code


def test_the_regular_way_leads_from_idea_to_evaluation() -> None:
    state = "idea"
    way = (
        "reserve apply check_form send_to_review recommend approve draft_taskbook sign_taskbook start begin_midterm "
        "pass_midterm fall_due apply_for_acceptance review_acceptance order_rectification resubmit pass "
        "archive evaluate"
    )
    for action in way.split():
        step = decide(PROJECT_V1, state, action, set(PERMISSIONS), GOOD)
        assert isinstance(step, Step), (state, action, step)
        state = step.target
    assert state == "post_evaluation"


@given(st.lists(st.integers(0, 20), max_size=60), st.sets(st.sampled_from(sorted(PROJECT_V1.roles))))
def test_any_walk_stays_inside_the_table_and_ends_only_in_finals(choices: list[int], roles: set[str]) -> None:
    state = PROJECT_V1.initial
    for choice in choices:
        open_steps = [option.step for option in options(PROJECT_V1, state, roles, GOOD) if option.open]
        if not open_steps:
            break
        step = open_steps[choice % len(open_steps)]
        assert step.roles & roles
        state = step.target
    assert state in PROJECT_V1.states
    if not PROJECT_V1.steps_from(state):
        assert state in PROJECT_V1.finals
