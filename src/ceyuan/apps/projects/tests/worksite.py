"""A project under way, with everybody whom its execution and its end need: for tests of running and accepting.

KY-7 of team A1, 1,000,000 yuan, from 2025 on: two topics, three indicators (two binding), three milestones that release
30, 30 and 40 per cent; a task book adopted from paper is in force. `site.leader` leads it, `site.topic_leader` leads
topic 2, `site.finance`, `site.archivist`, `site.assessor`, `site.head` and `site.office` have no part in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from ceyuan.apps.organisation.tests.cast import Cast, Member
    from ceyuan.apps.projects.models import Indicator, Milestone, Project, Topic
    from ceyuan.apps.projects.tests.portfolio import Portfolio

FUNDING = 1_000_000_00
SHARES = (("m1", "任务书签署", 300_000), ("m2", "样机", 300_000), ("m3", "示范", 400_000))
STARTED = date(2025, 1, 6)
_PEOPLE = (
    ("leader", "A1", "卫组长", "Wei Zuzhang"),
    ("topic_leader", "A1", "蒋课题", "Jiang Keti"),
    ("finance", "T", "沈财务", "Shen Caiwu"),
    ("archivist", "T", "韩档案", "Han Dangan"),
    ("assessor", "B", "杨专家", "Yang Zhuanjia"),
    ("head", "A", "朱领导", "Zhu Lingdao"),
)


@dataclass
class Worksite:
    """The project and its people."""

    cast: Cast
    portfolio: Portfolio
    people: dict[str, Member]
    project: Project
    topics: list[Topic]
    indicators: list[Indicator]
    milestones: list[Milestone]

    def __getattr__(self, name: str) -> Any:
        try:
            return self.people[name].actor
        except KeyError:
            raise AttributeError(name) from None

    @property
    def office(self) -> Any:
        """The office of the whole group."""
        return self.cast.st_officer.actor

    @property
    def code(self) -> str:
        """What every act names the project by."""
        return self.project.code

    def put(self, state: str, **facts: Any) -> Project:
        """The project in another state, as a delivery would bring it."""
        from django.db import transaction

        from ceyuan.apps.projects.models import Project
        from ceyuan.apps.workflow.interface import adopting

        with transaction.atomic(), adopting():
            Project.objects.filter(pk=self.project.pk).update(state=state, **facts)
        self.project.refresh_from_db()
        return self.project

    def reach(self, number: int = 0, on: date | None = None) -> Any:
        """Evidence and a "go" for a milestone."""
        from ceyuan.apps.projects.services import milestones

        pk = self.milestones[number].pk
        milestones.add_evidence(actor=self.leader, code=self.code, milestone_id=pk, text="测试报告")
        return milestones.decide(
            actor=self.office, code=self.code, milestone_id=pk, outcome="go", grounds="达到节点要求", decided_on=on
        )


@pytest.fixture
def site(portfolio: Portfolio) -> Worksite:
    """KY-7 in progress."""
    cast = portfolio.cast
    people = _people(cast)
    project = portfolio.project(
        "KY-7",
        programme="P11",
        parts=[("A1", 700_000_00), ("B1", 300_000_00)],
        title_zh="惰性阳极工程化",
        leader=people["leader"].person,
        starts_on=STARTED,
        ends_on=date(2027, 12, 31),
        funding_minor=FUNDING,
        total_minor=FUNDING,
        trl_start=4,
        trl_target=7,
    )
    topics, indicators, milestones = _plan(cast, project, people)
    _task_book(project)
    return Worksite(cast, portfolio, people, project, topics, indicators, milestones)


def _people(cast: Cast) -> dict[str, Member]:
    from django.db.backends.postgresql.psycopg_any import DateRange

    from ceyuan.apps.organisation.models import Grant, Post
    from ceyuan.apps.organisation.tests import cast as casting

    since = DateRange(casting.SINCE, None)
    made = {
        name: casting._member(cast.group, cast.units[home], f"w-{name}", (zh, en)) for name, home, zh, en in _PEOPLE
    }
    Post.objects.create(person=made["finance"].person, unit=cast.units["T"], kind="finance_head", valid=since)
    Post.objects.create(person=made["head"].person, unit=cast.units["A"], kind="top_leader", valid=since)
    for name, role, over in (
        ("leader", "project_leader", "A1"),
        ("archivist", "archivist", "T"),
        ("assessor", "expert", "T"),
    ):
        Grant.objects.create(person=made[name].person, role=role, unit=cast.units[over], valid=since)
    return made


def _plan(
    cast: Cast, project: Project, people: dict[str, Member]
) -> tuple[list[Topic], list[Indicator], list[Milestone]]:
    from ceyuan.apps.projects.models import Indicator, Milestone, Topic

    topics = [
        Topic.objects.create(
            project=project,
            key=f"t{number}",
            code=f"KT{number}",
            title_zh=title,
            unit=cast.units[unit],
            leader=people[leader].person,
            budget_minor=FUNDING // 2,
        )
        for number, title, unit, leader in ((1, "阳极材料", "A1", "leader"), (2, "工业试验", "B1", "topic_leader"))
    ]
    lines: tuple[dict[str, Any], ...] = (
        {"name_zh": "直流电耗", "direction": "at_most", "baseline": 13350, "final": 12800, "unit_of_measure": "kWh/t"},
        {"name_zh": "电流效率", "direction": "at_least", "baseline": 90, "final": 94, "unit_of_measure": "%"},
        {"name_zh": "发明专利", "direction": "at_least", "final": 4, "unit_of_measure": "件", "is_binding": False},
    )
    indicators = [
        Indicator.objects.create(
            project=project,
            key=f"i{number}",
            position=number,
            topic=topics[0] if number == 1 else None,
            weight_ppm=(400_000, 400_000, 200_000)[number - 1],
            **{
                name: Decimal(value) if isinstance(value, int) and name != "is_binding" else value
                for name, value in one.items()
            },
        )
        for number, one in enumerate(lines, start=1)
    ]
    milestones = [
        Milestone.objects.create(
            project=project,
            key=key,
            position=number,
            name=name,
            due_on=date(2025 + number // 2, 6, 30),
            criteria="有测试报告",
            payment_share_ppm=share,
            trl_expected=4 + number,
        )
        for number, (key, name, share) in enumerate(SHARES)
    ]
    return topics, indicators, milestones


def _task_book(project: Project) -> None:
    from django.db import connection

    from ceyuan.apps.projects.models import TaskBook, TaskBookVersion
    from ceyuan.core.taskbook import TaskBook as Book
    from ceyuan.core.taskbook import data_hash, told

    book = TaskBook.objects.create(project=project, number=f"{project.code}-RWS")
    words = Book()
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('ceyuan.state_writer', 'workflow', true)")
    TaskBookVersion.objects.create(
        task_book=book,
        number=1,
        data={**told(words), "deliverables": [{"key": "x1", "title": "样机一台"}]},
        data_hash=data_hash(words),
        basis="纸质任务书",
        is_in_force=True,
        in_force_on=STARTED,
        workflow="task_book",
        workflow_version=1,
        state="adopted",
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('ceyuan.state_writer', '', true)")
