"""Prepares explanation trees of the core for the template that shows them (component `<c-explanation>`)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from ceyuan.core.kernel.explain import Explained, Leaf, Value
from ceyuan.core.kernel.money import Money
from ceyuan.kit import numbers
from ceyuan.kit.registry import Label


@dataclass(frozen=True, slots=True)
class SourceLine:
    """Where a value was taken from, and the page that shows it."""

    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """One step of an explanation as the reader sees it: what it is, its value, the formula in words, its inputs."""

    label: str
    text: str
    formula: str = ""
    inputs: tuple["Node", ...] = ()
    sources: tuple[SourceLine, ...] = ()


def explained(
    tree: Explained | Leaf,
    *,
    labels: Mapping[str, Label],
    formulas: Mapping[str, Label],
    url_of: Callable[[str, str], str] = lambda _kind, _key: "",
) -> Node:
    """The tree in words: `labels` name the codes of values, `formulas` word how each is computed.

    An unknown code is shown as itself; `url_of(kind, key)` gives the page of a source, or "".
    """
    code = tree.name if isinstance(tree, Leaf) else tree.formula_code
    inputs = () if isinstance(tree, Leaf) else tree.inputs
    return Node(
        label=str(labels.get(code, code)),
        # The value may be the code of a verdict; it is worded like the code of a value.
        text=str(labels.get(tree.value, "") if isinstance(tree.value, str) else "")
        or value_text(tree.value, tree.unit),
        formula=str(formulas.get(code, "")),
        inputs=tuple(explained(part, labels=labels, formulas=formulas, url_of=url_of) for part in inputs),
        sources=tuple(SourceLine(source.label, url_of(source.kind, source.key)) for source in tree.sources),
    )


def value_text(value: Value, unit: str = "") -> str:
    """A value as text; money is written exactly, because an explanation must add up to the last fen."""
    if isinstance(value, Money):
        return numbers.money_text(value, "yuan")
    if isinstance(value, date):
        return numbers.date_text(value)
    if isinstance(value, Fraction):
        text = _fraction_text(value)
    else:
        text = numbers.number_text(value) if isinstance(value, int | Decimal) else str(value)
    return f"{text} {unit}".rstrip()


def _fraction_text(value: Fraction) -> str:
    """Written out where six places hold it exactly; otherwise rounded, with the exact fraction beside it."""
    if value.denominator == 1:
        return numbers.number_text(value.numerator)
    millionths = value * 1_000_000
    text = f"{Decimal(round(millionths)).scaleb(-6):,f}".rstrip("0").rstrip(".")
    return text if millionths.denominator == 1 else f"≈ {text} ({value.numerator}/{value.denominator})"
