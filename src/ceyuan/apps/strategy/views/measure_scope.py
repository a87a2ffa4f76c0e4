"""The form that puts units in scope of a policy."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.organisation.interface import open_units
from ceyuan.apps.strategy.forms.measures import ScopeForm
from ceyuan.apps.strategy.services import measure_clauses

from .measure_policies import OfPolicy


class PolicyScope(OfPolicy):
    """All strategic units and enterprises, or chosen ones."""

    title = _("Put units in scope")
    form = ScopeForm

    def build(self, data: Any = None, files: Any = None, **kwargs: Any) -> ScopeForm:
        start = self.initial(**kwargs)
        if start is None:
            raise Http404
        below = f"{self.policy.unit.path}."
        units = [one for one in open_units(self.actor, measure_clauses.CHOOSABLE) if one.path.startswith(below)]
        measures = list(self.policy.measures.filter(is_heading=False))
        return ScopeForm(data, files, units=units, measures=measures, initial=start)

    def call(self, form: Any, **kwargs: Any) -> Any:
        chosen = form.cleaned_data
        return measure_clauses.put_in_scope(
            actor=self.actor,
            policy_id=self.policy.pk,
            unit_ids=None if chosen["whole"] and not chosen["unit_ids"] else chosen["unit_ids"],
            measure_ids=chosen["measure_ids"] or None,
        )
