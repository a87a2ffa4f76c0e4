"""Money as an integer number of minor units (fen, euro cent) with its currency. No float ever touches it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation, localcontext
from itertools import pairwise
from types import MappingProxyType
from typing import Literal

from ceyuan.core.kernel.verdict import Refused

Unit = Literal["yuan", "wan", "yi", "auto"]
Language = Literal["zh", "en"]

# Wide enough for any amount accepted below; quantize() fails rather than rounds beyond it.
_EXACT = Context(prec=80)
_MOST_DIGITS = 30


class CurrencyMismatch(ValueError):
    """Two amounts of different currencies were added, subtracted or ordered. Convert one of them first."""

    def __init__(self, left: str, right: str) -> None:
        self.left, self.right = left, right
        super().__init__(f"{left} and {right} cannot be mixed: convert one of them first.")


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency: ISO 4217 code, digits of the minor unit, sign before English amounts, name after Chinese ones."""

    code: str
    digits: int
    sign: str
    name_zh: str


CURRENCIES = MappingProxyType({c.code: c for c in (Currency("CNY", 2, "CNY ", "元"), Currency("EUR", 2, "€", "欧元"))})

# (factor in main units, suffix): the explicit scales, and those that "auto" climbs.
_ZH_SCALES = {"yuan": (1, ""), "wan": (10**4, "万"), "yi": (10**8, "亿")}
_EN_SCALES = {"yuan": (1, ""), "wan": (10**3, " k"), "yi": (10**6, " m")}
_ZH_AUTO = tuple(_ZH_SCALES.values())
_EN_AUTO = ((1, ""), (10**6, " m"), (10**9, " bn"))


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount: `minor` units (fen, cent) of `currency`. Equal when both agree; ordered in one currency only."""

    minor: int
    currency: str = "CNY"

    def __post_init__(self) -> None:
        if isinstance(self.minor, bool) or not isinstance(self.minor, int):
            raise TypeError(
                f"Money takes whole minor units, not {self.minor!r}; use Money.from_decimal for other numbers."
            )
        if self.currency not in CURRENCIES:
            raise Refused("money.currency_unknown", currency=self.currency, known=sorted(CURRENCIES))

    @classmethod
    def from_decimal(cls, value: Decimal | str, currency: str = "CNY", *, rounding: str | None = None) -> "Money":
        """The amount of `value` main units (yuan, euro).

        A finer value than the minor unit is refused (`money.too_many_decimals`) unless `rounding`, a mode of the
        decimal module such as ROUND_HALF_UP, says how to round. A text is a plain number: no separators, currency or
        unit; anything else is refused (`money.not_a_number`).
        """
        digits = cls(0, currency).kind.digits
        number = _plain_number(value)
        step = Decimal(1).scaleb(-digits)
        whole = number.quantize(step, rounding=rounding or ROUND_HALF_UP, context=_EXACT)
        if rounding is None and whole != number:
            raise Refused("money.too_many_decimals", value=str(value), digits=digits, currency=currency)
        return cls(int(whole.scaleb(digits, context=_EXACT)), currency)

    @classmethod
    def total(cls, amounts: Iterable["Money"], currency: str = "CNY") -> "Money":
        """The sum of the amounts, zero of `currency` when there are none."""
        return sum(amounts, start=cls(0, currency))

    def to_decimal(self) -> Decimal:
        """The exact number of main units (yuan, euro)."""
        return Decimal(f"{self.minor}E-{self.kind.digits}")

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._minor_of(other), self.currency) if isinstance(other, Money) else NotImplemented

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._minor_of(other), self.currency) if isinstance(other, Money) else NotImplemented

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def __abs__(self) -> "Money":
        return Money(abs(self.minor), self.currency)

    def __mul__(self, times: int) -> "Money":
        if isinstance(times, bool) or not isinstance(times, int):
            return NotImplemented
        return Money(self.minor * times, self.currency)

    __rmul__ = __mul__

    def __bool__(self) -> bool:
        return self.minor != 0

    def __lt__(self, other: "Money") -> bool:
        return self.minor < self._minor_of(other) if isinstance(other, Money) else NotImplemented

    def __le__(self, other: "Money") -> bool:
        return self.minor <= self._minor_of(other) if isinstance(other, Money) else NotImplemented

    def __gt__(self, other: "Money") -> bool:
        return self.minor > self._minor_of(other) if isinstance(other, Money) else NotImplemented

    def __ge__(self, other: "Money") -> bool:
        return self.minor >= self._minor_of(other) if isinstance(other, Money) else NotImplemented

    def split(self, weights: Sequence[int]) -> list["Money"]:
        """Parts in proportion to `weights`, by largest remainder: they add up exactly, the earlier part wins a tie.

        A negative amount splits as its positive mirror. Refuses `money.weights_all_zero` (also for no weights) and
        `money.weight_negative`; weights are integers, so scale shares such as 33.5 % to 335 before.
        """
        if any(isinstance(weight, bool) or not isinstance(weight, int) for weight in weights):
            raise TypeError("Money.split takes integer weights; multiply shares to whole numbers first.")
        if any(weight < 0 for weight in weights):
            raise Refused("money.weight_negative", weights=list(weights))
        whole = sum(weights)
        if not whole:
            raise Refused("money.weights_all_zero", weights=list(weights))
        amount, sign = abs(self.minor), -1 if self.minor < 0 else 1
        parts, remainders = map(list, zip(*(divmod(amount * weight, whole) for weight in weights), strict=True))
        # sorted() is stable, so equal remainders are served in the order of the weights.
        for index in sorted(range(len(parts)), key=lambda i: -remainders[i])[: amount - sum(parts)]:
            parts[index] += 1
        return [Money(sign * part, self.currency) for part in parts]

    def format(self, unit: Unit = "auto", language: Language = "zh") -> str:
        """Text with two decimals, thousands separators and the unit, rounded half-up once, at the end.

        zh: yuan "1,234.56 元", wan "12.35 万元", yi "3.20 亿元". English does not count in 万 and 亿, so en gives yuan
        "CNY 1,234.56", wan as thousands "CNY 123.46 k", yi as millions "€1.23 m". auto climbs 元, 万元, 亿元
        (plain, m, bn) as soon as the shown number would reach the next scale.
        """
        kind, amount = self.kind, abs(self.to_decimal())
        scales, steps = (_ZH_SCALES, _ZH_AUTO) if language == "zh" else (_EN_SCALES, _EN_AUTO)
        if unit == "auto":
            factor, suffix = _readable(amount, steps)
        else:
            factor, suffix = scales[unit]
        shown = _rounded(amount, factor)
        number, minus = f"{shown:,}", "-" if self.minor < 0 and shown else ""
        if language == "zh":
            return f"{minus}{number} {suffix}{kind.name_zh}"
        return (
            f"{kind.sign}{minus}{number}{suffix}" if kind.sign.endswith(" ") else f"{minus}{kind.sign}{number}{suffix}"
        )

    def __str__(self) -> str:
        return f"{self.to_decimal():,} {self.currency}"

    @property
    def kind(self) -> Currency:
        """What is known of its currency."""
        return CURRENCIES[self.currency]

    def _minor_of(self, other: "Money") -> int:
        if other.currency != self.currency:
            raise CurrencyMismatch(self.currency, other.currency)
        return other.minor


def _readable(amount: Decimal, steps: tuple[tuple[int, str], ...]) -> tuple[int, str]:
    # The rounded number decides: 9,999.9999 万元 would be shown as 10,000.00, so it becomes 1.00 亿元.
    for (factor, suffix), (following, _) in pairwise(steps):
        if _rounded(amount, factor) * factor < following:
            return factor, suffix
    return steps[-1]


def _rounded(amount: Decimal, factor: int) -> Decimal:
    with localcontext(_EXACT):
        return (amount / factor).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def _plain_number(value: Decimal | str) -> Decimal:
    if isinstance(value, str):
        try:
            number = Decimal(value.strip() if "_" not in value else "")
        except InvalidOperation:
            raise Refused("money.not_a_number", value=value) from None
    elif isinstance(value, Decimal):
        number = value
    else:
        raise TypeError(
            f"Money.from_decimal takes Decimal or text, not {type(value).__name__}; floats are never exact."
        )
    # An exponent of a million digits would otherwise be spelt out as an integer.
    if not number.is_finite() or (number and number.adjusted() > _MOST_DIGITS):
        raise Refused("money.not_a_number", value=str(value))
    return number
