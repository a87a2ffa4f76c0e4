"""The raw quantities of the indicator library."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ceyuan.apps.strategy.forms.readings import QuantityForm
from ceyuan.apps.strategy.models import Quantity
from ceyuan.apps.strategy.policies.readings import may_define
from ceyuan.apps.strategy.selectors import readings
from ceyuan.apps.strategy.services import kpis
from ceyuan.apps.strategy.tables.readings import QuantityTable
from ceyuan.kit.forms import Form
from ceyuan.kit.listing import SequenceListing
from ceyuan.kit.tables import Empty
from ceyuan.kit.views import Action, Crumb, ListView

from .kpis import LIBRARY, DefiningView, fixed


class QuantityListView(ListView):
    """The raw quantities that units report."""

    permission = readings.READ
    title = gettext_lazy("Quantities")
    table = QuantityTable
    selector = staticmethod(lambda actor, filters, sort: SequenceListing(_quantities(actor)))
    empty = Empty(gettext_lazy("No quantities yet"), gettext_lazy("The group's S&T office keeps the library."))
    export_name = "quantities"

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [Crumb(LIBRARY, reverse("strategy:kpi_list"))]

    def actions(self, **context: Any) -> list[Action]:
        if not may_define(self.actor):
            return []
        return [Action(_("New quantity"), reverse("strategy:quantity_new"), "plus", primary=True)]


def _quantities(actor: Any) -> Sequence[Quantity]:
    return readings.quantities(actor)


class QuantityFormView(DefiningView):
    """Make a quantity or change it."""

    form = QuantityForm
    title = gettext_lazy("Quantity")

    def initial(self, **kwargs: Any) -> dict[str, Any] | None:
        if "code" not in kwargs:
            return {}
        found = readings.quantity(self.actor, kwargs["code"])
        return {name: getattr(found, name) for name in ("code", *kpis.QUANTITY_FIELDS)} if found else None

    def build(self, data: Any = None, files: Any = None, **kwargs: Any) -> Form:
        return fixed(super().build(data, files, **kwargs), kwargs)

    def call(self, form: Form, **kwargs: Any) -> Any:
        given = dict(form.cleaned_data)
        facts = {name: given[name] for name in kpis.QUANTITY_FIELDS}
        return kpis.save_quantity(actor=self.actor, code=kwargs.get("code") or given["code"], facts=facts)

    def success_url(self, result: Any) -> str:
        return reverse("strategy:quantity_list")
