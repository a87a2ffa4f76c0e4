"""What the changes of a task book can be narrowed by."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ceyuan.apps.projects import taskbook_labels
from ceyuan.apps.projects.messages import taskbooks as words
from ceyuan.kit.filters import Choice, Filters, Text

_KINDS = tuple((kind, label) for kind, label in words.CHANGE_KINDS.items() if kind != "same")


class TaskBookHistoryFilters(Filters):
    """One item, one part, one class."""

    q = Text(_("Search"), placeholder=_("Item, commit or value"))
    part = Choice(pgettext_lazy("task book", "Part"), choices=tuple(taskbook_labels.SECTIONS.items()))
    change_class = Choice(pgettext_lazy("task book", "Class"), choices=tuple(words.CLASSES.items()))
    kind = Choice(pgettext_lazy("task book", "Change"), choices=_KINDS)
    item = Text(pgettext_lazy("task book", "Item"))
