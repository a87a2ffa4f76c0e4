"""Decoupling: the four lists hold exactly what does not meet, whoever looks."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from ceyuan.apps.insight.selectors.decoupling import KINDS, Decoupling, decoupling
from ceyuan.apps.insight.views.chain_drawing import Link, drawn
from ceyuan.apps.projects import interface as projects
from ceyuan.apps.projects.models import ProjectTarget
from ceyuan.apps.strategy.models import Clause, ClauseTarget, PlanVersion
from ceyuan.apps.strategy.tests.boardroom import YEAR
from ceyuan.core.kernel.money import Money
from ceyuan.core.kernel.verdict import Refused

if TYPE_CHECKING:
    from ceyuan.apps.organisation.tests.cast import Member
    from ceyuan.apps.projects.tests.portfolio import Portfolio
    from ceyuan.apps.strategy.models import Target
    from ceyuan.apps.strategy.tests.boardroom import Boardroom

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(portfolio: Portfolio, boardroom: Boardroom) -> dict[str, Target]:
    """Patents split T → A → A1; KY-1 (A1) serves the share of A1. KY-2 serves nothing, KY-3 was terminated."""
    found: dict[str, Target] = {}
    found["T"] = boardroom.target("PAT", "T", 90, state="proposed")
    found["A"] = boardroom.target("PAT", "A", 40, state="proposed", parent=found["T"])
    found["A1"] = boardroom.target("PAT", "A1", 20, state="proposed", parent=found["A"])
    found["B"] = boardroom.target("PAT", "B", 50, state="proposed", parent=found["T"])
    found["draft"] = boardroom.target("LOSS", "B", 1)
    found["gone"] = boardroom.target("INT", "B", 1, state="withdrawn")
    link(portfolio, found["A1"], "KY-1")
    return found


def link(portfolio: Portfolio, target: Target, code: str) -> None:
    ProjectTarget.objects.create(group=portfolio.cast.group, target=target, project=portfolio.projects[code])


def report(member: Member, **scope: Any) -> Decoupling:
    return decoupling(member.actor, year=YEAR, **scope)


def codes(portfolio: Portfolio, ids: Any) -> list[str]:
    by_id = {one.pk: code for code, one in portfolio.projects.items()}
    return sorted(by_id[key] for key in ids)


def test_a_served_share_serves_all_targets_above_it(portfolio: Portfolio, scene: dict[str, Target]) -> None:
    found = report(portfolio.cast.st_officer)
    assert list(found.target_without_project) == [scene["B"].pk]
    assert (found.targets, found.projects) == (4, 2)
    assert codes(portfolio, found.project_without_target) == ["KY-2"]
    assert list(found.project_without_money) == []
    assert [(one.money, codes(portfolio, one.project_ids)) for one in found.money_without_target] == [
        (Money(100_00, "CNY"), ["KY-2"])
    ]
    assert found.loose() == (Money(100_00, "CNY"),)
    assert found.counts() == dict(zip(KINDS, (1, 1, 0, 1), strict=True))


def test_the_same_target_in_another_plan_counts_as_served(
    portfolio: Portfolio, boardroom: Boardroom, scene: dict[str, Target]
) -> None:
    five_year = boardroom.target("PAT", "B", 50, plan="five_year", state="in_force")
    link(portfolio, five_year, "KY-2")
    found = report(portfolio.cast.st_officer)
    assert list(found.target_without_project) == []
    assert list(found.project_without_target) == []
    assert report(portfolio.cast.st_officer, plan=boardroom.five_year.pk).targets == 1


def test_a_programme_serves_for_its_projects(portfolio: Portfolio, scene: dict[str, Target]) -> None:
    ProjectTarget.objects.create(group=portfolio.cast.group, target=scene["B"], programme=portfolio.programmes["P1"])
    found = report(portfolio.cast.st_officer)
    assert (list(found.target_without_project), list(found.project_without_target)) == ([], [])


def test_a_project_of_another_time_or_stopped_serves_nothing(portfolio: Portfolio, scene: dict[str, Target]) -> None:
    link(portfolio, scene["B"], "KY-3")
    portfolio.project("OLD", programme="P11", parts=[("B1", 5)], starts_on=date(2019, 1, 1), ends_on=date(2020, 1, 1))
    portfolio.project("NEXT", programme="P11", parts=[("B1", 5)], starts_on=date(YEAR + 1, 1, 1))
    portfolio.project("IDEA", programme="P11", parts=[("B1", 5)], state="applied")
    for code in ("OLD", "NEXT", "IDEA"):
        link(portfolio, scene["B"], code)
    found = report(portfolio.cast.st_officer)
    assert list(found.target_without_project) == [scene["B"].pk]
    assert found.projects == 2


def test_a_link_to_a_target_of_another_year_does_not_count(
    portfolio: Portfolio, boardroom: Boardroom, scene: dict[str, Target]
) -> None:
    link(portfolio, boardroom.target("PAT", "B", 5, plan="five_year", year=YEAR + 1, state="proposed"), "KY-2")
    assert codes(portfolio, report(portfolio.cast.st_officer).project_without_target) == ["KY-2"]


def test_a_project_without_money_is_told_even_when_it_serves(portfolio: Portfolio, scene: dict[str, Target]) -> None:
    portfolio.project("POOR", programme="P11", parts=[("A1", None)], funding_minor=None)
    portfolio.project("OWN", programme="P11", parts=[("A1", None)], funding_minor=None, total_minor=7_00)
    for code in ("POOR", "OWN"):
        link(portfolio, scene["A1"], code)
    found = report(portfolio.cast.st_officer)
    assert codes(portfolio, found.project_without_money) == ["POOR"]
    assert codes(portfolio, found.project_without_target) == ["KY-2"]


def test_a_narrow_view_raises_no_false_alarm(portfolio: Portfolio, scene: dict[str, Target]) -> None:
    link(portfolio, scene["B"], "KY-1")  # led by the other branch
    assert list(report(portfolio.cast.manager_b).target_without_project) == []
    own = report(portfolio.cast.manager_a)
    assert (own.targets, own.projects) == (2, 2)
    assert report(portfolio.cast.st_officer, unit="B").targets == 1
    assert report(portfolio.cast.st_officer, unit="A1").projects == 2
    with pytest.raises(Refused, match=re.escape("insight.unknown_unit")):
        report(portfolio.cast.st_officer, unit="NOPE")
    assert report(portfolio.cast.stranger).targets == 0


def page(portfolio: Portfolio, path: str, who: str = "st_officer", status: int = 200) -> str:
    response = portfolio.cast.members[who].client().get(path)
    assert response.status_code == status, path
    return response.content.decode()


def test_each_list_has_its_page_its_rule_and_its_file(portfolio: Portfolio, scene: dict[str, Target]) -> None:
    found = page(portfolio, "/cockpit/decoupling/")
    assert "发明专利授权数" in found
    assert "乙分公司" in found
    assert "草稿和已撤回的目标不计入" in found
    assert "KY-2" in page(portfolio, "/cockpit/decoupling/?kind=project_without_target")
    assert "没有脱节" in page(portfolio, "/cockpit/decoupling/?kind=project_without_money")
    assert "计划P12" in page(portfolio, f"/cockpit/decoupling/?kind=money_without_target&year={YEAR}&unit=A")
    client = portfolio.cast.st_officer.client()
    for kind in KINDS:
        assert client.get(f"/cockpit/decoupling/?kind={kind}&export=xlsx").status_code == 200
    page(portfolio, "/cockpit/decoupling/", "hr_officer", status=403)
    assert "发明专利授权数" not in page(portfolio, "/cockpit/decoupling/", "stranger").split('id="rows"')[1]


def test_the_interface_for_programs_says_the_same(portfolio: Portfolio, scene: dict[str, Target]) -> None:
    client = portfolio.cast.st_officer.client()
    found = client.get("/api/v1/insight/decoupling").json()
    assert found["counts"] == dict(zip(KINDS, (1, 1, 0, 1), strict=True))
    assert [one["unit"] for one in found["target_without_project"]] == ["B"]
    assert found["project_without_target"] == ["KY-2"]
    assert found["money_without_target"] == [{"projects": ["KY-2"], "minor": 100_00, "currency": "CNY"}]
    assert client.get("/api/v1/insight/decoupling?unit=NOPE").status_code == 404


def test_the_chain_leads_from_a_clause_to_the_money(
    portfolio: Portfolio, boardroom: Boardroom, scene: dict[str, Target]
) -> None:
    draft = PlanVersion.objects.create(
        plan=boardroom.five_year, number=2, workflow="plan", workflow_version=1, state="draft"
    )
    clause = Clause.objects.create(version=draft, position=1, number="（一）", text_zh="发明专利达到九十件")
    ClauseTarget.objects.create(clause=clause, target=scene["T"])
    page(portfolio, f"/cockpit/chain/?clause={clause.pk}", status=404)
    from ceyuan.apps.workflow.interface import adopting

    with adopting():
        PlanVersion.objects.filter(pk=draft.pk).update(state="approved")
    found = page(portfolio, f"/cockpit/chain/?clause={clause.pk}")
    for text in ("发明专利达到九十件", "KY-1", "计划P11", "无项目", "100.00"):
        assert text in found
    target = page(portfolio, f"/cockpit/chain/?target={scene['A1'].pk}", "manager_a")
    assert "KY-1" in target
    assert "乙分公司" not in target
    page(portfolio, f"/cockpit/chain/?target={scene['B'].pk}", "manager_a", status=404)
    for wrong in ("", "?target=x", "?clause=999999", "?target=99999999999999999999"):
        page(portfolio, f"/cockpit/chain/{wrong}", status=404)


def test_what_two_plans_ask_for_is_listed_once_as_in_the_annual_one(
    portfolio: Portfolio, boardroom: Boardroom, scene: dict[str, Target]
) -> None:
    five_year = boardroom.target("PAT", "B", 50, plan="five_year", state="in_force")
    found = report(portfolio.cast.st_officer)
    assert (list(found.target_without_project), found.targets) == ([scene["B"].pk], 4)
    narrowed = report(portfolio.cast.st_officer, plan=boardroom.five_year.pk)
    assert list(narrowed.target_without_project) == [five_year.pk]


def test_a_chain_of_many_targets_is_drawn_by_its_largest(portfolio: Portfolio, boardroom: Boardroom) -> None:
    whole = boardroom.target("PAT", "T", 90, state="proposed")
    for number in range(30):
        portfolio.project(f"Z-{number}", programme="P11", parts=[("A1", 100 + number)])
        link(portfolio, whole, f"Z-{number}")
    links = [
        Link(whole, project) for project in projects.for_targets(portfolio.cast.st_officer.actor, [whole.pk])[whole.pk]
    ]
    option = drawn("（一）", links)
    assert option is not None
    series = option["series"][0]
    last = [one["name"] for one in series["data"] if one["name"].startswith("Z-")]
    assert len(last) == 12
    assert "Z-29 Z-29号项目" in last
    assert sum(flow["value"] for flow in series["links"] if flow["source"] == "（一）") == sum(range(100, 130)) / 100
