"""The only question ever asked of a workflow: may this be done now, and if not, why not?"""

from collections.abc import Iterable
from dataclasses import dataclass

from ceyuan.core.kernel.verdict import Reason
from ceyuan.core.workflow.tables import Facts, Step, Workflow


@dataclass(frozen=True, slots=True)
class Option:
    """A step that leaves the present state; `refused` says why it cannot be taken now, None when it can."""

    step: Step
    refused: Reason | None = None

    @property
    def open(self) -> bool:
        """Whether the step can be taken now."""
        return self.refused is None


def decide(workflow: Workflow, state: str, action: str, roles: Iterable[str], facts: Facts) -> Step | Reason:
    """The step to take, or the first reason against it. Changes nothing: the caller writes `step.target`.

    Reasons, in this order: `workflow.unknown_action`, `workflow.unknown_state`, `workflow.wrong_state`,
    `workflow.role_missing`, then the code of the first guard that does not hold.
    """
    if action not in workflow.actions:
        return Reason("workflow.unknown_action", {"action": action, "workflow": workflow.name})
    if state not in workflow.states:
        return Reason("workflow.unknown_state", {"state": state, "workflow": workflow.name})
    step = workflow.step_for(state, action)
    if step is None:
        possible = tuple(s for s in workflow.states if workflow.step_for(s, action))
        return Reason("workflow.wrong_state", {"action": action, "state": state, "possible_from": possible})
    return _objection(step, frozenset(roles), facts) or step


def options(workflow: Workflow, state: str, roles: Iterable[str], facts: Facts) -> list[Option]:
    """Every step that leaves `state`, in the order of the table, each with the reason against it or None.

    None for a final state. Reasons are those of `decide`, so a page can show a disabled button with its reason, or hide
    what only other roles may do (`workflow.role_missing`).
    """
    held = frozenset(roles)
    return [Option(step, _objection(step, held, facts)) for step in workflow.steps_from(state)]


def _objection(step: Step, roles: frozenset[str], facts: Facts) -> Reason | None:
    if not step.roles & roles:
        return Reason("workflow.role_missing", {"action": step.action, "roles": tuple(sorted(step.roles))})
    return next((reason for guard in step.guards if (reason := guard(facts)) is not None), None)
