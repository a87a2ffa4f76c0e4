"""Lists that watch over all projects: what is overdue, and results to look at twice."""

from django.utils.translation import gettext_lazy as _

from ceyuan.apps.projects.filters.execution import OverdueFilters, PaddedFilters
from ceyuan.apps.projects.selectors import overdue, padded
from ceyuan.apps.projects.tables.execution import OverdueTable, PaddedTable
from ceyuan.kit.tables import Empty
from ceyuan.kit.views import ListView


class OverdueListView(ListView):
    """What should have been done by now, the latest first."""

    title = _("Overdue in projects")
    permission = overdue.PERMISSION
    table, filters = OverdueTable, OverdueFilters
    selector = staticmethod(overdue.listing)
    export_name = "overdue"
    empty = Empty(_("Nothing is overdue"), _("Milestones, monthly entries, payments and acceptances are in time."))


class PaddedListView(ListView):
    """Results at acceptance that may come from elsewhere."""

    title = _("Results to look at twice")
    permission = padded.PERMISSION
    table, filters = PaddedTable, PaddedFilters
    selector = staticmethod(padded.listing)
    export_name = "padded-results"
    empty = Empty(
        _("Nothing looks padded"),
        _("No result of a project at acceptance is shared with another project, older than its project, or foreign."),
    )
