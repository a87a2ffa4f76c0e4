"""The plan of a unit on one printed page."""

import re
from datetime import date

import pytest
from django.urls import reverse

from ceyuan.apps.documents.tests.pdf_text import text_of
from ceyuan.apps.strategy.models import Direction, Gap, PlanVersion, Standing
from ceyuan.apps.strategy.services import clauses

from .boardroom import YEAR, Boardroom
from .plan_desk import draft, in_force

__all__ = ["draft"]


def full_page(room: Boardroom, version: PlanVersion) -> None:
    """More than a page can hold of everything, with long names."""
    group, unit = room.cast.group, room.cast.units["A"]
    long = "面向极端工况的超大型铝电解槽热平衡智能调控与全流程数字孪生关键技术装备研发及工业示范应用" * 2
    for number in range(30):
        kpi = room.kpis["PAT"]
        kpi.pk, kpi.code, kpi.name_zh, kpi.name_en = (
            None,
            f"K{number}",
            f"指标{number}{long[:24]}",
            f"Indicator {number} " * 4,
        )
        kpi.save()
        room.kpis[kpi.code] = kpi
        room.target(
            kpi.code, "A", 1_000_000 + number, baseline=999_999, basic=1_000_000, challenge=1_100_000, weight_ppm=33_333
        )
        Standing.objects.create(group=group, kpi=kpi, unit=unit, year=YEAR, value=1_000_000)
        clauses.add(
            actor=room.cast.st_officer.actor,
            version_id=version.pk,
            kind="task",
            text_zh=long,
            text_en="Develop " * 40,
            lead_unit=unit.pk,
        )
        direction = Direction.objects.create(
            group=group, code=f"D{number}", name_zh=long, name_en="Direction " * 15, owner_unit=unit, trl_wanted=8
        )
        Gap.objects.create(
            group=group,
            unit=unit,
            direction=direction,
            title=long,
            required="高",
            held="低",
            cause="因",
            action="行动",
            owner=room.leader_a.person,
            due_on=date(YEAR, 12, 31),
        )
    in_force(room, version)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_plan_of_a_unit_fits_one_page(boardroom: Boardroom, draft: PlanVersion, language: str) -> None:
    full_page(boardroom, draft)
    client = boardroom.leader_a.client()
    client.cookies["django_language"] = language
    answer = client.get(reverse("strategy:plan_one_page", args=["A", YEAR]), headers={"accept-language": language})
    assert answer.status_code == 200
    body = answer.content
    assert len(re.findall(rb"/Type\s*/Page[/>\s]", body)) == 1
    told = text_of(body).replace(" ", "")
    assert ("另有14项" in told) or ("and14more" in told)


def test_the_one_page_of_a_unit_without_anything_says_so(boardroom: Boardroom) -> None:
    answer = boardroom.leader_b.client().get(reverse("strategy:plan_one_page", args=["B", YEAR]))
    assert "尚无指标" in text_of(answer.content)
    assert boardroom.leader_b.client().get(reverse("strategy:plan_one_page", args=["A", YEAR])).status_code == 404
