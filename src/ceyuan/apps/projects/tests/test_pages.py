"""The pages of projects, programmes and results."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from ceyuan.apps.projects import messages
from ceyuan.apps.projects.models import Result

if TYPE_CHECKING:
    from ceyuan.apps.projects.tests.portfolio import Portfolio

pytestmark = pytest.mark.django_db


def page(portfolio: Portfolio, path: str, who: str = "st_officer", language: str = "zh-hans", **headers: str) -> str:
    client = portfolio.cast.members[who].client()
    client.cookies["django_language"] = language
    response = client.get(path, headers=headers)
    assert response.status_code == 200, path
    return response.content.decode()


def test_the_list_shows_units_states_and_money_with_the_unit_in_the_head(portfolio: Portfolio) -> None:
    found = page(portfolio, "/projects/")
    assert "资助经费（万元）" in found
    assert found.count("超大型低能耗铝电解槽研制") == 1
    for text in ("甲一班组", "计划P11", str(messages.STATES["terminated"]), "2024-03-01", "/projects/KY-1/"):
        assert text in found


def test_a_search_that_finds_nothing_says_how_to_get_back(portfolio: Portfolio) -> None:
    found = page(portfolio, "/projects/?q=没有这个")
    assert "KY-1" not in found
    assert "全部清除" in found


@pytest.mark.parametrize("query", ["unit=NOPE", "year=abc", "year=99999", "start_from=2024-13-01", "phase=x", "page=0"])
def test_a_wrong_filter_is_said_or_ignored_but_never_breaks_the_list(portfolio: Portfolio, query: str) -> None:
    assert "<h1>" in page(portfolio, f"/projects/?{query}")


def test_htmx_gets_the_rows_alone(portfolio: Portfolio) -> None:
    found = page(portfolio, "/projects/?q=cn", **{"HX-Request": "true"})
    assert "<!doctype" not in found
    assert "KY-2" in found
    assert "KY-1" not in found


def test_the_detail_page_shows_participants_with_their_sum(portfolio: Portfolio) -> None:
    found = page(portfolio, "/projects/KY-2/")
    for text in (
        "赤泥综合利用",
        "甲一班组",
        "乙一班组",
        "30.00",
        "50.00",
        "20.00",
        "100.00",
        "资助经费（元）",
        "实施中",
    ):
        assert text in found
    assert "暂无说明" in found


def test_the_english_page_names_units_and_results_in_english(portfolio: Portfolio) -> None:
    project = portfolio.projects["KY-2"]
    names = {"title_en": "A way to use red mud"}
    Result.objects.create(
        group=portfolio.cast.group,
        project=project,
        kind="patent",
        title="一种赤泥利用方法",
        source_key="1",
        facts=names,
    )
    found = page(portfolio, "/projects/KY-2/", language="en")
    for text in ("Team A1", "Branch A", "A way to use red mud", "Funding (CNY)", "In progress"):
        assert text in found
    assert "一种赤泥利用方法" not in found
    assert "一种赤泥利用方法" in page(portfolio, "/projects/KY-2/")


@pytest.mark.parametrize("path", ["/projects/KY-3/", "/projects/KY-3/sheet.pdf", "/projects/NOPE/"])
def test_what_lies_outside_the_reach_is_not_there(portfolio: Portfolio, path: str) -> None:
    assert portfolio.cast.manager_a.client().get(path).status_code == 404


def test_programmes_lead_down_and_to_their_projects(portfolio: Portfolio) -> None:
    root = page(portfolio, "/projects/programmes/")
    assert "/projects/programmes/P1/" in root
    assert "3 个项目" in root
    below = page(portfolio, "/projects/programmes/P1/")
    assert "计划P11" in below
    assert "计划P12" in below
    assert "2 个项目" in below
    assert "该计划没有下级计划" not in below
    assert portfolio.cast.st_officer.client().get("/projects/programmes/NOPE/").status_code == 404


def test_results_are_filtered_by_a_year_that_exists(portfolio: Portfolio) -> None:
    for year in (2024, 2025):
        Result.objects.create(
            group=portfolio.cast.group,
            project=portfolio.projects["KY-1"],
            kind="paper",
            title=f"论文{year}",
            year=year,
            source_key=str(year),
        )
    found = page(portfolio, "/projects/results/?year=2024")
    assert "论文2024" in found
    assert "论文2025" not in found
    assert "论文2025" in page(portfolio, "/projects/results/?year=abc")


def test_the_menu_marks_only_the_page_one_is_on(portfolio: Portfolio) -> None:
    for path in ("/projects/", "/projects/results/", "/projects/programmes/P1/"):
        menu = page(portfolio, path).split('id="nav"')[1].split("</nav>")[0]
        assert menu.count("aria-current") == 1, path


def suggestions(client: Any, text: str) -> list[str]:
    answer = client.get("/projects/programmes/suggest", {"q": text})
    return [item["value"] for item in answer.json()]


def test_programmes_are_suggested_by_code_and_name(portfolio: Portfolio) -> None:
    client = portfolio.cast.st_officer.client()
    assert suggestions(client, "p1") == ["P1", "P11", "P12"]
    assert suggestions(client, "计划P2") == ["P2", "P21"]
    assert suggestions(client, "") == []
    assert suggestions(portfolio.cast.stranger.client(), "p1") == []
