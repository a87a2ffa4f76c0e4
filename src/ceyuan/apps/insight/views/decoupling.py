"""Decoupling (脱节清单): four lists of what does not meet, with counts, rules and files."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.insight.messages import DECOUPLING, DECOUPLING_RULES
from ceyuan.apps.insight.selectors import decoupling as selectors
from ceyuan.apps.insight.selectors.decoupling import Decoupling
from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.projects import interface as projects
from ceyuan.apps.strategy import interface as strategy
from ceyuan.core.kernel.verdict import Refused
from ceyuan.kit.filters import Choice, Filters, Pick
from ceyuan.kit.listing import Listing, SequenceListing
from ceyuan.kit.numbers import money_text, number_text
from ceyuan.kit.tables import Empty, link_query
from ceyuan.kit.views import ListView

from .decoupling_tables import TABLES, rows_of


def _years(actor: Any) -> Iterable[tuple[str, str]]:
    return [(str(year), str(year)) for year in strategy.years_with_targets(actor)]


def _plans(actor: Any) -> Iterable[tuple[str, str]]:
    return [(str(plan.pk), strategy.plan_title(plan)) for plan in strategy.plans_with_targets(actor)]


class DecouplingFilters(Filters):
    """Year, plan and unit of the report."""

    year = Choice(_("Year"), choices=_years, any_label=_("The present year"))
    plan = Choice(_("Plan"), choices=_plans)
    unit = Pick(
        _("Unit"), name_of=projects.unit_name, suggest_url="organisation:unit_suggest", placeholder=_("Unit code")
    )


def report(actor: Actor, values: Mapping[str, Any]) -> Decoupling:
    """The report that the filters ask for."""
    year = int(values.get("year") or selectors.default_year(actor, timezone.localdate().year))
    plan = int(values["plan"]) if values.get("plan") else None
    try:
        return selectors.decoupling(actor, year=year, unit=str(values.get("unit") or ""), plan=plan)
    except Refused:
        raise Http404 from None


def _rows(actor: Actor, filters: Mapping[str, Any], sort: str) -> Listing:
    del sort
    return SequenceListing(rows_of(actor, filters["kind"], report(actor, filters)))


class DecouplingView(ListView):
    """One of the four lists, and the counts of all."""

    permission = selectors.PERMISSION
    title = _("Decoupling")
    template_name = "insight/decoupling.html"
    filters = DecouplingFilters
    selector = staticmethod(_rows)
    export_name = "decoupling"
    empty = Empty(_("Nothing comes apart here"), _("Targets, projects and money of this scope meet each other."))

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        wanted = request.GET.get("kind", "")
        self.kind = wanted if wanted in selectors.KINDS else selectors.KINDS[0]
        self.table = TABLES[self.kind]  # type: ignore[misc]  # one view, four kinds of rows
        return super().get(request, **kwargs, kind=self.kind)

    def more(self, listing: Listing, filters: Filters) -> dict[str, Any]:
        del listing
        found = report(self.actor, filters.values)
        counts = found.counts()
        tabs = [
            {
                "label": DECOUPLING[kind],
                "url": link_query(kind=kind, **filters.values),
                "current": kind == self.kind,
                "count": counts[kind],
            }
            for kind in selectors.KINDS
        ]
        return {"tabs": tabs, "kind": self.kind, "found": found, "tree": self.tree(found)}

    def tree(self, found: Decoupling) -> dict[str, Any]:
        """How the count of this list comes about: all that was looked at, what meets, what does not."""
        kind = self.kind
        if kind == "money_without_target":
            whole, loose = _sums(found.money), _sums(found.loose())
            parts = [(gettext("Money of the projects of the year"), whole), (str(DECOUPLING[kind]), loose)]
        else:
            looked_at = found.targets if kind == "target_without_project" else found.projects
            label = gettext("Targets looked at") if kind == "target_without_project" else gettext("Projects looked at")
            number = found.counts()[kind]
            parts = [
                (label, number_text(looked_at)),
                (gettext("of these in order"), number_text(looked_at - number)),
                (str(DECOUPLING[kind]), number_text(number)),
            ]
        return {
            "label": str(DECOUPLING[kind]),
            "text": parts[-1][1],
            "formula": str(DECOUPLING_RULES[kind]),
            "inputs": [{"label": label, "text": text} for label, text in parts[:-1]],
        }


def _sums(money: Iterable[Any]) -> str:
    return " + ".join(money_text(one, "yuan") for one in money) or "0"
