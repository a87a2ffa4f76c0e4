"""Drafting the head of a cascade, and saying how a target is judged."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy

from ceyuan.apps.strategy.forms.targets import JudgingForm, TargetForm
from ceyuan.apps.strategy.models import Target
from ceyuan.apps.strategy.policies.targets import NEGOTIATE
from ceyuan.apps.strategy.selectors import targets as selectors
from ceyuan.apps.strategy.services import targets as services
from ceyuan.apps.strategy.tables.targets import plan_title, target_url
from ceyuan.apps.strategy.target_numbers import of_value
from ceyuan.kit.templatetags.kit import named
from ceyuan.kit.views import FormView

from .cascade import cascade_url


class TargetNewView(FormView):
    """Drafts the head of a cascade."""

    permission = NEGOTIATE
    title = gettext_lazy("Draft a target")
    form = TargetForm
    done = gettext_lazy("Drafted. Split it among the units below.")

    def build(self, data: Any = None, files: Any = None, **kwargs: Any) -> TargetForm:
        wanted = self.request.GET
        start = {"plan_id": wanted.get("plan"), "kpi_code": wanted.get("kpi"), "year": wanted.get("year")}
        form = TargetForm(data, files, initial=start)
        lists: dict[str, Any] = {
            "plan_id": [(one.pk, plan_title(one)) for one in selectors.plans_to_fill(self.actor)],
            "kpi_code": [(one.code, f"{one.code} {named(one)}") for one in selectors.all_kpis(self.actor)],
        }
        for name, choices in lists.items():
            field: Any = form.fields[name]
            field.choices = choices
        return form

    def call(self, form: Any, **kwargs: Any) -> Target:
        given = form.cleaned_data
        kpi = selectors.kpi_by_code(self.actor, given["kpi_code"])
        value = of_value(kpi).read(given["value"]) if kpi is not None else None
        return services.make(actor=self.actor, **{**given, "value": value})

    def success_url(self, result: Any) -> str:
        return cascade_url(result)


class JudgingView(FormView):
    """Says how a target is judged."""

    permission = NEGOTIATE
    title = gettext_lazy("How it is judged")
    form = JudgingForm

    def build(self, data: Any = None, files: Any = None, **kwargs: Any) -> JudgingForm:
        target = self._target(**kwargs)
        start = {
            "revision": target.revision,
            "baseline": of_value(target.kpi).entry(target.baseline),
            "due_on": target.due_on,
            "method": target.method,
            "verdict_rule": target.verdict_rule,
            "assessor_code": target.assessor.code if target.assessor else "",
        }
        return JudgingForm(data, files, initial=start, actor=self.actor)

    def call(self, form: Any, **kwargs: Any) -> Target:
        target, given = self._target(**kwargs), dict(form.cleaned_data)
        revision = given.pop("revision")
        given["baseline"] = of_value(target.kpi).read(given["baseline"], "baseline")
        judging = services.Judging(**given)
        return services.describe(actor=self.actor, target_id=target.pk, revision=revision, judging=judging)

    def success_url(self, result: Any) -> str:
        return target_url(result)

    def _target(self, **kwargs: Any) -> Target:
        found = selectors.detail(self.actor, kwargs["pk"])
        if found is None:
            raise Http404
        return found
