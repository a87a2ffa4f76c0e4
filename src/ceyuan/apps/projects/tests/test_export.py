"""The list as a file says the same as the page."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from python_calamine import CalamineWorkbook

if TYPE_CHECKING:
    from ceyuan.apps.projects.tests.portfolio import Portfolio

pytestmark = pytest.mark.django_db


def content(portfolio: Portfolio, query: str, who: str = "st_officer") -> bytes:
    response = portfolio.cast.members[who].client().get(f"/projects/?{query}")
    assert response.status_code == 200
    assert "attachment" in response["Content-Disposition"]
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_the_workbook_holds_the_filtered_rows_in_full_money_with_its_currency(portfolio: Portfolio) -> None:
    body = content(portfolio, "export=xlsx&programme=P1&sort=-funding")
    head, *rows = CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_index(0).to_python()
    lines = [dict(zip(head, row, strict=True)) for row in rows]
    assert [line["编号"] for line in lines] == ["KY-2", "KY-1"]
    assert [line["资助经费"] for line in lines] == [100.0, 100.0]
    assert {line["币种"] for line in lines} == {"CNY"}
    assert lines[0]["状态"] == "实施中"


def test_the_text_table_opens_in_chinese_and_keeps_to_the_reach(portfolio: Portfolio) -> None:
    text = content(portfolio, "export=csv", "manager_b").decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text)))
    assert {line["编号"] for line in lines} == {"KY-2", "KY-3"}
    assert {line["名称"] for line in lines} == {"赤泥综合利用", "KY-3号项目"}
