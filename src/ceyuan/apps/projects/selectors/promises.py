"""What the task book promised first, by the key of the indicator."""

from collections.abc import Mapping

from ceyuan.apps.projects.models import Project, TaskBook
from ceyuan.core.taskbook.parts import Indicator

from . import taskbooks

_SIGNS = {"at_least": "≥", "at_most": "≤", "equal": "=", "range": ""}


def original(project: Project) -> Mapping[str, str]:
    """The indicators of the first agreed version, each in one line; empty without a task book."""
    book = TaskBook.objects.filter(project=project).first()
    version = taskbooks.first_binding(book) if book else None
    if version is None:
        return {}
    return {one.key: line(one) for one in taskbooks.wording(version).indicators}


def line(one: Indicator) -> str:
    """A promise in one line: sign, value, unit; the words of a quality; the day of a milestone."""
    if one.kind == "milestone" and one.due_on:
        return one.due_on.isoformat()
    if one.final is None:
        return one.final_text
    upper = f"–{one.final_to:f}" if one.direction == "range" and one.final_to is not None else ""
    return f"{_SIGNS[one.direction]} {one.final:f}{upper} {one.unit_of_measure}".strip()
