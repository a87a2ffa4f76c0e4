"""The task book as JSON and back: dates and decimals as text, one canonical spelling, one fingerprint."""

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from ceyuan.core.kernel import Invalid, Reason
from ceyuan.core.taskbook.book import TaskBook
from ceyuan.core.taskbook.schema import FieldShape, is_keyed, shape_of

Json = None | bool | int | str | list[Any] | dict[str, Any]
Part = TypeVar("Part")

KEY = re.compile(r"[^\[\]\s]{1,80}")
_DECIMAL = re.compile(r"-?\d{1,24}(\.\d{1,12})?")
# No database keeps a NUL in a text, and half a character cannot be written as UTF-8.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_LONGEST_TEXT = 100_000
_LARGEST_WHOLE = 10**18


def read(mapping: object) -> TaskBook:
    """The task book that `told` wrote down; what is missing has its default, so drafts may be incomplete.

    Raises Invalid with the path of every fault: `taskbook.not_a_mapping`, `.not_a_list`, `.not_text`,
    `.not_a_whole_number`, `.not_a_number`, `.not_a_date`, `.not_a_flag`, `.not_a_choice`, `.unknown_field`,
    `.key_missing`, `.key_bad`, `.key_twice`, `.text_too_long`, `.text_unreadable`.
    """
    return read_part(TaskBook, mapping)


def read_part(cls: type[Part], mapping: object, path: str = "") -> Part:
    """One part (header, an indicator ...) from its mapping; raises Invalid like `read`."""
    faults: dict[str, list[Reason]] = {}
    part = _part(cls, mapping, path, faults)
    if faults:
        raise Invalid(faults)
    return part


def told(part: object) -> dict[str, Any]:
    """The book or one of its parts as JSON-ready mapping, every field named."""
    shape = shape_of(type(part))
    keyed = {"key": part.key} if is_keyed(type(part)) else {}  # type: ignore[attr-defined]
    return {**keyed, **{name: told_value(getattr(part, name)) for name in shape}}


def told_value(value: Any) -> Json:
    """A value of a field as JSON-ready value."""
    match value:
        case None | bool() | int() | str():
            return value
        case Decimal():
            return decimal_text(value)
        case date():
            return value.isoformat()
        case tuple():
            return [told(item) for item in value]
        case _:
            return told(value)


def decimal_text(value: Decimal) -> str:
    """One spelling for equal numbers: no exponent, no trailing zeros."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def canonical(book: TaskBook, version: int | None = None) -> bytes:
    """UTF-8 JSON with sorted names and no spaces; with `version` the number of the version is part of it."""
    record: dict[str, Any] = {"book": told(book)}
    if version is not None:
        record["version"] = version
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def data_hash(book: TaskBook, version: int | None = None) -> str:
    """SHA-256 of the canonical JSON, hexadecimal: what a signature binds to the print."""
    return hashlib.sha256(canonical(book, version)).hexdigest()


def read_value(shape: FieldShape, value: object, path: str, faults: dict[str, list[Reason]]) -> Any:
    """The value of a field; faults are noted under their path and the default is taken."""
    if value is None and shape.optional:
        return None
    if shape.kind == "list":
        return _items(shape.of, value, path, faults)
    if shape.kind == "part":
        return _part(shape.of, value, path, faults)
    reason, found = _SCALARS[shape.kind](value)
    if reason is None and shape.choices and found not in shape.choices:
        reason = Reason("taskbook.not_a_choice", {"value": str(value), "choices": list(shape.choices)})
    if reason is not None:
        faults.setdefault(path, []).append(reason)
        return shape.default
    return found


def _part(cls: type[Part], value: object, path: str, faults: dict[str, list[Reason]]) -> Part:
    if isinstance(value, cls):
        return value
    if not isinstance(value, Mapping):
        faults.setdefault(path, []).append(Reason("taskbook.not_a_mapping"))
        return cls(**({"key": "?"} if is_keyed(cls) else {}))
    shape = shape_of(cls)
    prefix = f"{path}." if path else ""
    taken: dict[str, Any] = {}
    if is_keyed(cls):
        taken["key"] = _key(value.get("key"), path, faults)
    for name in value:
        if name not in shape and not (name == "key" and is_keyed(cls)):
            faults.setdefault(f"{prefix}{name}", []).append(Reason("taskbook.unknown_field", {"field": str(name)}))
    for name, one in shape.items():
        if name in value:
            taken[name] = read_value(one, value[name], f"{prefix}{name}", faults)
    return cls(**taken)


def _key(value: object, path: str, faults: dict[str, list[Reason]]) -> str:
    if value is None or value == "":
        faults.setdefault(path, []).append(Reason("taskbook.key_missing"))
    elif not isinstance(value, str) or not KEY.fullmatch(value):
        faults.setdefault(path, []).append(Reason("taskbook.key_bad", {"key": str(value)}))
    else:
        return value
    return "?"


def _items(cls: type[Part], value: object, path: str, faults: dict[str, list[Reason]]) -> tuple[Part, ...]:
    if not isinstance(value, list | tuple):
        faults.setdefault(path, []).append(Reason("taskbook.not_a_list"))
        return ()
    items: dict[str, Part] = {}
    for number, one in enumerate(value, start=1):
        key = one.get("key") if isinstance(one, Mapping) else getattr(one, "key", None)
        name = str(key or number)
        item = _part(cls, one, f"{path}[{name}]", faults)
        if name in items:
            faults.setdefault(path, []).append(Reason("taskbook.key_twice", {"key": name}))
        items[name] = item
    return tuple(items.values())


def _text(value: object) -> tuple[Reason | None, Any]:
    if not isinstance(value, str):
        return Reason("taskbook.not_text"), ""
    if _UNSTORABLE.search(value):
        return Reason("taskbook.text_unreadable"), ""
    if len(value) > _LONGEST_TEXT:
        return Reason("taskbook.text_too_long", {"length": len(value), "most": _LONGEST_TEXT}), ""
    return None, value


def _whole(value: object) -> tuple[Reason | None, Any]:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > _LARGEST_WHOLE:
        return Reason("taskbook.not_a_whole_number", {"value": str(value)[:80]}), 0
    return None, value


def _flag(value: object) -> tuple[Reason | None, Any]:
    return (
        (None, value) if isinstance(value, bool) else (Reason("taskbook.not_a_flag", {"value": str(value)[:80]}), None)
    )


def _decimal(value: object) -> tuple[Reason | None, Any]:
    text = format(value, "f") if isinstance(value, Decimal) else value
    if isinstance(text, str) and _DECIMAL.fullmatch(text):
        try:
            return None, Decimal(decimal_text(Decimal(text)))
        except InvalidOperation:
            pass
    return Reason("taskbook.not_a_number", {"value": str(value)[:80]}), Decimal(0)


def _date(value: object) -> tuple[Reason | None, Any]:
    if isinstance(value, date):
        return None, value
    try:
        return None, date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        return Reason("taskbook.not_a_date", {"value": str(value)[:80]}), None


_SCALARS = {"text": _text, "whole": _whole, "flag": _flag, "decimal": _decimal, "date": _date}
