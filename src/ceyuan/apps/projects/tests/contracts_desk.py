"""A project that is approved, with everything a task book needs, for tests of task books and of what follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from ceyuan.apps.organisation.tests.cast import Cast, Member
    from ceyuan.apps.projects.models import Project, TaskBookVersion
    from ceyuan.apps.projects.tests.portfolio import Portfolio
    from ceyuan.apps.strategy.tests.boardroom import Boardroom

TOTAL = 1_000_000_00


@dataclass
class ContractsDesk:
    """The project KY-9 of team A1, led by member_a; leaders sign for their units."""

    cast: Cast
    leaders: dict[str, Member]
    project: Project

    @property
    def office(self) -> Any:
        """The office of the whole group."""
        return self.cast.st_officer.actor

    @property
    def leader(self) -> Any:
        """The leader of the project."""
        return self.cast.member_a.actor

    def started(self) -> TaskBookVersion:
        """The first draft as the records fill it in."""
        from ceyuan.apps.projects.services.taskbooks.starting import start

        return start(actor=self.office, code=self.project.code)

    def sound(self) -> TaskBookVersion:
        """A first draft in which nothing is missing."""
        from ceyuan.apps.projects.selectors.taskbooks import wording
        from ceyuan.apps.projects.services.taskbooks.held import write

        one = self.started()
        return write(self.office, one, completed(wording(one)))

    def in_force(self) -> TaskBookVersion:
        """The first version, adopted from paper."""
        from ceyuan.apps.projects.services.taskbooks.offering import adopt

        one = self.sound()
        return adopt(actor=self.office, version_id=one.pk, revision=one.revision, reason="纸质任务书 2025-01")


def completed(book: Any) -> Any:
    """The book with what the records do not know: texts, milestones, methods, months, an agreement."""
    from dataclasses import replace
    from decimal import Decimal

    from ceyuan.core.taskbook.parts import AnnualPlan, Goal, Milestone, MonthsOfYear

    texts = (
        "background",
        "state_of_the_art",
        "novelty_search",
        "research",
        "key_technologies",
        "innovations",
        "technical_route",
        "trl_evidence",
        "demonstration_site",
        "organisation",
    )
    content = replace(
        book.content, goals=(Goal("g1", "降低能耗"),), trl_start=4, trl_target=7, **dict.fromkeys(texts, "无")
    )
    people = tuple(
        replace(one, months=tuple(MonthsOfYear(str(year), Decimal(4)) for year in (2025, 2026))) for one in book.people
    )
    indicators = tuple(
        replace(one, goal="g1", topic=book.topics[0].key, method="现场测试", evidence="检测报告", third_party=True)
        for one in book.indicators
    )
    return replace(
        book,
        content=content,
        people=people,
        indicators=indicators,
        milestones=(
            Milestone("m1", "样机", date(2025, 12, 31), "样机通过测试", 400_000, 5),
            Milestone("m2", "示范", date(2026, 11, 30), "示范线运行", 600_000, 7),
        ),
        annual_plan=(AnnualPlan("2025", "样机"), AnnualPlan("2026", "示范")),
        agreements=_agreements(book),
    )


def _agreements(book: Any) -> tuple[Any, ...]:
    from ceyuan.core.taskbook.parts import CONSORTIUM_TERMS, Agreement, Term

    day = date(2025, 1, 1)
    partners = [
        Agreement(f"a{number}", "partner", f"与{one.name}的协议", one.key, "协议.pdf", day)
        for number, one in enumerate(book.participants, start=1)
    ]
    terms = tuple(Term(key, "按协议") for key in CONSORTIUM_TERMS)
    return (*partners, Agreement("ip", "ip_benefit", "知识产权与利益分配协议", "", "协议二.pdf", day, terms))


@pytest.fixture
def contracts_desk(portfolio: Portfolio, boardroom: Boardroom) -> ContractsDesk:
    """A project approved for 2025 and 2026 with topic, budget, indicators and two units; no task book yet."""
    from ceyuan.apps.projects.models import BudgetLine, Indicator, Topic

    cast = portfolio.cast
    project = portfolio.project(
        "KY-9",
        programme="P11",
        parts=[("A1", 700_000_00), ("B1", 300_000_00)],
        title_zh="低能耗电解槽",
        state="approved",
        starts_on=date(2025, 1, 1),
        ends_on=date(2026, 12, 31),
        leader=cast.member_a.person,
        source_level="group",
        mode="directed",
        budget_mode="itemised",
        total_minor=TOTAL,
    )
    Topic.objects.create(
        project=project,
        code="T1",
        title_zh="槽结构",
        unit=cast.units["A1"],
        leader=cast.member_a.person,
        budget_minor=TOTAL,
        weight_ppm=1_000_000,
    )
    for year, amount in ((2025, 600_000_00), (2026, 400_000_00)):
        BudgetLine.objects.create(
            project=project, source="group", year=year, category="operations", amount_minor=amount
        )
    for position, (name, direction, baseline, final, unit, weight) in enumerate(
        (("电流效率", "at_least", 93, 95, "%", 400_000), ("直流电耗", "at_most", 13350, 12900, "kWh/t", 600_000)),
        start=1,
    ):
        Indicator.objects.create(
            project=project,
            position=position,
            name_zh=name,
            direction=direction,
            baseline=baseline,
            final=final,
            unit_of_measure=unit,
            weight_ppm=weight,
        )
    return ContractsDesk(cast, boardroom.leaders, project)
