"""Lists: the changes of a task book."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ceyuan.apps.projects import taskbook_labels
from ceyuan.apps.projects.messages import taskbooks as words
from ceyuan.apps.projects.taskbook_words import value_text
from ceyuan.kit.columns import Column
from ceyuan.kit.tables import Table


def _field(line: Any) -> str:
    path = line.change.path
    return "" if path.endswith("]") and path.count("[") <= line.item.count(" › ") + 1 else str(_label(path))


def _label(path: str) -> Any:
    return taskbook_labels.field_label(path.rpartition("[")[0] if path.endswith("]") else path.removesuffix("#order"))


def _value(line: Any, value: Any) -> str:
    return value_text(line.change.path, value, line.currency)


class TaskBookHistoryTable(Table):
    """变更明细."""

    caption = _("Changes in force")
    default_sort = "-day"
    columns = (
        Column("day", _("Day"), "date", sort="day"),
        Column(
            "order",
            _("Change order"),
            "code",
            sort="order",
            value=lambda line: f"#{line.order_number}",
            url=lambda line: reverse("projects:change_order", args=[line.order_id]),
        ),
        Column(
            "part",
            pgettext_lazy("task book", "Part"),
            value=lambda line: taskbook_labels.section_label(line.part),
            priority=2,
        ),
        Column(
            "item",
            pgettext_lazy("task book", "Item"),
            "link",
            sort="item",
            value=lambda line: line.item or "–",
            url=lambda line: f"?{urlencode({'item': line.item, 'part': line.part})}",
        ),
        Column("field", _("Field"), value=_field, priority=2),
        Column("old", _("Before"), value=lambda line: _value(line, line.change.old), wide=True),
        Column("new", _("After"), value=lambda line: _value(line, line.change.new), wide=True),
        Column(
            "kind",
            pgettext_lazy("task book", "Change"),
            "text",
            value=lambda line: words.CHANGE_KINDS[line.change.kind],
            priority=3,
        ),
        Column(
            "class",
            pgettext_lazy("task book", "Class"),
            "badge",
            value=lambda line: line.change.change_class,
            labels=words.CLASSES,
            tones=words.CLASS_TONES,
            priority=2,
        ),
        Column("grounds", pgettext_lazy("task book", "Grounds"), priority=3),
    )
