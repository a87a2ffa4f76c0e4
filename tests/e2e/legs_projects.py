"""Legs of the chain from the contract on: the project of the bid, its task book, its nodes, its acceptance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from playwright.sync_api import expect

from tests.e2e.book import complete
from tests.e2e.journey import at_window, send, sign_at, take_step

if TYPE_CHECKING:
    from ceyuan.apps.calls.models import Bid
    from ceyuan.apps.calls.tests.council import Council
    from ceyuan.apps.organisation.tests.cast import Member
    from ceyuan.apps.projects.models import Programme, Project
    from tests.e2e.conftest import Desk
    from tests.e2e.journey import Window


@dataclass
class Team:
    """The leader of the project, and two who look at its end."""

    leader: Member
    archivist: Member
    finance: Member


def team_of(council: Council) -> Team:
    """The bidder may lead projects of the branch; the group has an archivist and a head of finance."""
    from django.db.backends.postgresql.psycopg_any import DateRange

    from ceyuan.apps.organisation.models import Grant, Post
    from ceyuan.apps.organisation.tests.cast import SINCE, _member

    cast, since = council.cast, DateRange(SINCE, None)
    top = cast.units["T"]
    archivist = _member(cast.group, top, "keeper", ("韩档案", "Han Dangan"))
    finance = _member(cast.group, top, "money", ("沈财务", "Shen Caiwu"))
    Grant.objects.create(person=archivist.person, role="archivist", unit=top, valid=since)
    Grant.objects.create(person=cast.member_a.person, role="project_leader", unit=cast.units["A"], valid=since)
    Post.objects.create(person=finance.person, unit=top, kind="finance_head", valid=since)
    return Team(cast.member_a, archivist, finance)


def made_of(office: Desk, bid: Bid, programme: Programme) -> Project:
    """The project is made of the pledged bid; the draft of its task book is there at once."""
    from ceyuan.apps.projects.models import Project, TaskBookVersion

    office.open(reverse("calls:bid_detail", args=[bid.pk]))
    office.page.locator(f"a[href='{reverse('projects:from_bid', args=[bid.pk])}']").first.click()
    send(office.page, code="JB-2026-01", programme=programme.code)
    office.page.wait_for_url("**JB-2026-01**")
    expect(office.page.locator("main")).to_contain_text("任务书")
    made = Project.objects.get(code="JB-2026-01")
    assert TaskBookVersion.objects.get().task_book.project_id == made.pk
    assert made.source_indicators.count() == bid.indicators.count()
    return made


def contracted(council: Council, office: Desk, window: Window, project: Project) -> None:
    """The task book is completed, frozen, signed by both sides and the leader, and in force; the work starts."""
    from ceyuan.apps.projects.models import TaskBookVersion

    one = TaskBookVersion.objects.get()
    complete(council.office, one)
    book = reverse("projects:taskbook_version", args=[one.pk])
    office.open(book)
    expect(office.page.locator("#findings")).to_contain_text("没有妨碍签署的问题")
    take_step(office.page, "offer")
    expect(office.page.locator("#signing")).to_contain_text("待签")
    for member in (council.heads["T"], council.heads["A"], council.cast.member_a):
        sign_at(at_window(window, member), book)
    office.open(book)
    expect(office.page.locator("#signing")).not_to_contain_text("待签")
    expect(office.page.locator(".subtitle")).to_contain_text("起生效")
    office.open(reverse("projects:project_detail", args=[project.code]))
    take_step(office.page, "start")
    project.refresh_from_db()
    assert (project.state, TaskBookVersion.objects.get().is_in_force) == ("in_progress", True)


def _act(desk: Desk, project: Project, name: str, *more: Any, **typed: str) -> None:
    """Send a form about the project; it ends on the page it leads to."""
    desk.open(reverse(f"projects:{name}", args=[project.code, *more]))
    send(desk.page, **typed)
    desk.page.wait_for_url("**/execution" if name in {"evidence_add", "milestone_decide"} else "**/acceptance")


def reached(team: Team, office: Desk, window: Window, project: Project) -> None:
    """The first node is reached by evidence; its share of the money of the pledge falls due."""
    from ceyuan.apps.projects.models import Payment

    leader = at_window(window, team.leader)
    first = project.milestones.order_by("position").first()
    assert first is not None
    _act(leader, project, "evidence_add", first.pk, text="方案评议通过")
    expect(leader.page.locator("#milestones")).to_contain_text("方案评议通过")
    _act(office, project, "milestone_decide", first.pk, outcome="go", grounds="达到节点要求")
    assert Payment.objects.get().milestone == first


def accepted(team: Team, office: Desk, window: Window, project: Project) -> None:
    """What was reached is entered, the topic evaluated, file and money looked at; the project passes."""
    from ceyuan.apps.projects.models import Acceptance, FileItem

    leader, archivist, finance = (at_window(window, one) for one in (team.leader, team.archivist, team.finance))
    _act(leader, project, "acceptance_apply", statement="按任务书完成全部内容")
    for indicator, value in zip(project.indicators.order_by("position"), ("12380", "95.2"), strict=True):
        _act(
            leader,
            project,
            "acceptance_item",
            indicator.pk,
            achieved=value,
            evidence="第三方检测报告",
            is_third_party="on",
        )
    for topic in project.topics.all():
        _act(office, project, "acceptance_topic", topic.pk, outcome="fulfilled", grounds="达到课题要求")
    FileItem.objects.filter(project=project, place="").update(place="科技档案库 3 架")
    _act(archivist, project, "archive_check", outcome="complete")
    _act(finance, project, "acceptance_money", outcome="accepted", arrived="4000000", spent="3900000", note="凭证抽查")
    _act(office, project, "acceptance_review")
    expect(office.page.locator("main")).to_contain_text("加权完成率")
    _act(office, project, "acceptance_conclude", conclusion="passed", grounds="专家组一致同意通过验收")
    expect(office.page.locator("main")).to_contain_text("专家组一致同意通过验收")
    done = Acceptance.objects.get()
    assert (done.conclusion, done.project.state) == ("passed", "passed")
