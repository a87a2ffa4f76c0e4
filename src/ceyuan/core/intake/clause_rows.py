"""A table of clauses: which column is the number, the text, the kind, the lead unit and the day it is due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ceyuan.core.intake.clause_kinds import HEADING, SAFEGUARD, STATEMENT, TARGET, TASK
from ceyuan.core.intake.dates import parse_date
from ceyuan.core.intake.sheets import Sheet
from ceyuan.core.intake.sources import Source

Columns = dict[str, int]
SEARCHED = 40
_HEADS = {
    "number": ("编号", "序号", "条款号", "条目", "number", "no.", "no", "clause number", "clause no."),
    "text": ("内容", "条款内容", "条款", "正文", "任务内容", "工作内容", "text", "clause", "content", "wording"),
    "kind": ("类别", "类型", "性质", "kind", "type"),
    "lead": ("牵头单位", "牵头单位编码", "责任单位", "单位编码", "lead unit", "lead unit code", "lead", "unit code"),
    "due": ("完成时限", "完成时间", "时限", "截止日期", "due", "due on", "deadline"),
}
_FIELD_OF = {head: field for field, heads in _HEADS.items() for head in heads}
_KIND_OF = {
    **dict.fromkeys(("标题", "章节", "heading", "chapter", "section"), HEADING),
    **dict.fromkeys(("目标", "指标", "target", "objective"), TARGET),
    **dict.fromkeys(("任务", "重点任务", "task"), TASK),
    **dict.fromkeys(("保障", "保障措施", "safeguard"), SAFEGUARD),
    **dict.fromkeys(("说明", "陈述", "正文", "statement", "text"), STATEMENT),
}


@dataclass(frozen=True, slots=True)
class RowValues:
    """The cells of a row by their meaning; `kind` is "" where the file says none."""

    number: str
    text: str
    kind: str
    lead: str
    due: date | None


def columns_of(heads: Sequence[object]) -> Columns:
    """Places of the known columns; {} unless there is one for the text."""
    found: Columns = {}
    for place, head in enumerate(heads):
        name = _FIELD_OF.get(" ".join(str(head or "").split()).lower())
        if name:
            found.setdefault(name, place)
    return found if "text" in found else {}


def find_columns(source: Source) -> tuple[Sheet, int, Columns] | None:
    """The sheet with the most known columns, the line of its header and the columns; None when no sheet has a text."""
    best: tuple[Sheet, int, Columns] | None = None
    for sheet in source.sheets:
        for count, line in enumerate(sheet.lines()):
            if count >= SEARCHED:
                break
            columns = columns_of(line.cells)
            if columns and (best is None or len(columns) > len(best[2])):
                best = (sheet, line.number, columns)
    return best


def values_of(cells: Sequence[object], columns: Columns) -> RowValues | tuple[str, str, str]:
    """The values of a row, or (reason code, column, what was found) of the first cell that cannot be taken."""
    text = _text(cells, columns, "text")
    if not text:
        return "row.required", "text", ""
    shown_kind = _text(cells, columns, "kind")
    kind = _KIND_OF.get(shown_kind.lower(), "")
    if shown_kind and not kind:
        return "row.unknown_clause_kind", "kind", shown_kind
    shown_due = cells[columns["due"]] if columns.get("due", len(cells)) < len(cells) else None
    due = parse_date(shown_due, edge="end") if shown_due not in (None, "") else None
    if shown_due not in (None, "") and due is None:
        return "row.not_a_date", "due", str(shown_due)
    return RowValues(_text(cells, columns, "number"), text, kind, _text(cells, columns, "lead"), due)


def _text(cells: Sequence[object], columns: Columns, name: str) -> str:
    place = columns.get(name, len(cells))
    value = cells[place] if place < len(cells) else None
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # a spreadsheet's way to store the number 3
    return "" if value is None else str(value).strip()
