"""What was promised first, what is promised now, what was achieved: three columns side by side."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ceyuan.core.kernel import Refused
from ceyuan.core.taskbook.book import TaskBook
from ceyuan.core.taskbook.lowering import lowers
from ceyuan.core.taskbook.schema import shape_of

# Lists inside the topics; their items are told by the keys of topic and item, "WP1 › t3".
NESTED = ("tasks", "effort")
SECTIONS = tuple(name for name, shape in shape_of(TaskBook).items() if shape.kind == "list")


@dataclass(frozen=True, slots=True)
class Row:
    """An item of a section in the first and in the present book; None where it is not in it.

    `changed` are the names of the fields that differ; `is_lowered`: less is promised now; `achieved`: what was reached.
    """

    section: str
    key: str
    label: str
    original: Any | None
    current: Any | None
    achieved: Decimal | str | None
    changed: tuple[str, ...]
    is_lowered: bool

    @property
    def kind(self) -> str:
        """same, changed, added or removed."""
        if self.original is None:
            return "added"
        if self.current is None:
            return "removed"
        return "changed" if self.changed else "same"


def three_columns(
    original: TaskBook, current: TaskBook, achieved: Mapping[str, Decimal | str | None] | None = None
) -> list[Row]:
    """The indicators side by side, in the present order, those given up last; `achieved` by key of the indicator."""
    return side_by_side("indicators", original, current, achieved)


def side_by_side(
    section: str,
    original: TaskBook,
    current: TaskBook,
    achieved: Mapping[str, Decimal | str | None] | None = None,
) -> list[Row]:
    """The items of any list of the book side by side, also `tasks` and `effort` of all topics together.

    Refused `taskbook.path_bad` for what is no list.
    """
    if section not in (*SECTIONS, *NESTED):
        raise Refused("taskbook.path_bad", path=section)
    reached = achieved or {}
    before, after = _items(section, original), _items(section, current)
    lower = _roots(section, lowers(original, current))
    return [
        Row(
            section,
            key,
            _label(after.get(key) or before[key]),
            before.get(key),
            after.get(key),
            reached.get(key),
            _changed(before.get(key), after.get(key)),
            key in lower,
        )
        for key in [*after, *(key for key in before if key not in after)]
    ]


def _items(section: str, book: TaskBook) -> dict[str, Any]:
    if section in NESTED:
        return {f"{topic.key} › {item.key}": item for topic in book.topics for item in getattr(topic, section)}
    return {item.key: item for item in getattr(book, section)}


def _roots(section: str, paths: list[str]) -> set[str]:
    start = f"{section}["
    return {path[len(start) : path.index("]")] for path in paths if path.startswith(start)}


def _changed(before: Any, after: Any) -> tuple[str, ...]:
    if before is None or after is None:
        return ()
    return tuple(name for name in shape_of(type(after)) if getattr(before, name) != getattr(after, name))


def _label(item: Any) -> str:
    for name in ("code", "name", "title", "text"):
        if label := getattr(item, name, ""):
            return str(label)
    return str(item.key)
