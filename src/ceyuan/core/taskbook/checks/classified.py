"""Classified projects: only code, unit, public title and the nodes are kept online, all else is filled in offline."""

from collections.abc import Iterator
from typing import Any

from ceyuan.core.taskbook.book import Header, TaskBook
from ceyuan.core.taskbook.findings import Finding
from ceyuan.core.taskbook.parts import Milestone
from ceyuan.core.taskbook.schema import shape_of

_ON_THE_COVER = frozenset({"number", "project_code", "secrecy", "title", "lead_unit", "currency"})


def classified(book: TaskBook) -> Iterator[Finding]:
    """`taskbook.classified_content` at every place that holds what must not be here."""
    kept = public_part(book)
    for name, shape in shape_of(TaskBook).items():
        if shape.kind == "list":
            for item, allowed in _paired(getattr(book, name), getattr(kept, name)):
                if item != allowed:
                    yield Finding("taskbook.classified_content", f"{name}[{item.key}]")
        else:
            yield from _fields(getattr(book, name), getattr(kept, name), name)


def public_part(book: TaskBook) -> TaskBook:
    """What may be kept of a classified project: number, code, class, public title, unit, the nodes without content."""
    cover = Header(**{name: getattr(book.header, name) for name in _ON_THE_COVER})
    return TaskBook(header=cover, milestones=tuple(Milestone(one.key) for one in book.milestones))


def _fields(part: Any, allowed: Any, path: str) -> Iterator[Finding]:
    for name in shape_of(type(part)):
        if getattr(part, name) != getattr(allowed, name):
            yield Finding("taskbook.classified_content", f"{path}.{name}")


def _paired(items: tuple[Any, ...], kept: tuple[Any, ...]) -> Iterator[tuple[Any, Any]]:
    allowed = {item.key: item for item in kept}
    for item in items:
        yield item, allowed.get(item.key)
