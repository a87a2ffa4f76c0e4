"""The cockpit, the explanation of a figure and the records behind it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from ceyuan.apps.projects.tests.portfolio import Portfolio

pytestmark = pytest.mark.django_db


def page(portfolio: Portfolio, path: str, who: str = "st_officer", language: str = "zh-hans") -> str:
    client = portfolio.cast.members[who].client()
    client.cookies["django_language"] = language
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def chart(text: str, name: str) -> dict[str, Any]:
    found = re.search(rf'<script id="{name}" type="application/json">(.*?)</script>', text, re.DOTALL)
    assert found is not None
    return json.loads(found[1])


def test_the_cockpit_shows_money_projects_and_the_areas_of_the_units(portfolio: Portfolio) -> None:
    found = page(portfolio, "/cockpit/")
    for text in ("270.00", "甲分公司", "乙分公司", "经费（元）", "在研"):
        assert text in found
    areas = chart(found, "chart-units")["series"][0]["data"]
    assert [(one["name"], one["value"]) for one in areas] == [("甲分公司", 150), ("乙分公司", 120)]
    assert areas[0]["url"] == "/cockpit/?unit=A"
    assert "甲分公司\n150.00 元" in areas[0]["label"]["formatter"]


def test_a_leaf_leads_to_its_records_and_a_branch_one_level_down(portfolio: Portfolio) -> None:
    areas = chart(page(portfolio, "/cockpit/?unit=B"), "chart-units")["series"][0]["data"]
    assert [one["url"] for one in areas] == ["/projects/?unit=B1"]
    rows = page(portfolio, "/cockpit/?by=programme")
    assert 'href="/cockpit/?programme=P1&amp;by=programme"' in rows


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("query", ["", "?measure=projects", "?by=programme&year=2024", "?phase=stopped", "?unit=A1"])
def test_every_view_of_the_cockpit_opens_in_both_languages(portfolio: Portfolio, query: str, language: str) -> None:
    found = page(portfolio, f"/cockpit/{query}", language=language)
    assert ("测试集团" in found) is (language == "zh-hans")


def test_english_money_names_the_currency_first(portfolio: Portfolio) -> None:
    areas = chart(page(portfolio, "/cockpit/", language="en"), "chart-units")["series"][0]["data"]
    assert areas[0]["text"] == "Branch A: CNY 150.00"


@pytest.mark.parametrize("path", ["/cockpit/?unit=A", "/cockpit/?unit=NOPE", "/cockpit/figure/?programme=NOPE"])
def test_codes_outside_the_reach_or_unknown_are_not_there(portfolio: Portfolio, path: str) -> None:
    assert portfolio.cast.manager_b.client().get(path).status_code == 404


def test_a_branch_manager_looks_at_the_own_branch(portfolio: Portfolio) -> None:
    found = page(portfolio, "/cockpit/", "manager_b")
    assert "120.00" in found
    assert "甲分公司" not in found


def test_the_explanation_adds_up_and_leads_to_the_records(portfolio: Portfolio) -> None:
    found = page(portfolio, "/cockpit/figure/")
    for text in ("270.00 元", "150.00 元", "120.00 元", "经费之和", "/cockpit/records/?unit=A"):
        assert text in found
    counted = page(portfolio, "/cockpit/figure/?measure=projects")
    assert "只计一次" in counted


@pytest.mark.parametrize(
    ("query", "codes", "total"),
    [
        ("", {"KY-1", "KY-2", "KY-3"}, "270.00"),
        ("unit=B", {"KY-2", "KY-3"}, "120.00"),
        ("programme=P1&unit=A", {"KY-1", "KY-2"}, "150.00"),
        ("phase=stopped", {"KY-3"}, "70.00"),
        ("year=2023", {"KY-3"}, "70.00"),
    ],
)
def test_the_records_sum_up_to_the_figure(portfolio: Portfolio, query: str, codes: set[str], total: str) -> None:
    found = page(portfolio, f"/cockpit/records/?{query}")
    assert f"合计：{total} 元" in found
    assert set(re.findall(r">(KY-\d)</a>", found)) == codes


def test_nothing_to_show_says_what_to_do(cast: Any) -> None:
    found = cast.st_officer.client().get("/cockpit/").content.decode()
    assert "暂无数据" in found
    assert "请打开“数据接入”" in found


def test_the_page_takes_a_bounded_number_of_queries(portfolio: Portfolio, django_assert_max_num_queries: Any) -> None:
    client = portfolio.cast.st_officer.client()
    client.get("/cockpit/")
    with django_assert_max_num_queries(32):
        client.get("/cockpit/")
