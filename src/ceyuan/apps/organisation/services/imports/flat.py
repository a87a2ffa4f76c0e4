"""A register of units in one sheet (.xlsx, .xls, .ods, CSV): code, name, code of the unit above, kind, share, days.

Headers may be Chinese or English; the words are in `core/intake/fields/unit.*.yaml`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from ceyuan.apps.organisation.models.units import UnitKind
from ceyuan.apps.organisation.services.bulk import Load, Share, UnitRow
from ceyuan.apps.organisation.services.imports.accounts import Book
from ceyuan.apps.organisation.services.imports.equity import ppm_of
from ceyuan.apps.organisation.services.imports.placing import place
from ceyuan.core.intake.errors import IntakeError, Rejected
from ceyuan.core.intake.field_sets import load_fields
from ceyuan.core.intake.take import best_sheet, open_source, propose
from ceyuan.core.intake.take import take as take_rows

FIELDS = "unit"
LONGEST_CODE, LONGEST_NAME = 64, 300
KIND_WORDS: Mapping[str, str] = {
    **{kind: kind for kind in UnitKind.values},
    **dict.fromkeys(("集团", "集团公司", "集团总部", "总部"), "group"),
    **dict.fromkeys(("战略单元", "二级单位", "板块公司", "事业部", "strategic unit"), "strategic_unit"),
    **dict.fromkeys(("企业", "实体企业", "公司", "子公司", "孙公司", "company", "subsidiary"), "enterprise"),
    **dict.fromkeys(("研究院", "研究所", "科研院所", "设计院", "research institute"), "institute"),
    **dict.fromkeys(("领域技术中心", "技术中心", "technology centre"), "domain_centre"),
    **dict.fromkeys(("平台", "创新平台", "实验室"), "platform"),
    **dict.fromkeys(("部门", "职能部门", "处室", "科室"), "department"),
    **dict.fromkeys(("分公司", "分厂", "车间", "班组", "工厂", "plant"), "branch"),
    **dict.fromkeys(("外部", "外部单位", "外协单位", "external organisation"), "external"),
}

Line = tuple[int, dict[str, Any]]


def read(path: Path) -> tuple[Load, list[Book]]:
    """The units of the register with their shares, and its book."""
    fields = load_fields(FIELDS)
    source = open_source(path)
    sheet = best_sheet(source, fields)
    proposal = propose(sheet, fields)
    if proposal.missing:
        expected = ", ".join(proposal.missing)
        found = ", ".join(name for name in proposal.header.names if name)
        raise IntakeError(
            "intake.missing_column",
            file=path.name,
            sheet=sheet.name,
            line=proposal.header_row,
            expected=expected,
            found=found,
        )
    book = Book(path, sheet.name)
    known = dict(_fitting(book, take_rows(sheet, proposal.mapping, fields, delivery=book.delivery)))
    _drop_unplaced(book, known)
    placed = place({code: row["parent_code"] for code, (_line, row) in known.items()})
    units = _within_lives(book, [_unit(code, known[code][1]) for code in placed.ordered], known)
    kept = {unit.code for unit in units}
    shares = [
        Share(row["parent_code"], code, row["ppm"])
        for code, (_line, row) in known.items()
        if code in kept and row["parent_code"] and row["ppm"]
    ]
    return Load(units, shares), [book]


def _fitting(book: Book, outcomes: Iterator[Any]) -> Iterator[tuple[str, Line]]:
    seen: dict[str, int] = {}
    for outcome in outcomes:
        if isinstance(outcome, Rejected):
            book.rejections.append(outcome)
            continue
        row = dict(outcome.values)
        fault = _fault(row, seen)
        if fault is not None:
            column, code, found, expected = fault
            book.reject(outcome.line, column, code, found=found, expected=expected)
            continue
        seen[row["code"]] = outcome.line
        yield row["code"], (outcome.line, row)


def _fault(row: dict[str, Any], seen: Mapping[str, int]) -> tuple[str, str, object, str] | None:
    """What is wrong with a row by itself, as (column, reason, found, expected); completes the row otherwise."""
    code = str(row.get("code") or "").strip()
    kind = _kind_of(row.get("kind"))
    share: Decimal | None = row.get("share")
    ppm = None if share is None else ppm_of(share)
    name, opened, closed = row.get("name") or "", row.get("opened"), row.get("closed")
    faults = (
        (not code, ("code", "row.required", "", "a code")),
        (not name, ("name", "row.required", "", "a name")),
        (len(code) > LONGEST_CODE, ("code", "row.text_too_long", f"{len(code)} characters", str(LONGEST_CODE))),
        (len(name) > LONGEST_NAME, ("name", "row.text_too_long", f"{len(name)} characters", str(LONGEST_NAME))),
        (code in seen, ("code", "row.repeated_key", code, str(seen.get(code)))),
        (kind is None, ("kind", "row.not_in_list", row.get("kind"), ", ".join(UnitKind.values))),
        (share is not None and ppm is None, ("share", "row.not_a_ratio", share, "")),
        (opened and closed and closed <= opened, ("closed", "row.end_before_start", closed, str(opened))),
    )
    fault = next((what for is_wrong, what in faults if is_wrong), None)
    if fault is not None:
        return fault
    parent = str(row.get("parent_code") or "").strip() or None
    row.update(code=code, parent_code=None if parent == code else parent, kind=kind, ppm=ppm)
    return None


def _kind_of(word: object) -> str | None:
    text = str(word or "").strip().lower()
    return KIND_WORDS.get(text) if text else "enterprise"


def _drop_unplaced(book: Book, known: dict[str, Line]) -> None:
    """Reject rows below a code that is not there, repeatedly, since each may have others below it; then circles."""
    while missing := [code for code, (_l, row) in known.items() if row["parent_code"] not in {None, *known}]:
        for code in missing:
            line, row = known.pop(code)
            book.reject(line, "parent_code", "row.unknown_reference", found=row["parent_code"], expected="a code here")
    for code in sorted(place({code: row["parent_code"] for code, (_l, row) in known.items()}).adrift):
        line, row = known.pop(code)
        book.reject(line, "parent_code", "row.in_a_circle", found=row["parent_code"])


def _without_parent(known: Mapping[str, Line]) -> list[str]:
    return [code for code, (_line, row) in known.items() if row["parent_code"] and row["parent_code"] not in known]


def _unit(code: str, row: dict[str, Any]) -> UnitRow:
    return UnitRow(
        code,
        row["parent_code"],
        row["kind"],
        row["name"],
        row.get("name_en") or "",
        opened=row.get("opened"),
        closed=row.get("closed"),
    )


def _within_lives(book: Book, units: list[UnitRow], known: Mapping[str, Line]) -> list[UnitRow]:
    """Nothing stands in the tree before or after the unit above it.

    An earlier founding is kept as a fact and the unit enters the tree with the one above; a unit that outlives the one
    above it is rejected, and so are those below it, because nobody says where they went.
    """
    lives: dict[str, UnitRow] = {}
    for unit in units:
        above = lives.get(unit.parent_code) if unit.parent_code else None
        line = known[unit.code][0]
        if unit.parent_code and above is None:
            book.reject(line, "parent_code", "row.unknown_reference", found=unit.parent_code, expected="a taken row")
            continue
        if above and above.closed and (unit.closed is None or unit.closed > above.closed):
            book.reject(line, "closed", "row.outlives_parent", found=unit.closed or "–", expected=str(above.closed))
            continue
        lives[unit.code] = _entering_with(unit, above.opened if above else None)
    return list(lives.values())


def _entering_with(unit: UnitRow, above: date | None) -> UnitRow:
    if above is None or (unit.opened is not None and unit.opened >= above):
        return unit
    founded = {"founded": unit.opened.isoformat()} if unit.opened else {}
    return replace(unit, opened=above, attributes={**unit.attributes, **founded})
