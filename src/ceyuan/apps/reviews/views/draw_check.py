"""The supervisor's check of a draw: the whole record in words and as a file, and the draw repeated."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.reviews.policies.panels import SUPERVISE
from ceyuan.apps.reviews.selectors import panels as selectors
from ceyuan.apps.reviews.services import draws
from ceyuan.apps.reviews.wording import key_names, reason_sentences
from ceyuan.core.kernel import Reason, Refused
from ceyuan.kit.reasons import reason_text
from ceyuan.kit.views import ActorView, Crumb, redirect

from .panel_parts import panel_crumb


class _SupervisorView(ActorView):
    permission = SUPERVISE

    def found(self, pk: int) -> Any:
        """The panel, if the actor supervises it."""
        found = selectors.panel_of(self.actor, pk)
        if found is None or not self.actor.may(SUPERVISE, found.unit.path):
            raise Http404
        return found


class DrawCheckView(_SupervisorView):
    """Repeat the draw: who was in the pool, who was excluded why, who was drawn, who came in whose place."""

    template_name = "reviews/draw_check.html"
    title = _("Check of the draw")

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [panel_crumb(context["panel"])]

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        return self.show(request, self.found(pk), None)

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        panel = self.found(pk)
        try:
            wrong = draws.verify(actor=self.actor, panel_id=pk)
        except Refused as problem:
            messages.error(request, reason_text(problem.reason))
            return redirect(request, reverse("reviews:panel", args=[pk]))
        return self.show(request, panel, wrong)

    def show(self, request: HttpRequest, panel: Any, wrong: list[Reason] | None) -> HttpResponseBase:
        """The record in words, and the result of the check once it was asked for."""
        own = draws.drew(panel, self.actor.account_id)
        parts = [] if own else [_record_shown(self.actor, draw) for draw in panel.draws.order_by("number")]
        context = self.frame(
            panel=panel,
            own=own,
            parts=[part for part in parts if part],
            checked=wrong is not None,
            wrong=reason_sentences(self.actor, wrong or []),
        )
        return render(request, self.template_name, context)


class DrawRecordView(_SupervisorView):
    """The records of all draws as a file: enough for a third party to repeat them."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        del request
        panel = self.found(pk)
        if draws.drew(panel, self.actor.account_id):
            raise Http404
        told = [record.to_dict() for draw in panel.draws.order_by("number") if (record := selectors.record_of(draw))]
        answer = JsonResponse({"draws": told}, json_dumps_params={"ensure_ascii": False, "indent": 1})
        answer["Content-Disposition"] = f'attachment; filename="draw-{pk}.json"'
        return answer


def _record_shown(actor: Any, draw: Any) -> dict[str, Any] | None:
    record = selectors.record_of(draw)
    if record is None:
        return None
    names = key_names(actor, [one.key for one in record.candidates])
    return {
        "draw": draw,
        "record": record,
        "candidates": len(record.candidates),
        "excluded": [
            (names.get(key, key), now("; ").join(reason_sentences(actor, reasons)))
            for key, reasons in record.exclusions.items()
        ],
        "turns": [
            (names.get(one.key, one.key), one.drawn, reason_sentences(actor, [one.passed])[0] if one.passed else "")
            for one in record.turns
        ],
        "replacements": [
            (names.get(one.left, one.left), names.get(one.drawn, one.drawn)) for one in record.replacements
        ],
        "panel": [names.get(key, key) for key in record.panel],
    }
