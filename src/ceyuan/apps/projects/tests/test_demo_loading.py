"""The demonstration's projects in the database: complete, adding up, seen as rights allow, loaded once."""

from __future__ import annotations

from datetime import date

import pytest
from django.db.models import F, OuterRef, Subquery, Sum

from ceyuan.apps.audit.models import Act
from ceyuan.apps.organisation import demo as organisation_demo
from ceyuan.apps.organisation.interface import actor_of
from ceyuan.apps.organisation.models import Account
from ceyuan.apps.projects.demo import SEED, generate, load, programmes
from ceyuan.apps.projects.models import BudgetLine, Indicator, Participation, Programme, Project, Result, Topic

pytestmark = pytest.mark.django_db


def test_it_writes_every_project_with_its_parts_once() -> None:
    organisation_demo.load(SEED)
    assert load(SEED) is True
    seeds = generate(SEED)
    assert Project.objects.count() == len(seeds)
    assert Programme.objects.count() == len(programmes.generate())
    assert Topic.objects.count() == sum(len(seed.topics) for seed in seeds)
    assert Indicator.objects.count() == sum(len(seed.indicators) for seed in seeds)
    assert Result.objects.count() == sum(len(seed.results) for seed in seeds)
    assert load(SEED) is False
    assert Act.objects.filter(act="projects.demonstration.loaded").count() == 1
    _money_adds_up()
    _rights_hold()
    _programmes_have_people()


def _money_adds_up() -> None:
    for model, field in ((BudgetLine, "amount_minor"), (Topic, "budget_minor"), (Participation, "total_minor")):
        parts = model.objects.filter(project=OuterRef("pk")).values("project")
        sums = Subquery(parts.annotate(sum=Sum(field)).values("sum"))
        wrong = Project.objects.annotate(sum=sums).exclude(sum=None).exclude(total_minor=F("sum"))
        assert list(wrong.values_list("code", flat=True)) == []


def _rights_hold() -> None:
    actors = {account.username: actor_of(account, on=date(2025, 11, 30)) for account in Account.objects.all()}

    def seen(username: str) -> set[str]:
        visible = Project.objects.all().visible_to(actors[username], "projects.view")
        return set(visible.values_list("lead_unit__code", flat=True))

    assert len(seen("keji")) > 60
    assert {"KY0104"} <= seen("kejike") < seen("lingdao") < seen("keji")
    assert seen("waixie") == set()


def _programmes_have_people() -> None:
    major = Programme.objects.filter(parent__code=programmes.MAJOR)
    assert major.count() == 16
    assert not major.filter(chief_engineer=None).exists()
    assert major.values("chief_engineer").distinct().count() == 16
