"""Any declared list as a workbook or a CSV file: the same columns as on the page, with real numbers and dates."""

import csv
import datetime
import tempfile
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, BinaryIO
from urllib.parse import quote

import xlsxwriter
from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone

from ceyuan.kit.columns import Column

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS = ("xlsx", "csv")
# A cell that begins like this is run as a formula by spreadsheet programs.
RISKY = ("=", "+", "-", "@", "\t", "\r")


def respond(columns: Iterable[Column], rows: Iterable[Any], name: str, file_format: str) -> HttpResponseBase:
    """The download; `name` is the file name without its ending."""
    shown = tuple(columns)
    response: HttpResponseBase
    if file_format == "csv":
        response = StreamingHttpResponse(_csv_lines(shown, rows), content_type="text/csv; charset=utf-8")
    else:
        response = FileResponse(workbook(shown, rows, name), content_type=XLSX)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.{file_format}"
    return response


def workbook(columns: tuple[Column, ...], rows: Iterable[Any], title: str) -> BinaryIO:
    """A temporary file holding the workbook, read from its start; rows are written as they come, not kept in memory."""
    target = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    book = xlsxwriter.Workbook(target, {"constant_memory": True, "default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet(_sheet_name(title))
    head = book.add_format({"bold": True, "bg_color": "#E8EEF5", "bottom": 1, "valign": "vcenter"})
    styles = [book.add_format(_style(column)) for column in columns]
    for index, column in enumerate(columns):
        sheet.set_column(index, index, _width(column))
        sheet.write_string(0, index, export_head(column), head)
    sheet.freeze_panes(1, 0)
    last = 0
    readers = [column.read() for column in columns]
    for last, row in enumerate(rows, start=1):
        for index, column in enumerate(columns):
            _write(sheet, last, index, typed(column, readers[index](row)), styles[index])
    sheet.autofilter(0, 0, max(last, 1), max(len(columns) - 1, 0))
    book.close()
    target.seek(0)
    return target


def typed(column: Column, raw: Any) -> Any:  # noqa: PLR0911 - one line per kind
    """The value a file holds: exact major units for money, a fraction for shares, texts for codes."""
    if raw is None:
        return None
    if column.labels and raw in column.labels:
        return str(column.labels[raw])
    if column.kind == "money":
        return Decimal(raw.minor).scaleb(-2)
    if column.kind in {"percent", "progress"}:
        return Decimal(str(raw)) / 100
    if isinstance(raw, datetime.datetime):
        return timezone.localtime(raw).replace(tzinfo=None) if timezone.is_aware(raw) else raw
    if isinstance(raw, int | float | Decimal | datetime.date) and not isinstance(raw, bool):
        return raw
    return str(raw)


def export_head(column: Column) -> str:
    """In a file money always stands in full units, so the head names the currency."""
    return f"{column.label} ({column.currency})" if column.kind == "money" and column.currency else str(column.label)


def _write(sheet: Any, row: int, index: int, value: Any, style: Any) -> None:
    if value is None or value == "":
        sheet.write_blank(row, index, None, style)
    elif isinstance(value, str):
        sheet.write_string(row, index, value[:32767], style)
    elif isinstance(value, datetime.date):
        sheet.write_datetime(row, index, value, style)
    else:
        sheet.write_number(row, index, value, style)


def _csv_lines(columns: tuple[Column, ...], rows: Iterable[Any]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    # The byte order mark makes spreadsheet programs read Chinese correctly.
    yield "\ufeff" + writer.writerow([export_head(column) for column in columns])
    readers = [column.read() for column in columns]
    for row in rows:
        yield writer.writerow([_csv_cell(typed(c, read(row))) for c, read in zip(columns, readers, strict=True)])


def _csv_cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(RISKY) else value
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


class _Echo:
    """A file that hands back what is written, so that a CSV row can be streamed."""

    def write(self, text: str) -> str:
        return text


def _style(column: Column) -> dict[str, Any]:
    formats = {"money": "#,##0.00", "percent": "0.0%", "progress": "0.0%", "date": "yyyy-mm-dd"}
    if column.kind in formats:
        return {"num_format": formats[column.kind]}
    return {"num_format": "#,##0"} if column.kind == "number" and not column.digits else {}


def _width(column: Column) -> int:
    widths = {"money": 16, "number": 12, "date": 12, "badge": 12, "code": 18, "progress": 10, "percent": 10}
    return 48 if column.wide else widths.get(column.kind, 24)


def _sheet_name(title: str) -> str:
    kept = "".join(" " if c in "[]:*?/\\'" else c for c in title).strip()
    return kept[:31] or "Sheet"
