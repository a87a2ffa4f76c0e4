"""Bonus and deduction: entered by one, confirmed by another."""

from decimal import Decimal
from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy

from ceyuan.apps.organisation.interface import unit_by_code
from ceyuan.apps.strategy import reading_words as words
from ceyuan.apps.strategy.forms.readings import AdjustmentForm
from ceyuan.apps.strategy.policies import readings as policies
from ceyuan.apps.strategy.policies.readings import VIEW
from ceyuan.apps.strategy.selectors import scores
from ceyuan.apps.strategy.services import adjustments
from ceyuan.kit.views import ActView, FormView


class AdjustView(FormView):
    """Enter a bonus or deduction."""

    permission = policies.PLAN
    title = gettext_lazy("Bonus or deduction")
    form = AdjustmentForm
    done = gettext_lazy("Entered. It counts once somebody else confirms it.")

    def initial(self, **kwargs: Any) -> dict[str, Any] | None:
        found = unit_by_code(self.actor, kwargs["unit"], VIEW)
        return {} if found is not None and policies.may_adjust(self.actor, found) else None

    def call(self, form: Any, **kwargs: Any) -> Any:
        points: Decimal = form.cleaned_data["points"]
        return adjustments.adjust(
            actor=self.actor,
            unit_code=kwargs["unit"],
            year=kwargs["year"],
            points=points,
            title=form.cleaned_data["title"],
            evidence=form.cleaned_data["evidence"],
        )

    def success_url(self, result: Any) -> str:
        return words.card_url(result.unit, result.year)


class ConfirmView(ActView):
    """Confirm what another entered."""

    permission = policies.VERIFY
    title = gettext_lazy("Confirm bonus or deduction")
    question = gettext_lazy("Have you seen the evidence, and do the points count?")
    done = gettext_lazy("Confirmed; the points count now.")
    service = staticmethod(lambda *, actor, pk: adjustments.confirm(actor=actor, adjustment_id=pk))

    def return_url(self, **kwargs: Any) -> str:
        found = scores.adjustment(self.actor, kwargs["pk"])
        if found is None:
            raise Http404
        return words.card_url(found.unit, found.year)
