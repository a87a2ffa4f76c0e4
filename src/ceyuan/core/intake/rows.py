"""Takes the rows of a sheet by its mapping: each one accepted with typed values or rejected with the reason."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ceyuan.core.intake.accounting import Delivery, Duplicates
from ceyuan.core.intake.convert import Amount, as_text, convert
from ceyuan.core.intake.errors import IntakeError, Rejected, excerpt
from ceyuan.core.intake.field_sets import FieldSet, FieldSpec
from ceyuan.core.intake.header import header_names
from ceyuan.core.intake.mapping import ColumnChoice, Mapping, fingerprint
from ceyuan.core.intake.plain import Unfit
from ceyuan.core.intake.profile import missing
from ceyuan.core.intake.sheets import Cell, Line, Merge, Sheet
from ceyuan.core.intake.words import squeeze

TOTALS = {
    *("合计", "总计", "小计", "共计", "总和"),
    *("total", "totals", "sum", "subtotal", "grand total", "summe", "gesamt", "gesamtsumme", "zwischensumme"),
    "insgesamt",
    *("totaal", "eindtotaal", "sous total", "total general", "celkem", "συνολο", "γενικο συνολο", "skupaj", "is viso"),
    *("kopa", "общо", "всичко", "suma", "razem", "totale", "osszesen", "ukupno", "spolu", "yhteensa", "summa"),
}  # fmt: skip


LONGEST_TOTAL = 16


@dataclass(frozen=True, slots=True)
class Accepted:
    """A row that is taken: values by field name (missing ones are None) and, as text, what no field was chosen for."""

    line: int
    values: dict[str, Any]
    extra: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Plan:
    """The mapping bound to fields, ready for row after row."""

    sheet: Sheet
    mapped: tuple[tuple[ColumnChoice, FieldSpec], ...]
    unmapped: tuple[ColumnChoice, ...]
    header: tuple[str, ...]
    fills: dict[int, list[Merge]]
    own: tuple[int, ...]
    """The columns that make a row a record of its own."""

    def reject(self, line: Line, column: str, code: str, *, found: object = "", expected: str = "") -> Rejected:
        return Rejected(self.sheet.file, self.sheet.name, line.number, column, code, excerpt(found), expected)


def take(
    sheet: Sheet, mapping: Mapping, fields: FieldSet, *, delivery: Delivery | None = None
) -> Iterator[Accepted | Rejected]:
    """Stream the rows below the header. Every row that holds something comes out once, accepted or rejected.

    Values: str, date, Amount (integer minor units and currency), int, Decimal. A period fills start and end. Text of a
    vertically merged cell holds for all its rows; amounts do not, so that no money is counted twice. Exact repeats are
    rejected with the first line; rows that only add to the record above them, with the line of that record.
    IntakeError when the sheet has another header than the mapping.
    """
    plan = _plan(sheet, mapping, fields)
    account = delivery or Delivery(sheet.file, sheet.name)
    duplicates = Duplicates()
    carried: dict[int, Cell] = {}
    record = 0
    for line in sheet.lines():
        if line.number <= mapping.last_line:
            continue
        account.read()
        filled = _filled_down(plan, line, carried)
        outcome = _outcome(plan, filled, line, duplicates)
        if isinstance(outcome, Rejected) and outcome.code == "row.heading":
            record = 0
        elif not _is_nameless(plan, filled):
            record = line.number
        elif record and isinstance(outcome, Rejected):
            outcome = plan.reject(line, outcome.column, "row.continuation", expected=str(record))
        if isinstance(outcome, Rejected):
            account.reject(outcome)
        else:
            account.accept(_money(outcome))
        yield outcome


def _plan(sheet: Sheet, mapping: Mapping, fields: FieldSet) -> _Plan:
    header = sheet.lines_between(mapping.first_line, mapping.last_line)
    by_index = {column.index: column for column in mapping.columns}
    for column in mapping.columns:
        if column.field is not None and column.field not in fields:
            raise _mismatch(sheet, "a known field", column.field)
    if not header:
        raise _mismatch(sheet, f"a header in line {mapping.last_line}", "fewer lines")
    names = header_names(sheet, header)
    if fingerprint(names) != mapping.fingerprint:
        raise _mismatch(sheet, "the header of the mapping", " | ".join(filter(None, names)))
    mapped = tuple((column, fields[column.field]) for column in mapping.columns if column.field)
    fills: dict[int, list[Merge]] = {}
    for merge in sheet.merges:
        filled = by_index.get(merge.left)
        if merge.bottom > merge.top and filled and filled.field and fields[filled.field].kind not in {"money", "int"}:
            fills.setdefault(merge.left, []).append(merge)
    unmapped = tuple(column for column in mapping.columns if not column.field)
    repeated = tuple(as_text(cell) for cell in header[-1].cells if cell is not None)
    own = tuple(
        column.index
        for column, spec in mapped
        if spec.required or spec.name in {"code", "lead_unit"} or spec.kind in {"money", "date", "period"}
    )
    return _Plan(sheet, mapped, unmapped, repeated, fills, own)


def _mismatch(sheet: Sheet, expected: str, found: str) -> IntakeError:
    return IntakeError("intake.mapping_mismatch", file=sheet.file, sheet=sheet.name, expected=expected, found=found)


def _filled_down(plan: _Plan, line: Line, carried: dict[int, Cell]) -> Line:
    if not plan.fills:
        return line
    cells = list(line.cells)
    for column, merges in plan.fills.items():
        inside = next((merge for merge in merges if merge.top <= line.number - 1 <= merge.bottom), None)
        if inside is None:
            continue
        if inside.top == line.number - 1:
            carried[column] = line.cell(column)
        elif line.cell(column) is None and carried.get(column) is not None:
            cells += [None] * (column + 1 - len(cells))
            cells[column] = carried[column]
    return Line(line.number, tuple(cells))


def _is_nameless(plan: _Plan, line: Line) -> bool:
    """Nothing of its own that makes a record: no required cell, number, organisation, date or amount.

    Lists put further places or partners of a project below it like this. A title carried down to such rows would make
    a project of each of them, so they stay what they are: told as belonging to the record above.
    """
    return all(missing(line.cell(index)) for index in plan.own)


def _outcome(plan: _Plan, line: Line, raw: Line, duplicates: Duplicates) -> Accepted | Rejected:
    if raw.filled == 0:
        return plan.reject(line, "", "row.blank")
    if _is_heading(plan, line, raw):
        first = next(cell for cell in raw.cells if cell is not None)
        return plan.reject(line, "", "row.heading", found=first, expected="a record")
    values: dict[str, Any] = {}
    faults: list[Rejected] = []
    for column, spec in plan.mapped:
        cell = line.cell(column.index)
        try:
            values[spec.name] = convert(cell, spec, column.style)
        except Unfit as unfit:
            found = "" if cell is None else cell
            faults.append(plan.reject(line, column.header, unfit.code, found=found, expected=unfit.expected))
    if not faults:
        faults = _split_period(plan, line, values)
    if faults:
        return Rejected.joined(faults)
    first_line = duplicates.first_line(line.cells, line.number)
    if first_line is not None:
        return plan.reject(line, "", "row.duplicate", expected=str(first_line))
    extra = {
        column.header or f"#{column.index + 1}": as_text(cell)
        for column in plan.unmapped
        if not missing(cell := line.cell(column.index))
    }
    return Accepted(line.number, values, extra)


def _split_period(plan: _Plan, line: Line, values: dict[str, Any]) -> list[Rejected]:
    period = values.pop("period", None)
    if period:
        values["start"] = values.get("start") or period[0]
        values["end"] = values.get("end") or period[1]
    start, end = values.get("start"), values.get("end")
    if start and end and end < start:
        return [plan.reject(line, "end", "row.end_before_start", found=end, expected=start.isoformat())]
    return []


def _is_heading(plan: _Plan, line: Line, raw: Line) -> bool:
    """A section title, a note, a total or the header once more: what a list holds beside its records."""
    cells = [cell for cell in raw.cells if cell is not None]
    if any(squeeze(cell) in TOTALS for cell in cells[:3] if isinstance(cell, str) and len(cell) <= LONGEST_TOTAL):
        return True
    if len(cells) > 2 and tuple(as_text(cell) for cell in cells) == plan.header:
        return True
    return len(plan.mapped) >= 4 and len(cells) == 1 and line.filled <= 1


def _money(row: Accepted) -> Sequence[tuple[str, str, int | None]]:
    return [(name, value.currency, value.minor) for name, value in row.values.items() if isinstance(value, Amount)]
