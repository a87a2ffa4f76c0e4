from dataclasses import FrozenInstanceError, replace

import pytest

from ceyuan.core.kernel import Reason
from ceyuan.core.workflow import Guard, Step, Workflow, WorkflowError

ANYBODY = frozenset({"author"})


def step(action, source, target, **changes):
    return Step(action, frozenset(source.split()), target, ANYBODY, **changes)


def table(*steps, states="a b c", finals="c", initial="a", **changes):
    given = {"states": tuple(states.split()), "finals": frozenset(finals.split()), "initial": initial, "steps": steps}
    return Workflow(**{"name": "test", "version": 1, **given, **changes})


SOUND = (step("on", "a", "b"), step("end", "b", "c"))


def test_a_sound_table_is_frozen_and_answers_for_itself():
    workflow = table(*SOUND)
    assert workflow.actions == ("on", "end")
    assert workflow.roles == ANYBODY
    assert workflow.step_for("a", "on") is SOUND[0]
    assert workflow.step_for("b", "on") is None
    assert workflow.steps_from("c") == ()
    assert workflow == table(*SOUND)
    with pytest.raises(FrozenInstanceError):
        workflow.version = 2


@pytest.mark.parametrize(
    ("fault", "build"),
    [
        ("'d' cannot be reached", lambda: table(*SOUND, step("on", "d", "c"), states="a b c d")),
        ("'b' is a dead end", lambda: table(step("on", "a", "b"), step("end", "a", "c"))),
        ("'c' is final but has steps out", lambda: table(*SOUND, step("back", "c", "a"))),
        (
            "no final state can be reached from 'b', 'd'",
            lambda: table(step("end", "a", "c"), step("on", "a d", "b"), step("round", "b", "d"), states="a b c d"),
        ),
        ("add 'x' to the states", lambda: table(*SOUND, step("off", "a", "x"))),
        ("add 'x' to the states", lambda: table(*SOUND, step("off", "a x", "b"))),
        ("add 'x' to the states", lambda: table(*SOUND, initial="x")),
        ("add 'x' to the states", lambda: table(*SOUND, finals="c x")),
        ("a state is listed twice", lambda: table(*SOUND, states="a b c a")),
        ("'on' has two steps from 'a'", lambda: table(*SOUND, step("on", "a b", "c"))),
        ("'In Review'", lambda: replace(table(*SOUND), states=("a", "b", "c", "In Review"))),
        ("finals is a frozenset", lambda: table(*SOUND, finals="")),
        ("states and steps are tuples", lambda: replace(table(*SOUND), states=["a", "b", "c"])),
        ("the version is a number from 1", lambda: table(*SOUND, version=0)),
        ("the version is a number from 1", lambda: table(*SOUND, version="1")),
        ("no workflow name", lambda: table(*SOUND, name="My Flow")),
    ],
)
def test_it_refuses_a_table_that_contradicts_itself(fault, build):
    with pytest.raises(WorkflowError, match=fault):
        build()


@pytest.mark.parametrize(
    ("source", "roles"),
    [(frozenset(), ANYBODY), ("a", ANYBODY), (frozenset("a"), frozenset()), (frozenset("a"), "author")],
)
def test_it_refuses_a_step_without_proper_sources_and_roles(source, roles):
    with pytest.raises(WorkflowError, match="is a frozenset of at least one name"):
        Step("on", source, "b", roles)


def test_it_refuses_guards_that_are_no_guards():
    with pytest.raises(WorkflowError, match="tuple of Guard"):
        step("on", "a", "b", guards=(lambda facts: None,))
    with pytest.raises(WorkflowError, match="tuple of names"):
        Guard("test.late", lambda facts: True, tells="days")
    with pytest.raises(ValueError, match="Reason code"):
        Guard("Too late", lambda facts: True)


def test_a_guard_tells_the_facts_it_was_asked_to():
    guard = Guard("test.late", lambda facts: facts["days"] <= 3, tells=("days", "limit"))
    assert guard({"days": 3}) is None
    assert guard({"days": 4, "who": "x"}) == Reason("test.late", {"days": 4})


def test_a_guard_without_its_fact_is_a_fault_and_never_lets_through():
    with pytest.raises(KeyError):
        Guard("test.late", lambda facts: facts["days"] <= 3)({})
