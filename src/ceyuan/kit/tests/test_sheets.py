"""Workbooks of ledger sheets: numbers stay numbers, texts never become formulas, codes are worded."""

import datetime
from pathlib import Path

from python_calamine import CalamineWorkbook

from ceyuan.core.ledger.sheets import Column, Sheet, Word
from ceyuan.kit.sheets import write_workbook

COLUMNS = (
    Column("booked_on", "date", "voucher"),
    Column("text", "text", "voucher"),
    Column("treatment", "code"),
    Column("amount"),
)
WORDS = {
    "ledger": "辅助账",
    "voucher": "凭证信息",
    "text": "摘要",
    "expensed": "费用化",
    "total": "合计",
    "year": "年度",
}


def ledger(project: str = "KY-01") -> Sheet:
    rows = (
        (datetime.date(2025, 3, 5), "=1+1", "expensed", 123_456_789_012_345),
        (datetime.date(2025, 3, 6), "total", "expensed", -5),
    )
    heading = {"year": 2025, "project_code": project}
    return Sheet("ledger", COLUMNS, rows, ((None, Word("total"), None, 7),), heading)


def test_a_sheet_comes_back_as_it_was_written(tmp_path: Path) -> None:
    target = tmp_path / "ledger.xlsx"

    assert write_workbook(target, [ledger(), ledger("[a/b]" * 9)], WORDS) == 2
    book = CalamineWorkbook.from_path(target)
    assert book.sheet_names[0] == "1 KY-01"
    assert len(book.sheet_names[1]) == 31
    lines = book.get_sheet_by_index(0).to_python()
    assert lines[0][0] == "辅助账"
    assert lines[1][0] == "年度：2025　project_code：KY-01"
    assert lines[2][0] == "凭证信息"
    assert lines[3][1] == "摘要"
    assert lines[4] == [datetime.date(2025, 3, 5), "=1+1", "费用化", 1234567890123.45]
    assert lines[5][1] == "total"
    assert lines[5][3] == -0.05
    assert lines[6][1:] == ["合计", "", 0.07]
