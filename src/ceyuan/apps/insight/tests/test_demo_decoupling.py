"""Where strategy and work come apart in the demonstration: the report finds exactly what was sown, and nothing else."""

from __future__ import annotations

import pytest

from ceyuan.apps.insight.selectors.decoupling import Decoupling, decoupling
from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.projects.demo import seeded
from ceyuan.apps.projects.models import Project
from ceyuan.apps.strategy.models import Plan, Target
from ceyuan.core.kernel import Money

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(officer: Actor) -> Decoupling:
    """The report of 2025 over the targets of the annual plan."""
    plan = Plan.objects.get(kind="annual", first_year=seeded.YEAR)
    return decoupling(officer, year=seeded.YEAR, plan=plan.pk)


def codes(keys: object) -> list[str]:
    """The codes of these projects."""
    return sorted(Project.objects.filter(pk__in=keys).values_list("code", flat=True))


def test_it_finds_the_targets_without_project(report: Decoupling) -> None:
    found = Target.objects.filter(pk__in=report.target_without_project).values_list("kpi__code", "unit__code")
    assert sorted(found) == sorted(seeded.TARGETS_WITHOUT_PROJECT)
    assert report.targets > 800


def test_it_finds_the_projects_without_target(report: Decoupling) -> None:
    assert codes(report.project_without_target) == sorted(seeded.PROJECTS_WITHOUT_TARGET)
    assert report.projects >= 199


def test_it_finds_the_projects_without_money(report: Decoupling) -> None:
    assert codes(report.project_without_money) == sorted((*seeded.CLASSIFIED, seeded.UNFUNDED))


def test_the_money_without_target_is_that_of_those_projects(report: Decoupling) -> None:
    idle = Project.objects.filter(code__in=seeded.PROJECTS_WITHOUT_TARGET)
    assert report.loose() == (Money(sum(one.total_minor or 0 for one in idle)),)
    assert codes([pk for part in report.money_without_target for pk in part.project_ids]) == sorted(
        seeded.PROJECTS_WITHOUT_TARGET
    )


def test_the_year_under_negotiation_adds_nothing(officer: Actor) -> None:
    later = decoupling(officer, year=seeded.NEXT_YEAR)
    assert later.target_without_project == []
    assert set(codes(later.project_without_target)) <= set(seeded.PROJECTS_WITHOUT_TARGET)
    assert set(codes(later.project_without_money)) <= {*seeded.CLASSIFIED, seeded.UNFUNDED}


def test_a_narrow_view_raises_no_false_alarm(officer: Actor) -> None:
    inside = decoupling(officer, year=seeded.YEAR, unit="KY03")
    assert inside.target_without_project == []
    assert codes(inside.project_without_target) == ["KY-QN-2025-002", "KY-ZD-2024-003", "KY-ZD-2025-017"]
