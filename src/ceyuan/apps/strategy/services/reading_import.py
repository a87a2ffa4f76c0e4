"""Many readings at once from pasted lines or a workbook: read, looked at, then taken; every line is accounted for."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, Protocol

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.strategy import entering, periods
from ceyuan.apps.strategy.models import Quantity
from ceyuan.core.intake.errors import IntakeError
from ceyuan.core.intake.take import best_sheet, open_source
from ceyuan.core.kernel import Invalid, Reason, Refused

from . import standings
from .readings import Checked, Entry, check, follow, write

MOST_LINES = 5_000
COLUMNS: dict[str, tuple[str, ...]] = {
    "unit": ("unit", "unit code", "单位", "单位编码", "单位代码"),
    "quantity": ("quantity", "quantity code", "基础量", "基础量编码", "指标编码", "指标代码", "数据项"),
    "period": ("period", "期间", "报告期", "周期"),
    "value": ("value", "数值", "值", "本期数"),
    "measure": ("unit of measure", "measure", "计量单位"),
    "evidence": ("evidence", "依据", "佐证材料", "证明材料"),
    "note": ("note", "reason", "备注", "说明", "更正原因"),
}
REQUIRED = ("unit", "quantity", "period", "value")
Row = tuple[int, tuple[str, ...]]


class Handed(Protocol):
    """A file as the web hands it over."""

    @property
    def name(self) -> str | None: ...
    @property
    def size(self) -> int | None: ...
    def chunks(self) -> Iterable[bytes]: ...


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of one line: the entry that may be taken, or the reason why not."""

    line: int
    cells: tuple[str, ...]
    checked: Checked | None
    reason: Reason | None

    @property
    def state(self) -> str:
        """rejected, same (stands there already), corrects, or new."""
        if self.checked is None:
            return "rejected"
        if self.checked.is_same:
            return "same"
        return "corrects" if self.checked.old else "new"


@dataclass(frozen=True, slots=True)
class Account:
    """All lines that were read; accepted and rejected add up to them."""

    outcomes: tuple[Outcome, ...]
    head: tuple[str, ...] = ()

    @property
    def accepted(self) -> int:
        """Lines that are or would be taken, those that stand there already among them."""
        return sum(one.checked is not None for one in self.outcomes)

    @property
    def rejected(self) -> int:
        """Lines that are not taken."""
        return len(self.outcomes) - self.accepted


def text_of(file: Handed) -> str:
    """The lines of a workbook or list as tab-separated text. Invalid on "file" for what cannot be read."""
    limit = settings.MAX_UPLOAD_BYTES
    if (file.size or 0) > limit:
        raise Invalid({"file": [Reason("intake.upload_too_large", {"limit": f"{limit // 2**20} MB"})]})
    name = Path(file.name or "list.csv").name
    with NamedTemporaryFile(suffix=Path(name).suffix) as kept:
        for piece in file.chunks():
            kept.write(piece)
        kept.flush()
        try:
            lines = list(best_sheet(open_source(Path(kept.name), name)).lines())
        except IntakeError as problem:
            facts: dict[str, Any] = {"found": "…", "expected": "…", **problem.facts}
            raise Invalid({"file": [Reason(problem.code, facts)]}) from problem
    if len(lines) > MOST_LINES:
        raise Invalid({"file": [Reason("strategy.import_too_long", {"most": MOST_LINES})]})
    return "\n".join("\t".join(_flat(cell) for cell in line.cells) for line in lines)


def preview(*, actor: Actor, text: str, today: date | None = None) -> Account:
    """What would become of each line. Invalid on "text" when nothing can be read or the columns are not named."""
    return _account(actor, text, today or timezone.localdate())


def take(*, actor: Actor, text: str, today: date | None = None) -> Account:
    """Write what can be written, with one act for the whole; the account names every line that was not taken."""
    with transaction.atomic():
        standings.hold(actor.group_id or 0)
        account = _account(actor, text, today or timezone.localdate())
        fresh = [one.checked for one in account.outcomes if one.checked is not None and not one.checked.is_same]
        for checked in fresh:
            write(actor, checked)
        follow(actor.group_id or 0, [(one.quantity.pk, one.unit.pk, one.entry.starts_on.year) for one in fresh])
        audit.record(
            actor=actor,
            act="strategy.readings.imported",
            subject=("strategy.readings", actor.group_id or 0, timezone.localdate().isoformat()),
            after={
                "read": len(account.outcomes),
                "accepted": account.accepted,
                "written": len(fresh),
                "rejected": account.rejected,
            },
        )
    return account


def _account(actor: Actor, text: str, today: date) -> Account:
    rows = _rows(text)
    places = _columns(rows[0][1])
    known = {one.code: one for one in Quantity.objects.filter(group=actor.group_id or 0)}
    seen: dict[tuple[Any, ...], int] = {}
    return Account(tuple(_outcome(actor, row, places, known, seen, today) for row in rows[1:]), rows[0][1])


def _rows(text: str) -> list[Row]:
    found = []
    for number, line in enumerate(text.replace("\x00", "").splitlines(), start=1):
        if line.strip():
            found.append((number, tuple(cell.strip() for cell in re.split("\t|(?<=.)[|]", line))))
    if not found:
        raise Invalid({"text": ["strategy.import_empty"]})
    if len(found) > MOST_LINES:
        raise Invalid({"text": [Reason("strategy.import_too_long", {"most": MOST_LINES})]})
    return found


def _columns(head: Sequence[str]) -> dict[str, int]:
    words = {word: name for name, several in COLUMNS.items() for word in several}
    places: dict[str, int] = {}
    for index, cell in enumerate(head):
        name = words.get(cell.casefold().strip())
        if name:
            places.setdefault(name, index)
    if not all(name in places for name in REQUIRED):
        raise Invalid({"text": ["strategy.import_columns"]})
    return places


def _outcome(
    actor: Actor,
    row: Row,
    places: dict[str, int],
    known: dict[str, Quantity],
    seen: dict[tuple[Any, ...], int],
    today: date,
) -> Outcome:
    number, cells = row
    said = {name: cells[index] if index < len(cells) else "" for name, index in places.items()}
    try:
        entry = _entry(said, known)
        key = (entry.unit_code, entry.quantity_code, entry.ends_on)
        if key in seen:
            raise Refused("strategy.row_twice", line=seen[key])
        seen[key] = number
        checked = check(actor, entry, today)
    except Refused as problem:
        return Outcome(number, cells, None, problem.reason)
    return Outcome(number, cells, checked, None)


def _entry(said: dict[str, str], known: dict[str, Quantity]) -> Entry:
    for name in REQUIRED:
        if not said[name]:
            raise Refused("strategy.import_cell", column=name)
    quantity = known.get(said["quantity"])
    if quantity is None:
        raise Refused("strategy.unknown_quantity", code=said["quantity"][:40])
    span = periods.read(said["period"])
    if span is None:
        raise Refused("strategy.not_a_period_code")
    value: Decimal | None = None
    keys: tuple[str, ...] = ()
    if quantity.kind == "keys":
        keys = entering.names(said["value"])
    else:
        value = entering.number(quantity, said["value"], said.get("measure", ""))
    note = said.get("note", "")
    return Entry(
        said["unit"][:64],
        quantity.code,
        span.starts_on,
        span.ends_on,
        value,
        keys,
        evidence=said.get("evidence", ""),
        note=note,
        reason=note,
    )


def _flat(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        # A workbook keeps numbers as floats; the shortest text that reads back as the same number is what was typed.
        cell = Decimal(repr(cell))
    text = f"{cell.normalize():f}" if isinstance(cell, Decimal) else str(cell)
    return re.sub(r"[\t\r\n]+", "; ", text)
