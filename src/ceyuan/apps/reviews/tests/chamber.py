"""What the tests of scoring and votes stand on: a panel in review, with experts who are on record and have accounts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction
from django.utils import timezone

from ceyuan.core.review.sheets import Writing

if TYPE_CHECKING:
    from ceyuan.apps.organisation.tests.cast import Cast, Member
    from ceyuan.apps.reviews.models import Assignment, Panel, PanelCase, Seat

KIND = "tests.bid"


@dataclass
class Chamber:
    """A panel of branch A with `experts` seated and accepted, and cases that nobody is assigned to yet."""

    cast: Cast
    panel: Panel
    cases: list[PanelCase]
    experts: list[Member]
    seats: list[Seat]
    assignments: dict[tuple[int, int], Assignment] = field(default_factory=dict)

    def assign(self, expert: int, case: int) -> Assignment:
        """Let the expert review the case; both by number from 0."""
        from ceyuan.apps.reviews.models import Assignment

        made = Assignment.objects.create(panel=self.panel, case=self.cases[case], seat=self.seats[expert])
        self.assignments[expert, case] = made
        return made

    def assign_all(self) -> None:
        """Every expert reviews every case."""
        for expert in range(len(self.experts)):
            for case in range(len(self.cases)):
                self.assign(expert, case)

    def bar(self, expert: int, case: int) -> None:
        """Keep an expert from a case, by records."""
        from ceyuan.apps.reviews.models import Recusal

        Recusal.objects.create(
            case=self.cases[case], expert=self.seats[expert].expert, source="records", words="同一法人单位"
        )

    def judge(self, expert: int, case: int, points: str, advice: str = "support") -> Any:
        """Begin and submit with the same points for each criterion."""
        from ceyuan.apps.reviews.services import reviewing

        actor, pk = self.experts[expert].actor, self.assignments[expert, case].pk
        reviewing.begin(actor=actor, assignment_id=pk)
        return reviewing.submit(actor=actor, assignment_id=pk, writing=writing(points, advice=advice))

    def close(self) -> Panel:
        """The office closes the panel."""
        from ceyuan.apps.reviews.services import closing

        self.panel.refresh_from_db()
        actor = self.cast.manager_a.actor
        self.panel = closing.close(actor=actor, panel_id=self.panel.pk, revision=self.panel.revision)
        return self.panel

    def let_time_pass(self) -> None:
        """The deadline was an hour ago."""
        type(self.panel).objects.filter(pk=self.panel.pk).update(due_at=timezone.now() - timedelta(hours=1))
        self.panel.refresh_from_db()


def writing(points: str = "7.5", *, advice: str = "support", opinion: str = "思路清楚,指标可考核。") -> Writing:
    """A whole sheet."""
    return Writing({"need": Decimal(points), "way": Decimal(points) * 2}, {"need": "需求真实"}, opinion, advice)


def seated(cast: Cast, panel: Panel, number: int) -> tuple[Member, Seat]:
    """One more expert: a person of branch B with an account, in the pool, seated and accepted."""
    from ceyuan.apps.organisation.tests.cast import _member
    from ceyuan.apps.reviews.models import Expert, Seat

    member = _member(cast.group, cast.units["B1"], f"expert{number}", (f"专家{number}", f"Expert {number}"))
    expert = Expert.objects.create(
        group=cast.group,
        keeper=cast.units["A"],
        person=member.person,
        unit=cast.units["B1"],
        name_zh=member.person.name_zh,
        name_en=member.person.name_en,
        consented_on=timezone.localdate(),
    )
    return member, Seat.objects.create(panel=panel, expert=expert, state="accepted")


def in_review(cast: Cast, *, experts: int = 4, cases: int = 3, mode: str = "letter") -> Chamber:
    """A panel in review of branch A."""
    from ceyuan.apps.reviews.models import Criterion, Panel, PanelCase
    from ceyuan.apps.workflow.interface import adopting

    panel = Panel.objects.create(
        group=cast.group,
        unit=cast.units["A"],
        kind=KIND,
        title="电解槽榜单评审",
        mode=mode,
        reviewers_per_case=3,
        due_at=timezone.now() + timedelta(days=5),
        workflow="panel",
        workflow_version=1,
        state="drafting",
    )
    for number, (code, weight, points) in enumerate((("need", 400_000, 10), ("way", 600_000, 20)), start=1):
        Criterion.objects.create(panel=panel, number=number, code=code, name_zh=code, weight_ppm=weight, points=points)
    made = [
        PanelCase.objects.create(
            panel=panel, number=number, subject_kind=KIND, subject_id=str(number), title=f"揭榜方案{number}"
        )
        for number in range(1, cases + 1)
    ]
    with transaction.atomic(), adopting():
        Panel.objects.filter(pk=panel.pk).update(state="reviewing")
    panel.refresh_from_db()
    people = [seated(cast, panel, number) for number in range(1, experts + 1)]
    return Chamber(cast, panel, made, [one[0] for one in people], [one[1] for one in people])


@pytest.fixture
def chamber(cast: Cast) -> Chamber:
    """Four experts, three cases, everybody reviews everything."""
    made = in_review(cast)
    made.assign_all()
    return made
