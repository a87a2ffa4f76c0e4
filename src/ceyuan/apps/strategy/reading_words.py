"""How readings, quantities and indicators are written on pages: numbers with their measure, formulas, addresses."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.strategy import periods
from ceyuan.apps.strategy.computed import providers
from ceyuan.apps.strategy.messages import indicators
from ceyuan.apps.strategy.models import Kpi, Quantity, Reading
from ceyuan.apps.strategy.target_numbers import of_value
from ceyuan.core.indicators import round_half_up
from ceyuan.core.kernel import Explained, Leaf, Money, Reason, Source
from ceyuan.kit.numbers import money_text, number_text
from ceyuan.kit.reasons import reason_text
from ceyuan.kit.templatetags.kit import named
from ceyuan.kit.trees import Node, SourceLine

WAN = 1_000_000
LABELS = indicators.LABELS
FORMULAS = indicators.FORMULAS


def amount(quantity: Quantity, value: Decimal | Fraction | None) -> str:
    """A quantity's value with its measure, as a reader sees it."""
    if value is None:
        return "–"
    if quantity.kind == "money":
        return money_text(Money(int(value), "CNY"), "auto")
    if quantity.kind == "yes_no":
        return _("yes") if value else _("no")
    plain = Decimal(value.numerator) / Decimal(value.denominator) if isinstance(value, Fraction) else value
    return f"{_trimmed(plain)} {quantity.unit_of_measure}".strip()


def reached(kpi: Kpi, value: Decimal | Fraction | None) -> str:
    """A value of an indicator with its measure; money in the unit that reads best."""
    averaged = kpi.roll_up in {"ratio", "weighted_mean"}
    return (
        amount(kpi.numerator, value) if kpi.numerator.kind == "money" and not averaged else of_value(kpi).phrase(value)
    )


def said(reading: Reading | None) -> str:
    """What a reading says."""
    if reading is None:
        return "–"
    if reading.quantity.kind == "keys":
        return _("%(count)s named") % {"count": len(reading.keys)} if reading.keys else _("none")
    return amount(reading.quantity, reading.value)


def typed(quantity: Quantity, reading: Reading | None) -> str:
    """A reading as it stands in the field where it is typed: money in ten thousand yuan, names one a line."""
    if reading is None:
        return ""
    if quantity.kind == "keys":
        return "\n".join(reading.keys)
    if reading.value is None:
        return ""
    value = reading.value / WAN if quantity.kind == "money" else reading.value
    return f"{value.normalize():f}" if value else "0"


def measure(quantity: Quantity) -> str:
    """In what a value is typed."""
    if quantity.kind == "money":
        return _("CNY 10,000")
    return {"keys": _("one name a line"), "yes_no": ""}.get(quantity.kind, quantity.unit_of_measure)


def formula(kpi: Kpi) -> str:
    """How the indicator is computed, with the names of its quantities."""
    names = {"upper": named(kpi.numerator), "lower": named(kpi.denominator) if kpi.denominator else ""}
    words = {
        "sum": _("%(upper)s of the unit and of all units below it, less internal amounts"),
        "ratio": _("consolidated %(upper)s ÷ consolidated %(lower)s"),
        "weighted_mean": _("mean of %(upper)s over the units, weighted by %(lower)s"),
        "last": _("latest %(upper)s of each unit, added up"),
        "max": _("highest %(upper)s of any unit"),
        "distinct": _("number of different %(upper)s named by any unit, each once"),
        "boolean": _("%(upper)s reached by every unit that has to"),
    }
    text = words[kpi.roll_up] % names
    return f"{text} × {kpi.scale}" if kpi.scale != 1 and kpi.roll_up == "ratio" else text


def span_text(reading: Reading) -> str:
    """The period of a reading by its code, or by its days where it is none of the rhythm."""
    for frequency in periods.MONTHS:
        span = periods.span_of(frequency, reading.starts_on, reading.ends_on)
        if span is not None:
            return span.code
    return f"{reading.starts_on}–{reading.ends_on}"


def kpi_url(kpi: Kpi) -> str:
    """The page of an indicator."""
    return reverse("strategy:kpi_detail", args=[kpi.code])


def standing_url(kpi: Kpi, unit: Any, year: int) -> str:
    """How a standing comes about."""
    return reverse("strategy:standing", args=[kpi.code, unit.code, year])


def card_url(unit: Any, year: int) -> str:
    """The score card of a unit."""
    return reverse("strategy:score_card", args=[unit.code, year])


def tree_of(tree: Explained | Leaf, *, kpi: Kpi | None = None, names: dict[str, tuple[str, str]] | None = None) -> Node:
    """An explanation in words. `names` gives (name, address) of units by id; readings lead to their pages.

    With an indicator the amounts are those of its quantities, money in full; without one they are points.
    """
    return _node(tree, names or {}, kpi, kpi.numerator if kpi else None)


def _node(tree: Explained | Leaf, names: dict[str, tuple[str, str]], kpi: Kpi | None, part: Quantity | None) -> Node:
    code = tree.name if isinstance(tree, Leaf) else tree.formula_code
    if kpi is not None and kpi.denominator is not None and code in _LOWER:
        part = kpi.denominator
    inputs = () if isinstance(tree, Leaf) else tree.inputs
    return Node(
        label=_label(tree, code, names),
        text=_value(tree, code, kpi, part),
        formula="" if isinstance(tree, Leaf) else str(FORMULAS.get(code, "")),
        inputs=tuple(_node(one, names, kpi, part) for one in inputs),
        sources=tuple(_source(one.kind, one.key, one.label, names) for one in _told(tree, names)),
    )


_MEASURED = frozenset({"indicators.ratio", "indicators.weighted_mean"})
_LOWER = frozenset({"indicators.denominator", "indicators.weight"})
_COUNTED = frozenset({"indicators.scale", "indicators.due", "indicators.reached", "indicators.own_keys"})


def _told(tree: Explained | Leaf, names: dict[str, tuple[str, str]]) -> tuple[Source, ...]:
    return tuple(one for one in tree.sources if one.kind != "unit" or (one.key in names and names[one.key][1]))


def _label(tree: Explained | Leaf, code: str, names: dict[str, tuple[str, str]]) -> str:
    label = str(LABELS.get(code, code))
    unit = next((names[one.key][0] for one in tree.sources if one.kind == "unit" and one.key in names), "")
    line = next((one.label for one in tree.sources if one.kind in {"line", "adjustment"}), "")
    return f"{unit or line} · {label}" if unit or line else label


def _value(tree: Explained | Leaf, code: str, kpi: Kpi | None, part: Quantity | None) -> str:
    value = tree.value
    if isinstance(value, str):
        return missing_text(Reason(value)) if value in indicators.REASONS else value
    if not isinstance(value, Fraction | int):
        return str(value)
    if tree.unit == "ppm":
        return f"{_trimmed(Decimal(int(value)) / 10_000)}%"
    if kpi is not None and code in _MEASURED:
        return of_value(kpi).phrase(Fraction(value))
    if part is not None and part.kind == "money" and code not in _COUNTED:
        return money_text(Money(int(value), "CNY"), "yuan")
    rounded = round_half_up(Fraction(value), 6 if kpi is not None else 4)
    return _trimmed(Decimal(rounded.numerator) / Decimal(rounded.denominator))


def _source(kind: str, key: str, label: str, names: dict[str, tuple[str, str]]) -> SourceLine:
    if kind == "unit" and key in names:
        return SourceLine(_("Open this unit"), names[key][1])
    if kind == "strategy.reading":
        return SourceLine(label, reverse("strategy:reading", args=[int(key)]))
    return SourceLine(label)


def _trimmed(value: Decimal) -> str:
    text = number_text(value, 6)
    return text.rstrip("0").rstrip(".") if "." in text else text


def units_named(actor: Actor, found: dict[int, Any], kpi: Kpi, year: int) -> dict[str, tuple[str, str]]:
    """(name, address of its explanation) of units by id, for `tree_of`."""
    return {
        str(pk): (named(unit), standing_url(kpi, unit, year) if actor.may("strategy.view", unit.path) else "")
        for pk, unit in found.items()
    }


def sheet_url(unit: Any, span: periods.Span) -> str:
    """The reporting sheet of a unit for the end of a period."""
    return f"{reverse('strategy:reading_sheet')}?unit={unit.code}&period={span.code}"


def days_text(days: int) -> str:
    """How long something is overdue, "" while it is not."""
    return _("%(days)s days") % {"days": days} if days > 0 else _("not yet")


def source_name(quantity: Quantity) -> str:
    """From which records a quantity is computed."""
    found = providers().get(quantity.computed_by)
    return str(found.label) if found else quantity.computed_by


def missing_text(reason: Any) -> str:
    """Why there is no figure, in a few words."""
    if reason is None:
        return ""
    known = {
        "indicators.no_reading": indicators.LABELS["indicators.unread"],
        "indicators.denominator_zero": _("denominator is zero"),
        "indicators.not_computable": _("denominator is negative"),
    }
    return str(known.get(reason.code) or reason_text(reason))
