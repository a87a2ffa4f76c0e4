"""The list of projects and the list of results."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ceyuan.apps.projects import selectors
from ceyuan.apps.projects.filters import ProjectFilters, ResultFilters
from ceyuan.apps.projects.tables import ProjectTable, ResultTable
from ceyuan.kit.tables import Empty
from ceyuan.kit.views import ListView


def _projects(actor: Any, filters: Any, sort: str) -> Any:
    return selectors.listing(actor, filters, sort)


def _results(actor: Any, filters: Any, sort: str) -> Any:
    return selectors.result_listing(actor, filters, sort)


class ProjectListView(ListView):
    """项目台账."""

    permission = selectors.PERMISSION
    title = _("Projects")
    table = ProjectTable
    filters = ProjectFilters
    stamp = staticmethod(selectors.stamp)
    selector = staticmethod(_projects)
    export_name = "projects"
    empty = Empty(
        _("No projects yet"),
        _("Projects come in with a delivery: take a portfolio or a workbook under Data intake."),
    )


class ResultListView(ListView):
    """What came out of the projects."""

    permission = selectors.PERMISSION
    title = _("Results")
    table = ResultTable
    filters = ResultFilters
    selector = staticmethod(_results)
    export_name = "results"
    empty = Empty(_("No results yet"), _("Results come in with a delivery of the portfolio they belong to."))
