"""One record of notices, reviews, calls, signing and the life of a project, all of branch A, for the access matrix."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

Values = dict[tuple[str, str] | str, Any]
HASH = "0" * 64
# What a well-formed call of a program sends.
BODIES: dict[str, dict[str, Any]] = {
    "api/v1/notices/<int:pk>/objections": {
        "lines": ["1"],
        "kind": "substantive",
        "grounds": "数据不实",
        "contact": "ding@example.org",
    },
    "api/v1/reviews/seats/<int:pk>": {"accepts": True},
    "api/v1/reviews/panels/<int:pk>/draw": {"revision": 0},
    "api/v1/reviews/panels/<int:pk>/draws": {"public": ""},
    "api/v1/projects/<code>/progress": {"month": "2026-04-01", "text": "完成小试"},
}


def records(cast: Any, project: Any, hall: Any, paper: Any) -> Values:
    """Values of the captured parts of the addresses below notices/, reviews/, calls/, documents/ and projects/."""
    return {
        "party": "A",
        "part": "team",
        "kind": "pdf",
        **_notices(hall),
        **_reviews(cast),
        **_calls(cast),
        **_signing(cast, paper),
        **_task_book(cast, project),
        **_execution(cast, project),
        **_acceptance(cast, project),
    }


def _notices(hall: Any) -> Values:
    # Published in spring and looked at in its second week: the matrix does not move with the calendar.
    notice = hall.publish("1")
    hall.on(date(2026, 5, 7))
    objection = hall.object(notice, "1")
    return {
        ("notices", "pk"): notice.pk,
        ("notices/objections", "pk"): objection.pk,
        ("objections", "pk"): objection.pk,
        ("notices/calendar", "year"): 2026,
        ("working-days", "year"): 2026,
    }


def _reviews(cast: Any) -> Values:
    from ceyuan.apps.reviews.models import (
        Assignment,
        Criterion,
        Declaration,
        Expert,
        Panel,
        PanelCase,
        Seat,
        Vote,
    )
    from ceyuan.apps.reviews.services import guests
    from ceyuan.apps.reviews.settings import StratumRule
    from ceyuan.apps.reviews.vote_rules import DEFAULT

    unit = cast.units["A"]
    expert = Expert.objects.create(
        group=unit.group, keeper=unit, person=cast.member_a.person, unit=unit, name_zh="丁成员"
    )
    interest = Declaration.objects.create(
        expert=expert, unit=cast.units["B"], words="曾任职", declared_on=date(2026, 1, 5)
    )
    panel = Panel.objects.create(
        group=unit.group,
        unit=unit,
        kind="test.bid",
        title="揭榜评审",
        mode="letter",
        reviewers_per_case=1,
        settings={"strata": [StratumRule("east", {"region": frozenset({"east"})}, 1).told()]},
        due_at=timezone.now() + timedelta(days=7),
        workflow="panel",
        workflow_version=1,
        state="drafting",
    )
    case = PanelCase.objects.create(panel=panel, number=1, subject_kind="test.bid", subject_id="1", title="一号揭榜方")
    Criterion.objects.create(panel=panel, number=1, code="worth", name_zh="价值", weight_ppm=1_000_000)
    seat = Seat.objects.create(panel=panel, expert=expert)
    work = Assignment.objects.create(panel=panel, case=case, seat=seat)
    vote = Vote.objects.create(panel=panel, number=1, title="推荐中榜", items=[case.pk], rule=dict(DEFAULT))
    outside = Expert.objects.create(
        group=unit.group, keeper=unit, is_external=True, name_zh="外部专家", unit_name="外部大学"
    )
    _made, secret = guests.invite(actor=cast.manager_a.actor, expert_id=outside.pk, link=lambda word: f"/{word}/")
    return {
        **{(f"reviews/experts/<int:expert_id>/{act}", "expert_id"): outside.pk for act in ("invite", "close")},
        "secret": secret.strip("/"),
        ("reviews/panels/<int:pk>/strata/<int:number>/remove", "number"): 0,
        "expert_id": expert.pk,
        "declaration_id": interest.pk,
        "case": case.pk,
        ("reviews/panels", "pk"): panel.pk,
        ("reviews/seats", "pk"): seat.pk,
        ("reviews/my", "pk"): work.pk,
        ("reviews/votes", "pk"): vote.pk,
        ("reviews/ballots", "pk"): vote.pk,
        ("reviews/experts", "pk"): expert.pk,
    }


def _calls(cast: Any) -> Values:
    from ceyuan.apps.calls.models import Bid, Challenge, Checkpoint, Lane, Question, Race

    unit, now = cast.units["A"], timezone.now()
    challenge = Challenge.objects.create(
        group=unit.group,
        unit=unit,
        demander=unit,
        code="JB-1",
        mode="open_challenge",
        title="惰性阳极长寿命",
        problem="寿命短",
        budget_minor=1_000_000_00,
        published_at=now - timedelta(days=10),
        closes_at=now + timedelta(days=10),
        workflow="challenge",
        workflow_version=1,
        state="published",
    )
    question = Question.objects.create(challenge=challenge, text="样品几件?", asked_at=now, key="1")
    bid = Bid.objects.create(
        group=unit.group,
        challenge=challenge,
        unit=unit,
        leader=cast.manager_a.person,
        made_by=cast.manager_a.account,
        key="1",
        title="复合阳极",
        workflow="bid",
        workflow_version=1,
        state="draft",
    )
    race = Race.objects.create(challenge=challenge, measured_by="检测中心", opened_at=now)
    lane = Lane.objects.create(
        race=race, bid=bid, number=1, route="复合", workflow="lane", workflow_version=1, state="running"
    )
    # A question and a checkpoint are told apart by the address behind the challenge, not by their ids.
    checkpoint = Checkpoint.objects.create(
        pk=question.pk, race=race, position=1, name="小试", on=date(2026, 8, 1), criteria="寿命"
    )
    return {
        ("calls/lanes", "pk"): lane.pk,
        "checkpoint": checkpoint.pk,
        "act": "publish",
        ("projects/from-bid", "pk"): bid.pk,
        ("calls/at", "code"): challenge.code,
        ("calls/challenges", "code"): challenge.code,
        ("calls/at", "pk"): question.pk,
        ("calls/bids", "pk"): bid.pk,
        ("calls", "pk"): bid.pk,
        "bid_id": bid.pk,
        ("calls", "code"): challenge.code,
        "file": 1,
    }


def _signing(cast: Any, paper: Any) -> Values:
    from ceyuan.apps.documents.models import BatchSigning, Certificate, Signing, SigningParty

    unit, now = cast.units["A"], timezone.now()
    signing = Signing.objects.create(
        group=unit.group,
        unit=unit,
        subject_kind="test.case",
        subject_id="1",
        name="任务书",
        data_hash=HASH,
        print_hash=HASH,
        paper=paper,
        file=paper,
    )
    SigningParty.objects.create(
        signing=signing,
        position=1,
        key="A",
        label_zh="甲方",
        label_en="Party A",
        unit=unit,
        person=cast.manager_a.person,
    )
    certificate = Certificate.objects.create(
        group=unit.group,
        unit=unit,
        person=cast.manager_a.person,
        source="imported",
        serial="0a",
        subject="白主管",
        issuer="测试",
        sha256=HASH,
        pem="",
        not_before=now,
        not_after=now + timedelta(days=700),
    )
    sitting = BatchSigning.objects.create(group=unit.group, account_id=cast.manager_a.account.pk)
    return {
        ("documents/signings", "pk"): signing.pk,
        ("signings", "pk"): signing.pk,
        ("documents/certificates", "pk"): certificate.pk,
        ("documents/sittings", "pk"): sitting.pk,
    }


def _task_book(cast: Any, project: Any) -> Values:
    from ceyuan.apps.projects.models import ChangeOrder, Milestone, TaskBook, TaskBookVersion

    book = TaskBook.objects.create(project=project, number="RW-1")
    version = TaskBookVersion.objects.create(
        task_book=book, number=1, data={}, data_hash=HASH, workflow="task_book", workflow_version=1, state="draft"
    )
    order = ChangeOrder.objects.create(
        task_book=book, number=1, base=version, workflow="change_order", workflow_version=1, state="drafting"
    )
    milestone = Milestone.objects.create(
        project=project, key="m1", name="小试", due_on=date(2026, 6, 30), payment_share_ppm=300_000
    )
    del cast
    return {
        ("projects/taskbooks/versions", "pk"): version.pk,
        ("projects/^taskbooks/versions", "pk"): version.pk,
        ("task-books/versions", "pk"): version.pk,
        ("projects/taskbooks/orders", "pk"): order.pk,
        ("task-books/orders", "pk"): order.pk,
        ("projects/taskbooks/of", "code"): project.code,
        ("task-books", "code"): project.code,
        "milestone_id": milestone.pk,
    }


def _execution(cast: Any, project: Any) -> Values:
    from ceyuan.apps.projects.models import (
        Indicator,
        Milestone,
        MilestoneDecision,
        MilestoneEvidence,
        Payment,
        ProjectRisk,
        ReadinessElement,
        ReadinessEvidence,
        Topic,
    )
    from ceyuan.apps.projects.selectors.supervision import KIND
    from ceyuan.apps.strategy.models import Supervision

    unit, person = cast.units["A"], cast.manager_a.person
    milestone = Milestone.objects.get(project=project)
    topic = Topic.objects.create(project=project, code="T1", title_zh="课题一", unit=unit)
    indicator = Indicator.objects.create(project=project, name_zh="电耗", final=Decimal(12_800))
    evidence = MilestoneEvidence.objects.create(milestone=milestone, text="检测报告", given_by=person)
    decision = MilestoneDecision.objects.create(
        milestone=milestone,
        number=1,
        outcome="go",
        decided_on=date(2026, 6, 30),
        decided_by=person,
        decider_name="白主管",
        grounds="达到",
    )
    Milestone.objects.filter(pk=milestone.pk).update(state="reached", reached_on=date(2026, 6, 30))
    type(project).objects.filter(pk=project.pk).update(funding_minor=100_00)
    payment = Payment.objects.create(
        project=project,
        milestone=milestone,
        unit=unit,
        number=1,
        amount_minor=1,
        workflow="payment",
        workflow_version=1,
        state="planned",
    )
    risk = ProjectRisk.objects.create(
        project=project, title="设备迟到", probability="low", impact="high", opened_on=date(2026, 3, 1)
    )
    asked = Supervision.objects.create(
        group=unit.group,
        unit=unit,
        from_unit=cast.units["T"],
        person=person,
        title="补报进展",
        subject_kind=KIND,
        subject_id=str(project.pk),
        due_on=date(2026, 6, 30),
        workflow="supervision",
        workflow_version=1,
        state="open",
    )
    element = ReadinessElement.objects.create(
        project=project, name_zh="内衬", scale="process", start_level=3, target_level=7, weight_ppm=1_000_000
    )
    # Evidence of a milestone and of readiness are told apart by the rest of the address, not by their ids.
    ReadinessEvidence.objects.create(pk=evidence.pk, element=element, criterion="4.1", text="检测报告", given_by=person)
    return {
        ("projects/<path:code>/supervision/<int:item_id>/answer", "item_id"): asked.pk,
        "topic_id": topic.pk,
        "indicator_id": indicator.pk,
        "evidence_id": evidence.pk,
        "decision_id": decision.pk,
        ("projects/payments", "pk"): payment.pk,
        ("payments", "pk"): payment.pk,
        "risk_id": risk.pk,
        "element_id": element.pk,
    }


def _acceptance(cast: Any, project: Any) -> Values:
    from ceyuan.apps.documents import interface as documents
    from ceyuan.apps.documents.tests.samples import PDF
    from ceyuan.apps.projects.models import Acceptance, FileItem, ResultUse

    acceptance = Acceptance.objects.create(
        project=project, applied_on=date(2026, 9, 1), applied_by=cast.manager_a.person
    )
    subject = ("projects.project", project.pk)
    document = documents.store(
        actor=cast.manager_a.actor, unit=cast.units["A"], subject=subject, name="技术报告.pdf", stream=[PDF]
    )
    item = FileItem.objects.create(project=project, key="report", label_zh="技术报告", document=document)
    use = ResultUse.objects.create(group=project.group, acceptance=acceptance, identifier="CN1", title="一种内衬")
    return {
        "item_id": item.pk,
        "use_id": use.pk,
        ("projects/acceptances", "pk"): acceptance.pk,
        "document_id": document.pk,
    }
