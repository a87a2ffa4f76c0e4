"""A value that explains itself: the tree of formulas, inputs and sources that it came from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from ceyuan.core.kernel.money import Money

Value = Money | int | Fraction | Decimal | str | date


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value is recorded: the `kind` of record, its `key` and the `label` to show, for instance
    ("projects.project", "4711", "2023-AL-07")."""

    kind: str
    key: str
    label: str

    def to_dict(self) -> dict[str, str]:
        """As JSON-ready mapping."""
        return {"kind": self.kind, "key": self.key, "label": self.label}


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value taken as it is: `name` is the code of what it stands for, `sources` are the records that hold it."""

    value: Value
    name: str
    sources: tuple[Source, ...] = ()
    unit: str = ""

    def __post_init__(self) -> None:
        _check(self.name, self.value, self.sources)

    def to_dict(self) -> dict[str, Any]:
        """{"name", "value", "unit", "sources"}, JSON-ready."""
        return {"name": self.name, **_described(self.value, self.unit, self.sources)}

    def walk(self) -> "Iterator[Leaf | Explained]":
        """Itself."""
        yield self


@dataclass(frozen=True, slots=True)
class Explained:
    """A computed value: `formula_code` names the formula (worded by `messages.py`), `inputs` are what went into it.

    `unit` is a code such as "person" or "ppm"; money carries its currency itself. Equal when the whole trees are equal.
    """

    value: Value
    formula_code: str
    inputs: "tuple[Explained | Leaf, ...]" = ()
    sources: tuple[Source, ...] = ()
    unit: str = ""

    def __post_init__(self) -> None:
        _check(self.formula_code, self.value, self.sources)
        if not isinstance(self.inputs, tuple) or not all(isinstance(part, Explained | Leaf) for part in self.inputs):
            raise TypeError(
                f"{self.formula_code}: inputs are a tuple of Explained and Leaf; wrap plain values in Leaf."
            )

    def to_dict(self) -> dict[str, Any]:
        """{"formula", "value", "unit", "sources", "inputs"}, JSON-ready; money is {"minor", "currency"}."""
        described = _described(self.value, self.unit, self.sources)
        return {"formula": self.formula_code, **described, "inputs": [part.to_dict() for part in self.inputs]}

    def walk(self) -> "Iterator[Leaf | Explained]":
        """The leaves from left to right: what was not computed from anything else in the tree."""
        waiting: list[Leaf | Explained] = [self]
        while waiting:
            part = waiting.pop()
            if isinstance(part, Explained) and part.inputs:
                waiting.extend(reversed(part.inputs))
            else:
                yield part


def _check(code: str, value: object, sources: object) -> None:
    if not code:
        raise ValueError("An explained value needs a code: the name of its formula or of what it stands for.")
    if isinstance(value, bool | datetime) or not isinstance(value, Value):
        raise TypeError(f"{code}: {value!r} cannot be explained; use Money, int, Fraction, Decimal, text or a date.")
    if not isinstance(sources, tuple) or not all(isinstance(source, Source) for source in sources):
        raise TypeError(f"{code}: sources are a tuple of Source.")


def _described(value: Value, unit: str, sources: tuple[Source, ...]) -> dict[str, Any]:
    return {"value": _json_ready(value), "unit": unit, "sources": [source.to_dict() for source in sources]}


def _json_ready(value: Value) -> int | str | Mapping[str, int | str]:
    match value:
        case Money():
            return {"minor": value.minor, "currency": value.currency}
        case Fraction():
            return {"numerator": value.numerator, "denominator": value.denominator}
        case Decimal():
            # A text, because a JSON number would be read back as a float.
            return {"decimal": str(value)}
        case date():
            return {"date": value.isoformat()}
        case _:
            return value
