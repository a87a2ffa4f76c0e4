"""The place in a task book that an address names; 404 where there is none."""

from typing import Any

from django.http import Http404

from ceyuan.core.kernel.verdict import Refused
from ceyuan.core.taskbook import TaskBook
from ceyuan.core.taskbook.paths import split
from ceyuan.core.taskbook.schema import shape_of


def part_at(book: TaskBook, path: str) -> Any:
    """The part, item or list of the book at a path; 404 where there is none."""
    found: Any = book
    try:
        for step in split(path):
            found = (
                next((one for one in found if one.key == step.name), None) if step.is_key else getattr(found, step.name)
            )
    except (AttributeError, TypeError, Refused):
        raise Http404 from None
    if found is None:
        raise Http404
    return found


def class_at(path: str) -> Any:
    """The class of the items of the list at a path; 404 where there is no list."""
    cls: Any = TaskBook
    try:
        for step in split(path):
            cls = cls if step.is_key else shape_of(cls)[step.name].of
    except (KeyError, Refused, TypeError):
        raise Http404 from None
    return cls
