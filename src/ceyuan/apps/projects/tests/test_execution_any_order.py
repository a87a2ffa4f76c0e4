"""Whatever people do with a project, in whatever order: no money before its milestone, nothing beyond the funding, no
acceptance without a file, no conclusion rewritten."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ceyuan.apps.projects.models import Acceptance, FileItem, Milestone, Payment, Project, ResultUse
from ceyuan.apps.projects.selectors import acceptance as reading
from ceyuan.apps.projects.selectors import standing
from ceyuan.apps.projects.services import (
    acceptance,
    archive,
    concluding,
    diligence,
    midterm,
    milestones,
    payments,
    progress,
    results_used,
    steps,
)
from ceyuan.apps.projects.workflows import PROJECT_V1
from ceyuan.core.kernel import Money
from ceyuan.core.kernel.verdict import Invalid, Refused

if TYPE_CHECKING:
    from ceyuan.apps.projects.tests.worksite import Worksite

pytestmark = pytest.mark.django_db
PAYMENT_STEPS = ("request", "check", "approve", "send_back", "cancel", "confirm_receipt", "settle", "claim_back")
WHO = ("leader", "office", "finance", "head", "archivist")
MOVES = st.tuples(
    st.sampled_from(
        (
            "evidence",
            "decide",
            "plan",
            "pay_step",
            "pay",
            "tell",
            "step",
            "midterm",
            "apply",
            "achieve",
            "topics",
            "file",
            "money",
            "review",
            "conclude",
            "resubmit",
            "log",
            "exempt",
            "count",
        )
    ),
    st.integers(0, 2),
    st.sampled_from(WHO),
    st.sampled_from(("go", "no_go", "exempt", "passed", "rectify", "concluded", "not_passed", "continue", "terminate")),
)
STEPS = ("begin_midterm", "fall_due", "suspend", "resume", "terminate", "request_change", "grant_change", "archive")


class Undo(Exception):
    """Ends an example; its transaction is rolled back."""


def act(site: Worksite, move: tuple[str, int, str, str]) -> None:
    """Makes the move if it may be made; a refusal is an answer as good as any."""
    word, number, who, choice = move
    actor, code = getattr(site, who), site.code
    known = {"actor": actor, "code": code}
    project = Project.objects.get(pk=site.project.pk)
    node = {**known, "milestone_id": site.milestones[number].pk}
    due = next(iter(standing.reports_overdue(project)), timezone.localdate())
    acts: dict[str, Any] = {
        "evidence": lambda: milestones.add_evidence(**node, text="报告"),
        "decide": lambda: milestones.decide(**node, outcome=choice, grounds="核对"),
        "plan": lambda: payments.plan(**node),
        "pay_step": lambda: _pay_step(actor, number, choice),
        "pay": lambda: _pay(actor, number),
        "tell": lambda: progress.enter(**known, month=due, text="进展"),
        "step": lambda: steps.advance(
            **known, action=STEPS[(number * 3 + len(choice)) % len(STEPS)], revision=project.revision, reason="原因"
        ),
        "midterm": lambda: midterm.conclude(**known, conclusion=choice, grounds="检查"),
        "apply": lambda: acceptance.apply(**known),
        "achieve": lambda: acceptance.enter_item(
            **known,
            indicator_id=site.indicators[number].pk,
            achieved=(Decimal(12800), Decimal(94), Decimal(4))[number],
            evidence="检测",
        ),
        "topics": lambda: [
            acceptance.evaluate_topic(**known, topic_id=one.pk, outcome="fulfilled", grounds="好")
            for one in site.topics
        ],
        "file": lambda: _file(site, actor, number),
        "money": lambda: acceptance.check_money(
            **known, outcome="accepted" if number else "refused", arrived=None, spent=None, note="核对"
        ),
        "review": lambda: acceptance.begin_review(**known),
        "conclude": lambda: concluding.conclude(**known, conclusion=choice, grounds="意见"),
        "resubmit": lambda: concluding.resubmit(**known, statement="已整改"),
        "log": lambda: diligence.log(**known, kind="experiment", text="记录"),
        "exempt": lambda: diligence.exempt(**known, is_granted=True, meeting="1", reason="尽职", records=[1]),
        "count": lambda: results_used.count(
            **known, title="一种惰性阳极的制备", share_ppm=400_000 * (number + 1) % 10**6
        ),
    }
    try:
        with transaction.atomic():
            acts[word]()
    except (Refused, Invalid):
        pass


def _pay_step(actor: Any, number: int, choice: str) -> None:
    for one in Payment.objects.order_by("number"):
        action = PAYMENT_STEPS[(len(choice) + number) % len(PAYMENT_STEPS)]
        payments.advance(actor=actor, payment_id=one.pk, action=action, revision=one.revision, reason="原因")


def _pay(actor: Any, number: int) -> None:
    for one in Payment.objects.order_by("number"):
        if number:
            spent = Money(one.amount_minor, "CNY")
            payments.report_spent(actor=actor, payment_id=one.pk, revision=one.revision, spent=spent)
        else:
            day = timezone.localdate()
            payments.pay(actor=actor, payment_id=one.pk, revision=one.revision, paid_on=day, voucher="1")


def _file(site: Worksite, actor: Any, number: int) -> None:
    if number:
        FileItem.objects.filter(project=site.project).update(place="库")
    archive.check(actor=actor, code=site.code, outcome="complete" if number else "returned", note="")


def check(site: Worksite, concluded: dict[int, str]) -> None:
    project = Project.objects.get(pk=site.project.pk)
    assert project.state in PROJECT_V1.states
    shares = {one.pk: one for one in Milestone.objects.filter(project=project)}
    taken: dict[int, int] = {}
    for payment in Payment.objects.exclude(state="cancelled"):
        taken[payment.milestone_id] = taken.get(payment.milestone_id, 0) + payment.amount_minor - payment.returned_minor
        if payment.state != "planned":
            assert shares[payment.milestone_id].state in ("reached", "late")
    funding = project.funding_minor or 0
    assert sum(taken.values()) <= funding
    for key, amount in taken.items():
        assert amount * 1_000_000 <= funding * shares[key].payment_share_ppm
    for one in Acceptance.objects.filter(project=project):
        if one.pk in concluded:
            assert one.conclusion == concluded[one.pk]
        if one.conclusion:
            concluded[one.pk] = one.conclusion
        if one.conclusion == "passed":
            assert reading.archive_complete(project)
            assert one.money == "accepted"
            assert not any(row.is_missed for row in reading.item_rows(project, one))
    assert Acceptance.objects.filter(project=project, conclusion="rectify").count() <= 1
    if project.state == "concluded":
        assert project.exemptions.filter(is_granted=True).exists()
    assert all(0 < use.share_ppm <= 1_000_000 for use in ResultUse.objects.all())


def play(site: Worksite, moves: list[Any]) -> None:
    """One example from the project under way on, undone at its end."""
    with transaction.atomic():
        concluded: dict[int, str] = {}
        for move in moves:
            act(site, move)
            check(site, concluded)
        raise Undo


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(MOVES, min_size=10, max_size=30))
def test_any_sequence_of_acts_keeps_the_promises(site: Worksite, moves: list[Any]) -> None:
    with pytest.raises(Undo):
        play(site, moves)


def test_a_sensible_sequence_ends_with_everything_paid_and_passed(site: Worksite) -> None:
    for number in range(3):
        site.reach(number)
    for month in standing.reports_overdue(site.project):
        progress.enter(actor=site.leader, code=site.code, month=month, text="正常")
    for action, who in (("request", "leader"), ("check", "office"), ("approve", "finance")):
        for one in Payment.objects.all():
            payments.advance(actor=getattr(site, who), payment_id=one.pk, action=action, revision=one.revision)
    for one in Payment.objects.all():
        day = timezone.localdate()
        payments.pay(actor=site.finance, payment_id=one.pk, revision=one.revision, paid_on=day, voucher="1")
    for move in (
        ("apply", 0, "leader", "go"),
        *(("achieve", number, "leader", "go") for number in range(3)),
        ("topics", 0, "office", "go"),
        ("file", 1, "archivist", "go"),
        ("money", 1, "finance", "go"),
        ("review", 0, "office", "go"),
        ("conclude", 0, "office", "passed"),
    ):
        act(site, move)
    site.project.refresh_from_db()
    assert site.project.state == "passed"
    assert sum(one.amount_minor for one in Payment.objects.filter(state="paid")) == site.project.funding_minor
