"""Workflows as data: frozen tables of states and steps that are sound by construction."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ceyuan.core.kernel.verdict import Reason

Facts = Mapping[str, Any]

_NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*")


class WorkflowError(ValueError):
    """A workflow table that contradicts itself; the message names the table, the place and the remedy."""


@dataclass(frozen=True, slots=True)
class Guard:
    """A condition on the facts of a case. Called with them it gives None when it `holds`, else the reason `code`.

    `tells` names the facts that go into the reason, so that its text can say what is missing or by how much.
    """

    code: str
    holds: Callable[[Facts], bool]
    tells: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        Reason(self.code)  # refuses a malformed code when the table is built, not when a case is first refused
        if isinstance(self.tells, str):
            raise WorkflowError(f"Guard {self.code}: tells is a tuple of names of facts, write ({self.tells!r},).")

    def __call__(self, facts: Facts) -> Reason | None:
        if self.holds(facts):
            return None
        return Reason(self.code, {name: facts[name] for name in self.tells if name in facts})


@dataclass(frozen=True, slots=True)
class Step:
    """One act on a case: from any state in `source` to `target`, for holders of any of `roles`, if all guards hold.

    `needs_reason` marks an act that takes something away from somebody: it is not taken without a written reason.
    """

    action: str
    source: frozenset[str]
    target: str
    roles: frozenset[str]
    guards: tuple[Guard, ...] = ()
    needs_reason: bool = False

    def __post_init__(self) -> None:
        for field in ("source", "roles"):
            names = getattr(self, field)
            if not isinstance(names, frozenset) or not names:
                raise WorkflowError(f"Step {self.action}: {field} is a frozenset of at least one name, not {names!r}.")
        if not isinstance(self.guards, tuple) or not all(isinstance(guard, Guard) for guard in self.guards):
            raise WorkflowError(f"Step {self.action}: guards is a tuple of Guard.")


@dataclass(frozen=True, slots=True)
class Workflow:
    """The states a case can be in and the steps between them, as `version` of the workflow `name`.

    Construction refuses a table with an unknown or repeated name, a state that cannot be reached, a state from which no
    final state can be reached, a final state with exits, or two steps for one action in one state. A change to a table
    in use is a new version: open cases stay with the one they began with.
    """

    name: str
    version: int
    states: tuple[str, ...]
    initial: str
    finals: frozenset[str]
    steps: tuple[Step, ...]

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise WorkflowError(f"{self.name!r} is no workflow name: use lower-case words, like 'projects.project'.")
        if isinstance(self.version, bool) or not isinstance(self.version, int) or self.version < 1:
            raise self._error(f"the version is a number from 1, not {self.version!r}")
        self._check_containers()
        self._check_names()
        self._check_choices()
        self._check_ends()
        self._check_ways()

    def step_for(self, state: str, action: str) -> Step | None:
        """The step that `action` takes from `state`, None when there is none."""
        return next((step for step in self.steps if step.action == action and state in step.source), None)

    def steps_from(self, state: str) -> tuple[Step, ...]:
        """The steps that leave `state`, in the order of the table."""
        return tuple(step for step in self.steps if state in step.source)

    @property
    def actions(self) -> tuple[str, ...]:
        """The names of all actions, each once, in the order of the table."""
        return tuple(dict.fromkeys(step.action for step in self.steps))

    @property
    def roles(self) -> frozenset[str]:
        """All roles that may take some step."""
        return frozenset(role for step in self.steps for role in step.roles)

    def _check_containers(self) -> None:
        if not isinstance(self.states, tuple) or not isinstance(self.steps, tuple):
            raise self._error("states and steps are tuples, so that the table cannot change later")
        if not isinstance(self.finals, frozenset) or not self.finals:
            raise self._error("finals is a frozenset of at least one state: a case has to be able to end")

    def _check_names(self) -> None:
        malformed = [name for name in (*self.states, *self.actions, *self.roles) if not _NAME.fullmatch(name)]
        if malformed:
            raise self._error(f"{_listed(malformed)}: states, actions and roles are lower-case words joined by _ or .")
        if len(set(self.states)) < len(self.states):
            raise self._error("a state is listed twice")
        used = {self.initial, *self.finals}
        for step in self.steps:
            used |= {*step.source, step.target}
        if unknown := used - set(self.states):
            raise self._error(f"add {_listed(unknown)} to the states or correct the spelling")

    def _check_choices(self) -> None:
        seen: set[tuple[str, str]] = set()
        for step in self.steps:
            for state in sorted(step.source):
                if (state, step.action) in seen:
                    raise self._error(f"{step.action!r} has two steps from {state!r}: give one of them another action")
                seen.add((state, step.action))

    def _check_ends(self) -> None:
        leaving = {state for step in self.steps for state in step.source}
        if with_exit := self.finals & leaving:
            raise self._error(f"{_listed(with_exit)} is final but has steps out: remove the steps or the mark")
        if dead := set(self.states) - self.finals - leaving:
            raise self._error(f"{_listed(dead)} is a dead end: add a step out of it or make it final")

    def _check_ways(self) -> None:
        onward = {state: {step.target for step in self.steps_from(state)} for state in self.states}
        if lost := set(self.states) - _reached({self.initial}, onward):
            raise self._error(f"{_listed(lost)} cannot be reached from {self.initial!r}: add a step into it or drop it")
        back = {state: {earlier for earlier in self.states if state in onward[earlier]} for state in self.states}
        if trapped := set(self.states) - _reached(set(self.finals), back):
            raise self._error(f"no final state can be reached from {_listed(trapped)}: add a way out")

    def _error(self, fault: str) -> WorkflowError:
        return WorkflowError(f"Workflow {self.name} version {self.version}: {fault}.")


def _reached(start: set[str], ways: Mapping[str, set[str]]) -> set[str]:
    reached, waiting = set(start), list(start)
    while waiting:
        fresh = ways[waiting.pop()] - reached
        reached |= fresh
        waiting.extend(fresh)
    return reached


def _listed(names: Iterable[str]) -> str:
    return ", ".join(repr(name) for name in sorted(names))
