"""Exported files: real numbers and dates, nothing a spreadsheet would run."""

import datetime
import io
from types import SimpleNamespace

import pytest
from python_calamine import CalamineWorkbook

from ceyuan.core.kernel.money import Money
from ceyuan.kit import export
from ceyuan.kit.columns import Column

COLUMNS = (
    Column("code", "编号", "code"),
    Column("budget", "预算", "money", unit="wan", currency="CNY"),
    Column("count", "数量", "number"),
    Column("end", "截止", "date"),
    Column("state", "状态", "badge", labels={"run": "执行中"}),
    Column("done", "执行率", "progress"),
)


def row(**changes):
    given = {
        "code": "=1+1",
        "budget": Money(123_456_789),
        "count": 7,
        "end": datetime.date(2026, 3, 1),
        "state": "run",
        "done": 62,
    }
    return SimpleNamespace(**(given | changes))


def test_a_workbook_holds_full_sums_dates_and_texts():
    content = export.workbook(COLUMNS, [row(), row(budget=None, end=None)], "项目/台账").read()
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    rows = sheet.to_python()
    assert sheet.name == "项目 台账"
    assert rows[0] == ["编号", "预算 (CNY)", "数量", "截止", "状态", "执行率"]
    assert rows[1] == ["=1+1", 1234567.89, 7.0, datetime.date(2026, 3, 1), "执行中", 0.62]
    assert rows[2][1] == ""


def test_a_text_table_starts_with_the_byte_order_mark_and_disarms_formulas():
    response = export.respond(COLUMNS, [row(), row(code="A,1", budget=Money(-5))], "清单", "csv")
    lines = b"".join(response).decode("utf-8").split("\r\n")
    assert lines[0].startswith("\ufeff编号,")
    assert lines[1] == "'=1+1,1234567.89,7,2026-03-01,执行中,0.62"
    assert lines[2].startswith('"A,1",-0.05,')
    assert "filename*=UTF-8''%E6%B8%85%E5%8D%95.csv" in response["Content-Disposition"]


@pytest.mark.parametrize("name", ["", "[]", "a" * 60])
def test_any_title_gives_a_usable_sheet_name(name):
    assert CalamineWorkbook.from_filelike(export.workbook(COLUMNS, [], name)).sheet_names[0]
