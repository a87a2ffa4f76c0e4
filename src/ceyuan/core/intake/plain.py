"""Values as programs write them (database exports, open-data files): ISO dates, plain numbers with point or comma.

Text of people, with thousands marks, unit words and free dates, is the business of ``convert``.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?(?:[eE][+-]?\d+)?\Z")
MISSING_DATES = {"0000-00-00", "0000-00-00 00:00:00"}
YES = {"true", "t", "yes", "y", "1"}
NO = {"false", "f", "no", "n", "0"}
CENT = Decimal("0.01")


class Unfit(ValueError):
    """A value does not fit its column; ``code`` is a key of ROW_SENTENCES."""

    def __init__(self, code: str, expected: str = "") -> None:
        super().__init__(code)
        self.code, self.expected = code, expected


def number(value: Any) -> Decimal:
    """Exact decimal of ``1234.5``, ``1234,5`` or a number; floats by their shortest spelling."""
    if isinstance(value, bool):
        raise Unfit("row.not_a_number")
    if isinstance(value, Decimal | int):
        return Decimal(value)
    text = repr(value) if isinstance(value, float) else str(value).strip()
    if not NUMBER.match(text):
        raise Unfit("row.not_a_number")
    return Decimal(text.replace(",", "."))


def integer(value: Any) -> int:
    """Whole number; ``12.0`` is one, ``12.5`` is not."""
    try:
        exact = number(value)
    except Unfit:
        raise Unfit("row.not_an_integer") from None
    if exact != exact.to_integral_value() or exact.adjusted() > 30:
        raise Unfit("row.not_an_integer")
    return int(exact)


def money(value: Any) -> int:
    """Minor units (two decimals), exact; finer amounts do not fit."""
    return _minor(value, rounded=False)


def money_rounded(value: Any) -> int:
    """Minor units, finer amounts rounded half up; for sources that compute shares without rounding."""
    return _minor(value, rounded=True)


def _minor(value: Any, *, rounded: bool) -> int:
    try:
        exact = number(value)
    except Unfit:
        raise Unfit("row.not_money") from None
    if exact.adjusted() > 15:
        raise Unfit("row.not_money")
    coins = exact.quantize(CENT, ROUND_HALF_UP)
    if not rounded and coins != exact:
        raise Unfit("row.money_too_fine")
    return int(coins.scaleb(2))


def day(value: Any) -> date | None:
    """ISO date, with or without a time after it; ``0000-00-00`` is a missing date."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value).strip()
    if text in MISSING_DATES:
        return None
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        raise Unfit("row.not_a_date") from None


def moment(value: Any) -> datetime | None:
    """ISO date and time; without a time, midnight. Naive as the source wrote it."""
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001 - the source names no zone
    text = str(value).strip()
    if text in MISSING_DATES:
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise Unfit("row.not_a_date") from None


def boolean(value: Any) -> bool:
    """true/false, yes/no, 1/0."""
    word = str(value).strip().lower()
    if word in YES:
        return True
    if word in NO:
        return False
    raise Unfit("row.not_a_boolean")


def text(value: Any) -> str:
    """The text as it stands, outer blanks removed."""
    return str(value).strip()


READERS: dict[str, Callable[[Any], Any]] = {
    "text": text,
    "int": integer,
    "decimal": number,
    "money": money,
    "money_rounded": money_rounded,
    "date": day,
    "datetime": moment,
    "bool": boolean,
}
