"""The door to a file: from bytes or a path to sheets, whatever the packing."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pyarrow as pa
import pyarrow.parquet as pq

from ceyuan.core.intake import delimited, encoding
from ceyuan.core.intake.containers import Opener, bytes_opener, gzip_opener, megabytes, member_opener, zip_archive
from ceyuan.core.intake.errors import IntakeError, excerpt
from ceyuan.core.intake.html_tables import html_sheets
from ceyuan.core.intake.limits import DEFAULT, Limits
from ceyuan.core.intake.record_sources import sample_text
from ceyuan.core.intake.sheets import Line, Sheet, lines_of
from ceyuan.core.intake.sniff import Kind, sniff
from ceyuan.core.intake.workbooks import workbook_sheets

WORKBOOKS = {Kind.XLSX, Kind.XLSB, Kind.XLS, Kind.ODS}
TABLE_SUFFIXES = (".csv", ".tsv", ".txt", ".parquet", ".xlsx", ".xls", ".ods", ".htm", ".html")
BATCH_ROWS = 1000


@dataclass(frozen=True, slots=True)
class Source:
    """An opened file: its sheets with content in file order, what it is, and the encoding where it is text."""

    file: str
    kind: Kind
    sheets: tuple[Sheet, ...]
    encoding: str = ""
    delimiter: str = ""

    def sheet(self, name: str) -> Sheet:
        """The sheet of that name; IntakeError otherwise."""
        for sheet in self.sheets:
            if sheet.name == name:
                return sheet
        listed = ", ".join(sheet.name for sheet in self.sheets)
        raise IntakeError("intake.no_sheet", file=self.file, expected=name, found=listed)


def open_source(path_or_bytes: Path | bytes, name: str = "", *, limits: Limits = DEFAULT) -> Source:
    """Open a delivery. ``name`` is what the user calls the file. Raises IntakeError when there is nothing to read."""
    file = name or (path_or_bytes.name if isinstance(path_or_bytes, Path) else "")
    if isinstance(path_or_bytes, Path) and not path_or_bytes.is_file():
        raise IntakeError("intake.missing_file", file=file)
    size = path_or_bytes.stat().st_size if isinstance(path_or_bytes, Path) else len(path_or_bytes)
    if size > limits.file_bytes:
        raise IntakeError("intake.too_large", file=file, expected=megabytes(limits.file_bytes), found=megabytes(size))
    try:
        source = _opened(bytes_opener(path_or_bytes), file, limits)
    except IntakeError as problem:
        raise problem.placed(file=file) from problem.__cause__
    if not source.sheets:
        raise IntakeError("intake.no_table", file=file)
    return source


def _opened(opener: Opener, file: str, limits: Limits, depth: int = 0) -> Source:
    kind = sniff(opener, file=file)
    if kind in WORKBOOKS:
        sheets = workbook_sheets(opener, kind, file=file, limits=limits)
        return Source(file, kind, tuple(sheet for sheet in sheets if next(sheet.lines(), None)))
    if kind is Kind.HTML:
        return Source(file, kind, tuple(html_sheets(opener, file=file, limits=limits)))
    if kind is Kind.PARQUET:
        return Source(file, kind, (_parquet_sheet(opener, file=file, limits=limits),))
    if kind is Kind.TEXT:
        return _text(opener, file=file, limits=limits)
    if depth:
        raise IntakeError("intake.unknown_kind", file=file, found="an archive within an archive")
    if kind is Kind.GZIP:
        return _opened(_unpacked(opener, file, limits), file, limits, depth + 1)
    return _zip(opener, file, limits)


def _unpacked(opener: Opener, file: str, limits: Limits) -> Opener:
    """A gzip stream; small ones are unpacked once, so that reading twice costs no second unpacking."""
    inner = gzip_opener(opener, file=file, limits=limits)
    with inner() as stream:
        body = stream.read(limits.html_bytes + 1)
    return (lambda: io.BytesIO(body)) if len(body) <= limits.html_bytes else inner


def _zip(opener: Opener, file: str, limits: Limits) -> Source:
    with zip_archive(opener, file=file, limits=limits) as archive:
        names = [entry.filename for entry in archive.infolist() if not entry.is_dir()]
    tables = [name for name in names if name.lower().endswith(TABLE_SUFFIXES) and "__MACOSX" not in name]
    if not tables:
        raise IntakeError("intake.missing_member", file=file, expected="table", found=", ".join(names[:8]))
    sheets: list[Sheet] = []
    for name in tables:
        inner = _opened(member_opener(opener, name, file=file, limits=limits), f"{file}:{name}", limits, depth=1)
        stem = PurePosixPath(name).stem
        for sheet in inner.sheets:
            title = stem if len(inner.sheets) == 1 else f"{stem} - {sheet.name}"
            sheets.append(Sheet(sheet.file, title, sheet.lines, sheet.hidden, merges=sheet.merges))
    return Source(file, Kind.ZIP, tuple(sheets))


def _text(opener: Opener, *, file: str, limits: Limits) -> Source:
    codec = encoding.detect(opener, file=file)
    dialect = delimited.find_dialect(sample_text(opener, codec))

    def lines() -> Iterator[Line]:
        stream = delimited.rows(opener, encoding=codec, dialect=dialect, file=file, limits=limits)
        return lines_of(((row.line, row.cells) for row in stream), file=file, sheet="", limits=limits)

    sheet = Sheet(file, "", lines)
    return Source(file, Kind.TEXT, (sheet,) if next(lines(), None) else (), codec, dialect.delimiter)


def _parquet_sheet(opener: Opener, *, file: str, limits: Limits) -> Sheet:
    try:
        names = pq.ParquetFile(opener()).schema_arrow.names
    except (pa.ArrowInvalid, OSError) as problem:
        raise IntakeError("intake.truncated", file=file, found=excerpt(problem)) from problem

    def numbered() -> Iterator[tuple[int, list[object]]]:
        yield 1, list(names)
        number = 1
        try:
            for batch in pq.ParquetFile(opener()).iter_batches(batch_size=BATCH_ROWS):
                for cells in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                    number += 1
                    yield number, list(cells)
        except (pa.ArrowInvalid, OSError) as problem:
            raise IntakeError("intake.corrupt", file=file, line=number, found=excerpt(problem)) from problem

    return Sheet(file, "", lambda: lines_of(numbered(), file=file, sheet="", limits=limits, keep_blank=True))
