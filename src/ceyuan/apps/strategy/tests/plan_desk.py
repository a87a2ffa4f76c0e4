"""A group's plan in the making, for the tests of pages about plans."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from ceyuan.apps.strategy.models import PlanVersion, Standing
from ceyuan.apps.strategy.services import clause_links, clauses, plan_steps, plans

from .boardroom import YEAR, Boardroom


@pytest.fixture
def draft(boardroom: Boardroom) -> PlanVersion:
    """The second version of the group's five-year plan, with three clauses of which one is bound to a target."""
    actor = boardroom.cast.st_officer.actor
    made = plans.new_version(actor=actor, plan_id=boardroom.five_year.pk, note="中期修订")
    head = clauses.add(actor=actor, version_id=made.pk, number="一、", kind="heading", text_zh="主要目标")
    goal = clauses.add(
        actor=actor,
        version_id=made.pk,
        after=head.pk,
        inside=True,
        number="（一）",
        kind="target",
        text_zh="授权专利五十件",
    )
    clauses.add(
        actor=actor,
        version_id=made.pk,
        number="二、",
        kind="task",
        text_zh="建设中试平台",
        lead_unit=boardroom.cast.units["A"].pk,
        due_on=date(YEAR, 9, 30),
    )
    target = boardroom.target("PAT", "T", 50, plan="five_year", baseline=10, state="draft")
    clause_links.link(actor=actor, clause_id=goal.pk, target_id=target.pk)
    Standing.objects.create(
        group=boardroom.cast.group, kpi=boardroom.kpis["PAT"], unit=boardroom.cast.units["T"], year=YEAR, value=40
    )
    return made


def page(member: Any, name: str, *args: Any, **query: Any) -> str:
    answer = member.client().get(reverse(f"strategy:{name}", args=args), query)
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def in_force(room: Boardroom, version: PlanVersion) -> PlanVersion:
    for action, who in (("submit", room.cast.st_officer), ("approve", room.chair), ("enter_into_force", room.chair)):
        now = PlanVersion.objects.get(pk=version.pk)
        plan_steps.advance(actor=who.actor, version_id=now.pk, action=action, revision=now.revision)
    return PlanVersion.objects.get(pk=version.pk)
