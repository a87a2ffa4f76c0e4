"""The only writer of a state."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import connection, transaction

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.organisation.scoping import Actor
from ceyuan.apps.workflow.stateful import Stateful
from ceyuan.core import workflow as tables
from ceyuan.core.kernel.verdict import Invalid, Reason, Refused

Case = TypeVar("Case", bound=Stateful)


def advance(  # noqa: PLR0913 - each one is needed, and all are named
    *,
    actor: Actor,
    case: Case,
    action: str,
    revision: int,
    unit_path: str,
    act: str,
    subject: tuple[str, int | str, str],
    facts: Mapping[str, Any] | None = None,
    reason: str = "",
    by_policy: bool = False,
) -> Case:
    """Take one step with a case, or raise `Refused`.

    `by_policy`: a policy of the capability allowed the act that the step belongs to (the last signature, the answer of
    the person who was asked): the guards are asked, the roles of the table are not.

    `revision` is the one the actor saw: if somebody else was faster, the step is refused with "workflow.stale".
    `act` and `subject` are what the audit is told; `facts` are what the table's guards look at. A step that needs a
    reason raises `Invalid` on the field "reason" without one.
    """
    with transaction.atomic():
        locked = type(case)._default_manager.select_for_update().get(pk=case.pk)  # noqa: SLF001
        if locked.revision != revision:
            raise Refused("workflow.stale", seen=revision, now=locked.revision)
        table = tables.WORKFLOWS.find(locked.workflow, locked.workflow_version)
        roles = _everybody(table) if by_policy else actor.roles_over(unit_path)
        step = tables.decide(table, locked.state, action, roles, facts or {})
        if isinstance(step, Reason):
            raise Refused(step)
        if step.needs_reason and not reason.strip():
            raise Invalid({"reason": ["workflow.reason_missing"]})
        before = locked.state
        _open_for_writing()
        locked.state = step.target
        locked.revision += 1
        locked.save(update_fields=["state", "revision"])
        _close_for_writing()
        audit.record(
            actor=actor,
            act=act,
            subject=subject,
            before={"state": before},
            after={"state": step.target, "action": action, "revision": locked.revision},
            reason=reason,
            unit_path=unit_path,
        )
    return locked


@contextmanager
def adopting() -> Iterator[None]:
    """For deliveries: within it, states that a source reports may be written in bulk. The delivery records the act."""
    if not connection.in_atomic_block:
        raise RuntimeError("workflow.adopting needs a transaction: wrap the delivery in transaction.atomic().")
    _open_for_writing()
    try:
        yield
    finally:
        if not connection.needs_rollback:
            _close_for_writing()


def _everybody(table: tables.Workflow) -> frozenset[str]:
    return frozenset().union(*(step.roles for step in table.steps))


def _open_for_writing() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('ceyuan.state_writer', 'workflow', true)")


def _close_for_writing() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('ceyuan.state_writer', '', true)")
