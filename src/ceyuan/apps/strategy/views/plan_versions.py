"""Opening the next version of a plan, and what is known of a draft besides its clauses."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.strategy.forms.plans import VersionForm
from ceyuan.apps.strategy.plan_words import plan_url, title_of
from ceyuan.apps.strategy.policies.plans import PLAN, may_plan
from ceyuan.apps.strategy.selectors import plans as selectors
from ceyuan.apps.strategy.services import plans as services
from ceyuan.kit.views import Crumb, FormView

from .plan_editing import draft, editor_crumbs, editor_url
from .plans import plan_crumbs


class VersionMakeView(FormView):
    """Opens the next draft with the clauses of the version before."""

    permission = PLAN
    title = _("New version")
    form = VersionForm
    submit, done = _("Open the draft"), _("The draft holds the clauses and targets of the version before.")

    def plan(self) -> Any:
        """The plan, if the actor writes it."""
        found = selectors.plan(self.actor, self.kwargs["pk"])
        if found is None or not may_plan(self.actor, found.unit.path):
            raise Http404
        return found

    def crumbs(self, **context: Any) -> list[Crumb]:
        found = self.plan()
        return [*plan_crumbs(), Crumb(title_of(found), plan_url(found))]

    def initial(self, **kwargs: Any) -> dict[str, Any] | None:
        self.plan()
        return {}

    def call(self, form: Any, **kwargs: Any) -> Any:
        return services.new_version(actor=self.actor, plan_id=kwargs["pk"], **form.cleaned_data)

    def success_url(self, result: Any) -> str:
        return reverse("strategy:version_edit", args=[result.pk])


class VersionDescribeView(FormView):
    """Document number and note of a draft."""

    permission = PLAN
    title = _("Number and note")
    form = VersionForm

    def crumbs(self, **context: Any) -> list[Crumb]:
        return editor_crumbs(draft(self.actor, self.kwargs["pk"]))

    def initial(self, **kwargs: Any) -> dict[str, Any] | None:
        found = draft(self.actor, kwargs["pk"])
        return None if found is None else {"document_number": found.document_number, "note": found.note}

    def call(self, form: Any, **kwargs: Any) -> Any:
        return services.describe(actor=self.actor, version_id=kwargs["pk"], **form.cleaned_data)

    def success_url(self, result: Any) -> str:
        return editor_url(result.pk)
