"""What two task books differ in, field by field, and how one is made from the other.

A path names the place: `header.ends_on`, `indicators[i1].final` (items are found by key, so a renamed item is the same
item), `topics[WP1].tasks[t3].title`. An item added or removed is one change at `indicators[i1]`, its old or new value
None; `indicators#order` is the order of the keys. A unit or person is exchanged as a whole when its key changes.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from ceyuan.core.taskbook.book import TaskBook
from ceyuan.core.taskbook.codec import Json, told, told_value
from ceyuan.core.taskbook.fields import ChangeClass
from ceyuan.core.taskbook.lowering import lowers
from ceyuan.core.taskbook.schema import FieldShape, shape_of

ChangeKind = Literal["changed", "added", "removed", "reordered"]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: where, from what to what (JSON values), of which class. `is_lowered`: less is asked."""

    path: str
    old: Json
    new: Json
    change_class: ChangeClass
    kind: ChangeKind = "changed"
    is_lowered: bool = False

    def told(self) -> dict[str, Any]:
        """As JSON-ready mapping."""
        return {
            "path": self.path,
            "old": self.old,
            "new": self.new,
            "class": self.change_class,
            "kind": self.kind,
            "lowered": self.is_lowered,
        }

    @classmethod
    def read(cls, mapping: Mapping[str, Any]) -> "Change":
        """The change that `told` wrote down."""
        return cls(
            mapping["path"], mapping["old"], mapping["new"], mapping["class"], mapping["kind"], mapping["lowered"]
        )


def compare(old: TaskBook, new: TaskBook) -> list[Change]:
    """The differences in the order of the book; none when both are equal. `apply(old, compare(old, new)) == new`."""
    found = list(_parts(old, new, ""))
    lower = {change.path for change in found} & set(lowers(old, new))
    return [replace(change, is_lowered=True) if change.path in lower else change for change in found]


def change_class(changes: Iterable[Change]) -> ChangeClass | None:
    """The class of the whole request: the highest, A over B over C; None without changes."""
    return min((change.change_class for change in changes), default=None)


def collisions(some: Iterable[Change], others: Iterable[Change]) -> list[str]:
    """The paths that both requests touch, also where one changes a field of an item that the other takes away."""
    mine, theirs = {change.path for change in some}, {change.path for change in others}
    return sorted(
        {one for one in mine for other in theirs if one == other or _within(one, other) or _within(other, one)}
    )


def _within(path: str, higher: str) -> bool:
    return path.startswith((f"{higher}.", f"{higher}["))


def _parts(old: Any, new: Any, path: str) -> Iterator[Change]:
    prefix = f"{path}." if path else ""
    for name, shape in shape_of(type(new)).items():
        yield from _field(shape, getattr(old, name), getattr(new, name), f"{prefix}{name}")


def _field(shape: FieldShape, old: Any, new: Any, path: str) -> Iterator[Change]:
    if old == new:
        return
    if shape.kind == "list":
        yield from _items(shape, old, new, path)
    elif shape.kind == "part" and not _is_exchange(shape, old, new):
        yield from _parts(old, new, path)
    else:
        yield Change(path, told_value(old), told_value(new), _class(shape, path, new))


def _is_exchange(shape: FieldShape, old: Any, new: Any) -> bool:
    return old is None or new is None or (shape.is_record and old.key != new.key)


def _class(shape: FieldShape, path: str, new: Any) -> ChangeClass:
    # A deliverable given up is a change of what was promised; delivered or submitted is only its standing.
    if path.startswith("deliverables[") and shape.name == "state" and new == "cancelled":
        return "A"
    return shape.change


def _items(shape: FieldShape, old: tuple[Any, ...], new: tuple[Any, ...], path: str) -> Iterator[Change]:
    before, after = {item.key: item for item in old}, {item.key: item for item in new}
    for key, item in before.items():
        if key not in after:
            yield Change(f"{path}[{key}]", told(item), None, shape.whole, "removed")
    for key, item in after.items():
        if key in before:
            yield from _parts(before[key], item, f"{path}[{key}]")
        else:
            yield Change(f"{path}[{key}]", None, told(item), shape.whole, "added")
    kept = [key for key in before if key in after]
    appended = kept + [key for key in after if key not in before]
    if appended != list(after):
        yield Change(f"{path}#order", list[Any](before), list[Any](after), "C", "reordered")
