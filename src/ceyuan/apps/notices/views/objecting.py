"""For everybody: objecting to a notice, one's own objections, taking one back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.notices.filters import ObjectionFilters
from ceyuan.apps.notices.forms import ObjectionForm
from ceyuan.apps.notices.policies import OBJECT
from ceyuan.apps.notices.selectors import notices
from ceyuan.apps.notices.selectors import objections as selectors
from ceyuan.apps.notices.services import objections
from ceyuan.apps.notices.services.objections import Evidence
from ceyuan.apps.notices.tables import ObjectionTable
from ceyuan.apps.notices.wording import notice_url, objection_url
from ceyuan.core.kernel.verdict import Reason
from ceyuan.kit.forms import Form
from ceyuan.kit.reasons import reason_text
from ceyuan.kit.tables import Empty
from ceyuan.kit.views import ActView, Crumb, FormView, ListView

from .board import board_crumb


class ObjectView(FormView):
    """Object to lines of a notice; works on a phone and without JavaScript."""

    title = _("Object to a notice")
    permission = OBJECT
    form = ObjectionForm
    submit = _("Object under my name")
    done = _("Your objection was received. You see here how it goes on; the answer comes to your to-do list.")

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        found = self._board(kwargs["pk"])
        if found.phase != "running":
            messages.error(request, reason_text(Reason("notices.over")))
            return HttpResponseRedirect(notice_url(found.notice))
        return super().get(request, **kwargs)

    def build(self, data: Any = None, files: Any = None, **kwargs: Any) -> Form:
        lines = [
            (one.line.key, f"{one.line.position}. {one.line.text}"[:200]) for one in self._board(kwargs["pk"]).lines
        ]
        start = {"kind": "substantive", "lines": [key for key, _text in lines] if len(lines) == 1 else []}
        return self.form(data, files, initial=start, lines=lines)

    def crumbs(self, **context: Any) -> list[Crumb]:
        notice = self._board(self.kwargs["pk"]).notice
        return [board_crumb(), Crumb(notice.title, notice_url(notice))]

    def call(self, form: Any, **kwargs: Any) -> Any:
        given = dict(form.cleaned_data)
        file = given.pop("evidence")
        evidence = Evidence(file.name, b"".join(file.chunks())) if file else None
        return objections.receive(actor=self.actor, notice_id=kwargs["pk"], evidence=evidence, **given)

    def success_url(self, result: Any) -> str:
        return objection_url(result)

    def _board(self, key: int) -> notices.Board:
        if not hasattr(self, "_found"):
            self._found = notices.board(self.actor, key)
        if self._found is None or self._found.phase == "draft":
            raise Http404
        return self._found


class OwnListView(ListView):
    """我的异议."""

    title = _("My objections")
    permission = OBJECT
    table, filters = ObjectionTable, ObjectionFilters
    selector = staticmethod(selectors.own_listing)
    empty = Empty(
        _("You have not objected to anything"), _("Open a notice on the board to object to one of its lines.")
    )

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [board_crumb()]


class TakeBackView(ActView):
    """Take one's own objection back."""

    title = _("Take the objection back")
    permission = OBJECT
    service = staticmethod(objections.take_back)
    question = _("Take this objection back? What it held up goes on, unless somebody else disputes it.")
    submit, done, danger = _("Take back"), _("The objection was taken back."), True

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        self._case(kwargs["pk"])
        return super().get(request, **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        found = self._case(kwargs["pk"])
        return super().post(request, objection_id=found.objection.pk, revision=found.objection.revision)

    def return_url(self, **kwargs: Any) -> str:
        return reverse("notices:objection_detail", args=[kwargs.get("pk") or kwargs["objection_id"]])

    def _case(self, key: int) -> selectors.Case:
        found = selectors.case(self.actor, key)
        if found is None or not found.is_own:
            raise Http404
        return found
