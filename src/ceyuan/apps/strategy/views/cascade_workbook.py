"""The cascade out as a workbook, and the edited workbook back onto the page."""

from typing import Any
from urllib.parse import quote

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ceyuan.apps.strategy.forms.targets import WorkbookForm
from ceyuan.apps.strategy.policies.targets import VIEW
from ceyuan.apps.strategy.selectors.cascade import cascade
from ceyuan.apps.strategy.target_workbook import export, take
from ceyuan.core.kernel.verdict import Invalid
from ceyuan.kit.export import XLSX
from ceyuan.kit.templatetags.kit import named
from ceyuan.kit.views import ActorView, Crumb

from .cascade import CascadeView
from .cascade_choice import Choice, choose
from .cascade_form import Posted
from .cascade_outcome import Outcome

_MOST_BYTES = 4 * 1024 * 1024


class CascadeWorkbookView(ActorView):
    """The file."""

    permission = VIEW

    def get(self, request: HttpRequest) -> HttpResponseBase:
        choice = _chosen(self.actor, request)
        title = f"{_('Target cascade')} {choice.kpi.code} {named(choice.kpi)} {choice.year}"
        found = cascade(self.actor, choice.plan, choice.kpi, choice.year)
        response = FileResponse(export(found, title), content_type=XLSX)
        response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(title)}.xlsx"
        return response


class CascadeImportView(CascadeView):
    """Takes the edited file: the differences stand on the page as if they had been typed, and are saved there."""

    title = gettext_lazy("Take a workbook")

    def crumbs(self, **context: Any) -> list[Crumb]:
        choice: Choice | None = context.get("choice")
        return [Crumb(_("Target cascade"), f"{reverse('strategy:cascade')}?{choice.query if choice else ''}")]

    def actions(self, **context: Any) -> list[Any]:
        del context
        return []

    def get(self, request: HttpRequest) -> HttpResponseBase:
        return self._form(request, WorkbookForm(), 200)

    def post(self, request: HttpRequest) -> HttpResponseBase:
        form = WorkbookForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._form(request, form, 422)
        choice, file = _chosen(self.actor, request), form.cleaned_data["file"]
        found = cascade(self.actor, choice.plan, choice.kpi, choice.year, split=choice.split)
        try:
            if file.size > _MOST_BYTES:
                raise Invalid({"file": ["strategy.workbook_too_long"]})
            account = take(found, file.read(), file.name)
        except Invalid as problem:
            form.take(problem)
            return self._form(request, form, 422)
        outcome = Outcome(Posted(typed=account.typed), status=200)
        return self.show(request, choice, found, outcome, account=account)

    def _form(self, request: HttpRequest, form: WorkbookForm, status: int) -> HttpResponseBase:
        choice = _chosen(self.actor, request)
        context = self.frame(form=form, submit=_("Compare"), choice=choice, next="")
        return render(request, "strategy/cascade_import.html", context, status=status)


def _chosen(actor: Any, request: HttpRequest) -> Choice:
    choice = choose(actor, request.GET)
    if choice is None:
        raise Http404
    return choice
