"""A cascade as a workbook, and the edited one back: every row of it is taken, unchanged or rejected with its line."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import BinaryIO

from django.utils.translation import gettext as _
from django.utils.translation import override

from ceyuan.apps.strategy.messages import targets as words
from ceyuan.apps.strategy.selectors.cascade import Cascade, CascadeRow
from ceyuan.apps.strategy.target_numbers import Writing, averages, of_basis, of_value
from ceyuan.core.intake.errors import IntakeError
from ceyuan.core.intake.sheets import Cell, Line
from ceyuan.core.intake.sources import open_source
from ceyuan.core.kernel.verdict import Invalid
from ceyuan.kit.columns import Column
from ceyuan.kit.export import workbook
from ceyuan.kit.reasons import reason_text

FIELDS = ("value", "basis", "basic", "challenge")
_HEAD_WITHIN, _MOST_LINES = 20, 2000


def _heads() -> dict[str, str]:
    return {
        "code": _("Unit code"),
        "value": _("Target value"),
        "basis": _("Basis"),
        "basic": _("Basic value"),
        "challenge": _("Challenge value"),
    }


def export(found: Cascade, title: str) -> BinaryIO:
    """The workbook: one row per target, numbers in the unit of measure that the page shows."""
    value, basis = of_value(found.kpi), of_basis(found.kpi)
    heads = _heads()
    columns = (
        Column("code", heads["code"], "code"),
        Column("name", _("Unit"), value=lambda row: row.name_zh or row.name_en),
        Column("last", _("Reached last year"), value=lambda row: _number(value, row.last_year)),
        Column("value", heads["value"], value=lambda row: _number(value, row.value)),
        *(
            (Column("basis", heads["basis"], value=lambda row: _number(basis, row.basis)),)
            if averages(found.kpi)
            else ()
        ),
        Column("basic", heads["basic"], value=lambda row: _number(value, row.basic)),
        Column("challenge", heads["challenge"], value=lambda row: _number(value, row.challenge)),
        Column("source", _("Source"), value=lambda row: _number(value, row.source)),
        Column("state", _("State"), value=lambda row: str(words.STATES.get(row.state, ""))),
        Column("unit", _("Unit of measure"), value=lambda _row: value.unit),
    )
    return workbook(columns, found.rows, title)


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that was not taken: where it stands, what it names, and why."""

    line: int
    code: str
    reason: str


@dataclass(slots=True)
class Taken:
    """The account of a workbook: read = changed + unchanged + rejected."""

    read: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: list[RejectedRow] = field(default_factory=list)
    typed: dict[str, dict[str, str]] = field(default_factory=dict)


def take(found: Cascade, body: bytes, name: str) -> Taken:
    """What a workbook would change in the cascade; nothing is saved.

    An empty cell leaves what is there. `Invalid` on "file" when it cannot be read or names neither units nor values.
    """
    try:
        sheet = open_source(body, name).sheets[0]
        lines = list(_first(sheet.lines()))
    except IntakeError as problem:
        raise Invalid({"file": [problem.reason]}) from None
    places, start = _places(lines)
    if "code" not in places or not places.keys() & set(FIELDS):
        raise Invalid({"file": ["strategy.workbook_without_heads"]})
    account, rows = Taken(), {row.code: row for row in found.rows}
    seen: set[str] = set()
    for line in lines[start:]:
        account.read += 1
        _row(account, found, rows, line, places, seen)
    return account


def _row(
    account: Taken,
    found: Cascade,
    rows: Mapping[str, CascadeRow],
    line: Line,
    places: Mapping[str, int],
    seen: set[str],
) -> None:
    code = _text(line.cell(places["code"]))
    row = rows.get(code)
    objection = ""
    if row is None:
        objection = _("There is no row of this unit in the cascade.")
    elif code in seen:
        objection = _("The unit was named in a row above already.")
    seen.add(code)
    changed: dict[str, str] = {}
    if row is not None and not objection:
        try:
            changed = _changes(found, row, line, places)
        except Invalid as problem:
            objection = " ".join(reason_text(one) for all_ in problem.fields.values() for one in all_)
        if changed and not row.can_write:
            objection = _("This row cannot be changed: it is agreed, or stands on another side.")
    if objection:
        account.rejected.append(RejectedRow(line.number, code or "–", objection))
    elif changed and row is not None:
        account.changed += 1
        account.typed[row.key] = changed
    else:
        account.unchanged += 1


def _changes(found: Cascade, row: CascadeRow, line: Line, places: Mapping[str, int]) -> dict[str, str]:
    changed = {}
    for name in FIELDS:
        if name not in places or (name == "basis" and not averages(found.kpi)):
            continue
        text = _text(line.cell(places[name]))
        writing = of_basis(found.kpi) if name == "basis" else of_value(found.kpi)
        kept = getattr(row, name)
        if text and writing.read(text, name) != kept:
            changed[name] = writing.entry(writing.read(text, name))
    return changed


def _places(lines: Sequence[Line]) -> tuple[dict[str, int], int]:
    known: dict[str, str] = {}
    for language in ("zh-hans", "en"):
        with override(language):
            known |= {_plain(text): name for name, text in _heads().items()}
    for at, line in enumerate(lines[:_HEAD_WITHIN]):
        places = {known[word]: index for index, cell in enumerate(line.cells) if (word := _plain(_text(cell))) in known}
        if "code" in places:
            return places, at + 1
    return {}, 0


def _plain(text: str) -> str:
    return text.split("（", maxsplit=1)[0].split("(", maxsplit=1)[0].strip().lower()


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return repr(cell).removesuffix(".0")
    return str(cell).strip()


def _first(lines: Iterator[Line]) -> Iterator[Line]:
    for count, line in enumerate(lines):
        if count >= _MOST_LINES:
            raise Invalid({"file": ["strategy.workbook_too_long"]})
        yield line


def _number(writing: Writing, value: object) -> object:
    return Decimal(writing.entry(value)) if isinstance(value, Decimal) else None
