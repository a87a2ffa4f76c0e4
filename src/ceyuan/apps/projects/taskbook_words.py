"""Values of a task book as people read them: money with its unit, shares in per cent, choices and names in words."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from ceyuan.apps.projects import taskbook_labels
from ceyuan.core.kernel.money import Money
from ceyuan.core.taskbook import TaskBook, plain
from ceyuan.core.taskbook.codec import decimal_text
from ceyuan.core.taskbook.paths import split
from ceyuan.core.taskbook.schema import shape_of
from ceyuan.kit.numbers import money_text

# A value of this many signs is cut where it stands in a table of differences.
_LONG = 400


def value_text(path: str, value: Any, currency: str = "CNY") -> str:
    """A value at a path, taken from the book or from its JSON, in the reader's language."""
    name = path.rpartition(".")[2]
    if value is None or value in ("", [], ()):
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name.endswith("_minor") and isinstance(value, int):
        return money_text(Money(value, currency), "yuan")
    if name.endswith("_ppm") and isinstance(value, int):
        return percent(value)
    if isinstance(value, str):
        return str(taskbook_labels.choices(path).get(value, value))[:_LONG]
    return _other(path, value, currency)


def percent(ppm: int) -> str:
    """A share in parts per million as per cent."""
    text = format(Decimal(ppm) / 10_000, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) + " %"


def _other(path: str, value: Any, currency: str) -> str:
    if isinstance(value, int | Decimal):
        return decimal_text(value) if isinstance(value, Decimal) else str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return _mapping(path, value, currency)
    if isinstance(value, list | tuple):
        return "；".join(filter(None, (value_text(f"{path}[x]", one, currency) for one in value)))[:_LONG]
    return _named(path, value, currency)


def _mapping(path: str, value: dict[str, Any], currency: str) -> str:
    """An item of a list as it stands in a change: its telling fields, one after the other."""
    if set(value) == {"key", "name"}:
        return str(value["name"] or value["key"])
    told = (
        f"{taskbook_labels.field_label(f'{path}.{name}')} {text}"
        for name, one in value.items()
        if name != "key" and (text := value_text(f"{path}.{name}", one, currency))
    )
    return "；".join(told)[:_LONG]


def _named(path: str, value: Any, currency: str) -> str:
    shape = shape_of(type(value))
    if set(shape) == {"name"}:
        return str(value.name or value.key)
    texts = (value_text(f"{path}.{name}", getattr(value, name), currency) for name in shape)
    first = [text for text in texts if text]
    key = getattr(value, "key", "")
    return f"{key} {' '.join(first)}".strip()[:_LONG]


def place(path: str, *books: TaskBook) -> str:
    """Where a path leads, in words: section or list, the item by its name, the list inside it, the field."""
    bare = path.removesuffix("#order")
    section, _dot, _field = bare.partition(".")
    words = [] if _names_itself(bare) else [str(taskbook_labels.section_label(section))]
    walked = ""
    for step in split(bare):
        if step.is_key:
            words.append(next(filter(None, (_item(book, walked, step.name) for book in books)), step.name))
        walked = f"{walked}[{step.name}]" if step.is_key else f"{walked}.{step.name}".removeprefix(".")
        if not step.is_key and walked not in _UNNAMED:
            words.append(str(taskbook_labels.field_label(walked)))
    return " · ".join(dict.fromkeys(words))


_UNNAMED = frozenset({"header", "content", "budget"})


def _names_itself(path: str) -> bool:
    """A list that stands in a part of another name but is known by its own."""
    return "[" in path or ("." not in path and path not in _UNNAMED)


def _item(book: TaskBook, where: str, key: str) -> str:
    """The name of the item with this key in the list at a path of this book; "" where there is none."""
    part: Any = book
    for step in split(where):
        if part is None:
            return ""
        found = [one for one in part if one.key == step.name] if step.is_key else [getattr(part, step.name)]
        part = found[0] if found else None
    item = next((one for one in part or () if one.key == key), None)
    if words := taskbook_labels.KEY_CHOICES.get(plain(where)):
        return str(words[key]) if key in words else taskbook_labels.key_text(where, key)
    if item is None:
        return ""
    known = next((str(text) for name in ("name", "title", "text") if (text := getattr(item, name, ""))), key)
    return known[:60]
