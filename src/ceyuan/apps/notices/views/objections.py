"""The desk of those who handle objections, one objection, and the look at a name."""

from dataclasses import replace
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.documents.interface import attached
from ceyuan.apps.notices import messages as words
from ceyuan.apps.notices.filters import ObjectionFilters
from ceyuan.apps.notices.forms import PurposeForm
from ceyuan.apps.notices.policies import HANDLE, OBJECTION, VIEW, may_decide
from ceyuan.apps.notices.selectors import objections as selectors
from ceyuan.apps.notices.services import objections
from ceyuan.apps.notices.tables import ObjectionTable
from ceyuan.apps.notices.wording import objection_kind, objection_url
from ceyuan.apps.workflow.interface import CaseOptions, case_options, take_step
from ceyuan.core.kernel.verdict import Invalid, Refused, Verdict
from ceyuan.kit.reasons import reason_text
from ceyuan.kit.regions import render_region
from ceyuan.kit.tables import Empty
from ceyuan.kit.views import ActorView, Crumb, DetailView, FormView, ListView

from .board import board_crumb


class ObjectionListView(ListView):
    """待处理异议."""

    title = _("Objections to handle")
    permission = HANDLE
    table, filters = ObjectionTable, ObjectionFilters
    selector = staticmethod(selectors.listing)
    empty = Empty(_("No objections"), _("Objections to notices of your units appear here with the day they are due."))
    export_name = "objections"

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [board_crumb()]


class ObjectionDetailView(DetailView):
    """One objection: for whoever handles it, without the name; for the objector, with the answer."""

    permission = VIEW
    template_name = "notices/objection_detail.html"
    selector = staticmethod(selectors.case)

    def page_title(self, **context: Any) -> Any:
        return _("Objection No. %(number)s") % {"number": context["object"].objection.pk}

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [board_crumb(), _desk(context["object"])]

    def more(self, found: selectors.Case) -> dict[str, Any]:
        one = found.objection
        urgency = selectors.urgency(one, timezone.localdate())
        hindrance = _hindrance(self.actor, found)
        open_ = urgency != "done"
        return {
            "objection": one,
            "kind": objection_kind(one.kind),
            "state_text": words.OBJECTION_STATES[one.state],
            "state_tone": words.OBJECTION_TONES[one.state],
            "urgency_text": words.URGENCY[urgency],
            "urgency_tone": words.URGENCY_TONES[urgency],
            "options": _options(self.actor, one) if found.handles and hindrance and open_ else None,
            "hindrance": "" if hindrance or not found.handles or not open_ else reason_text(hindrance.reasons[0]),
            "can_take_back": found.is_own and open_,
            "documents": attached(self.actor, OBJECTION, one.pk) if found.handles else [],
        }


class ObjectionStepView(ActorView):
    """Accept, investigate, uphold, reject."""

    permission = HANDLE
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        step = partial(objections.step, actor=self.actor, objection_id=pk)
        return take_step(request, step, back=reverse("notices:objection_detail", args=[pk]))


class IdentityView(FormView):
    """Look at the objector's name: the purpose is recorded first. What is shown is not kept by the browser."""

    title = _("Name of the objector")
    permission = HANDLE
    template_name = "notices/objector.html"
    form = PurposeForm
    submit = _("Record the purpose and show the name")

    def initial(self, **kwargs: Any) -> dict[str, Any] | None:
        self.case = selectors.case(self.actor, kwargs["pk"])
        return {} if self.case is not None and self.case.handles else None

    def crumbs(self, **context: Any) -> list[Crumb]:
        found = selectors.case(self.actor, self.kwargs["pk"])
        if found is None:
            raise Http404
        label = _("Objection No. %(number)s") % {"number": found.objection.pk}
        return [board_crumb(), _desk(found), Crumb(label, objection_url(found.objection))]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        form = self.build(request.POST, request.FILES, **kwargs)
        if not form.is_valid():
            return self.show(request, form, 422)
        try:
            told = objections.reveal(actor=self.actor, objection_id=kwargs["pk"], **form.cleaned_data)
        except (Invalid, Refused) as problem:
            form.take(problem)
            return self.show(request, form, 422)
        context = self.frame(form=form, told=told, submit=self.submit)
        response = render_region(request, self.template_name, self.region, context)
        response["Cache-Control"] = "private, no-store"
        return response


def _desk(found: selectors.Case) -> Crumb:
    if found.handles:
        return Crumb(_("Objections to handle"), reverse("notices:objection_list"))
    return Crumb(_("My objections"), reverse("notices:own_list"))


def _hindrance(actor: Any, found: selectors.Case) -> Verdict:
    return may_decide(actor, published_by=found.objection.notice.published_by_id, is_objector=found.is_own)


def _options(actor: Any, one: Any) -> CaseOptions:
    found = case_options(
        actor,
        one,
        one.unit.path,
        url=reverse("notices:objection_step", args=[one.pk]),
        steps=words.OBJECTION_STEPS,
        states=words.OBJECTION_STATES,
    )
    # Taking back is the objector's alone, who does it on a page of their own.
    return replace(found, hindered=tuple(step for step in found.hindered if step.action != "take_back"))
