"""The history of a task book field by field, and what did not fit together in a plan that was taken over."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.projects.filters.taskbook_history import TaskBookHistoryFilters
from ceyuan.apps.projects.filters.taskbook_work import TaskBookWorkFilters
from ceyuan.apps.projects.naming import title_of
from ceyuan.apps.projects.selectors import taskbook_history, taskbook_work, taskbooks
from ceyuan.apps.projects.services.workplan.inconsistencies import reason_of
from ceyuan.apps.projects.tables.taskbook_history import TaskBookHistoryTable
from ceyuan.apps.projects.tables.taskbook_work import TaskBookWorkTable
from ceyuan.kit.reasons import reason_text
from ceyuan.kit.tables import Empty
from ceyuan.kit.views import Action, Crumb, ListView

from .on_project import OfTheLeader
from .taskbook_list import list_crumb


class OfTaskBookView(OfTheLeader, ListView):
    """A list about the task book of one project; not found where the book is not within reach."""

    permission = taskbooks.PERMISSION

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        book = taskbooks.book_of(self.actor, kwargs["code"])
        if book is None:
            raise Http404
        self.book = book
        return super().get(request, **kwargs)

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [list_crumb(), Crumb(self.book.number, reverse("projects:taskbook", args=[self.book.project.code]))]

    def door(self, label: Any, name: str, icon: str) -> Action:
        """The way to another page about the same book."""
        return Action(label, reverse(f"projects:{name}", args=[self.book.project.code]), icon)


class TaskBookHistoryView(OfTaskBookView):
    """变更履历."""

    template_name = "projects/taskbook_history.html"
    table, filters = TaskBookHistoryTable, TaskBookHistoryFilters
    selector = staticmethod(taskbook_history.listing)
    empty = Empty(_("No change yet"), _("A change stands here once its order has come into force."))
    export_name = "task-book-changes"

    def page_title(self, **context: Any) -> str:
        return gettext("Changes: %(project)s") % {"project": title_of(self.book.project)}

    def actions(self, **context: Any) -> list[Action]:
        return [
            self.door(_("Original and current"), "taskbook_columns", "columns"),
            self.door(_("Tasks and person-months"), "taskbook_work", "list-details"),
        ]

    def more(self, listing: Any, filters: Any) -> dict[str, Any]:
        told = self.book.project.facts.get("workplan", {}).get("inconsistencies", [])
        return {"inconsistencies": [(one["count"], reason_text(reason_of(one))) for one in told]}


class TaskBookWorkView(OfTaskBookView):
    """任务与人月对照."""

    table, filters = TaskBookWorkTable, TaskBookWorkFilters
    selector = staticmethod(taskbook_work.listing)
    empty = Empty(_("Nothing to compare"), _("Tasks and person-months stand here once a version is in force."))
    export_name = "task-book-work"

    def page_title(self, **context: Any) -> str:
        return gettext("Tasks and person-months: %(project)s") % {"project": title_of(self.book.project)}

    def actions(self, **context: Any) -> list[Action]:
        return [
            self.door(_("Original and current"), "taskbook_columns", "columns"),
            self.door(_("Changes in force"), "taskbook_history", "history"),
        ]
