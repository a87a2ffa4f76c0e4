"""One step with many cases at once: all of them or none, told as one act."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.db import transaction
from django.db.models import F

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.organisation.scoping import Actor
from ceyuan.apps.workflow.stateful import Stateful
from ceyuan.core import workflow as tables
from ceyuan.core.kernel.verdict import Invalid, Reason, Refused

from .steps import adopting

Case = TypeVar("Case", bound=Stateful)


@dataclass(frozen=True, slots=True)
class Stepping(Generic[Case]):
    """A case that is to take the step: the revision the actor saw, the unit whose roles count, the guards' facts."""

    case: Case
    revision: int
    unit_path: str
    facts: Mapping[str, Any] = field(default_factory=dict)


def advance_many(
    *,
    actor: Actor,
    steppings: Sequence[Stepping[Case]],
    action: str,
    act: str,
    subject: tuple[str, int | str, str],
    unit_path: str = "",
    reason: str = "",
    told: Mapping[str, Any] | None = None,
) -> list[Case]:
    """Take the step with every case, or raise `Refused` (or `Invalid` on "reason") and change none.

    As `advance`, for cases of one kind: three statements for the lot. `told` is added to what the act says came of it.
    A refusal names the case by the fact "case" (its id).
    """
    if not steppings:
        return []
    model = type(steppings[0].case)
    with transaction.atomic():
        keys = [one.case.pk for one in steppings]
        locked = {
            case.pk: case
            for case in model._default_manager.select_for_update().filter(pk__in=keys).order_by("pk")  # noqa: SLF001
        }
        steps = {one.case.pk: _step(actor, locked[one.case.pk], one, action) for one in steppings}
        if any(step.needs_reason for step in steps.values()) and not reason.strip():
            raise Invalid({"reason": ["workflow.reason_missing"]})
        cases = [_line(locked[key], steps[key]) for key in keys]
        with adopting():
            for target in {step.target for step in steps.values()}:
                mine = [key for key in keys if steps[key].target == target]
                model._default_manager.filter(pk__in=mine).update(state=target, revision=F("revision") + 1)  # noqa: SLF001
        for key in keys:
            locked[key].state = steps[key].target
            locked[key].revision += 1
        audit.record(
            actor=actor,
            act=act,
            subject=subject,
            after={"action": action, "cases": cases, **(told or {})},
            reason=reason,
            unit_path=unit_path,
        )
    return [locked[key] for key in keys]


def _step(actor: Actor, case: Stateful, asked: Stepping[Any], action: str) -> tables.Step:
    if case.revision != asked.revision:
        raise Refused("workflow.stale", seen=asked.revision, now=case.revision, case=case.pk)
    table = tables.WORKFLOWS.find(case.workflow, case.workflow_version)
    step = tables.decide(table, case.state, action, actor.roles_over(asked.unit_path), asked.facts)
    if isinstance(step, Reason):
        raise Refused(step, case=case.pk)
    return step


def _line(case: Stateful, step: tables.Step) -> dict[str, Any]:
    return {"id": case.pk, "from": case.state, "to": step.target, "revision": case.revision + 1}
