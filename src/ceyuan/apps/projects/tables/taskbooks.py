"""Lists: task books."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.projects.messages import taskbooks as words
from ceyuan.apps.projects.naming import name_of, title_of
from ceyuan.kit.columns import Column
from ceyuan.kit.tables import Table


def book_url(book: Any) -> str:
    """The page of a task book."""
    return reverse("projects:taskbook", args=[book.project.code])


class TaskBookTable(Table):
    """任务书."""

    caption = _("Task books")
    default_sort = "due"
    columns = (
        Column("number", _("Task book number"), "code", sort="number", url=book_url),
        Column("title", _("Title"), "link", sort="title", value=lambda b: title_of(b.project), url=book_url, wide=True),
        Column("unit", _("Lead unit"), value=lambda b: name_of(b.project.lead_unit), priority=2),
        Column(
            "state",
            _("State"),
            "badge",
            value=lambda b: b.state,
            labels=words.VERSION_STATES,
            tones=words.VERSION_TONES,
            priority=1,
        ),
        Column("version", _("Version"), "number", value=lambda b: b.version_number, priority=3),
        Column("errors", _("Findings"), "number", value=lambda b: b.errors, priority=3),
        Column("lowered", _("Lowered indicators"), "number", sort="lowered", value=lambda b: b.lowered, priority=2),
        Column("due_on", _("To be signed by"), "date", sort="due", priority=2),
    )
