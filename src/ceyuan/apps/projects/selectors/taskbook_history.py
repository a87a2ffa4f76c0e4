"""What became of each field of a task book: every change that came into force, with its order."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.projects.models import ChangeOrder
from ceyuan.apps.projects.selectors import taskbooks
from ceyuan.core.taskbook import Change, section
from ceyuan.kit.listing import SequenceListing

_KEYS = re.compile(r"\[([^\[\]]+)\]")
# A topic holds tasks and efforts, which have a history of their own; partners belong to their task.
_OWN_ITEM = re.compile(r"^(topics\[[^\[\]]+\]\.(?:tasks|effort)\[[^\[\]]+\]|[a-z_.]+\[[^\[\]]+\])")


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A change that is in force: the day, the order, the item it is about by its keys, and the values as kept."""

    day: date | None
    order_id: int
    order_number: int
    order_class: str
    grounds: str
    part: str
    item: str
    change: Change
    currency: str


def listing(actor: Actor, filters: Mapping[str, Any], sort: str = "-day") -> SequenceListing:
    """The changes of the task book of the project `code`; filters q, part, kind, change_class, item."""
    lines = [line for line in lines_of(actor, str(filters["code"])) if _fits(line, filters)]
    lines.sort(key=_ORDERS[sort.removeprefix("-")], reverse=sort.startswith("-"))
    return SequenceListing(lines)


def lines_of(actor: Actor, code: str) -> Iterator[ChangeLine]:
    """All changes in force of a task book within reach, in the order in which they were made."""
    book = taskbooks.book_of(actor, code)
    if book is None:
        return
    orders = ChangeOrder.objects.filter(task_book=book, state="in_force").order_by("number")
    for order in orders:
        for told in order.changes:
            change = Change.read(told)
            yield ChangeLine(
                order.decided_on or order.asked_on,
                order.pk,
                order.number,
                order.change_class,
                order.grounds,
                section(change.path),
                item_of(change.path),
                change,
                book.project.currency,
            )


def item_of(path: str) -> str:
    """The item that a path lies in, by its keys: `topics[WP1].tasks[x].title` -> `WP1 › x`; "" outside of lists."""
    found = _OWN_ITEM.match(path)
    return " › ".join(_KEYS.findall(found[0])) if found else ""


def _fits(line: ChangeLine, filters: Mapping[str, Any]) -> bool:
    change = line.change
    if (part := filters.get("part")) and line.part != part:
        return False
    if (kind := filters.get("kind")) and change.kind != kind:
        return False
    if (wanted := filters.get("change_class")) and change.change_class != wanted:
        return False
    if (item := filters.get("item")) and line.item != str(item):
        return False
    if q := filters.get("q"):
        told = f"{line.item} {line.grounds} {change.old} {change.new}".lower()
        return str(q).lower() in told
    return True


_ORDERS: Mapping[str, Any] = {
    "day": lambda line: (line.day or date.min, line.order_number),
    "order": lambda line: line.order_number,
    "item": lambda line: (line.part, line.item, line.order_number),
}
