"""The place in a task book that an address names; 404 where there is none."""

from typing import Any

from django.http import Http404

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.projects.models import TaskBookVersion
from ceyuan.apps.projects.policies.taskbooks import may_draft
from ceyuan.apps.projects.selectors import taskbooks as selectors
from ceyuan.core.kernel.verdict import Refused
from ceyuan.core.taskbook import TaskBook, holder
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


def part_or_none(book: TaskBook, path: str) -> Any:
    """The part at a path, or None where the line has been taken out; 404 where a task book has no such place at all."""
    class_at(path)
    try:
        return part_at(book, path)
    except Http404:
        return None


def class_at(path: str) -> Any:
    """The class of the items of the list at a path; 404 where there is no list."""
    cls: Any = TaskBook
    try:
        for step in split(path):
            cls = cls if step.is_key else shape_of(cls)[step.name].of
    except (KeyError, Refused, TypeError):
        raise Http404 from None
    return cls


def may_edit(actor: Actor, one: TaskBookVersion) -> bool:
    """Whether the draft can be written by this actor now."""
    order_open = one.change_order is None or one.change_order.state == "drafting"
    return one.state == "draft" and order_open and bool(may_draft(actor, one.task_book.project))


def draft_of(actor: Actor, pk: int, *, writes: bool) -> TaskBookVersion:
    """The draft to be written; 404 for what the actor must not know or not write.

    Who `writes` into what has been offered meanwhile is told so by the service instead of losing what was typed.
    """
    found = selectors.version(actor, pk)
    if found is None:
        raise Http404
    may_come_back = writes and bool(may_draft(actor, found.task_book.project))
    if not may_edit(actor, found) and not may_come_back:
        raise Http404
    return found


def around_of(path: str) -> str:
    """The item with an editor of its own around a place; "" where the place stands directly on the page of the book."""
    try:
        around = holder(path)
    except Refused:
        raise Http404 from None
    return around if around.endswith("]") else ""
