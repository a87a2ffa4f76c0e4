"""Milestones and the money that hangs on them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from ceyuan.apps.audit.interface import of_subject
from ceyuan.apps.projects.models import MilestoneDecision, Payment, ProgressEntry
from ceyuan.apps.projects.selectors import standing
from ceyuan.apps.projects.services import milestones, payments, progress
from ceyuan.apps.workflow.interface import adopting
from ceyuan.core.kernel import Money
from ceyuan.core.kernel.verdict import Invalid, Refused

if TYPE_CHECKING:
    from ceyuan.apps.projects.tests.worksite import Worksite

pytestmark = pytest.mark.django_db


def reported(site: Worksite) -> None:
    """Every month that is due has its entry."""
    for month in standing.reports_overdue(site.project):
        ProgressEntry.objects.create(project=site.project, month=month, text="正常推进")


def step(site: Worksite, payment: Payment, action: str, who: str, **known: Any) -> Payment:
    actor = getattr(site, who)
    payment.refresh_from_db()
    return payments.advance(actor=actor, payment_id=payment.pk, action=action, revision=payment.revision, **known)


def approved(site: Worksite) -> Payment:
    site.reach(0)
    reported(site)
    payment = Payment.objects.get(milestone=site.milestones[0])
    step(site, payment, "request", "leader")
    step(site, payment, "check", "office")
    return step(site, payment, "approve", "finance")


def test_a_decision_needs_evidence_and_freezes_what_the_records_say(site: Worksite) -> None:
    one = site.milestones[0]
    asked = {"code": site.code, "milestone_id": one.pk, "outcome": "go", "grounds": "达到"}
    with pytest.raises(Refused, match=r"projects\.milestone_without_evidence"):
        milestones.decide(actor=site.office, **asked)
    made = site.reach(0)
    assert made.snapshot["money"] == {"released": 0, "paid": 0, "spent": 0, "returned": 0}
    assert [line["name_zh"] for line in made.snapshot["indicators"]] == ["直流电耗", "电流效率", "发明专利"]
    one.refresh_from_db()
    assert one.state == "late"
    assert of_subject(site.office, "projects.milestone", one.pk)[0].act == "projects.milestone.decided"
    with pytest.raises(Refused, match=r"projects\.milestone_decided"):
        milestones.decide(actor=site.office, **asked)


def test_nobody_decides_on_a_milestone_of_his_own_project(site: Worksite) -> None:
    site.project.leader = site.cast.st_officer.person
    site.project.save(update_fields=["leader"])
    with pytest.raises(Refused, match=r"projects\.own_project"):
        site.reach(0)


def test_a_no_go_releases_nothing_and_a_later_go_is_late(site: Worksite) -> None:
    one = site.milestones[2]
    asked = {"code": site.code, "milestone_id": one.pk, "grounds": "未达到"}
    milestones.decide(actor=site.office, outcome="no_go", **asked)
    one.refresh_from_db()
    assert (one.state, Payment.objects.count()) == ("missed", 0)
    site.reach(2)
    one.refresh_from_db()
    assert (one.state, one.decisions.count()) == ("late", 2)


def test_reaching_a_milestone_releases_its_exact_share_with_thirty_days_to_pay(site: Worksite) -> None:
    site.reach(1)
    made = Payment.objects.get()
    assert (made.amount_minor, made.state) == (300_000_00, "condition_met")
    assert made.due_on == timezone.localdate() + timedelta(days=30)


def test_the_way_to_the_voucher_has_three_pairs_of_eyes(site: Worksite) -> None:
    payment = approved(site)
    with pytest.raises(Invalid):
        payments.pay(
            actor=site.finance, payment_id=payment.pk, revision=payment.revision, paid_on=date(2999, 1, 1), voucher="9"
        )
    done = payments.pay(
        actor=site.finance,
        payment_id=payment.pk,
        revision=payment.revision,
        paid_on=timezone.localdate(),
        voucher="记-2026-0031",
    )
    assert (done.state, done.voucher) == ("paid", "记-2026-0031")
    step(site, payment, "confirm_receipt", "leader")
    payment.refresh_from_db()
    payments.report_spent(
        actor=site.leader, payment_id=payment.pk, revision=payment.revision, spent=Money(200_000_00, "CNY")
    )
    assert step(site, payment, "settle", "finance").state == "settled"


def test_overdue_entries_stop_the_money_until_they_are_made_up(site: Worksite) -> None:
    site.reach(0)
    payment = Payment.objects.get()
    with pytest.raises(Refused, match=r"projects\.reports_overdue"):
        step(site, payment, "request", "leader")
    reported(site)
    assert step(site, payment, "request", "leader").state == "requested"


def test_an_overdue_acceptance_stops_the_money(site: Worksite) -> None:
    site.reach(0)
    reported(site)
    site.put("completion_due", ends_on=date(2025, 3, 31))
    with pytest.raises(Refused, match=r"projects\.acceptance_overdue"):
        step(site, Payment.objects.get(), "request", "leader")


def test_who_checked_does_not_approve(site: Worksite) -> None:
    payment = approved(site)
    step(site, payment, "send_back", "office", reason="金额核对")
    step(site, payment, "request", "leader")
    step(site, payment, "check", "office")
    Payment.objects.filter(pk=payment.pk).update(checked_by=site.people["finance"].person)
    with pytest.raises(Refused, match=r"projects\.payment_own_check"):
        step(site, payment, "approve", "finance")


def test_a_part_goes_to_another_participant_and_the_sum_stays(site: Worksite) -> None:
    site.reach(0)
    payment = Payment.objects.get()
    unit = site.cast.units["B1"].pk
    made = payments.split(actor=site.office, payment_id=payment.pk, unit_id=unit, amount=Money(100_000_00, "CNY"))
    payment.refresh_from_db()
    assert (payment.amount_minor, made.amount_minor, made.state) == (200_000_00, 100_000_00, "condition_met")
    with pytest.raises(Invalid, match="unit_not_taking_part"):
        payments.split(
            actor=site.office, payment_id=payment.pk, unit_id=site.cast.units["T"].pk, amount=Money(1, "CNY")
        )


def test_a_cancelled_payment_frees_its_share(site: Worksite) -> None:
    site.reach(0)
    step(site, Payment.objects.get(), "cancel", "office", reason="改为分期")
    again = payments.plan(actor=site.office, code=site.code, milestone_id=site.milestones[0].pk)
    assert again.amount_minor == 300_000_00
    with pytest.raises(Refused, match=r"projects\.nothing_to_release"):
        payments.plan(actor=site.office, code=site.code, milestone_id=site.milestones[0].pk)


def test_money_is_claimed_back_only_from_a_stopped_project(site: Worksite) -> None:
    payment = approved(site)
    payments.pay(
        actor=site.finance, payment_id=payment.pk, revision=payment.revision, paid_on=timezone.localdate(), voucher="7"
    )
    with pytest.raises(Refused, match=r"projects\.payment_not_stopped"):
        step(site, payment, "claim_back", "office", reason="项目终止")
    site.put("terminated")
    claimed = step(site, payment, "claim_back", "office", reason="项目终止")
    done = payments.confirm_refund(
        actor=site.finance, payment_id=payment.pk, revision=claimed.revision, returned=Money(250_000_00, "CNY")
    )
    assert (done.state, done.returned_minor) == ("refunded", 250_000_00)


def row(site: Worksite, number: int, amount: int, state: str) -> Payment:
    with transaction.atomic(), adopting():
        return Payment.objects.create(
            project=site.project,
            milestone=site.milestones[number],
            unit=site.project.lead_unit,
            number=Payment.objects.count() + 1,
            amount_minor=amount,
            workflow="payment",
            workflow_version=1,
            state=state,
        )


def test_the_database_refuses_money_before_its_milestone_and_beyond_its_share(site: Worksite) -> None:
    with pytest.raises(IntegrityError, match="milestone_not_reached"):
        row(site, 1, 100, "condition_met")
    with pytest.raises(IntegrityError, match="payment_beyond_share"):
        row(site, 1, 300_000_01, "planned")
    row(site, 1, 300_000_00, "planned")
    with pytest.raises(IntegrityError, match="payment_beyond_share"):
        row(site, 1, 1, "planned")


def test_the_database_keeps_decisions_and_payments_that_were_made(site: Worksite) -> None:
    payment = approved(site)
    payments.pay(
        actor=site.finance, payment_id=payment.pk, revision=payment.revision, paid_on=timezone.localdate(), voucher="7"
    )
    with pytest.raises(IntegrityError, match="payment_paid"), transaction.atomic():
        Payment.objects.filter(pk=payment.pk).update(amount_minor=1)
    with pytest.raises(IntegrityError, match="payment_kept"), transaction.atomic():
        Payment.objects.filter(pk=payment.pk).delete()
    with pytest.raises(IntegrityError, match="append_only"), transaction.atomic():
        MilestoneDecision.objects.update(grounds="另一种说法")


def test_an_entry_once_a_month_names_its_risk_and_replaces_itself(site: Worksite) -> None:
    month = timezone.localdate().replace(day=1)
    known = {"code": site.code, "month": month, "topic_id": site.topics[1].pk}
    progress.enter(actor=site.topic_leader, text="完成槽壳安装", risk="铜棒到货推迟", **known)
    entry = progress.enter(
        actor=site.topic_leader,
        text="完成安装与烘炉",
        values={site.indicators[1].pk: site.indicators[1].final},
        **known,
    )
    assert ProgressEntry.objects.filter(project=site.project).count() == 1
    assert (entry.text, entry.values.get().value) == ("完成安装与烘炉", 94)
    assert [one.title for one in site.project.risks.all()] == ["铜棒到货推迟"]
    with pytest.raises(Refused, match=r"projects\.progress_of_the_leader"):
        progress.enter(actor=site.topic_leader, text="别人的课题", **{**known, "topic_id": site.topics[0].pk})
    with pytest.raises(Invalid, match="month_to_come"):
        progress.enter(actor=site.topic_leader, text="下月", **{**known, "month": date(2999, 1, 1)})


def test_of_a_classified_project_nothing_is_told_here(site: Worksite) -> None:
    site.project.secrecy = "secret"
    site.project.save(update_fields=["secrecy"])
    with pytest.raises(Refused, match=r"projects\.classified_offline"):
        progress.enter(actor=site.leader, code=site.code, month=timezone.localdate(), text="内容")
