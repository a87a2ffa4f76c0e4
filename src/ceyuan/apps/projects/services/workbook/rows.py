"""From a row of a workbook, already typed, to the row of `read_row` that the database compares."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from hashlib import blake2b
from typing import Any

from ceyuan.core.intake.convert import Amount
from ceyuan.core.intake.errors import Rejected, excerpt
from ceyuan.core.intake.rows import Accepted
from ceyuan.core.kernel import text

COLUMNS = (
    ("book", "integer"),
    ("file", "text"),
    ("sheet", "text"),
    ("line", "integer"),
    ("code", "text"),
    ("title_zh", "text"),
    ("title_en", "text"),
    ("unit_name", "text"),
    ("unit_key", "text"),
    ("programme_name", "text"),
    ("starts_on", "date"),
    ("ends_on", "date"),
    ("total_minor", "bigint"),
    ("funding_minor", "bigint"),
    ("leader_name", "text"),
    ("acronym", "text"),
    ("state", "text"),
    ("external_status", "text"),
    ("keywords", "text"),
    ("facts", "jsonb"),
    ("objective", "text"),
    ("search_text", "text"),
    ("search_initials", "text"),
    ("search_grams", "text[]"),
    ("sort_key", "text"),
    ("mark", "text"),
)
"""The columns of the staged table, in the order in which rows are written."""

_CJK = re.compile(r"[\u3400-\u9fff]")
_TITLE, _NAME, _CODE, _STATUS = 600, 300, 56, 40
_MAX_MINOR = 2**53
_OWN = {
    "code",
    "title",
    "lead_unit",
    "programme",
    "start",
    "end",
    "total_cost",
    "funding",
    "leader",
    "acronym",
    "status",
}
_ALSO_OWN = {"keywords", "description"}
_STATES = (
    ("terminated", re.compile(r"终止|撤销|取消|terminat|cancel|withdrawn|abgebrochen|annul", re.IGNORECASE)),
    (
        "concluded",
        re.compile(r"结题|完成|已验收|结项|clos|complet|finish|ended|abgeschlossen|termin[ée]|ukon[cč]", re.IGNORECASE),
    ),
)


def checked(row: Accepted, place: tuple[str, str], currency: str) -> Rejected | None:
    """What is wrong with the row as a project of a group with this currency; None when it can be taken."""
    file, sheet = place
    for name in ("funding", "total_cost"):
        amount = row.values.get(name)
        if isinstance(amount, Amount):
            if amount.currency != currency:
                return Rejected(file, sheet, row.line, name, "row.other_currency", amount.currency, currency)
            if amount.minor < 0:
                return Rejected(file, sheet, row.line, name, "row.negative_money", str(amount.minor), "zero or more")
            if amount.minor >= _MAX_MINOR:
                return Rejected(file, sheet, row.line, name, "row.number_out_of_range", str(amount.minor))
    for name, value in row.values.items():
        if isinstance(value, str) and "\0" in value:
            return Rejected(file, sheet, row.line, name, "row.unprintable", excerpt(value.replace("\0", "␀")))
    return None


def staged(row: Accepted, book: int, place: tuple[str, str], list_name: str) -> tuple[Any, ...]:
    """The values of `read_row` in the order of COLUMNS, but the facts as a mapping."""
    values = row.values
    title = " ".join(str(values["title"]).split())
    unit = " ".join(str(values.get("lead_unit") or "").split())[:_NAME]
    shown = title if len(title) <= _TITLE else title[: _TITLE - 1] + "…"
    is_chinese = bool(_CJK.search(shown))
    mark = _mark(values, title, unit)
    code = str(values.get("code") or "").strip()[:_CODE] or f"X{mark}"
    status = str(values.get("status") or "")[:_STATUS]
    searched = (code, str(values.get("acronym") or ""), shown)
    facts = {**_facts(row, title if shown != title else ""), "list": list_name}
    return (
        book,
        *place,
        row.line,
        code,
        shown if is_chinese else "",
        "" if is_chinese else shown,
        unit,
        text.normalise(unit),
        str(values.get("programme") or list_name)[:_NAME],
        _day(values.get("start")),
        _day(values.get("end")),
        _minor(values.get("total_cost")),
        # A list with one amount only says what the project has; the cockpit would show nothing if it were left out.
        _minor(values["funding"] if "funding" in values else values.get("total_cost")),
        str(values.get("leader") or "")[:120],
        str(values.get("acronym") or "")[:120],
        next((state for state, words in _STATES if words.search(status)), "in_progress"),
        status,
        str(values.get("keywords") or ""),
        facts,
        str(values.get("description") or ""),
        text.search_text(*searched),
        text.search_initials(*searched),
        text.grams(*searched),
        text.sort_key(shown)[:200],
        mark,
    )


def _mark(values: Mapping[str, Any], title: str, unit: str) -> str:
    """Twelve signs that stay the same as long as title, unit, start and programme do."""
    identity = "\x1f".join([title, unit, str(values.get("start") or ""), str(values.get("programme") or "")])
    return blake2b(identity.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def _facts(row: Accepted, full_title: str) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    for name, value in row.values.items():
        if value is not None and value != "" and name not in _OWN | _ALSO_OWN:
            facts[name] = _plain(value)
    if full_title:
        facts["full_title"] = full_title
    if row.extra:
        facts["columns"] = {name[:200]: cell.replace("\0", "␀") for name, cell in row.extra.items()}
    return facts


def _plain(value: Any) -> Any:
    if isinstance(value, Amount):
        return {"minor": value.minor, "currency": value.currency}
    if isinstance(value, date | Decimal):
        return str(value)
    return value


def _minor(value: Any) -> int | None:
    return value.minor if isinstance(value, Amount) else None


def _day(value: Any) -> date | None:
    return value if isinstance(value, date) else None
