"""Reporting on a measure and verifying that it landed."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.strategy.forms.measures import ReportForm
from ceyuan.apps.strategy.messages import measures as messages
from ceyuan.apps.strategy.naming_measures import numbered
from ceyuan.apps.strategy.policies.measures import UPTAKE, VERIFY, may_report
from ceyuan.apps.strategy.selectors import measure_uptakes as selectors
from ceyuan.apps.strategy.services import measure_uptakes as services
from ceyuan.apps.strategy.services.measure_uptakes import Particulars
from ceyuan.apps.strategy.tables.measures import bounds_text
from ceyuan.apps.strategy.workflows import UPTAKE_V1
from ceyuan.apps.workflow.interface import take_step
from ceyuan.kit.templatetags.kit import named
from ceyuan.kit.views import ActorView, Crumb, FormView

from .measure_policies import way

OWN_STEPS = ("draft_rule", "issue", "land", "block")


class UptakeReport(FormView):
    """What the unit made of the measure, and the step it takes with it."""

    permission = UPTAKE
    form = ReportForm
    title = _("Report progress")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        actor: Any = getattr(request, "actor", None)
        self.uptake: Any = selectors.detail(actor, kwargs["uptake_id"]) if actor and actor.account_id else None
        return super().dispatch(request, *args, **kwargs)

    def page_title(self, **context: Any) -> str:
        return f"{named(self.uptake.unit)} · {numbered(self.uptake.measure)}"

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [way(), Crumb(_("Uptake"), self.success_url(None))]

    def initial(self, **kwargs: Any) -> dict[str, Any] | None:
        if self.uptake is None or not may_report(self.actor, self.uptake.unit):
            return None
        known = {name: getattr(self.uptake, name) for name in Particulars.__dataclass_fields__}
        money = self.uptake.money_minor
        return {
            **known,
            "money_minor": f"{money // 100}.{money % 100:02d}" if money else "",
            "own_value": f"{known['own_value'].normalize():f}" if known["own_value"] is not None else "",
            "revision": self.uptake.revision,
        }

    def build(self, data: Any = None, files: Any = None, **kwargs: Any) -> ReportForm:
        start = self.initial(**kwargs)
        if start is None:
            raise Http404
        state = self.uptake.state
        possible = [one.action for one in UPTAKE_V1.steps if state in one.source and one.action in OWN_STEPS]
        steps = [(action, messages.STEPS[action]) for action in possible]
        return ReportForm(
            data, files, initial=start, uptake=self.uptake, bounds=bounds_text(self.uptake.measure), steps=steps
        )

    def call(self, form: Any, **kwargs: Any) -> Any:
        cleaned = dict(form.cleaned_data)
        revision, action = cleaned.pop("revision"), cleaned.pop("action")
        cleaned.setdefault("own_value", self.uptake.own_value)
        return services.report(
            actor=self.actor,
            uptake_id=self.uptake.pk,
            revision=revision,
            particulars=Particulars(**cleaned),
            action=action,
        )

    def success_url(self, result: Any) -> str:
        return reverse("strategy:uptake", args=[self.uptake.pk])


class UptakeVerify(ActorView):
    """Verifies what the person saw, and goes back to it."""

    permission = VERIFY
    http_method_names = ("post",)

    def post(self, request: HttpRequest, uptake_id: int) -> HttpResponseBase:
        def verify(*, action: str, revision: int, reason: str) -> Any:
            del action, reason
            return services.verify(actor=self.actor, uptake_id=uptake_id, revision=revision)

        return take_step(request, verify, back=reverse("strategy:uptake", args=[uptake_id]))
