"""Spreadsheet files (.xlsx, .xlsb, .xls, .ods) through python-calamine, after a look inside for what could hurt."""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from ceyuan.core.intake.containers import Opener, check_archive, megabytes
from ceyuan.core.intake.errors import IntakeError
from ceyuan.core.intake.limits import Limits
from ceyuan.core.intake.sheets import Line, Merge, Sheet, lines_of
from ceyuan.core.intake.sniff import Kind

ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
FILLED_CELL = re.compile(rb'<c\b[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"[^>]*(?<!/)>(?!</c>)')
COLUMNS = re.compile(rb"<cols>(.*?)</cols>", re.DOTALL)
COLUMN = re.compile(rb"<col\b[^>]*>")
ROW = re.compile(rb"<row\b[^>]*>")
HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
ROW_NUMBER = re.compile(rb'\br="([0-9]+)"')
REPEAT = re.compile(rb'<table:(?:covered-)?table-cell[^>]*number-columns-repeated="([0-9]+)"[^>]*(?<!/)>')
ROWS_REPEAT = re.compile(rb'<table:table-row[^>]*number-rows-repeated="([0-9]+)"[^>]*>(.{0,400})', re.DOTALL)
SHEET_PART = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
PIECE = 1 << 20
OVERLAP = 4096


@dataclass(slots=True)
class _Extent:
    """What a worksheet part says of itself beyond its values."""

    last_row: int = 0
    last_column: int = 0
    hidden_columns: frozenset[int] = frozenset()
    hidden_rows: frozenset[int] = frozenset()


def workbook_sheets(opener: Opener, kind: Kind, *, file: str, limits: Limits) -> list[Sheet]:
    """All sheets of a spreadsheet file; IntakeError for protected, damaged and hostile ones."""
    with opener() as stream:
        body = stream.read(limits.workbook_bytes + 1)
    if len(body) > limits.workbook_bytes:
        raise IntakeError(
            "intake.too_large", file=file, expected=megabytes(limits.workbook_bytes), found="a larger workbook"
        )
    extents: list[_Extent] = []
    if kind is not Kind.XLS:
        extents = _inspect(body, file=file, limits=limits)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(body))
        metadata = [each for each in book.sheets_metadata if each.typ is SheetTypeEnum.WorkSheet]
        sheets = [book.get_sheet_by_name(each.name) for each in metadata]
    except (CalamineError, OSError, ValueError) as problem:
        raise IntakeError("intake.corrupt", file=file, found=str(problem)) from problem
    if len(extents) != len(sheets):
        extents = [_Extent() for _ in sheets]
    return [
        _sheet(sheet, extent, hidden=each.visible is not SheetVisibleEnum.Visible, file=file, limits=limits)
        for sheet, each, extent in zip(sheets, metadata, extents, strict=True)
    ]


def _sheet(sheet: CalamineSheet, extent: _Extent, *, hidden: bool, file: str, limits: Limits) -> Sheet:
    name = sheet.name
    merges = tuple(
        Merge(top, left, bottom, right)
        for (top, left), (bottom, right) in (sheet.merged_cell_ranges or [])
        if bottom - top <= limits.rows and right - left <= limits.columns
    )

    def lines() -> Iterator[Line]:
        # Calamine hands out rows from the first row and, in some formats, from the first column that is used.
        first_column = sheet.start[1] if sheet.start and sheet.width < sheet.total_width else 0
        padding: list[object] = [None] * first_column
        numbered = ((number, [*padding, *row]) for number, row in enumerate(_rows(sheet), start=1))
        return lines_of(numbered, file=file, sheet=name, limits=limits)

    return Sheet(file, name, lines, hidden, extent.hidden_columns, extent.hidden_rows, merges)


def _rows(sheet: CalamineSheet) -> Iterator[Sequence[object]]:
    if sheet.start is not None:
        yield from sheet.iter_rows()


def _inspect(body: bytes, *, file: str, limits: Limits) -> list[_Extent]:
    """Refuse what unpacks to too much, declares entities or spreads cells over an area beyond memory."""
    extents: list[tuple[int, _Extent]] = []
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            check_archive(archive, file=file, unpacked_bytes=limits.unpacked_workbook_bytes, limits=limits)
            for member in archive.infolist():
                if not member.filename.endswith((".xml", ".rels")):
                    continue
                part = SHEET_PART.fullmatch(member.filename)
                extent = _scan(archive, member, file=file, limits=limits)
                if part:
                    extents.append((int(part[1]), extent))
    except (zipfile.BadZipFile, EOFError, OSError, RuntimeError) as problem:
        raise IntakeError("intake.truncated", file=file, found=str(problem)) from problem
    return [extent for _, extent in sorted(extents, key=lambda pair: pair[0])]


def _scan(archive: zipfile.ZipFile, member: zipfile.ZipInfo, *, file: str, limits: Limits) -> _Extent:
    extent = _Extent()
    hidden_rows: set[int] = set()
    with archive.open(member) as stream:
        tail = b""
        first = True
        while piece := stream.read(PIECE):
            text = tail + piece
            if first:
                _refuse_entities(text[:OVERLAP], file=file)
                extent.hidden_columns = _hidden_columns(text)
                first = False
            _measure(text, extent, hidden_rows)
            _refuse_repeats(text, file=file, limits=limits)
            tail = text[-OVERLAP:]
    extent.hidden_rows = frozenset(hidden_rows)
    if extent.last_row * extent.last_column > limits.workbook_cells:
        raise IntakeError(
            "intake.too_large",
            file=file,
            expected=f"{limits.workbook_cells} cells in a sheet",
            found=f"{extent.last_row} rows by {extent.last_column} columns",
        )
    return extent


def _refuse_entities(head: bytes, *, file: str) -> None:
    if ENTITY.search(head):
        raise IntakeError("intake.unsafe_xml", file=file)


def _measure(text: bytes, extent: _Extent, hidden_rows: set[int]) -> None:
    for letters, digits in FILLED_CELL.findall(text):
        extent.last_row = max(extent.last_row, int(digits))
        extent.last_column = max(extent.last_column, column_number(letters))
    if HIDDEN.search(text):
        for row in ROW.findall(text):
            number = ROW_NUMBER.search(row)
            if HIDDEN.search(row) and number:
                hidden_rows.add(int(number[1]) - 1)


def _hidden_columns(text: bytes) -> frozenset[int]:
    declared = COLUMNS.search(text)
    hidden: set[int] = set()
    for column in COLUMN.findall(declared[1]) if declared else ():
        low, high = (re.search(rb'\b%s="([0-9]+)"' % key, column) for key in (b"min", b"max"))
        if HIDDEN.search(column) and low and high:
            hidden.update(range(int(low[1]) - 1, min(int(high[1]), int(low[1]) + 1024)))
    return frozenset(hidden)


def _refuse_repeats(text: bytes, *, file: str, limits: Limits) -> None:
    """OpenDocument stores "this cell N times": with a value in it a bomb, empty only a margin."""
    widest = max((int(count) for count in REPEAT.findall(text)), default=1)
    tallest = max((int(count) for count, inside in ROWS_REPEAT.findall(text) if b"<text:p" in inside), default=1)
    if widest > limits.columns or widest * tallest > limits.workbook_cells:
        raise IntakeError(
            "intake.compression_bomb",
            file=file,
            expected=f"{limits.columns} repeated cells",
            found=f"{widest} by {tallest} repeated cells",
        )


def column_number(letters: bytes) -> int:
    """``A`` is 1, ``XFD`` is 16,384."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
