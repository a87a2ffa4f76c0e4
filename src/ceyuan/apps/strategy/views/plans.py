"""The lists of plans and clauses, and the form that opens a plan."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.strategy.filters.plans import ClauseFilters, PlanFilters
from ceyuan.apps.strategy.forms.plans import PlanMakeForm
from ceyuan.apps.strategy.policies.plans import PLAN, READ
from ceyuan.apps.strategy.selectors import clause_lists, plans
from ceyuan.apps.strategy.services import plans as services
from ceyuan.apps.strategy.tables.plans import ClauseTable, PlanTable
from ceyuan.kit.tables import Empty
from ceyuan.kit.views import Action, Crumb, FormView, ListView


def _plans(actor: Any, filters: Any, sort: str) -> Any:
    return plans.listing(actor, filters, sort)


def _clauses(actor: Any, filters: Any, sort: str) -> Any:
    return clause_lists.listing(actor, filters, sort)


class PlanListView(ListView):
    """Five-year and annual plans of the group and its units."""

    permission = READ
    title = _("Plans")
    table, filters = PlanTable, PlanFilters
    selector = staticmethod(_plans)
    export_name = "plans"
    empty = Empty(
        _("No plans yet"), _("The S&T office of a unit opens its plan here; others read it once it is submitted.")
    )

    def actions(self, **context: Any) -> list[Action]:
        found = [Action(gettext("All clauses"), reverse("strategy:clause_list"), "list")]
        if self.actor.may(PLAN):
            found.append(Action(gettext("New plan"), reverse("strategy:plan_make"), "plus", primary=True))
        return found


class ClauseListView(ListView):
    """Clauses of all plans that hold or are on their way."""

    permission = READ
    title = _("Clauses of the plans")
    table, filters = ClauseTable, ClauseFilters
    selector = staticmethod(_clauses)
    export_name = "clauses"
    empty = Empty(_("No clauses yet"), _("Clauses are written or imported in the draft of a plan."))

    def crumbs(self, **context: Any) -> list[Crumb]:
        return plan_crumbs()


class PlanMakeView(FormView):
    """Opens a plan with an empty draft."""

    permission = PLAN
    title = _("New plan")
    form, service = PlanMakeForm, staticmethod(services.make)
    submit, done = _("Open the draft"), _("The plan is open; write or import its clauses.")

    def crumbs(self, **context: Any) -> list[Crumb]:
        return plan_crumbs()

    def build(self, data: Any = None, files: Any = None, **kwargs: Any) -> PlanMakeForm:
        return PlanMakeForm(data, files, actor=self.actor, initial={"unit": self.request.GET.get("unit", "")})

    def success_url(self, result: Any) -> str:
        return reverse("strategy:version_edit", args=[result.pk])


def plan_crumbs() -> list[Crumb]:
    """The way back to the list."""
    return [Crumb(_("Plans"), reverse("strategy:plan_list"))]
