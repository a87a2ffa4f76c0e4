"""Tasks and person-months of a task book as they were agreed first and as they are agreed now."""

from collections.abc import Mapping
from typing import Any

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.projects.selectors import taskbooks
from ceyuan.core.taskbook.columns import NESTED, Row, side_by_side
from ceyuan.kit.listing import SequenceListing


def listing(actor: Actor, filters: Mapping[str, Any], sort: str = "item") -> SequenceListing:
    """The rows of the project `code`, none while no version binds; filters q, part (tasks or effort), kind."""
    book = taskbooks.book_of(actor, str(filters["code"]))
    first = taskbooks.first_binding(book) if book else None
    now = taskbooks.in_force(book) if book else None
    if first is None or now is None:
        return SequenceListing([])
    original, current = taskbooks.wording(first), taskbooks.wording(now)
    parts = [str(filters["part"])] if filters.get("part") in NESTED else NESTED
    rows = [row for part in parts for row in side_by_side(part, original, current) if _fits(row, filters)]
    rows.sort(key=lambda row: (row.section != "tasks", row.key), reverse=sort.startswith("-"))
    return SequenceListing(rows)


def _fits(row: Row, filters: Mapping[str, Any]) -> bool:
    if (kind := filters.get("kind")) and row.kind != kind:
        return False
    title = getattr(row.current or row.original, "title", "")
    return str(filters.get("q") or "").lower() in f"{row.key} {row.label} {title}".lower()
