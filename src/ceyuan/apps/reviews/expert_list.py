"""Reading a list of experts from a table file: which column says what, and each row as an entry or a refusal.

The first line that names the consent and a name or a staff number is the header; its words may be Chinese or English.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ceyuan.apps.reviews.messages.pool import FIELDS
from ceyuan.apps.reviews.services.experts import MOST_KEYWORDS, ExpertText
from ceyuan.core.intake.dates import parse_date
from ceyuan.core.intake.errors import IntakeError, Rejected
from ceyuan.core.intake.sheets import Line, Sheet
from ceyuan.core.intake.sources import open_source

# Field, Chinese head, English head, most characters; the order is that of the template.
HEADS = (
    ("staff_no", "工号", "Staff number", 32),
    ("name_zh", "姓名", "Name in Chinese", 80),
    ("name_en", "英文姓名", "Name in English", 120),
    ("unit_name", "工作单位", "Employer", 200),
    ("title", "职称", "Title", 60),
    ("fields", "学科", "Disciplines", 300),
    ("keywords", "关键词", "Keywords", 1000),
    ("is_external", "外部专家", "External to the group", 10),
    ("region", "地区", "Region", 16),
    ("email", "电子邮箱", "E-mail", 254),
    ("max_load", "同时评审数", "Reviews at a time", 6),
    ("consented_on", "同意参评日期", "Agreed to serve on", 40),
)
_FIELD_OF = {head.casefold(): field for field, zh, en, _most in HEADS for head in (zh, en)}
_MOST = {field: most for field, _zh, _en, most in HEADS}
_CONSENT = "consented_on"
_BETWEEN = re.compile(r"[;；,，、\n]+")
_YES = frozenset({"是", "外部", "y", "yes", "true", "1"})
_NO = frozenset({"", "否", "内部", "n", "no", "false", "0"})
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
USUAL_LOAD, MOST_LOAD = 5, 100
_LOOK = 20


@dataclass(frozen=True, slots=True)
class Row:
    """One expert as the file tells: by staff number a person on record, else somebody by name and employer."""

    line: int
    staff_no: str
    text: ExpertText
    consented_on: date
    told: frozenset[str]


class _Unfit(Exception):
    """A cell cannot be taken: code, and what was expected."""

    def __init__(self, code: str, expected: str = "") -> None:
        super().__init__(code)
        self.code, self.expected = code, expected


def read(content: bytes, name: str, *, today: date, fields: Mapping[str, str]) -> Iterator[Row | Rejected]:
    """The rows of the first sheet that has the header. `fields` gives the code of a discipline by its name.

    Raises `IntakeError` for a file that is no table or has no such header.
    """
    source = open_source(content, name)
    for sheet in source.sheets:
        found = _header(sheet)
        if found is not None:
            number, columns = found
            return _rows(name, sheet, number, columns, today=today, fields=fields)
    heads = "、".join(str(cell) for sheet in source.sheets[:1] for cell in next(sheet.lines()).cells if cell)
    wanted = "; ".join(f"{zh} / {en}" for field, zh, en, _most in HEADS if field in {"name_zh", _CONSENT})
    raise IntakeError("intake.missing_column", file=name, expected=wanted, found=heads)


def _header(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    for place, line in enumerate(sheet.lines()):
        if place >= _LOOK:
            return None
        heads = {str(cell).strip().rstrip("*").casefold(): index for index, cell in enumerate(line.cells) if cell}
        columns = {_FIELD_OF[head]: index for head, index in heads.items() if head in _FIELD_OF}
        if _CONSENT in columns and columns.keys() & {"staff_no", "name_zh", "name_en"}:
            return line.number, columns
    return None


def _rows(
    file: str, sheet: Sheet, header: int, columns: Mapping[str, int], *, today: date, fields: Mapping[str, str]
) -> Iterator[Row | Rejected]:
    readers: dict[str, Callable[[Any], Any]] = {
        "fields": lambda cell: _disciplines(_text(cell, "fields"), fields),
        "keywords": _keywords,
        "is_external": _external,
        "max_load": _load,
        _CONSENT: lambda cell: _day(cell, today),
        "email": _mail,
    }
    names = {field: (zh, en) for field, zh, en, _most in HEADS}
    for line in sheet.lines():
        if line.number <= header:
            continue
        values, faults = _values(line, columns, readers)
        refused = [
            Rejected(file, sheet.name, line.number, "/".join(names[field]), unfit.code, str(cell or ""), unfit.expected)
            for field, cell, unfit in faults
        ]
        if refused:
            yield Rejected.joined(refused)
            continue
        day = values.pop(_CONSENT)
        yield Row(line.number, values.pop("staff_no", ""), ExpertText(**values), day, frozenset(columns))


def _values(
    line: Line, columns: Mapping[str, int], readers: Mapping[str, Callable[[Any], Any]]
) -> tuple[dict[str, Any], list[tuple[str, Any, _Unfit]]]:
    values: dict[str, Any] = {}
    faults: list[tuple[str, Any, _Unfit]] = []
    for field, index in columns.items():
        cell = line.cell(index)
        try:
            reader = readers.get(field)
            values[field] = reader(cell) if reader else _text(cell, field)
        except _Unfit as unfit:
            faults.append((field, cell, unfit))
    named = values.get("staff_no") or values.get("name_zh") or values.get("name_en")
    if not faults and not named:
        faults.append(("name_zh", "", _Unfit("row.required")))
    elif not faults and not values.get("staff_no") and not values.get("unit_name"):
        faults.append(("unit_name", "", _Unfit("row.required")))
    return values, faults


def _text(cell: Any, field: str) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = "" if cell is None else str(cell).strip()
    if len(text) > _MOST[field]:
        raise _Unfit("row.text_too_long", str(_MOST[field]))
    return text


def _split(text: str) -> list[str]:
    return list(dict.fromkeys(part.strip() for part in _BETWEEN.split(text) if part.strip()))


def _disciplines(text: str, fields: Mapping[str, str]) -> tuple[str, ...]:
    found = []
    for part in _split(text):
        code = part if part in FIELDS else fields.get(part.casefold(), "")
        if not code:
            raise _Unfit("row.not_in_list", "GB/T 13745")
        found.append(code)
    return tuple(dict.fromkeys(found))


def _keywords(cell: Any) -> tuple[str, ...]:
    words = _split(_text(cell, "keywords"))
    if len(words) > MOST_KEYWORDS or any(len(word) > 60 for word in words):
        raise _Unfit("row.text_too_long", f"{MOST_KEYWORDS} × 60")
    return tuple(words)


def _external(cell: Any) -> bool:
    text = _text("1" if cell is True else "0" if cell is False else cell, "is_external").casefold()
    if text not in _YES | _NO:
        raise _Unfit("row.not_a_boolean")
    return text in _YES


def _load(cell: Any) -> int:
    text = _text(cell, "max_load")
    if not text:
        return USUAL_LOAD
    if not text.isdecimal():
        raise _Unfit("row.not_an_integer")
    if int(text) > MOST_LOAD:
        raise _Unfit("row.number_out_of_range", f"0–{MOST_LOAD}")
    return int(text)


def _mail(cell: Any) -> str:
    text = _text(cell, "email")
    if text and not _MAIL.fullmatch(text):
        raise _Unfit("row.not_in_list", "name@example.com")
    return text


def _day(cell: Any, today: date) -> date:
    if cell is None or not str(cell).strip():
        raise _Unfit("row.required")
    day = parse_date(cell)
    if day is None:
        raise _Unfit("row.not_a_date")
    if day > today:
        raise _Unfit("row.day_in_future", today.isoformat())
    return day
