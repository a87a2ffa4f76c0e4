"""Acts of releasing money. What may be released follows from the task book; nobody types a sum that a share gives."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.projects.deadlines import TOLERATED_REPORTS, payment_due
from ceyuan.apps.projects.models import Milestone, Payment, Project
from ceyuan.apps.projects.policies import execution as policies
from ceyuan.apps.projects.selectors import money, payments, standing
from ceyuan.apps.workflow import interface as workflow
from ceyuan.core.kernel import Invalid, Money, Refused

from .held import held, noted, past, words

SUBJECT = "projects.payment"
# Steps that bring a day or a sum along: they have acts and forms of their own.
OWN_PAGE = frozenset({"pay", "report_spent", "confirm_refund"})
STOPPED = frozenset({"terminated", "revoked", "not_passed"})


@transaction.atomic
def release(*, actor: Actor, project: Project, milestone: Milestone) -> Payment | None:
    """Plan what is left of the milestone's share and mark its condition as met; None when nothing is left."""
    left = money.left_of(project, milestone)
    if left is None or left.minor <= 0:
        return None
    made = Payment.objects.create(
        project=project,
        milestone=milestone,
        unit=project.lead_unit,
        number=_next_number(project),
        amount_minor=left.minor,
        due_on=payment_due(milestone.reached_on or timezone.localdate(), standing.signed_on(project)),
        workflow="payment",
        workflow_version=1,
        state="planned",
    )
    noted(actor, "projects.payment.planned", project, _subject(made), after={"amount_minor": made.amount_minor})
    if standing.signed_on(project) is None:
        return made
    return _step(actor, made, "meet", made.revision, "")


@transaction.atomic
def plan(*, actor: Actor, code: str, milestone_id: int) -> Payment:
    """Release again what a cancelled payment left of a reached milestone's share."""
    project = held(actor, code, content=False)
    milestone = Milestone.objects.filter(project=project, pk=milestone_id, state__in=("reached", "late")).first()
    if milestone is None:
        raise Refused("projects.unknown_milestone")
    policies.may_run(actor, project).require()
    made = release(actor=actor, project=project, milestone=milestone)
    if made is None:
        raise Refused("projects.nothing_to_release", milestone=milestone.name)
    return made


@transaction.atomic
def split(*, actor: Actor, payment_id: int, unit_id: int, amount: Money) -> Payment:
    """Give a part of a payment that is not requested yet to another unit of the project."""
    payment = _held(actor, payment_id)
    project = payment.project
    policies.may_run(actor, project).require()
    if payment.state not in ("planned", "condition_met"):
        raise Refused("projects.payment_under_way", number=payment.number)
    if not project.participations.filter(unit=unit_id).exists():
        raise Invalid({"unit_id": ["projects.unit_not_taking_part"]})
    if not 0 < amount.minor < payment.amount_minor or amount.currency != project.currency:
        raise Invalid({"amount": ["projects.part_outside_payment"]})
    before = payment.amount_minor
    payment.amount_minor -= amount.minor
    payment.save(update_fields=["amount_minor"])
    made = Payment.objects.create(
        project=project,
        milestone=payment.milestone,
        unit_id=unit_id,
        number=_next_number(project),
        amount_minor=amount.minor,
        due_on=payment.due_on,
        workflow="payment",
        workflow_version=1,
        state="planned",
    )
    noted(
        actor,
        "projects.payment.split",
        project,
        _subject(payment),
        before={"amount_minor": before},
        after={"amount_minor": payment.amount_minor, "to": made.number},
    )
    return _step(actor, made, "meet", 0, "") if payment.state == "condition_met" else made


@transaction.atomic
def advance(
    *,
    actor: Actor,
    payment_id: int,
    action: str,
    revision: int,
    reason: str = "",
) -> Payment:
    """Take a step that needs nothing but a decision; paying and telling what was spent have their own acts."""
    payment = _held(actor, payment_id)
    if action in OWN_PAGE:
        raise Refused("projects.on_own_page")
    if action in ("check", "approve"):
        policies.apart(actor, payment.project).require()
    done = _step(actor, payment, action, revision, reason)
    if action == "check":
        _write(done, checked_by_id=actor.person_id)
    elif action == "confirm_receipt":
        _write(done, confirmed_on=timezone.localdate())
    return done


@transaction.atomic
def pay(*, actor: Actor, payment_id: int, revision: int, paid_on: date, voucher: str) -> Payment:
    """Tell that it was paid: day and number of the voucher."""
    payment = _held(actor, payment_id)
    policies.may_check_money(actor, payment.project).require()
    if payment.revision != revision:
        raise Refused("workflow.stale", seen=revision, now=payment.revision)
    day, number = past("paid_on", paid_on), words("voucher", voucher, 60)
    if payment.state == "approved":
        _write(payment, paid_on=day, voucher=number)
    return _step(actor, payment, "pay", revision, "", paid_on=day, voucher=number)


@transaction.atomic
def report_spent(*, actor: Actor, payment_id: int, revision: int, spent: Money) -> Payment:
    """Tell how much of a payment was spent; the rest counts as given back when it is settled."""
    payment = _held(actor, payment_id)
    policies.may_speak(actor, payment.project).require()
    if spent.currency != payment.project.currency or not 0 <= spent.minor <= payment.amount_minor:
        raise Invalid({"spent": ["projects.spent_beyond_payment"]})
    _write(payment, spent_minor=spent.minor)
    return _step(actor, payment, "report_spent", revision, "")


@transaction.atomic
def confirm_refund(*, actor: Actor, payment_id: int, revision: int, returned: Money) -> Payment:
    """Tell how much of a payment came back after the project was stopped."""
    payment = _held(actor, payment_id)
    policies.may_check_money(actor, payment.project).require()
    most = payment.amount_minor - payment.spent_minor
    if returned.currency != payment.project.currency or not 0 <= returned.minor <= most:
        raise Invalid({"returned": ["projects.returned_beyond_payment"]})
    _write(payment, returned_minor=returned.minor)
    return _step(actor, payment, "confirm_refund", revision, "")


def facts(payment: Payment, actor: Actor) -> dict[str, Any]:
    """What the guards of the release look at."""
    project = payment.project
    overdue = standing.reports_overdue(project)
    return {
        "milestone_reached": payment.milestone.state in ("reached", "late"),
        "taskbook_signed": standing.signed_on(project) is not None,
        "reports_overdue": max(len(overdue) - TOLERATED_REPORTS, 0),
        "acceptance_overdue": standing.acceptance_is_overdue(project),
        "checker": payment.checked_by_id is not None and payment.checked_by_id == actor.person_id,
        "paid_on": payment.paid_on,
        "voucher": payment.voucher,
        "project_stopped": project.state in STOPPED,
    }


def _step(actor: Actor, payment: Payment, action: str, revision: int, reason: str, **known: Any) -> Payment:
    return workflow.advance(
        actor=policies.as_leader(actor, payment.project),
        case=payment,
        action=action,
        revision=revision,
        unit_path=payment.project.lead_unit.path,
        act="projects.payment.advanced",
        subject=_subject(payment),
        facts={**facts(payment, actor), **known},
        reason=reason,
    )


def _held(actor: Actor, payment_id: int) -> Payment:
    seen = payments.payment(actor, payment_id)
    if seen is None:
        raise Refused("projects.unknown_payment")
    held(actor, seen.project.code, content=False)
    found: Payment = Payment.objects.select_related("project__lead_unit", "milestone").get(pk=seen.pk)
    return found


def _next_number(project: Project) -> int:
    last = project.payments.order_by("-number").first()
    return last.number + 1 if last else 1


def _write(payment: Payment, **values: Any) -> None:
    for name, value in values.items():
        setattr(payment, name, value)
    payment.save(update_fields=[name.removesuffix("_id") for name in values])


def _subject(payment: Payment) -> tuple[str, int | str, str]:
    return (SUBJECT, payment.pk, f"{payment.project.code} #{payment.number}")
