"""What people type as a value: a number with or without its unit of measure, names of things, or yes and no.

Money is typed in ten thousand yuan unless a unit is written beside it, and kept in fen.
"""

import re
from decimal import Decimal

from ceyuan.apps.strategy.models import Quantity
from ceyuan.core.kernel import Refused

MONEY_UNIT = "万元"
FEN = {
    "分": 1,
    "元": 100,
    "千元": 100_000,
    "万元": 1_000_000,
    "百万元": 100_000_000,
    "亿元": 10_000_000_000,
    "fen": 1,
    "cny": 100,
    "yuan": 100,
    "cny thousand": 100_000,
    "cny 10,000": 1_000_000,
    "cny million": 100_000_000,
}
RATIOS = frozenset("%‰％")
_YES, _NO = frozenset({"1", "是", "yes", "y", "已完成", "true"}), frozenset({"0", "否", "no", "n", "未完成", "false"})
_NUMBER = re.compile(r"([+\-−]?)\s*(\d{1,3}(?:[,，]\d{3})+|\d{1,24})(\.\d{1,12})?\s*([^\d.,，\s].*)?", re.DOTALL)
_BETWEEN = re.compile(r"[;；、\n]+")
MOST_KEYS, KEY_LENGTH = 500, 120


def number(quantity: Quantity, text: str, unit: str = "") -> Decimal:
    """The typed text as the quantity keeps it.

    Refused: `strategy.not_a_number`, `strategy.typed_ratio`, `strategy.unit_mismatch` (another unit of measure than
    the quantity's), `strategy.not_whole` (parts of a fen or of something counted), `strategy.not_yes_or_no`.
    """
    if quantity.kind == "yes_no":
        return _yes_or_no(text)
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        raise Refused("strategy.not_a_number", text=text.strip()[:40])
    sign, whole, rest, beside = found.groups()
    written = ((beside or "").strip() or unit.strip()).rstrip("。.")
    if RATIOS & set(written):
        raise Refused("strategy.typed_ratio", quantity=str(quantity))
    value = Decimal(re.sub("[,，]", "", whole) + (rest or ""))
    value = -value if sign and sign != "+" else value
    return checked(quantity, value * _factor(quantity, written))


def checked(quantity: Quantity, value: Decimal) -> Decimal:
    """The value if the quantity can have it. Refused: `strategy.not_whole`, `strategy.not_yes_or_no`, `too_large`."""
    if abs(value) >= Decimal(10) ** 23:
        raise Refused("strategy.reading_too_large")
    if quantity.kind in {"money", "count", "yes_no"} and value != value.to_integral_value():
        raise Refused("strategy.not_whole", quantity=str(quantity))
    if quantity.kind == "yes_no" and value not in {0, 1}:
        raise Refused("strategy.not_yes_or_no", quantity=str(quantity))
    if value != value.quantize(Decimal("0.000001")):
        raise Refused("strategy.reading_decimals", quantity=str(quantity))
    return value


def names(text: str) -> tuple[str, ...]:
    """The things named in a text, each once, in order: one a line or parted by semicolons or enumeration commas."""
    found = tuple(dict.fromkeys(part.strip() for part in _BETWEEN.split(text) if part.strip()))
    if len(found) > MOST_KEYS or any(len(one) > KEY_LENGTH for one in found):
        raise Refused("strategy.keys_too_long", most=MOST_KEYS, length=KEY_LENGTH)
    return found


def _factor(quantity: Quantity, written: str) -> int:
    if quantity.kind == "money":
        factor = FEN.get(written.casefold() or MONEY_UNIT)
        if factor is None:
            raise Refused("strategy.unit_mismatch", given=written, expected=MONEY_UNIT, quantity=str(quantity))
        return factor
    if written and written.casefold() != quantity.unit_of_measure.casefold():
        raise Refused(
            "strategy.unit_mismatch", given=written, expected=quantity.unit_of_measure or "–", quantity=str(quantity)
        )
    return 1


def _yes_or_no(text: str) -> Decimal:
    word = text.strip().casefold()
    if word in _YES:
        return Decimal(1)
    if word in _NO:
        return Decimal(0)
    raise Refused("strategy.not_yes_or_no", quantity=text[:40])
