"""A file as Parquet of texts, row by row: `src_line` (its line or row in the file) and each column under its header."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import count, islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from ceyuan.core.intake.sheets import Cell, Sheet
from ceyuan.core.intake.sniff import Kind
from ceyuan.core.intake.sources import Source, open_source
from ceyuan.core.kernel.verdict import Refused
from ceyuan.core.ledger.reading.maps import ColumnMap

SRC_LINE = "src_line"
HEADER_LINES = 40
CHUNK = 50_000


@dataclass(frozen=True, slots=True)
class RawTable:
    """The Parquet file, the map that fits it, its headers, and the numbers of lines that have too few or many cells."""

    path: Path
    map: ColumnMap
    headers: tuple[str, ...]
    rows: int
    ragged: tuple[int, ...]


def extract(path: Path, maps: Sequence[ColumnMap], target: Path) -> RawTable:
    """Write the sheet of a file that a map fits as texts to `target`.

    Refused with "ledger.no_map" when none fits; IntakeError when the file cannot be read at all.
    """
    source = open_source(path)
    for sheet in source.sheets:
        found = _header(sheet, maps)
        if found is not None:
            number, headers, fitting = found
            batches = (
                _Text(source, path, number, headers) if source.kind is Kind.TEXT else _Cells(sheet, number, headers)
            )
            rows = _write(batches, headers, fitting, target)
            return RawTable(target, fitting, headers, rows, tuple(batches.ragged))
    first = [str(cell) for line in source.sheets[0].lines_between(1, 1) for cell in line.cells if cell is not None]
    raise Refused("ledger.no_map", file=path.name, found=", ".join(first[:30]))


def _header(sheet: Sheet, maps: Sequence[ColumnMap]) -> tuple[int, tuple[str, ...], ColumnMap] | None:
    """The first line that a map fits: lines above it are titles."""
    for line in sheet.lines():
        if line.number > HEADER_LINES:
            return None
        names = _unique([_text(cell) or "" for cell in line.cells])
        for each in maps:
            if each.fits(names):
                return line.number, names, each
    return None


def _unique(names: Sequence[str]) -> tuple[str, ...]:
    """Headers made different from each other and never empty."""
    seen: dict[str, int] = {}
    made = []
    for place, name in enumerate(names):
        own = name or f"#{place + 1}"
        seen[own] = seen.get(own, 0) + 1
        made.append(own if seen[own] == 1 else f"{own}_{seen[own]}")
    return tuple(made)


class _Text:
    """Rows of a text file in any encoding, streamed by Arrow."""

    def __init__(self, source: Source, path: Path, header_line: int, headers: tuple[str, ...]) -> None:
        self.ragged: list[int] = []
        self._source, self._path, self._header_line, self._headers = source, path, header_line, headers

    def __iter__(self) -> Iterator[pa.Table]:
        encoding = {"gbk": "gb18030", "utf-8-sig": "utf-8"}.get(self._source.encoding, self._source.encoding)
        read = pa_csv.ReadOptions(
            use_threads=False, encoding=encoding, skip_rows=self._header_line, column_names=list(self._headers)
        )
        parse = pa_csv.ParseOptions(
            delimiter=self._source.delimiter, newlines_in_values=True, invalid_row_handler=self._note
        )
        types = dict.fromkeys(self._headers, pa.string())
        convert = pa_csv.ConvertOptions(column_types=types, strings_can_be_null=False)
        line = self._header_line
        with pa_csv.open_csv(self._path, read_options=read, parse_options=parse, convert_options=convert) as stream:
            for batch in stream:
                torn = set(self.ragged)
                places = (number for number in count(line + 1) if number not in torn)
                numbers = pa.array(islice(places, batch.num_rows), pa.int64(), size=batch.num_rows)
                line = numbers[-1].as_py() if batch.num_rows else line
                yield pa.Table.from_batches([batch]).add_column(0, SRC_LINE, numbers)

    def _note(self, row: Any) -> str:
        self.ragged.append(row.number or 0)
        return "skip"


class _Cells:
    """Rows of a workbook or Parquet file, cell by cell; vertically merged texts hold for all their rows."""

    def __init__(self, sheet: Sheet, header_line: int, headers: tuple[str, ...]) -> None:
        self.ragged: list[int] = []
        self._sheet, self._header_line, self._headers = sheet, header_line, headers

    def __iter__(self) -> Iterator[pa.Table]:
        rows: list[list[str | None]] = []
        numbers: list[int] = []
        for line in self._sheet.lines():
            if line.number > self._header_line:
                numbers.append(line.number)
                rows.append([_text(line.cell(place)) for place in range(len(self._headers))])
            if len(rows) == CHUNK:
                yield self._table(numbers, rows)
                rows, numbers = [], []
        if rows:
            yield self._table(numbers, rows)

    def _table(self, numbers: list[int], rows: list[list[str | None]]) -> pa.Table:
        columns = [pa.array(column, pa.string()) for column in zip(*rows, strict=True)]
        return pa.Table.from_arrays([pa.array(numbers, pa.int64()), *columns], names=[SRC_LINE, *self._headers])


def _text(cell: Cell) -> str | None:
    """A cell as the text that the expressions read: numbers without binary dust, dates in ISO."""
    if cell is None:
        return None
    if isinstance(cell, float):
        # A workbook keeps 19.99 as a binary fraction; twelve digits hold every amount of a voucher exactly.
        exact = Decimal(f"{cell:.12g}") if abs(cell) < 10**10 else Decimal(repr(cell))
        return f"{exact:f}"
    return cell.isoformat() if hasattr(cell, "isoformat") else str(cell).strip()


def _write(batches: _Text | _Cells, headers: tuple[str, ...], fitting: ColumnMap, target: Path) -> int:
    """Write the batches; fields that are filled down take the value above, across batches."""
    schema = pa.schema([(SRC_LINE, pa.int64()), *((name, pa.string()) for name in headers)])
    chosen = fitting.chosen(headers)
    filled = [chosen[name] for name in fitting.fill_down if name in chosen]
    last: dict[str, pa.Scalar] = {}
    rows = 0
    with pq.ParquetWriter(target, schema, compression="zstd") as writer:
        for batch in batches:
            table = batch.cast(schema)
            for name in filled:
                table = _fill_down(table, name, chosen.get("account", name), last)
            writer.write_table(table)
            rows += table.num_rows
    return rows


def _fill_down(table: pa.Table, name: str, account: str, last: dict[str, pa.Scalar]) -> pa.Table:
    """Empty cells take the value above, on rows with an account: totals at the end belong to no voucher."""
    column = table[name].combine_chunks()
    column = pc.if_else(pc.equal(pc.utf8_trim_whitespace(column), ""), pa.scalar(None, pa.string()), column)
    above = pc.fill_null_forward(column)
    above = pc.fill_null(above, last[name]) if name in last else above
    if len(above) and above[-1].is_valid:
        last[name] = above[-1]
    has_account = pc.fill_null(pc.not_equal(pc.utf8_trim_whitespace(table[account].combine_chunks()), ""), False)  # noqa: FBT003 - Arrow's own
    filled = pc.if_else(has_account, above, column)
    return table.set_column(table.schema.get_field_index(name), name, filled)
