"""The part of a project's and a programme's page that says what they work for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from ceyuan.apps.projects import selectors
from ceyuan.apps.projects.models import ProjectTarget
from ceyuan.apps.projects.views.links import serves
from ceyuan.apps.strategy.models import Direction

if TYPE_CHECKING:
    from ceyuan.apps.projects.tests.portfolio import Portfolio
    from ceyuan.apps.strategy.tests.boardroom import Boardroom

pytestmark = pytest.mark.django_db


def section(portfolio: Portfolio, path: str, who: str = "st_officer") -> str:
    response = portfolio.cast.members[who].client().get(path)
    assert response.status_code == 200, path
    return response.content.decode().split('id="serves"')[1].split("</section>")[0]


def test_a_project_is_linked_and_unlinked_by_forms(portfolio: Portfolio, boardroom: Boardroom) -> None:
    client = portfolio.cast.manager_a.client()
    target, foreign = boardroom.target("PAT", "A", 40), boardroom.target("PAT", "B", 40)
    form = client.get("/projects/KY-1/target").content.decode()
    assert "发明专利授权数 · 甲分公司" in form
    assert "乙分公司" not in form
    assert client.post("/projects/KY-1/target", {"target_id": foreign.pk}).status_code == 422
    assert client.post("/projects/KY-1/target", {"target_id": target.pk, "note": "主攻"}).status_code == 302
    again = client.post("/projects/KY-1/target", {"target_id": target.pk})
    assert "无需重复关联" in again.content.decode()
    shown = section(portfolio, "/projects/KY-1/", "manager_a")
    assert f"/cockpit/chain/?target={target.pk}" in shown
    assert "主攻" in shown
    link = ProjectTarget.objects.get()
    assert client.post(f"/projects/KY-1/unlink/{link.pk}").status_code == 302
    assert ProjectTarget.objects.count() == 0


def test_a_direction_comes_through_the_programme_until_the_project_has_its_own(portfolio: Portfolio) -> None:
    cast = portfolio.cast
    wide = Direction.objects.create(group=cast.group, code="AL", name_zh="铝冶炼", owner_unit=cast.units["T"])
    Direction.objects.create(group=cast.group, code="AL-1", name_zh="电解槽", owner_unit=cast.units["T"])
    client = cast.st_officer.client()
    assert client.post("/projects/programmes/P1/direction", {"direction_id": "AL"}).status_code == 302
    assert "铝冶炼" in section(portfolio, "/projects/programmes/P11/")
    assert "通过“计划P1”" in section(portfolio, "/projects/KY-1/")
    assert client.post("/projects/KY-1/direction", {"direction_id": "NOPE"}).status_code == 422
    assert client.post("/projects/KY-1/direction", {"direction_id": "AL-1"}).status_code == 302
    shown = section(portfolio, "/projects/KY-1/")
    assert "电解槽" in shown
    assert wide.name_zh not in shown


def test_who_does_not_keep_the_project_sees_it_but_no_forms(portfolio: Portfolio, boardroom: Boardroom) -> None:
    target = boardroom.target("PAT", "T", 40)
    ProjectTarget.objects.create(group=portfolio.cast.group, target=target, programme=portfolio.programmes["P1"])
    shown = section(portfolio, "/projects/KY-1/", "auditor")
    assert "发明专利授权数 · 测试集团" in shown
    assert "/projects/KY-1/target" not in shown
    client = portfolio.cast.auditor.client()
    assert client.get("/projects/KY-1/target").status_code == 403
    manager = portfolio.cast.manager_a.client()
    assert manager.get("/projects/programmes/P1/target").status_code == 403
    assert manager.get("/projects/KY-3/target").status_code == 404
    # A target of the group lies outside the reach of a branch: its name is told, the way to its figures is not.
    assert "/cockpit/chain/" not in section(portfolio, "/projects/KY-1/", "manager_a")


def test_many_targets_cost_no_more_queries_than_one(
    portfolio: Portfolio, boardroom: Boardroom, django_assert_max_num_queries: Any
) -> None:
    project = portfolio.projects["KY-1"]
    for unit in ("T", "A", "B", "A1"):
        for kpi in ("PAT", "LOSS", "INT"):
            target = boardroom.target(kpi, unit, 1)
            ProjectTarget.objects.create(group=portfolio.cast.group, target=target, project=project)
    actor = portfolio.cast.st_officer.actor
    shown = selectors.detail(actor, "KY-1")
    assert shown is not None
    with django_assert_max_num_queries(6):
        assert len(serves(actor, shown)["targets"]) == 12
