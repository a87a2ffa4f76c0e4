"""Payments: the list over all projects, one of them with its steps, and the forms that a step needs."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.projects.filters.execution import PaymentFilters
from ceyuan.apps.projects.forms import execution as forms
from ceyuan.apps.projects.messages import execution as messages
from ceyuan.apps.projects.naming import sum_of, title_of
from ceyuan.apps.projects.policies import execution as policies
from ceyuan.apps.projects.selectors import payments as selectors
from ceyuan.apps.projects.services import payments as services
from ceyuan.apps.projects.tables.execution import PaymentTable
from ceyuan.apps.workflow.interface import case_options, take_step
from ceyuan.kit.tables import Empty
from ceyuan.kit.views import Action, ActorView, Crumb, DetailView, FormView, ListView

from .on_project import OfTheLeader


class PaymentListView(ListView):
    """Payments over all projects within reach."""

    title = _("Payments")
    permission = selectors.PERMISSION
    table, filters = PaymentTable, PaymentFilters
    selector = staticmethod(selectors.listing)
    export_name = "payments"
    empty = Empty(_("No payments yet"), _("A payment appears when a milestone with a share of the money is reached."))


class PaymentView(OfTheLeader, DetailView):
    """One payment and its next steps."""

    permission = selectors.PERMISSION
    template_name = "projects/payment.html"
    selector = staticmethod(selectors.payment)

    def page_title(self, **context: Any) -> Any:
        return _("Payment %(number)s of %(project)s") % {
            "number": context["object"].number,
            "project": context["object"].project.code,
        }

    def crumbs(self, **context: Any) -> list[Crumb]:
        project = context["object"].project
        url = reverse("projects:execution", args=[project.code])
        return [Crumb(_("Payments"), reverse("projects:payment_list")), Crumb(title_of(project), url)]

    def actions(self, **context: Any) -> list[Action]:
        one = context["object"]
        options = context["options"]
        words = {"pay": "projects:payment_pay", "report_spent": "projects:payment_spent"}
        words["confirm_refund"] = "projects:payment_refund"
        steps = _own(options)
        found = [
            Action(messages.PAYMENT_STEPS[step], reverse(words[step], args=[one.pk]), "coins", primary=True)
            for step in steps
        ]
        if one.state in ("planned", "condition_met") and policies.may_run(self.actor, one.project):
            url = reverse("projects:payment_split", args=[one.pk])
            found.append(Action(_("Split between units"), url, "arrows-split"))
        return found

    def more(self, found: Any) -> dict[str, Any]:
        facts = services.facts(found, self.actor)
        options = case_options(
            policies.as_leader(self.actor, found.project),
            found,
            found.project.lead_unit.path,
            url=reverse("projects:payment_step", args=[found.pk]),
            steps=messages.PAYMENT_STEPS,
            states=messages.PAYMENT_STATES,
            # The voucher is entered with the payment itself, so its absence is no objection here.
            facts={**facts, "paid_on": facts["paid_on"] or "-", "voucher": facts["voucher"] or "-"},
        )
        return {
            "options": options,
            "state_text": messages.PAYMENT_STATES[found.state],
            "state_tone": messages.PAYMENT_TONES.get(found.state, "neutral"),
            "amount": sum_of(found.amount_minor, found.project.currency),
            "spent": sum_of(found.spent_minor, found.project.currency),
            "returned": sum_of(found.returned_minor, found.project.currency),
            "blocks": [
                text
                for text, holds in (
                    (_("Monthly entries are overdue"), facts["reports_overdue"] > 0),
                    (_("Acceptance is overdue"), facts["acceptance_overdue"]),
                )
                if holds
            ],
        }


def _own(options: Any) -> list[str]:
    return [step.action for step in options.possible if step.action in services.OWN_PAGE]


class PaymentStepView(OfTheLeader, ActorView):
    """Takes a step that needs nothing but a decision."""

    permission = selectors.PERMISSION
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        if selectors.payment(self.actor, pk) is None:
            raise Http404
        back = reverse("projects:payment", args=[pk])
        return take_step(request, partial(services.advance, actor=self.actor, payment_id=pk), back=back)


class PaymentAct(FormView):
    """A form about one payment."""

    permission = ""
    allowed: ClassVar[staticmethod[..., Any]] = staticmethod(policies.may_check_money)

    def build(self, data: Any = None, files: Any = None, **kwargs: Any) -> Any:
        self.payment = selectors.payment(self.actor, kwargs["pk"])
        if self.payment is None:
            raise Http404
        if not type(self).allowed(self.actor, self.payment.project):
            raise PermissionDenied
        return self.form(data, files, initial={"revision": self.payment.revision}, actor=self.actor)

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [Crumb(_("Payments"), reverse("projects:payment_list"))]

    def call(self, form: Any, **kwargs: Any) -> Any:
        return type(self).service(actor=self.actor, payment_id=kwargs["pk"], **self.sent(form.cleaned_data))

    def sent(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        """What the service is called with; sums become money of the project's currency."""
        currency = self.payment.project.currency if self.payment else "CNY"
        sums = {"spent", "returned", "amount"}
        return {name: forms.money(value, currency) if name in sums else value for name, value in cleaned.items()}

    def success_url(self, result: Any) -> str:
        del result
        return reverse("projects:payment", args=[self.payment.pk if self.payment else 0])


class PaymentPayView(PaymentAct):
    """It was paid."""

    title = _("Enter the payment")
    form = forms.PayForm
    service: ClassVar[staticmethod[..., Any]] = staticmethod(services.pay)


class PaymentSpentView(PaymentAct):
    """It was spent."""

    title = _("Tell what was spent")
    form = forms.SpentForm
    service = staticmethod(services.report_spent)
    allowed = staticmethod(policies.may_speak)


class PaymentRefundView(PaymentAct):
    """It came back."""

    title = _("Confirm what came back")
    form = forms.RefundForm
    service = staticmethod(services.confirm_refund)


class PaymentSplitView(PaymentAct):
    """A part for another unit."""

    title = _("Split between units")
    form = forms.SplitForm
    service = staticmethod(services.split)
    allowed = staticmethod(policies.may_run)
