"""Writing a notice, publishing, prolonging, closing and withdrawing it."""

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.notices.forms import NoticeForm, NoticeTextForm, ProlongForm
from ceyuan.apps.notices.notice_templates import templates
from ceyuan.apps.notices.policies import PUBLISH
from ceyuan.apps.notices.selectors.notices import notice_seen
from ceyuan.apps.notices.services import publishing
from ceyuan.apps.notices.wording import notice_url
from ceyuan.apps.organisation.interface import unit_by_code
from ceyuan.apps.workflow.interface import take_step
from ceyuan.core.kernel.verdict import Invalid
from ceyuan.kit.views import ActorView, Crumb, FormView

from .board import board_crumb


class NoticeDraftView(FormView):
    """A new notice of free content; it is read once more before it is published."""

    title = _("New notice")
    permission = PUBLISH
    form = NoticeForm
    submit, done = _("Save the draft"), _("The draft was saved. Read it as others will see it, then publish it.")

    def initial(self, **kwargs: Any) -> dict[str, Any]:
        code = self.request.GET.get("template", "")
        kind = templates().get(code) or templates()["general"]
        return {
            "unit_code": self.request.GET.get("unit", ""),
            "template": kind.code,
            "working_days": kind.default_days,
            "audience": kind.audience,
            "reason": kind.basis,
        }

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [board_crumb()]

    def call(self, form: Any, **kwargs: Any) -> Any:
        given = dict(form.cleaned_data)
        unit = unit_by_code(self.actor, given.pop("unit_code"), PUBLISH)
        if unit is None:
            raise Invalid({"unit_code": ["organisation.unknown_unit"]})
        return publishing.draft(actor=self.actor, unit=unit, subject=("", "", ""), **given)

    def success_url(self, result: Any) -> str:
        return notice_url(result)


class OfficeForm(FormView):
    """A form about a notice of the actor's own office; 404 for others."""

    permission = PUBLISH

    def notice(self, key: int) -> Any:
        """The notice, or None."""
        found = notice_seen(self.actor, key)
        return found if found is not None and self.actor.may(PUBLISH, found.unit.path) else None

    def crumbs(self, **context: Any) -> list[Crumb]:
        found = self.notice(self.kwargs["pk"])
        return [board_crumb(), Crumb(found.title, notice_url(found))] if found else [board_crumb()]

    def success_url(self, result: Any) -> str:
        return notice_url(result)


class NoticeRedraftView(OfficeForm):
    """Change a draft."""

    title = _("Change the draft")
    form = NoticeTextForm

    def initial(self, **kwargs: Any) -> dict[str, Any] | None:
        found = self.notice(kwargs["pk"])
        if found is None:
            return None
        return {
            "title": found.title,
            "lines": "\n".join(line.text for line in found.lines.all()),
            "working_days": found.working_days,
            "audience": found.audience,
            "reason": found.basis,
        }

    def call(self, form: Any, **kwargs: Any) -> Any:
        return publishing.redraft(actor=self.actor, notice_id=kwargs["pk"], **form.cleaned_data)


class NoticeProlongView(OfficeForm):
    """Put the end off."""

    title = _("Prolong the notice")
    form = ProlongForm
    submit, done = _("Prolong"), _("The period was prolonged.")

    def initial(self, **kwargs: Any) -> dict[str, Any] | None:
        found = self.notice(kwargs["pk"])
        return None if found is None else {"seen_end": found.ends_on}

    def call(self, form: Any, **kwargs: Any) -> Any:
        return publishing.prolong(actor=self.actor, notice_id=kwargs["pk"], **form.cleaned_data)


class NoticeStepView(ActorView):
    """Publish, record the result, withdraw."""

    permission = PUBLISH
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        found = notice_seen(self.actor, pk)
        if found is None or not self.actor.may(PUBLISH, found.unit.path):
            raise Http404
        step = partial(publishing.step, actor=self.actor, notice_id=pk)
        return take_step(request, step, back=reverse("notices:detail", args=[pk]))
