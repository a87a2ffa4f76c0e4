"""What makes a clause measurable, chosen in a form."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ceyuan.apps.strategy.forms import plans as forms
from ceyuan.apps.strategy.policies.plans import PLAN
from ceyuan.apps.strategy.selectors import plans as selectors
from ceyuan.apps.strategy.services import clause_links
from ceyuan.kit.views import Crumb, FormView

from .plan_editing import draft_clause, editor_crumbs, editor_url


class ClauseTargetsView(FormView):
    """Chooses the targets of a clause."""

    permission = PLAN
    title = _("Targets of a clause")

    def crumbs(self, **context: Any) -> list[Crumb]:
        return editor_crumbs(draft_clause(self.actor, self.kwargs["pk"]).version)

    def build(self, data: Any = None, files: Any = None, **kwargs: Any) -> forms.ClauseTargetsForm:
        one = draft_clause(self.actor, kwargs["pk"])
        held = selectors.linked_targets(one.version_id).get(one.pk, [])
        return forms.ClauseTargetsForm(data, files, actor=self.actor, plan=one.version.plan, initial={"targets": held})

    def call(self, form: Any, **kwargs: Any) -> Any:
        return clause_links.relink(actor=self.actor, clause_id=kwargs["pk"], targets=form.cleaned_data["targets"])

    def success_url(self, result: Any) -> str:
        return editor_url(result.version_id, result.pk)
