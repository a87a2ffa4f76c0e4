"""Handing in a file, and saying which column is which field."""

from typing import Any

from django.contrib import messages as notes
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.intake import forms, messages, policies, selectors, tasks
from ceyuan.apps.intake.services import jobs, uploads
from ceyuan.core.intake.errors import IntakeError
from ceyuan.core.intake.take import Proposal
from ceyuan.core.kernel.verdict import Refused
from ceyuan.kit.regions import render_region
from ceyuan.kit.views import ActorView, Crumb, FormView, redirect

from .delivery import found_or_404

_SURE, _LIKELY = 0.8, 0.5


class DeliveryReceiveView(FormView):
    """A file is received and looked at; nothing is taken yet."""

    permission = "intake.take"
    title = _("Hand in a file")
    form, service = forms.ReceiveForm, staticmethod(uploads.receive)
    submit, done = _("Check the file"), _("The file was received; look at the proposal.")

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [Crumb(_("Deliveries"), reverse("intake:delivery_list"))]

    def build(self, data: Any = None, files: Any = None, **kwargs: Any) -> forms.ReceiveForm:
        if not policies.may_take(self.actor):
            raise PermissionDenied
        return forms.ReceiveForm(data, files)

    def success_url(self, result: Any) -> str:
        return reverse("intake:delivery_mapping", args=[result.pk])


class DeliveryMappingView(ActorView):
    """The proposed field of every column with its reasons and first values, to be corrected and started."""

    permission = "intake.take"
    title = _("Which column is which field?")
    template_name = "intake/delivery_mapping.html"

    def crumbs(self, **context: Any) -> list[Crumb]:
        found = context["object"]
        return [
            Crumb(_("Deliveries"), reverse("intake:delivery_list")),
            Crumb(found.name, reverse("intake:delivery_detail", args=[found.pk])),
        ]

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        found = found_or_404(self.actor, pk)
        if selectors.shown_status(found) != "draft":
            return redirect(request, reverse("intake:delivery_detail", args=[pk]))
        return self._answer(request, found, None, 200)

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        found = found_or_404(self.actor, pk)
        return self._answer(request, found, request.POST, 422)

    def _answer(self, request: HttpRequest, found: Any, data: Any, status: int) -> HttpResponseBase:
        try:
            proposal = selectors.proposal_of(self.actor, found)
        except (IntakeError, FileNotFoundError):
            notes.error(request, str(messages.REASONS["intake.file_gone"]))
            return redirect(request, reverse("intake:delivery_detail", args=[found.pk]))
        form = forms.MappingForm(proposal, data)
        if data is not None and form.is_valid():
            try:
                jobs.choose_and_start(
                    actor=self.actor,
                    delivery=found,
                    fields=form.chosen(),
                    save_as=form.cleaned_data["save_as"],
                    queue=tasks.queue,
                )
            except Refused as problem:
                form.take(problem)
            else:
                notes.success(request, gettext("The delivery waits for its turn."))
                return redirect(request, reverse("intake:delivery_detail", args=[found.pk]))
        context = self.frame(object=found, form=form, proposal=proposal, columns=_columns(proposal, form))
        return render_region(request, self.template_name, "form", context, status=status)


def _columns(proposal: Proposal, form: forms.MappingForm) -> list[dict[str, Any]]:
    return [
        {
            "header": column.header or f"#{column.index + 1}",
            "field": form[f"column_{column.index}"],
            "confidence": round(column.confidence * 100) if column.field else None,
            "tone": "good" if column.confidence >= _SURE else "info" if column.confidence >= _LIKELY else "warn",
            "reasons": [messages.why(reason) for reason in column.reasons],
            "values": [_shown(line.cell(column.index)) for line in proposal.preview[:4]],
        }
        for column in proposal.columns
    ]


def _shown(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = "" if cell is None else str(cell)
    return text if len(text) <= 60 else f"{text[:59]}…"
