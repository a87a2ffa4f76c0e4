"""Changing a task book in force: a draft of the next version, its differences, and who decides on them."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.projects.models import ChangeOrder, Project, TaskBookVersion
from ceyuan.apps.projects.policies.execution import as_leader
from ceyuan.apps.projects.policies.taskbooks import may_draft
from ceyuan.apps.projects.selectors import change_orders as selectors
from ceyuan.apps.projects.selectors import taskbooks
from ceyuan.apps.projects.services import steps
from ceyuan.apps.projects.services.taskbooks.held import ORDER_SUBJECT, next_number, project_of, write
from ceyuan.apps.projects.workflows.taskbooks import ORDER, VERSION
from ceyuan.apps.workflow import interface as workflow
from ceyuan.core.kernel.verdict import Refused
from ceyuan.core.taskbook import apply, change_class

_ACTS: Mapping[str, str] = {
    "submit": "submitted",
    "endorse": "endorsed",
    "approve": "approved",
    "approve_in_unit": "approved",
    "decide": "decided",
    "note": "noted",
    "return": "returned",
    "refuse": "refused",
    "withdraw": "withdrawn",
    "enter_into_force": "in_force",
}
_DECIDING = frozenset({"approve", "approve_in_unit", "decide", "note", "refuse"})
# What an order of class A does to the state of its project.
_OF_PROJECT = {"submit": "request_change", "refuse": "refuse_change", "withdraw": "refuse_change"}


@transaction.atomic
def begin(*, actor: Actor, code: str, title: str, grounds: str) -> ChangeOrder:
    """Begin a change of the version in force: its wording becomes the draft that is edited."""
    book = taskbooks.book_of(actor, code)
    if book is None:
        raise Refused("projects.unknown_taskbook", code=code)
    may_draft(actor, book.project).require()
    base = taskbooks.in_force(book)
    if base is None:
        raise Refused("projects.nothing_in_force")
    last = book.orders.order_by("-number").values_list("number", flat=True).first() or 0
    made: ChangeOrder = ChangeOrder.objects.create(
        task_book=book,
        number=last + 1,
        base=base,
        title=title[:200],
        grounds=grounds,
        workflow=ORDER,
        workflow_version=1,
        state="drafting",
        asked_by_id=actor.account_id,
        asked_on=timezone.localdate(),
    )
    draft = TaskBookVersion(
        task_book=book,
        number=next_number(book),
        change_order=made,
        workflow=VERSION,
        workflow_version=1,
        state="draft",
    )
    write(actor, draft, taskbooks.wording(base))
    _record(actor, made, "projects.changeorder.begun", {"title": made.title, "base": base.number})
    return made


@transaction.atomic
def reword(*, actor: Actor, order_id: int, title: str, grounds: str) -> ChangeOrder:
    """Change the title and the grounds of an order that is being drafted."""
    one = _held(actor, order_id)
    may_draft(actor, project_of(one)).require()
    if one.state != "drafting":
        raise Refused("projects.order_submitted", number=one.number)
    one.title, one.grounds = title[:200], grounds
    one.save(update_fields=["title", "grounds"])
    _record(actor, one, "projects.changeorder.reworded", {"title": one.title, "grounds": one.grounds})
    return one


@transaction.atomic
def advance(*, actor: Actor, order_id: int, action: str, revision: int, reason: str = "") -> ChangeOrder:
    """Take one step with an order. Submitted, its differences and class are fixed; approved, the version follows."""
    one = _held(actor, order_id)
    if action == "enter_into_force":  # follows from the version, which is put into force itself
        raise Refused("workflow.no_such_step", action=action)
    if action == "submit" and one.state == "drafting":
        may_draft(actor, project_of(one)).require()
        _settle(one, actor)
    _require_extension(one, actor, action)
    done = _step(actor, one, action, revision, reason)
    if action in _DECIDING:
        done.decided_by_id, done.decided_on, done.decision_note = actor.account_id, timezone.localdate(), reason
        if done.change_class == "B" and action == "decide":
            done.filed_on = timezone.localdate()
        done.save(update_fields=["decided_by", "decided_on", "decision_note", "filed_on"])
    if done.state == "approved":
        _rebase(actor, done)
    if done.state in {"refused", "withdrawn"}:
        _give_up(actor, done, reason)
    _move_project(actor, done, action, reason)
    return done


def enter_into_force(*, actor: Actor, order: ChangeOrder, by_policy: bool = False) -> ChangeOrder:
    """The version of an order has come into force, and so has the order. Called by the act that does it.

    `by_policy`: it comes from the last signature, whose signer may neither see the order nor run the project.
    """
    one = selectors.locked(order.pk) if by_policy else _held(actor, order.pk)
    done = _step(actor, one, "enter_into_force", one.revision, "", by_policy=by_policy)
    if done.change_class == "A":
        _project_step(actor, done.task_book.project_id, "grant_change", "", by_policy=by_policy)
    return done


def _settle(one: ChangeOrder, actor: Actor) -> None:
    changes = selectors.changes_of(one)
    version = selectors.version_of(one)
    one.changes = [change.told() for change in changes]
    one.change_class = change_class(changes) or "C"
    one.is_lowering = any(change.is_lowered for change in changes)
    one.asked_by_id, one.asked_on = actor.account_id, timezone.localdate()
    one.extension_months = _extension_months(one, version)
    one.save()


def _extension_months(one: ChangeOrder, version: TaskBookVersion | None) -> int | None:
    old = taskbooks.wording(one.base).header.ends_on
    new = taskbooks.wording(version).header.ends_on if version else None
    if old is None or new is None or new <= old:
        return None
    months = (new.year - old.year) * 12 + new.month - old.month
    return max(months, 1)


def _require_extension(one: ChangeOrder, actor: Actor, action: str) -> None:
    """Say which rule of extensions is broken; the guard of the workflow would only say that one is."""
    version = selectors.version_of(one)
    if action != "submit" or version is None:
        return
    before, after = taskbooks.wording(one.base), taskbooks.wording(version)
    if reason := selectors.extension_reason(one, before, after):
        raise Refused(reason)


def _rebase(actor: Actor, one: ChangeOrder) -> None:
    """The approved changes, carried over onto the version in force now."""
    version, now = selectors.version_of(one), taskbooks.in_force(one.task_book)
    if version is None or now is None:
        raise Refused("projects.nothing_in_force")
    write(actor, version, apply(taskbooks.wording(now), selectors.changes_of(one)))


def _give_up(actor: Actor, one: ChangeOrder, reason: str) -> None:
    for version in one.versions.exclude(state__in=("discarded", "signed", "adopted")):
        if version.state == "offered":
            raise Refused("projects.version_offered", number=version.number)
        workflow.advance(
            actor=as_leader(actor, project_of(one)),
            case=version,
            action="discard",
            revision=version.revision,
            unit_path=project_of(one).lead_unit.path,
            act="projects.taskbook.discarded",
            subject=("projects.taskbookversion", version.pk, f"{one.task_book.number} v{version.number}"),
            reason=reason,
        )


def _move_project(actor: Actor, one: ChangeOrder, action: str, reason: str) -> None:
    step = _OF_PROJECT.get(action)
    if step and one.change_class == "A":
        _project_step(actor, one.task_book.project_id, step, reason or one.grounds)


def _project_step(actor: Actor, project_id: int, action: str, reason: str, *, by_policy: bool = False) -> None:
    """Take the step of the project where its state and the actor's roles allow it; the office can take it otherwise."""
    project = Project.objects.select_related("lead_unit").get(pk=project_id)
    if by_policy:
        if project.state == "change_pending":
            steps.take(actor=actor, project=project, action=action, revision=project.revision, by_policy=True)
        return
    leading = as_leader(actor, project)
    for option in workflow.options(leading, project, project.lead_unit.path, steps.facts(project)):
        if option.step.action == action and option.refused is None:
            steps.advance(actor=actor, code=project.code, action=action, revision=project.revision, reason=reason)


def _held(actor: Actor, order_id: int) -> ChangeOrder:
    if selectors.order(actor, order_id) is None:
        raise Refused("projects.unknown_order")
    ChangeOrder.objects.select_for_update().get(pk=order_id)
    found = selectors.order(actor, order_id)
    assert found is not None  # noqa: S101 - it was there a moment ago, and orders are never deleted
    return found


def _step(
    actor: Actor, one: ChangeOrder, action: str, revision: int, reason: str, *, by_policy: bool = False
) -> ChangeOrder:
    return workflow.advance(
        actor=as_leader(actor, project_of(one)),
        case=one,
        action=action,
        revision=revision,
        unit_path=project_of(one).lead_unit.path,
        act=f"projects.changeorder.{_ACTS.get(action, action)}",
        subject=_subject(one),
        facts=selectors.facts_of(one, actor),
        reason=reason,
        by_policy=by_policy,
    )


def _subject(one: ChangeOrder) -> tuple[str, int | str, str]:
    return ORDER_SUBJECT, one.pk, f"{one.task_book.number} #{one.number}"


def _record(actor: Actor, one: ChangeOrder, act: str, after: Mapping[str, Any]) -> None:
    audit.record(actor=actor, act=act, subject=_subject(one), after=after, unit_path=project_of(one).lead_unit.path)
