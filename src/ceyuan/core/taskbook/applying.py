"""Carrying changes over into a task book."""

from collections.abc import Iterable
from typing import Any

from ceyuan.core.kernel import Refused
from ceyuan.core.taskbook.book import TaskBook
from ceyuan.core.taskbook.changes import Change
from ceyuan.core.taskbook.codec import Json, read, told
from ceyuan.core.taskbook.paths import Step, split


def apply(book: TaskBook, changes: Iterable[Change]) -> TaskBook:
    """The book with the changes carried out in their order.

    Refused: `taskbook.change_stale` where the book no longer holds what the change starts from, so that no later act is
    overwritten; `taskbook.change_lost` where the place is gone. Invalid where a new value does not fit its field.
    """
    tree: dict[str, Any] = told(book)
    for change in changes:
        _carry_out(tree, change)
    return read(tree)


def value_at(book: TaskBook, path: str) -> Json:
    """The JSON value at a path; Refused `taskbook.change_lost` where there is none."""
    tree: Any = told(book)
    for step in split(path):
        tree = _down(tree, step, path)
    return tree  # type: ignore[no-any-return]


def _carry_out(tree: Any, change: Change) -> None:
    path, ordering = change.path.removesuffix("#order"), change.kind == "reordered"
    *way, last = split(path)
    for step in way:
        tree = _down(tree, step, change.path)
    if ordering:
        _reorder(_down(tree, last, change.path), change)
    elif last.is_key:
        _exchange(tree, last.name, change)
    else:
        if not isinstance(tree, dict) or last.name not in tree:
            raise Refused("taskbook.change_lost", path=change.path)
        _expect(tree[last.name], change)
        tree[last.name] = change.new


def _down(tree: Any, step: Step, path: str) -> Any:
    if step.is_key and isinstance(tree, list):
        for item in tree:
            if item["key"] == step.name:
                return item
    elif not step.is_key and isinstance(tree, dict) and step.name in tree:
        return tree[step.name]
    raise Refused("taskbook.change_lost", path=path)


def _exchange(items: list[Any], key: str, change: Change) -> None:
    place = next((number for number, item in enumerate(items) if item["key"] == key), None)
    _expect(None if place is None else items[place], change)
    if place is not None:
        del items[place]
    if change.new is not None:
        items.insert(len(items) if place is None else place, change.new)


def _reorder(items: list[Any], change: Change) -> None:
    wanted = change.new if isinstance(change.new, list) else []
    if sorted(item["key"] for item in items) != sorted(wanted):
        raise Refused("taskbook.change_stale", path=change.path)
    items.sort(key=lambda item: wanted.index(item["key"]))


def _expect(present: Json, change: Change) -> None:
    if present != change.old:
        raise Refused("taskbook.change_stale", path=change.path)
