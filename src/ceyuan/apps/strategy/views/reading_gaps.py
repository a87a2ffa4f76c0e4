"""Missing and late readings: who still owes what, and how well each unit reports."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ceyuan.apps.strategy.policies.readings import VIEW
from ceyuan.apps.strategy.selectors import reading_gaps
from ceyuan.apps.strategy.selectors.readings import kpi_years
from ceyuan.apps.strategy.tables.readings import OwedTable, QualityTable
from ceyuan.kit.filters import Choice, Filters, Text
from ceyuan.kit.listing import SequenceListing
from ceyuan.kit.tables import Empty
from ceyuan.kit.templatetags.kit import named
from ceyuan.kit.views import Action, Crumb, ListView


class GapFilters(Filters):
    """Of missing readings and of the quality of reporting."""

    q = Text(gettext_lazy("Search"), placeholder=gettext_lazy("Unit or quantity"))
    year = Choice(gettext_lazy("Year"), choices=lambda actor: [(str(y), str(y)) for y in kpi_years(actor)])


def _year(filters: Mapping[str, Any]) -> int:
    return int(filters.get("year") or timezone.localdate().year)


def _owed(actor: Any, filters: Mapping[str, Any], sort: str) -> SequenceListing:
    del sort
    found = reading_gaps.owed(actor, _year(filters), timezone.localdate())
    word = filters.get("q", "")
    return SequenceListing([one for one in found if word in f"{named(one.unit)} {one.unit.code} {named(one.quantity)}"])


def _quality(actor: Any, filters: Mapping[str, Any], sort: str) -> SequenceListing:
    del sort
    found = reading_gaps.quality(actor, _year(filters), timezone.localdate())
    word = filters.get("q", "")
    return SequenceListing([one for one in found if word in f"{named(one.unit)} {one.unit.code}"])


class _Gaps(ListView):
    permission = VIEW
    filters = GapFilters
    template_name = "strategy/reading_gaps.html"

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [Crumb(_("Data reporting"), reverse("strategy:reading_sheet"))]

    def more(self, listing: Any, filters: Any) -> dict[str, Any]:
        query = f"?year={filters.values['year']}" if "year" in filters.values else ""
        owed, quality = reverse("strategy:reading_gaps"), reverse("strategy:reading_quality")
        tabs = ((_("Missing readings"), owed), (_("Data quality"), quality))
        return {
            "tabs": [{"label": label, "url": url + query, "current": self.request.path == url} for label, url in tabs]
        }


class GapListView(_Gaps):
    """Readings that are not there."""

    title = gettext_lazy("Missing readings")
    table = OwedTable
    selector = staticmethod(_owed)
    empty = Empty(gettext_lazy("Nothing is missing"), gettext_lazy("Every reading that is due has been entered."))
    export_name = "missing-readings"

    def actions(self, **context: Any) -> list[Action]:
        return [Action(_("Reporting periods"), reverse("strategy:reading_periods"), "calendar")]


class QualityListView(_Gaps):
    """How well units report."""

    title = gettext_lazy("Data quality")
    table = QualityTable
    selector = staticmethod(_quality)
    empty = Empty(gettext_lazy("No readings yet"), gettext_lazy("Units enter them on their reporting sheets."))
    export_name = "data-quality"
