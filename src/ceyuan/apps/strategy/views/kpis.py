"""The indicator library: indicators and the quantities behind them."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ceyuan.apps.strategy import reading_words as words
from ceyuan.apps.strategy.filters.readings import KpiFilters
from ceyuan.apps.strategy.forms.readings import KpiForm, kpi_start
from ceyuan.apps.strategy.messages import readings as texts
from ceyuan.apps.strategy.models import Kpi, Quantity
from ceyuan.apps.strategy.policies.readings import may_define
from ceyuan.apps.strategy.selectors import readings, standings
from ceyuan.apps.strategy.services import kpis
from ceyuan.apps.strategy.tables.readings import KpiTable
from ceyuan.kit.forms import Form
from ceyuan.kit.listing import SequenceListing
from ceyuan.kit.tables import Empty
from ceyuan.kit.templatetags.kit import named
from ceyuan.kit.views import Action, Crumb, DetailView, FormView, ListView

LIBRARY = gettext_lazy("Indicator library")


class KpiListView(ListView):
    """All indicators."""

    permission = readings.READ
    title = LIBRARY
    table, filters = KpiTable, KpiFilters
    selector = staticmethod(lambda actor, filters, sort: SequenceListing(readings.kpis(actor, filters)))
    empty = Empty(gettext_lazy("No indicators yet"), gettext_lazy("The group's S&T office keeps the library."))
    export_name = "indicators"

    def actions(self, **context: Any) -> list[Action]:
        found = [Action(_("Quantities"), reverse("strategy:quantity_list"), "list-details")]
        if may_define(self.actor):
            found.append(Action(_("New indicator"), reverse("strategy:kpi_new"), "plus", primary=True))
        return found


class KpiDetailView(DetailView):
    """One indicator: what it means, how it is computed, where the units stand."""

    permission = readings.READ
    template_name = "strategy/kpi_detail.html"
    selector = staticmethod(readings.kpi)

    def page_title(self, **context: Any) -> str:
        return named(context["object"])

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [Crumb(LIBRARY, reverse("strategy:kpi_list"))]

    def actions(self, **context: Any) -> list[Action]:
        if not may_define(self.actor):
            return []
        return [Action(_("Change"), reverse("strategy:kpi_edit", args=[context["object"].code]), "edit")]

    def more(self, found: Kpi) -> dict[str, Any]:
        year = _year(self.request.GET.get("year", ""), found, standings.latest_year(self.actor, _this_year()))
        rows = [
            {
                "unit": row.unit,
                "value": words.reached(found, row.value) if row.value is not None else "",
                "missing": words.LABELS["indicators.unread"] if row.value is None else "",
                "unread": row.unread,
                "url": words.standing_url(found, row.unit, year),
            }
            for row in standings.of_kpi(self.actor, found.pk, year)
        ]
        return {
            "formula": words.formula(found),
            "direction": texts.DIRECTIONS[found.direction],
            "quantities": [_described(one) for one in (found.numerator, found.denominator) if one is not None],
            "year": year,
            "years": range(found.valid_from, min(found.valid_to or _this_year(), _this_year()) + 1),
            "rows": rows,
        }


def _described(quantity: Quantity) -> dict[str, Any]:
    return {
        "quantity": quantity,
        "kind": texts.KINDS[quantity.kind],
        "measure": words.measure(quantity),
        "over_time": texts.OVER_TIME[quantity.over_time],
        "frequency": texts.FREQUENCIES[quantity.frequency],
        "reported_by": texts.REPORTERS.get(quantity.reported_by, quantity.reported_by),
        "source": words.source_name(quantity),
    }


def _this_year() -> int:
    return timezone.localdate().year


def _year(asked: str, kpi: Kpi, latest: int) -> int:
    if asked.isascii() and asked.isdigit() and len(asked) == 4:
        return int(asked)
    return max(kpi.valid_from, min(kpi.valid_to or latest, latest))


class DefiningView(FormView):
    """Only whoever keeps the library."""

    permission = "strategy.plan"

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [Crumb(LIBRARY, reverse("strategy:kpi_list"))]


class KpiFormView(DefiningView):
    """Make an indicator or change it."""

    form = KpiForm
    title = gettext_lazy("Indicator")

    def initial(self, **kwargs: Any) -> dict[str, Any] | None:
        if "code" not in kwargs:
            return {"valid_from": _this_year()}
        found = readings.kpi(self.actor, kwargs["code"])
        return kpi_start(found) if found else None

    def build(self, data: Any = None, files: Any = None, **kwargs: Any) -> Form:
        start = self.initial(**kwargs)
        if start is None:
            raise Http404
        form = KpiForm(data, files, initial=start, quantities=readings.quantities(self.actor))
        return fixed(form, kwargs)

    def call(self, form: Form, **kwargs: Any) -> Any:
        given = dict(form.cleaned_data)
        facts = {name: given[name] for name in kpis.KPI_FIELDS if name in given}
        return kpis.save_kpi(
            actor=self.actor,
            code=kwargs.get("code") or given["code"],
            numerator=given["numerator"],
            denominator=given["denominator"],
            assessor=given["assessor"],
            facts=facts,
        )

    def success_url(self, result: Any) -> str:
        return words.kpi_url(result)


def fixed(form: Form, captured: dict[str, Any]) -> Form:
    """A code that is in use stays."""
    if "code" in captured:
        form.fields["code"].disabled = True
    return form
