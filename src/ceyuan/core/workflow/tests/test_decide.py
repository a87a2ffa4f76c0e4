from dataclasses import asdict
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ceyuan.core.kernel import Reason
from ceyuan.core.workflow import Step, decide, options
from ceyuan.core.workflow.tests.example import PAPER

READY = MappingProxyType({"pages": 10, "reviews": 2})

acts = st.tuples(
    st.sampled_from([*PAPER.actions, "delete"]),
    st.frozensets(st.sampled_from(["author", "editor", "reader"])),
    st.fixed_dictionaries({"pages": st.integers(0, 2), "reviews": st.integers(0, 3)}).map(MappingProxyType),
)
CODES = {
    "workflow.unknown_action",
    "workflow.wrong_state",
    "workflow.role_missing",
    "papers.no_text",
    "papers.too_few_reviews",
}


@settings(max_examples=50)
@given(st.lists(acts, max_size=40))
def test_a_walk_of_any_acts_stays_in_the_table_and_ends_for_good(walk):
    before = hash(PAPER), asdict(PAPER)["states"]
    state = PAPER.initial
    for action, roles, facts in walk:
        answer = decide(PAPER, state, action, roles, facts)
        if isinstance(answer, Reason):
            assert answer.code in CODES
            assert decide(PAPER, state, action, roles, facts) == answer
            continue
        assert state not in PAPER.finals
        assert answer in PAPER.steps
        assert answer.roles & roles
        state = answer.target
        assert state in PAPER.states
    assert (hash(PAPER), asdict(PAPER)["states"]) == before


@settings(max_examples=50)
@given(acts, st.sampled_from(PAPER.states))
def test_options_and_decisions_never_disagree(act, state):
    action, roles, facts = act
    offered = {option.step.action: option for option in options(PAPER, state, roles, facts)}
    answer = decide(PAPER, state, action, roles, facts)
    if action in offered:
        assert answer == (offered[action].refused or offered[action].step)
        assert offered[action].open == isinstance(answer, Step)
    else:
        assert isinstance(answer, Reason)
        assert answer.code in {"workflow.unknown_action", "workflow.wrong_state"}


def test_the_step_comes_back_when_everything_holds():
    assert decide(PAPER, "in_review", "publish", ["editor"], READY) is PAPER.step_for("in_review", "publish")


@pytest.mark.parametrize(
    ("state", "action", "roles", "facts", "code", "told"),
    [
        ("draft", "delete", ["author"], READY, "workflow.unknown_action",
         {"action": "delete", "workflow": "papers.paper"}),
        ("lost", "submit", ["author"], READY, "workflow.unknown_state", {"state": "lost", "workflow": "papers.paper"}),
        ("draft", "publish", ["editor"], READY, "workflow.wrong_state",
         {"action": "publish", "state": "draft", "possible_from": ("in_review",)}),
        ("published", "withdraw", ["editor"], READY, "workflow.wrong_state",
         {"action": "withdraw", "state": "published", "possible_from": ("draft", "in_review")}),
        ("in_review", "withdraw", [], READY, "workflow.role_missing",
         {"action": "withdraw", "roles": ("author", "editor")}),
        ("in_review", "publish", ["editor"], {"pages": 0, "reviews": 0}, "papers.no_text", {}),
        ("in_review", "publish", ["editor"], {"pages": 1, "reviews": 1}, "papers.too_few_reviews", {"reviews": 1}),
    ],
)  # fmt: skip
def test_every_refusal_says_why(state, action, roles, facts, code, told):
    assert decide(PAPER, state, action, roles, facts) == Reason(code, told)


def test_options_come_in_the_order_of_the_table_with_their_reasons():
    offered = options(PAPER, "in_review", {"editor"}, {"pages": 1, "reviews": 0})
    assert [(o.step.action, o.refused and o.refused.code) for o in offered] == [
        ("return", None),
        ("publish", "papers.too_few_reviews"),
        ("withdraw", None),
    ]
    assert options(PAPER, "published", {"editor"}, READY) == []


def test_roles_are_asked_before_guards_so_that_strangers_learn_nothing():
    assert decide(PAPER, "in_review", "publish", {"reader"}, {"pages": 0, "reviews": 0}).code == "workflow.role_missing"
