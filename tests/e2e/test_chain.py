"""From a task book to its acceptance: who drafts, signs, decides and accepts, each at a window of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.e2e.journey import at_window, send, sign_at, take_step

if TYPE_CHECKING:
    from ceyuan.apps.organisation.tests.cast import Member
    from ceyuan.apps.projects.models import TaskBookVersion
    from ceyuan.apps.projects.tests.contracts_desk import ContractsDesk
    from ceyuan.apps.projects.tests.worksite import Worksite
    from tests.e2e.conftest import Desk
    from tests.e2e.journey import Window


pytestmark = pytest.mark.usefixtures("own_stores")


# Task book: begun from the records, frozen, signed by all parties, in force.


def complete_by_service(desk: ContractsDesk, one: TaskBookVersion) -> None:
    """Write what the records do not know; the editor has journeys of its own."""
    from ceyuan.apps.projects.selectors.taskbooks import wording
    from ceyuan.apps.projects.services.taskbooks.held import write
    from ceyuan.apps.projects.tests.contracts_desk import completed

    write(desk.office, one, completed(wording(one)))


def heads(desk: ContractsDesk) -> list[Member]:
    """Who signs: both sides, the leader of the project, the head of the unit that takes part."""
    from django.db.backends.postgresql.psycopg_any import DateRange

    from ceyuan.apps.organisation.models import Post
    from ceyuan.apps.organisation.tests.cast import SINCE

    partner = desk.leaders["leader_b"]
    unit = desk.cast.units["B1"]
    Post.objects.create(person=partner.person, unit=unit, kind="top_leader", valid=DateRange(SINCE, None))
    return [desk.leaders["chair"], desk.leaders["leader_a1"], desk.cast.member_a, partner]


def test_a_task_book_is_begun_frozen_signed_by_both_sides_and_in_force(
    contracts_desk: ContractsDesk, window: Window
) -> None:
    from ceyuan.apps.projects.models import TaskBookVersion

    office = at_window(window, contracts_desk.cast.st_officer)
    office.open(reverse("projects:project_detail", args=["KY-9"]))
    office.page.get_by_role("link", name="起草任务书").click()
    office.page.locator("main form button[type=submit]").click()
    expect(office.page.locator("#findings")).to_contain_text("尚未设置里程碑节点")
    one = TaskBookVersion.objects.get()
    complete_by_service(contracts_desk, one)

    book = reverse("projects:taskbook_version", args=[one.pk])
    office.open(book)
    expect(office.page.locator("#findings")).to_contain_text("没有妨碍签署的问题")
    take_step(office.page, "offer")
    expect(office.page.locator("#signing")).to_contain_text("待签")
    for member in heads(contracts_desk):
        sign_at(at_window(window, member), book)

    office.open(book)
    expect(office.page.locator("#signing")).not_to_contain_text("待签")
    expect(office.page.locator(".subtitle")).to_contain_text("起生效")
    office.page.get_by_role("link", name="核验签署").click()
    expect(office.page.locator("main")).to_contain_text("均一致")
    assert TaskBookVersion.objects.get().is_in_force


# Milestone and acceptance: evidence, a decision, a payment; then file, topics, money, verdict.


@pytest.fixture
def act(site: Worksite) -> Callable[..., None]:
    """Sends a form about the project: who at which window, the form, what is typed; ends on the page it leads to."""

    def send_form(desk: Desk, name: str, *more: Any, **typed: str) -> None:
        desk.open(reverse(f"projects:{name}", args=[site.code, *more]))
        send(desk.page, **typed)
        desk.page.wait_for_url("**/execution" if name in EXECUTION else "**/acceptance")

    return send_form


EXECUTION = {"evidence_add", "milestone_decide"}


def test_a_milestone_is_reached_by_evidence_and_makes_its_payment_due(
    site: Worksite, window: Window, act: Callable[..., None]
) -> None:
    from ceyuan.apps.projects.models import Payment

    leader, office = at_window(window, site.people["leader"]), at_window(window, site.cast.st_officer)
    first = site.milestones[0]
    act(leader, "evidence_add", first.pk, text="实施方案通过评审")
    expect(leader.page.locator("#milestones")).to_contain_text("实施方案通过评审")
    assert not Payment.objects.exists()
    act(office, "milestone_decide", first.pk, outcome="go", grounds="达到节点要求")
    expect(office.page.locator("#payments")).to_contain_text("30")
    assert Payment.objects.get().milestone == first


def test_a_project_is_accepted_once_the_archive_has_its_file(
    site: Worksite, window: Window, act: Callable[..., None]
) -> None:
    from ceyuan.apps.projects.models import Acceptance, FileItem

    names = ("leader", "archivist", "finance")
    leader, archivist, finance = (at_window(window, site.people[name]) for name in names)
    office = at_window(window, site.cast.st_officer)

    # What was reached is entered, each indicator with what shows it; then the topics are evaluated.
    act(leader, "acceptance_apply", statement="按任务书完成全部内容")
    for indicator, value in zip(site.indicators, ("12800", "94", "4"), strict=True):
        act(leader, "acceptance_item", indicator.pk, achieved=value, evidence="第三方检测报告")
    for topic in site.topics:
        act(office, "acceptance_topic", topic.pk, outcome="fulfilled", grounds="达到课题要求")

    # No review before the archive has the file.
    act(office, "acceptance_review")
    assert Acceptance.objects.get().project.state == "acceptance_applied"
    piece, *_others = FileItem.objects.filter(project=site.project)
    act(leader, "file_place", piece.pk, place="科技档案库 3 架")
    FileItem.objects.filter(project=site.project, place="").update(place="科技档案库 3 架")
    act(archivist, "archive_check", outcome="complete")
    act(finance, "acceptance_money", outcome="accepted", arrived="300000", spent="290000", note="凭证抽查")
    act(office, "acceptance_review")
    expect(office.page.locator("main")).to_contain_text("加权完成率")
    act(office, "acceptance_conclude", conclusion="passed", grounds="专家组一致同意通过验收")
    expect(office.page.locator("main")).to_contain_text("专家组一致同意通过验收")
    done = Acceptance.objects.get()
    assert (done.conclusion, done.project.state) == ("passed", "passed")
