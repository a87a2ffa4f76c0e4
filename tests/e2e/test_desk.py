"""Journeys at a desk: from the cockpit down to the records, by mouse and by keyboard."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect
from python_calamine import CalamineWorkbook

from ceyuan.apps.insight.interface import rollup

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.conftest import Desk

TREEMAP = "[data-chart=chart-units]"
FIGURES = "[aria-label=数据表]"


def test_from_the_cockpit_down_to_a_project_and_away_with_the_list(desk: Desk, tmp_path: Path) -> None:
    page = desk.page
    desk.drawn()
    # The largest area lies at the top left: it leads one level down.
    page.locator(TREEMAP).click(position={"x": 40, "y": 40})
    page.wait_for_url("**unit=*")
    desk.drawn()
    trail = page.locator(".scope-trail").first
    expect(trail.locator("strong")).to_have_text("甲分公司")
    page.get_by_label("行").get_by_text("按科技计划").click()
    page.wait_for_url("**by=programme*")
    page.locator(f"{FIGURES} tbody a").first.click()
    page.wait_for_url("**programme=*")
    row = page.locator(f"{FIGURES} tbody tr").first
    wanted = int(row.locator("td").nth(3).inner_text())
    row.locator("td").nth(3).locator("a").click()
    page.wait_for_url("**/projects/?*")
    expect(page.locator(".chip")).to_have_count(2)
    assert len(desk.column("编号")) == wanted > 2

    rows_of_file = export(desk, tmp_path)
    assert [row["编号"] for row in rows_of_file] == desk.column("编号")
    assert [row["名称"] for row in rows_of_file] == desk.column("名称")
    assert [wan(row["资助经费"]) for row in rows_of_file] == desk.column("资助经费")
    assert {row["币种"] for row in rows_of_file} == {"CNY"}

    title = page.locator(".ledger td.wide a").first
    name = title.inner_text()
    title.click()
    expect(page.locator("h1")).to_have_text(name)
    page.get_by_role("button", name="EN").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("h1")).not_to_have_text(name)
    expect(page.get_by_text("Participants and money")).to_be_visible()
    page.get_by_role("button", name="中文").click()
    expect(page.locator("h1")).to_have_text(name)


def export(desk: Desk, folder: Path) -> list[dict[str, Any]]:
    """The list as a workbook, row by row with the heads as keys."""
    desk.page.get_by_text("导出", exact=True).click()
    with desk.page.expect_download() as download:
        desk.page.get_by_text("工作簿").click()
    target = folder / "list.xlsx"
    download.value.save_as(target)
    rows = CalamineWorkbook.from_path(target).get_sheet_by_index(0).to_python()
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def wan(yuan: float) -> str:
    """What the page shows for an amount of the file."""
    return f"{(Decimal(str(yuan)) / 10_000).quantize(Decimal('0.01'), ROUND_HALF_UP):,}"


def test_the_keyboard_alone_searches_opens_helps_filters_and_sorts(desk: Desk) -> None:
    page = desk.page
    page.keyboard.press("/")
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.type("cdxdnh")  # 超大型低能耗……
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=cdxdnh")
    desk.press_until("#results .lines a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/projects/KY-1/")
    expect(page.locator("h1")).to_have_text("超大型低能耗铝电解槽研制")

    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#help")).to_be_hidden()

    page.keyboard.press("g")
    page.keyboard.press("p")
    page.wait_for_url("**/projects/")
    desk.press_until("#f-phase")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.wait_for_url("**phase=running*")
    expect(page.locator(".chip")).to_have_count(1)
    assert set(desk.column("状态")) == {"实施中", "中期检查"}
    desk.press_until("th.k-money a")
    page.keyboard.press("Enter")
    page.wait_for_url("**sort=funding*")
    expect(page.locator("th.sorted")).to_contain_text("资助经费")
    amounts = [Decimal(text.replace(",", "")) for text in desk.column("资助经费")]
    assert amounts == sorted(amounts)
    assert len(set(amounts)) > 10


def test_a_figure_explains_itself_and_equals_the_sum_of_its_records(desk: Desk, group: Any) -> None:
    page = desk.page
    total = rollup(group.cast.st_officer.actor, by="unit").total.money
    page.locator(".stat-value .explained").first.click()
    page.wait_for_url("**/figure/**")
    expect(page.locator(".explanation summary strong").first).to_have_text(yuan(total))
    expect(page.locator(".formula")).to_contain_text("经费之和")
    page.get_by_role("link", name="全部明细").click()
    page.wait_for_url("**/records/**")
    expect(page.locator(".list-sum")).to_have_text(f"合计：{yuan(total)}")

    page.go_back()
    part = page.locator(".explanation .leaf", has_text="乙分公司")
    value = part.locator("strong").inner_text()
    part.get_by_role("link", name="明细记录").click()
    page.wait_for_url("**unit=B**")
    expect(page.locator(".list-sum")).to_have_text(f"合计：{value}")
    page.locator("#f-phase").select_option("running")
    expect(page.locator(".list-sum")).not_to_have_text(f"合计：{value}")
    shown = [Decimal(text.replace(",", "")) for text in desk.column("经费")]
    assert yuan(int(sum(shown) * 100)) == page.locator(".list-sum").inner_text().removeprefix("合计：")


def yuan(minor: int) -> str:
    """Money in full, as the page writes it."""
    return f"{minor // 100:,}.{minor % 100:02d} 元"


def test_the_theme_is_kept_from_page_to_page_and_by_the_next_visit(desk: Desk) -> None:
    page = desk.page
    page.get_by_label("外观").click()
    with page.expect_response("**/set-theme"):
        page.get_by_role("button", name="深色").click()
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    desk.open("/projects/")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert max(int(part) for part in colour.removeprefix("rgb(").rstrip(")").split(",")) < 40
    next_visit = page.context.new_page()
    next_visit.goto(f"{desk.url}/projects/results/")
    expect(next_visit.locator("html")).to_have_attribute("data-theme", "dark")
