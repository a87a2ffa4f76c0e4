"""The numbers of an indicator as a person writes and reads them; kept are exact decimals, money in fen."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from fractions import Fraction

from django.utils.translation import gettext as _

from ceyuan.apps.strategy.models import Kpi, Quantity, QuantityKind
from ceyuan.core.kernel.verdict import Invalid
from ceyuan.kit.numbers import SCALES, is_chinese, scaled

Amount = Decimal | Fraction | int

# Fen in one unit shown, by the word that the unit of measure of an indicator begins with.
_FEN = {"亿元": 10_000_000_000, "万元": 1_000_000, "元": 100}
_PLACES, _DIGITS = 6, 24
# Decimals below this are shifted and rounded without leaving the 28 digits that decimals are computed with.
_PLAIN = Decimal(10) ** 14


@dataclass(frozen=True, slots=True)
class Writing:
    """How one number is shown: kept amount / `divisor` (a power of ten) with at most `decimals`; `unit` names it."""

    divisor: int = 1
    decimals: int = 2
    unit: str = ""

    def text(self, value: Amount | None) -> str:
        """For reading: thousands separators, rounded half up, no zeros at the end; a dash where nothing is known."""
        if value is None:
            return "–"
        if type(value) is Decimal and abs(value) < _PLAIN:
            shown = value.scaleb(-self._shift).quantize(Decimal(1).scaleb(-self.decimals), ROUND_HALF_UP)
            return _bare(f"{shown + 0:,f}")  # + 0: no minus before a zero
        return _bare(self._scaled(value, self.decimals))

    def phrase(self, value: Amount | None) -> str:
        """Number and unit."""
        return f"{self.text(value)} {self.unit}".rstrip() if value is not None else "–"

    def entry(self, value: Amount | None) -> str:
        """For an input field: exact, without separators, empty where nothing is known."""
        if value is None:
            return ""
        if type(value) is Decimal and abs(value) < _PLAIN:
            return _bare(f"{value.scaleb(-self._shift) + 0:f}")
        return _bare(self._scaled(value, _PLACES + self._shift).replace(",", ""))

    @property
    def _shift(self) -> int:
        return len(str(self.divisor)) - 1

    def _scaled(self, value: Amount, digits: int) -> str:
        exact = Fraction(value)
        return scaled(exact.numerator, exact.denominator * self.divisor, digits)

    def signed(self, value: Amount | None) -> str:
        """A difference, with its sign."""
        told = self.text(value)
        return f"+{told}" if value is not None and value > 0 else told

    def read(self, typed: str, field: str = "value") -> Decimal | None:
        """What was typed as it is kept; None for an empty field. `Invalid` on `field` for what is no number."""
        text = typed.strip().replace(",", "").replace("，", "").replace("\u00a0", "").replace(" ", "")
        if not text or text in {"–", "-"}:
            return None
        text = text.removesuffix("%") if self.unit == "%" else text
        try:
            kept = Decimal(text) * self.divisor
        except InvalidOperation:
            raise Invalid({field: ["kit.not_a_number"]}) from None
        if not kept.is_finite() or abs(kept) >= Decimal(10) ** _DIGITS:
            raise Invalid({field: ["strategy.number_too_large"]})
        if kept != kept.quantize(Decimal(1).scaleb(-_PLACES)):
            raise Invalid({field: ["strategy.too_many_decimals"]})
        return kept.quantize(Decimal(1).scaleb(-_PLACES))


def of_value(kpi: Kpi) -> Writing:
    """How the values of the indicator are written."""
    averaged = kpi.roll_up in {"ratio", "weighted_mean"}
    below_is_money = kpi.denominator is not None and kpi.denominator.kind == QuantityKind.MONEY
    is_money = kpi.numerator.kind == QuantityKind.MONEY and not (averaged and below_is_money)
    if kpi.roll_up == "boolean" or (kpi.numerator.kind in {"count", "keys", "yes_no"} and not averaged):
        return Writing(1, 0, kpi.unit_of_measure)
    return _writing(is_money=is_money, unit=kpi.unit_of_measure, decimals=kpi.decimals)


def of_basis(kpi: Kpi) -> Writing:
    """How the basis (planned denominator or weight) of the indicator is written."""
    below: Quantity | None = kpi.denominator
    if below is None:
        return Writing(1, 2, "")
    decimals = 2 if below.kind in {QuantityKind.MONEY, QuantityKind.PHYSICAL} else 0
    return _writing(is_money=below.kind == QuantityKind.MONEY, unit=below.unit_of_measure, decimals=decimals)


def averages(kpi: Kpi) -> bool:
    """Whether shares are consolidated by their basis instead of added."""
    return kpi.roll_up in {"ratio", "weighted_mean"}


def adds(kpi: Kpi) -> bool:
    """Whether shares add up, so that a reserve can be kept."""
    return kpi.roll_up in {"sum", "last", "distinct"}


def _writing(*, is_money: bool, unit: str, decimals: int) -> Writing:
    if not is_money:
        return Writing(1, decimals, unit)
    for word, fen in _FEN.items():
        if unit.startswith(word):
            return Writing(fen, decimals, unit if is_chinese() else _english(word, unit.removeprefix(word)))
    scale = SCALES["wan"]
    return Writing(scale.divisor(), max(decimals, scale.digits()), scale.name("CNY") + unit)


def _english(word: str, rest: str) -> str:
    names = {"亿元": _("CNY 100 million"), "万元": _("CNY 10,000"), "元": _("CNY")}
    return f"{names[word]}{rest}"


def _bare(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text
