"""A cell to the typed value of its field, in the style of its column."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from ceyuan.core.intake.amounts import (
    NotAnAmount,
    currency_of,
    mark_evidence,
    parse_amount,
    parse_ratio,
    scale_of,
    to_minor,
)
from ceyuan.core.intake.dates import Order, lost_month, order_evidence, parse_date, parse_period
from ceyuan.core.intake.field_sets import FieldSpec
from ceyuan.core.intake.plain import Unfit
from ceyuan.core.intake.profile import Profile, missing
from ceyuan.core.intake.sheets import Cell

LONGEST_TEXT = 20_000
EXCEL_ERRORS = {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"}


class Amount(NamedTuple):
    """Money in integer minor units (fen, cent) of a currency, which may be one that the house does not keep."""

    minor: int
    currency: str


@dataclass(frozen=True, slots=True)
class Style:
    """How a column writes its values. ``scale`` multiplies amounts (10,000 for 万元); ``rounded``: to a coin."""

    date_order: Order = "dmy"
    decimal_mark: str = ""
    scale: int = 1
    currency: str = "CNY"
    percent: bool = False
    rounded: bool = False


def detect_style(
    spec: FieldSpec, header: str, profile: Profile, *, banner: Sequence[str] = (), currency: str = "CNY"
) -> tuple[Style, tuple[str, ...]]:
    """The style of a column from its header, its values and the notes above the table, with reasons."""
    style, reasons = Style(currency=currency), []
    if spec.kind in {"date", "period"}:
        orders: Counter[Order] = Counter(filter(None, map(order_evidence, profile.samples)))
        if orders:
            style = replace(style, date_order=orders.most_common(1)[0][0])
            reasons.append(f"style.date_order:{style.date_order}")
    if spec.kind in {"money", "ratio"}:
        marks = Counter(filter(None, map(mark_evidence, profile.samples)))
        style = replace(style, decimal_mark=marks.most_common(1)[0][0] if len(marks) == 1 else "")
    if spec.kind == "money":
        style, more = _money_style(style, header, profile, banner)
        reasons += more
    if spec.kind == "ratio":
        style = replace(style, percent=profile.largest > 1)
        reasons += ["style.percent"] if style.percent else []
    return style, tuple(reasons)


def _money_style(style: Style, header: str, profile: Profile, banner: Sequence[str]) -> tuple[Style, list[str]]:
    reasons = []
    scale, notes = scale_of(header), [note for note in banner if "单位" in note or currency_of(note)]
    if scale == 1:
        scale = next((scale_of(note) for note in notes if "单位" in note and scale_of(note) > 1), 1)
    named = currency_of(header) or _named_in(profile.samples)
    if not named:
        named = next(filter(None, map(currency_of, notes)), "")
    if scale > 1:
        reasons.append(f"style.scale:{scale}")
    reasons.append(f"style.currency:{named}" if named else "style.currency_assumed")
    computed = sum(isinstance(cell, float) for cell in profile.samples)
    return replace(style, scale=scale, currency=named or style.currency, rounded=computed > 0), reasons


def _named_in(cells: Iterable[Cell]) -> str:
    named = Counter(filter(None, (currency_of(cell) for cell in cells if isinstance(cell, str) and len(cell) < 40)))
    return named.most_common(1)[0][0] if named else ""


def convert(cell: Cell, spec: FieldSpec, style: Style) -> Any:
    """The typed value: str, date, (start, end), Amount, int or Decimal; None when missing.

    Raises Unfit with the reason code and what was expected.
    """
    if isinstance(cell, str) and cell in EXCEL_ERRORS:
        raise Unfit("row.excel_error", spec.kind)
    if missing(cell):
        if spec.required:
            raise Unfit("row.required", spec.name)
        return None
    return CONVERTERS[spec.kind](cell, spec, style)


def as_text(cell: Cell) -> str:
    """A cell as text; a whole number from a spreadsheet loses its ``.0``, a date is written in ISO form."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell).strip()


def _text(cell: Cell, spec: FieldSpec, _style: Style) -> str:
    text = as_text(cell)
    if len(text) > LONGEST_TEXT:
        raise Unfit("row.text_too_long", f"{LONGEST_TEXT} characters")
    if spec.kind == "code":
        if isinstance(cell, float) and abs(cell) >= 1e15:
            raise Unfit("row.spreadsheet_precision", "a code as text")
        return " ".join(text.split())
    return text


def _date(cell: Cell, spec: FieldSpec, style: Style) -> date:
    if lost_month(cell):
        raise Unfit("row.spreadsheet_precision", "a month like 2018.01 or 2018.10 as text")
    found = parse_date(cell, edge=spec.edge, order=style.date_order)
    if found is None:
        raise Unfit("row.not_a_date", "a date like 2026-01-31")
    return found


def _period(cell: Cell, _spec: FieldSpec, style: Style) -> tuple[date, date]:
    found = parse_period(cell, order=style.date_order)
    if found is None:
        raise Unfit("row.not_a_period", "a period like 2018.01-2020.12")
    return found


def _money(cell: Cell, _spec: FieldSpec, style: Style) -> Amount:
    try:
        exact, currency = parse_amount(cell, decimal_mark=style.decimal_mark, scale=style.scale)
        minor = to_minor(exact, rounded=style.rounded or isinstance(cell, float))
    except NotAnAmount:
        raise Unfit("row.not_money", "an amount like 1234.50") from None
    if currency and currency != style.currency:
        raise Unfit("row.other_currency", style.currency)
    if minor is None:
        raise Unfit("row.money_too_fine", "two decimals")
    return Amount(minor, style.currency)


def _int(cell: Cell, _spec: FieldSpec, style: Style) -> int:
    try:
        exact, _ = parse_amount(cell, decimal_mark=style.decimal_mark)
    except NotAnAmount:
        raise Unfit("row.not_an_integer", "a whole number") from None
    if exact != exact.to_integral_value():
        raise Unfit("row.not_an_integer", "a whole number")
    return int(exact)


def _ratio(cell: Cell, _spec: FieldSpec, style: Style) -> Decimal:
    try:
        return parse_ratio(cell, percent=style.percent, decimal_mark=style.decimal_mark)
    except NotAnAmount:
        raise Unfit("row.not_a_ratio", "a share like 85% or 0.85") from None


CONVERTERS: dict[str, Callable[[Cell, FieldSpec, Style], Any]] = {
    "text": _text,
    "enum": _text,
    "code": _text,
    "date": _date,
    "period": _period,
    "money": _money,
    "int": _int,
    "ratio": _ratio,
}
