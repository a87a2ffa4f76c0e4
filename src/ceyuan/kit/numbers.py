"""Numbers, money and dates as the reader's language writes them. Integers only: money never meets a float."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as _


class MoneyLike(Protocol):
    """What is shown as money: an integer of minor units (fen, cent) and its currency code."""

    @property
    def minor(self) -> int: ...
    @property
    def currency(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Scale:
    """A unit money is shown in: minor units per unit, decimals, and the unit's name by currency."""

    zh_divisor: int
    zh_digits: int
    en_divisor: int
    en_digits: int
    names: dict[str, Promise]

    def divisor(self) -> int:
        return self.zh_divisor if is_chinese() else self.en_divisor

    def digits(self) -> int:
        return self.zh_digits if is_chinese() else self.en_digits

    def name(self, currency: str) -> str:
        found = self.names.get(currency)
        return str(found) if found is not None else currency


SCALES: dict[str, Scale] = {
    "yuan": Scale(100, 2, 100, 2, {"CNY": pgettext_lazy("money", "CNY"), "EUR": pgettext_lazy("money", "EUR")}),
    # Chinese counts large sums in ten thousands and hundred millions, English in thousands and millions.
    "wan": Scale(
        1_000_000,
        2,
        100_000,
        1,
        {"CNY": pgettext_lazy("money", "CNY thousand"), "EUR": pgettext_lazy("money", "EUR thousand")},
    ),
    "yi": Scale(
        10_000_000_000,
        2,
        100_000_000,
        2,
        {"CNY": pgettext_lazy("money", "CNY million"), "EUR": pgettext_lazy("money", "EUR million")},
    ),
}


def is_chinese() -> bool:
    """Whether the active language is Chinese (the default)."""
    return (get_language() or "zh").startswith("zh")


def scaled(minor: int, divisor: int, digits: int) -> str:
    """`minor / divisor` rounded half up to `digits` decimals, with thousands separators."""
    sign = "-" if minor < 0 else ""
    shifted = (abs(minor) * 10**digits * 2 + divisor) // (2 * divisor)
    whole, rest = divmod(shifted, 10**digits)
    if not shifted:
        sign = ""
    return f"{sign}{whole:,}.{rest:0{digits}d}" if digits else f"{sign}{whole:,}"


def money_number(value: MoneyLike | None, unit: str = "yuan") -> str:
    """The number alone, for a column whose head names the unit; an en dash where nothing is known."""
    return "–" if value is None else money_writer(unit)(value)


def money_writer(unit: str) -> Callable[[MoneyLike], str]:
    """`money_number` for many figures: it has looked at the language already."""
    scale = SCALES[unit]
    divisor, digits = scale.divisor(), scale.digits()
    return lambda value: scaled(value.minor, divisor, digits)


def unit_for(minor: int) -> str:
    """The unit in which a sum reads best: from 100 million 亿, from ten thousand 万, else yuan."""
    size = abs(minor) // 100
    if size >= 100_000_000:
        return "yi"
    return "wan" if size >= 10_000 else "yuan"


def money_parts(value: MoneyLike | None, unit: str = "auto") -> tuple[str, str]:
    """(number, unit name) for a figure, e.g. ("12.35", "万元") or ("123.5", "CNY thousand")."""
    if value is None:
        return "–", ""
    chosen = unit_for(value.minor) if unit == "auto" else unit
    return money_number(value, chosen), SCALES[chosen].name(value.currency)


def money_text(value: MoneyLike | None, unit: str = "auto") -> str:
    """Number and unit in one text: 12.35 万元, CNY 123.5 thousand."""
    number, name = money_parts(value, unit)
    return money_phrase(number, name)


def money_head(label: object, currency: str, unit: str = "yuan") -> str:
    """The head of a column of money, which names the unit once instead of in each row: 预算（万元）."""
    return _("%(label)s (%(unit)s)") % {"label": label, "unit": SCALES[unit].name(currency)}


def money_phrase(number: str, name: str) -> str:
    """A number and the name of its unit in the order of the language: in English the currency stands first."""
    if is_chinese():
        return f"{number} {name}".rstrip()
    currency, _space, scale = name.partition(" ")
    return f"{currency} {number} {scale}".strip()


def number_text(value: int | Decimal | float | None, digits: int | None = None) -> str:
    """A plain number with thousands separators; `digits` fixes the decimals (half up)."""
    if value is None:
        return "–"
    if digits is None:
        return f"{value:,}"
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    return f"{exact.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP):,f}"


def percent_text(value: int | Decimal | float | None, digits: int = 0) -> str:
    """A share already in percent: 61.8 -> "62%"."""
    return "–" if value is None else f"{number_text(value, digits)}%"


def date_text(value: datetime.date | datetime.datetime | None) -> str:
    """ISO date (and local time to the minute); the same in both languages, sortable by eye."""
    if value is None:
        return "–"
    if isinstance(value, datetime.datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return local.strftime("%Y-%m-%d %H:%M")
    return value.isoformat()
