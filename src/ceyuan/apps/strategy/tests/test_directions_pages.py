"""The pages of the technology tree and of gaps."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from ceyuan.apps.strategy.models import Clause, Direction, DirectionLevel, Gap

if TYPE_CHECKING:
    from ceyuan.apps.projects.tests.portfolio import Portfolio
    from ceyuan.apps.strategy.tests.boardroom import Boardroom

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree(portfolio: Portfolio) -> dict[str, Direction]:
    """铝 above 电解 (one project, a level, a gap) and 赤泥 (nothing)."""
    cast = portfolio.cast
    made: dict[str, Direction] = {}
    for code, name, above, klass, place in (
        ("AL", "铝", None, "core_competence", ""),
        ("AL-1", "超大型电解槽", "AL", "chokepoint", "smelting"),
        ("AL-2", "赤泥利用", "AL", "frontier", "recycling"),
    ):
        made[code] = Direction.objects.create(
            group=cast.group,
            code=code,
            name_zh=name,
            name_en=f"Direction {code}",
            parent=made.get(above or ""),
            tech_class=klass,
            chain_position=place,
            owner_unit=cast.units["T"],
            owner=cast.manager_a.person if code == "AL-1" else None,
            trl_wanted=8,
            wanted_by=2030,
        )
    DirectionLevel.objects.create(direction=made["AL-1"], on=date(2025, 3, 1), trl=6, evidence="中试鉴定")
    Gap.objects.create(
        group=cast.group,
        unit=cast.units["A"],
        direction=made["AL-1"],
        title="单槽能耗偏高",
        required="12200",
        held="12800",
        cause="磁场设计",
        action="重新设计母线",
        owner=cast.member_a.person,
        due_on=timezone.localdate() - timedelta(days=3),
    )
    project = portfolio.projects["KY-1"]
    project.direction = made["AL-1"]
    project.save(update_fields=["direction"])
    return made


def page(portfolio: Portfolio, path: str, who: str = "st_officer", language: str = "zh-hans", status: int = 200) -> str:
    client = portfolio.cast.members[who].client()
    client.cookies["django_language"] = language
    response = client.get(path)
    assert response.status_code == status, path
    return response.content.decode()


def test_the_tree_counts_each_branch_with_what_lies_below(portfolio: Portfolio, tree: Any) -> None:
    found = page(portfolio, "/strategy/technology/")
    for text in ("超大型电解槽", "“卡脖子”技术", "冶炼", "白主管", "2030"):
        assert text in found
    assert found.count('href="/projects/?direction=AL"') == 2  # number and money
    assert found.count('href="/projects/?direction=AL-1"') == 2
    assert 'href="/projects/?direction=AL-2"' not in found


def test_the_tree_narrows_and_keeps_what_stands_above(portfolio: Portfolio, tree: Any) -> None:
    found = page(portfolio, "/strategy/technology/?tech_class=frontier")
    assert "赤泥利用" in found
    assert "超大型电解槽" not in found
    assert "/technology/at/AL/" in found


def test_a_member_without_projects_sees_the_tree_but_no_projects_of_others(portfolio: Portfolio, tree: Any) -> None:
    found = page(portfolio, "/strategy/technology/", "hr_officer")
    assert "超大型电解槽" in found
    assert "?direction=" not in found.replace("/gaps/?direction=", "")
    assert "可见范围" in found
    assert page(portfolio, "/strategy/technology/", "stranger").count("超大型电解槽") == 0
    page(portfolio, "/strategy/technology/at/AL-1/", "stranger", status=404)


def test_the_page_of_a_direction_shows_levels_projects_gaps_and_clauses(
    portfolio: Portfolio, boardroom: Boardroom, tree: Any
) -> None:
    from ceyuan.apps.strategy.models import PlanVersion

    draft = PlanVersion.objects.create(
        plan=boardroom.five_year, number=2, workflow="plan", workflow_version=1, state="draft"
    )
    Clause.objects.create(version=draft, position=1, number="九、", text_zh="草稿条款", direction=tree["AL-1"])
    found = page(portfolio, "/strategy/technology/at/AL-1/")
    for text in ("中试鉴定", "KY-1", "单槽能耗偏高", "已逾期", "冶炼", "登记成熟度"):
        assert text in found
    assert "草稿条款" not in found
    assert "Direction AL-1" in page(portfolio, "/strategy/technology/at/AL-1/", language="en")


def test_coverage_names_each_hole_with_its_reason_and_exports_it(portfolio: Portfolio, tree: Any) -> None:
    found = page(portfolio, "/strategy/technology/coverage/")
    assert "赤泥利用" in found
    assert "还没有项目服务于该方向" in found
    assert "超大型电解槽" not in found.split('id="rows"')[1]
    only = page(portfolio, "/strategy/technology/coverage/?kind=no_owner")
    assert "还没有项目服务于该方向" not in only.split('id="rows"')[1]
    client = portfolio.cast.st_officer.client()
    assert client.get("/strategy/technology/coverage/?export=xlsx").status_code == 200


def test_the_map_counts_by_class_place_and_level(portfolio: Portfolio, tree: Any) -> None:
    found = page(portfolio, "/strategy/technology/map/")
    assert "tech_class=chokepoint&amp;position=smelting" in found
    assert "TRL 6" in found


def test_forms_make_and_refuse_beside_the_field(portfolio: Portfolio, tree: Any) -> None:
    client = portfolio.cast.st_officer.client()
    form = {"code": "AL", "owner_unit_id": "T", "parent_id": "AL", "name_zh": "新方向"}
    answer = client.post("/strategy/technology/new/", form)
    assert answer.status_code == 422
    assert "已有其他方向使用" in answer.content.decode()
    answer = client.post("/strategy/technology/new/", {**form, "code": "AL-3", "trl_wanted": "7"})
    assert answer.status_code == 302
    assert Direction.objects.get(code="AL-3").parent == tree["AL"]
    page(portfolio, "/strategy/technology/at/AL-3/edit", "manager_a", status=403)
    answer = client.post("/strategy/technology/at/AL/move", {"parent_id": "AL-1"})
    assert "不能放到自己的下级之下" in answer.content.decode()


def test_gaps_are_listed_by_state_and_wait_for_their_owner(portfolio: Portfolio, tree: Any) -> None:
    assert "单槽能耗偏高" in page(portfolio, "/strategy/gaps/?state=overdue&unit=A")
    assert "单槽能耗偏高" not in page(portfolio, "/strategy/gaps/", "manager_b").split('id="rows"')[1]
    gap = Gap.objects.get()
    page(portfolio, f"/strategy/gaps/{gap.pk}/", "manager_b", status=404)
    mine = page(portfolio, f"/strategy/gaps/{gap.pk}/", "member_a")
    assert "逾期 3 天" in mine
    assert "凭证据销号" not in mine
    client = portfolio.cast.member_a.client()
    assert client.post(f"/strategy/gaps/{gap.pk}/report", {"progress": "图纸已完成"}).status_code == 302
    assert client.post(f"/strategy/gaps/{gap.pk}/close", {"evidence": "x"}).status_code == 403
    assert "图纸已完成" in page(portfolio, f"/strategy/gaps/{gap.pk}/")
    assert "单槽能耗偏高" in page(portfolio, "/start", "member_a")


def test_directions_are_suggested_while_one_types(portfolio: Portfolio, tree: Any) -> None:
    client = portfolio.cast.member_a.client()
    answer = client.get("/strategy/technology/suggest", {"q": "电解"}).json()
    assert [one["value"] for one in answer] == ["AL-1"]


def test_coverage_can_be_told_for_the_end_of_a_past_year(portfolio: Portfolio, tree: Any) -> None:
    last = timezone.localdate().year - 1
    DirectionLevel.objects.create(direction=tree["AL-2"], on=date(last - 2, 12, 31), trl=3, evidence="鉴定")
    DirectionLevel.objects.create(direction=tree["AL-2"], on=date(last + 1, 1, 1), trl=4, evidence="鉴定")
    then = page(portfolio, f"/strategy/technology/coverage/?kind=standing_still&on={last}-12-31")
    assert "（已 24 个月）" in then
    assert "赤泥利用" not in page(portfolio, "/strategy/technology/coverage/?kind=standing_still").split('id="rows"')[1]
