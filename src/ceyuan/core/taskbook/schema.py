"""What the dataclasses of the task book say about themselves: the kinds of their fields and the classes of change."""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date
from decimal import Decimal
from functools import cache
from types import MappingProxyType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from ceyuan.core.taskbook.fields import ChangeClass

Kind = Literal["text", "whole", "flag", "decimal", "date", "part", "list"]

_KINDS: Mapping[type, Kind] = MappingProxyType(
    {str: "text", int: "whole", bool: "flag", Decimal: "decimal", date: "date"}
)


@dataclass(frozen=True, slots=True)
class FieldShape:
    """One field: its kind, whether None is allowed, the class of its part or list items, choices and change classes."""

    name: str
    kind: Kind
    optional: bool
    of: Any
    choices: tuple[str, ...]
    change: ChangeClass
    whole: ChangeClass
    default: Any

    @property
    def is_record(self) -> bool:
        """Whether the part stands for a record, found by its key, and so is exchanged as a whole."""
        return self.kind == "part" and is_keyed(self.of)


def shape_of(cls: Any) -> Mapping[str, FieldShape]:
    """The fields of a dataclass of the task book, by name in their order, without the key."""
    return _shape_of(cls)


def is_keyed(cls: Any) -> bool:
    """Whether things of this class have a key."""
    return _is_keyed(cls)


@cache
def _shape_of(cls: type) -> Mapping[str, FieldShape]:
    hints = get_type_hints(cls)
    return MappingProxyType(
        {one.name: _field(one.name, hints[one.name], one) for one in fields(cls) if one.name != "key"}
    )


@cache
def _is_keyed(cls: type) -> bool:
    return any(one.name == "key" for one in fields(cls))


def _field(name: str, hint: Any, declared: Any) -> FieldShape:
    optional = get_origin(hint) in (Union, UnionType)
    inner = next(part for part in get_args(hint) if part is not type(None)) if optional else hint
    kind: Kind
    if get_origin(inner) is tuple:
        kind, of = "list", get_args(inner)[0]
    else:
        kind, of = _KINDS.get(inner, "part"), inner
    default = declared.default if declared.default is not MISSING else declared.default_factory()
    marks = declared.metadata
    return FieldShape(
        name,
        kind,
        optional,
        of,
        marks.get("choices", ()),
        marks["change"],
        marks.get("whole", marks["change"]),
        default,
    )
