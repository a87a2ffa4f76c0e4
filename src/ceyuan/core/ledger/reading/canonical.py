"""Expressions that turn the texts of a delivery into canonical lines, the same on every engine.

Nothing is guessed: a text that is no amount or no date of the map's kind becomes null, and the accounting rejects the
line by name. Full-width digits and signs, thousands separators, currency signs, brackets and trailing minus are read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from ceyuan.core.ledger.reading.maps import UNITS, ColumnMap
from ceyuan.core.ledger.reading.raw import SRC_LINE
from ceyuan.core.ledger.schema import LINE_COLUMNS

if TYPE_CHECKING:
    import ibis.expr.types as ir

_WIDE, _NARROW = "０１２３４５６７８９．，（）－＋／　−", "0123456789.,()-+/ -"
_SIGNS = r"[¥￥€£$\s'+]|CNY|RMB|EUR|GBP|USD|元"
_GROUPED = r"^\d{1,3}(,\d{3})+(\.\d*)?$"
_PLAIN = r"^\d*(\.\d*)?$"
TOTALS = r"^(合\s*计|总\s*计|小\s*计|本页合计|本月合计|本年累计|承前页|过次页|(grand\s*|sub)?total)\s*[:：]?$"


def fen(text: ir.StringValue, *, unit: str, blank_is_zero: bool) -> ir.IntegerValue:
    """An amount as integer fen, null when the text is none or finer than a fen.

    `-1,234.5`, `(1 234.50)`, `１２３．４５`, `¥1,234.50` and `1234.50-` are read. At most 15 digits before the point.
    """
    narrow = text.fill_null("").translate(_WIDE, _NARROW).strip()
    is_negative = narrow.re_search(r"^\(.*\)$") | narrow.re_search(r"^\D*-") | narrow.re_search(r"-$")
    bare = narrow.re_replace(_SIGNS, "").re_replace(r"[()-]", "")
    is_number = (bare.re_search(_PLAIN) | bare.re_search(_GROUPED)) & bare.re_search(r"\d")
    digits = bare.re_replace(",", "")
    whole = digits.re_extract(r"^(\d*)", 1)
    places = 2 if UNITS[unit] == 100 else 0
    # What stands beyond the last place may only be zeros: nothing is rounded away.
    fraction = digits.re_extract(r"\.(\d*)$", 1)
    kept = (fraction + ibis.literal("0" * places)).substr(0, places) if places else ibis.literal("")
    is_exact = ~fraction.re_search(rf"^\d{{{places}}}\d*[1-9]") & (whole.length() <= 15)
    number = (ibis.literal("0") + whole + kept).try_cast("int64")
    signed = ibis.ifelse(is_negative, -number, number)
    zero = ibis.literal(0, "int64") if blank_is_zero else ibis.null("int64")
    return ibis.cases((narrow == "", zero), (is_number & is_exact, signed), else_=ibis.null("int64"))


def day(text: ir.StringValue, *, order: str) -> ir.DateValue:
    """A date from `2025-01-31`, `2025/1/31`, `20250131`, `2025年1月31日` (a time may follow), or a workbook's number.

    Where the year does not come first, `order` says what does. Null when the text is none.
    """
    narrow = text.fill_null("").translate(_WIDE, _NARROW).strip()
    ymd = r"^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?([T ].*)?$"
    short = r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})([T ].*)?$"
    place = {"year": 1, "month": 2, "day": 3}
    other = {"year": 3, "month": 2 if order != "mdy" else 1, "day": 1 if order != "mdy" else 2}

    def built(pattern: str, at: dict[str, int]) -> ir.DateValue:
        parts = [
            narrow.re_extract(pattern, at[name]).lpad(width, "0")
            for name, width in (("year", 4), ("month", 2), ("day", 2))
        ]
        return (parts[0] + "-" + parts[1] + "-" + parts[2]).try_cast("date")

    serial = narrow.re_extract(r"^(\d{5})(\.0*)?$", 1).try_cast("int32")
    cases = [
        # Serial numbers count days from 1899-12-30; five digits reach from 1927 to 2173.
        (narrow.re_search(r"^\d{5}(\.0*)?$"), ibis.date("1899-12-30") + serial.as_interval("D")),
        (narrow.re_search(ymd), built(ymd, place)),
    ]
    if order != "ymd":
        cases.append((narrow.re_search(short), built(short, other)))
    return ibis.cases(*cases, else_=ibis.null("date"))


def month(text: ir.StringValue, booked_on: ir.DateValue) -> ir.IntegerValue:
    """A month from `202501`, `2025-01`, `2025年1期`; a bare `1` is of the date's year; empty: the date's own."""
    narrow = text.fill_null("").translate(_WIDE, _NARROW).strip()
    year = (booked_on.year() * 100).cast("int32")
    full = r"^(\d{4})[-/.年]?(\d{1,2})[月期]?$"
    bare = r"^(\d{1,2})[月期]?$"
    named = narrow.re_extract(full, 1).try_cast("int32") * 100 + narrow.re_extract(full, 2).try_cast("int32")
    return ibis.cases(
        (narrow == "", (year + booked_on.month()).cast("int32")),
        (narrow.re_search(bare), (year + narrow.re_extract(bare, 1).try_cast("int32")).cast("int32")),
        (narrow.re_search(full), named.cast("int32")),
        else_=ibis.null("int32"),
    )


def is_total(raw: ir.Table, chosen: dict[str, str]) -> ir.BooleanValue:
    """Whether a row is a total or a carry-over that the export printed: such a word, and no account."""
    outcome: ir.BooleanValue = ibis.literal(value=False)
    for name in ("voucher", "text", "booked_on", "company", "department", "counterparty"):
        if name in chosen:
            outcome = outcome | raw[chosen[name]].fill_null("").strip().lower().re_search(TOTALS)
    if "account" in chosen:
        outcome = outcome & (raw[chosen["account"]].fill_null("").strip() == "")
    return outcome


def canonical_lines(raw: ir.Table, found: ColumnMap, *, delivery: str) -> ir.Table:
    """Canonical lines of a raw table; rows that are totals are left out (ask `is_total` for them)."""
    chosen = found.chosen(raw.columns)
    rows = raw.filter(~is_total(raw, chosen))

    def text(name: str) -> ir.StringValue:
        default = found.defaults.get(name, "")
        if name not in chosen:
            return ibis.literal(default)
        value = rows[chosen[name]].fill_null("").strip()
        return ibis.ifelse(value == "", default, value) if default else value

    booked_on = day(text("booked_on"), order=found.dates)
    debit, credit = _sides(rows, found, chosen)
    made = {
        **{name: text(name) for name, kind in LINE_COLUMNS.items() if kind == "string"},
        "delivery": ibis.literal(delivery),
        "line_no": _line_no(rows, chosen),
        "period": month(text("period"), booked_on).fill_null(0),
        "booked_on": booked_on,
        "currency": _currency(text("currency"), found),
        "debit_fen": debit,
        "credit_fen": credit,
    }
    return rows.select(**{name: made[name].cast(kind) for name, kind in LINE_COLUMNS.items()})


def _line_no(rows: ir.Table, chosen: dict[str, str]) -> ir.IntegerValue:
    """The number that the source gives, when it is one; otherwise the row's place in the file."""
    place = rows[SRC_LINE]
    if "line_no" not in chosen:
        return place
    return rows[chosen["line_no"]].fill_null("").strip().try_cast("int64").fill_null(place)


def _currency(text: ir.StringValue, found: ColumnMap) -> ir.StringValue:
    cases = [(text == word, ibis.literal(code)) for word, code in found.currencies.items()]
    return ibis.cases(*cases, else_=text.upper()) if cases else text.upper()


def _sides(rows: ir.Table, found: ColumnMap, chosen: dict[str, str]) -> tuple[ir.IntegerValue, ir.IntegerValue]:
    """Debit and credit in fen. A side that no word of the map explains leaves both null: a bad amount."""
    if "amount" not in chosen:
        both = [fen(rows[chosen[side]], unit=found.unit, blank_is_zero=True) for side in ("debit", "credit")]
        return both[0], both[1]
    amount = fen(rows[chosen["amount"]], unit=found.unit, blank_is_zero=False)
    zero, none = ibis.literal(0, "int64"), ibis.null("int64")
    if "side" not in chosen:
        return amount, ibis.ifelse(amount.isnull(), none, zero)
    word = rows[chosen["side"]].fill_null("").strip()
    words = {side: [each for each, meant in found.sides.items() if meant == side] for side in ("debit", "credit")}
    is_debit, is_credit = word.isin(words["debit"]), word.isin(words["credit"])
    debit = ibis.cases((is_debit, amount), (is_credit & amount.notnull(), zero), else_=none)
    credit = ibis.cases((is_credit, amount), (is_debit & amount.notnull(), zero), else_=none)
    return debit, credit
