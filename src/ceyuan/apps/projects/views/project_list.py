"""The list of projects and the list of results."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ceyuan.apps.projects import selectors
from ceyuan.apps.projects.filters import ProjectFilters, ResultFilters
from ceyuan.apps.projects.tables import ProjectTable, ResultTable
from ceyuan.core.kernel.money import Money
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
    template_name = "projects/project_list.html"
    table = ProjectTable
    filters = ProjectFilters
    selector = staticmethod(_projects)
    export_name = "projects"
    empty = Empty(
        _("No projects yet"),
        _("Projects come in with a delivery: take a portfolio or a workbook under Data intake."),
    )

    def extra(self, listing: Any, filters: Any) -> dict[str, Any]:
        sums = selectors.sums(self.actor, filters.values)
        return {"sums": [Money(row["funding"] or 0, row["currency"]) for row in sums]}


class ResultListView(ListView):
    """What came out of the projects."""

    permission = selectors.PERMISSION
    title = _("Results")
    table = ResultTable
    filters = ResultFilters
    selector = staticmethod(_results)
    export_name = "results"
    empty = Empty(_("No results yet"), _("Results come in with a delivery of the portfolio they belong to."))
