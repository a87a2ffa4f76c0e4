"""What the tasks and efforts of a task book can be narrowed by."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ceyuan.apps.projects import taskbook_labels
from ceyuan.apps.projects.messages import taskbooks as words
from ceyuan.kit.filters import Choice, Filters, Text


class TaskBookWorkFilters(Filters):
    """Tasks or efforts, and what became of them."""

    q = Text(_("Search"), placeholder=_("Work package, task or unit"))
    part = Choice(
        pgettext_lazy("task book", "Part"),
        choices=tuple((name, taskbook_labels.FIELDS[f"topics[].{name}"]) for name in ("tasks", "effort")),
    )
    kind = Choice(pgettext_lazy("task book", "Change"), choices=tuple(words.CHANGE_KINDS.items()))
