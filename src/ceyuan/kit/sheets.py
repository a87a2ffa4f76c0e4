"""Sheets of `core.ledger` as a workbook laid out for print: title, heading, grouped columns, rows, footers."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any, BinaryIO

import xlsxwriter

from ceyuan.core.ledger.sheets import Cell, Column, Sheet, Word

MOST_SHEETS = 1_000
_NAME = 31
_FORMATS = {"fen": "#,##0.00", "thousand": "#,##0", "count": "0", "month": "0", "date": "yyyy-mm-dd"}
_WIDTHS = {"fen": 17, "thousand": 12, "count": 9, "month": 9, "date": 12, "text": 24, "code": 14, "ppm": 10}


def write_workbook(target: Path | BinaryIO, sheets: Iterable[Sheet], words: Mapping[str, str]) -> int:
    """Write every sheet on a worksheet of its own, in order; the number of worksheets written.

    `words` gives the text of a code; a code without word is shown as it is. Amounts become numbers in yuan, texts are
    never run as formulas. More than 1,000 sheets are an error: write one workbook per project then.
    """
    book = xlsxwriter.Workbook(target if not isinstance(target, Path) else str(target), {"constant_memory": True})
    styles = _Styles(book)
    count = 0
    for count, sheet in enumerate(sheets, start=1):
        if count > MOST_SHEETS:
            raise ValueError(f"more than {MOST_SHEETS} sheets in one workbook: write one workbook per project.")
        _write(book.add_worksheet(_sheet_name(sheet, words, count)), sheet, words, styles)
    book.close()
    return count


class _Styles:
    def __init__(self, book: Any) -> None:
        box = {"border": 1, "valign": "vcenter"}
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.head = book.add_format({**box, "bold": True, "align": "center", "text_wrap": True, "bg_color": "#E8EEF5"})
        self.cell = {kind: book.add_format({**box, "num_format": found}) for kind, found in _FORMATS.items()}
        self.text = book.add_format(box)
        self.foot = {
            kind: book.add_format({**box, "bold": True, "num_format": found}) for kind, found in _FORMATS.items()
        }
        self.foot_text = book.add_format({**box, "bold": True})


def _write(page: Any, sheet: Sheet, words: Mapping[str, str], styles: _Styles) -> None:
    page.set_landscape()
    page.set_paper(8 if len(sheet.columns) > 12 else 9)
    page.fit_to_pages(1, 0)
    for index, column in enumerate(sheet.columns):
        page.set_column(index, index, _WIDTHS[column.kind])
    page.write_string(0, 0, words.get(sheet.title, sheet.title), styles.title)
    told = "　".join(f"{words.get(code, code)}：{_text(value, words)}" for code, value in sheet.heading.items())
    page.write_string(1, 0, told)
    _groups(page, 2, sheet.columns, words, styles)
    for index, column in enumerate(sheet.columns):
        page.write_string(3, index, words.get(column.key, column.key), styles.head)
    page.freeze_panes(4, 0)
    page.repeat_rows(2, 3)
    line = 4
    for rows, cells, texts in ((sheet.rows, styles.cell, styles.text), (sheet.footers, styles.foot, styles.foot_text)):
        for row in rows:
            for index, (column, cell) in enumerate(zip(sheet.columns, row, strict=True)):
                _cell(page, (line, index), column, cell, words, cells.get(column.kind, texts), texts)
            line += 1


def _groups(page: Any, line: int, columns: Sequence[Column], words: Mapping[str, str], styles: _Styles) -> None:
    start = 0
    for group, members in groupby(columns, key=lambda column: column.group):
        end = start + len(list(members)) - 1
        title = words.get(group, group)
        if end > start and group:
            page.merge_range(line, start, line, end, title, styles.head)
        else:
            for index in range(start, end + 1):
                page.write_string(line, index, title, styles.head)
        start = end + 1


def _cell(
    page: Any, place: tuple[int, int], column: Column, cell: Cell, words: Mapping[str, str], style: Any, text_style: Any
) -> None:
    match cell:
        case None:
            page.write_blank(*place, None, text_style)
        case datetime.date():
            page.write_datetime(*place, datetime.datetime(cell.year, cell.month, cell.day), style)  # noqa: DTZ001
        case int():
            page.write_number(*place, Decimal(cell).scaleb(-2) if column.kind == "fen" else cell, style)
        case _:
            worded = isinstance(cell, Word) or column.kind == "code"
            page.write_string(*place, words.get(cell, cell) if worded else cell, text_style)


def _text(value: Cell, words: Mapping[str, str]) -> str:
    return words.get(value, value) if isinstance(value, str) else str(value if value is not None else "")


def _sheet_name(sheet: Sheet, words: Mapping[str, str], number: int) -> str:
    about = str(sheet.heading.get("project_code") or words.get(sheet.title, sheet.title))
    clean = "".join("·" if sign in "[]:*?/\\'" else sign for sign in about)
    return f"{number} {clean}"[:_NAME]
