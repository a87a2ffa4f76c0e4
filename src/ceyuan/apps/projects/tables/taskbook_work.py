"""Lists: tasks and efforts of a task book, as agreed first and as agreed now."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ceyuan.apps.projects import taskbook_labels
from ceyuan.apps.projects.messages import taskbooks as words
from ceyuan.apps.projects.taskbook_words import value_text
from ceyuan.kit.columns import Column
from ceyuan.kit.tables import Table

_TONES = {"changed": "warn", "added": "good", "removed": "bad", "same": "neutral"}


def _field(side: str, name: str) -> Callable[[Any], str]:
    def told(row: Any) -> str:
        item = getattr(row, side)
        value = getattr(item, name, None)
        return "" if value is None else value_text(f"topics[x].{row.section}[x].{name}", value)

    return told


def _unit(side: str) -> Callable[[Any], str]:
    def told(row: Any) -> str:
        item = getattr(row, side)
        if row.section == "effort":
            return item.key if item else ""
        return item.unit.name if item and item.unit else ""

    return told


class TaskBookWorkTable(Table):
    """任务与人月对照."""

    caption = _("Tasks and person-months")
    default_sort = "item"
    columns = (
        Column(
            "key",
            pgettext_lazy("task book", "Item"),
            "link",
            sort="item",
            url=lambda row: f"history?{urlencode({'item': row.key})}",
        ),
        Column(
            "part",
            pgettext_lazy("task book", "Part"),
            value=lambda row: taskbook_labels.FIELDS[f"topics[].{row.section}"],
            priority=3,
        ),
        Column("title", _("Title"), value=lambda row: getattr(row.current or row.original, "title", ""), wide=True),
        Column("unit_first", _("Unit, original"), value=_unit("original"), priority=2),
        Column("unit_now", _("Unit, current"), value=_unit("current"), priority=2),
        Column("months_first", _("Person-months, original"), value=_field("original", "person_months")),
        Column("months_now", _("Person-months, current"), value=_field("current", "person_months")),
        Column("phases_first", _("Phases, original"), value=_field("original", "phases"), priority=3),
        Column("phases_now", _("Phases, current"), value=_field("current", "phases"), priority=3),
        Column(
            "kind",
            pgettext_lazy("task book", "Change"),
            "badge",
            value=lambda row: row.kind,
            labels=words.CHANGE_KINDS,
            tones=_TONES,
        ),
    )
