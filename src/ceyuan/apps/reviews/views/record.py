"""The review record of a panel: its seal, its entries, the file to verify; and the steps that write it."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ceyuan.apps.reviews.messages import scoring as words
from ceyuan.apps.reviews.policies.panels import RUN
from ceyuan.apps.reviews.selectors import record as selectors
from ceyuan.apps.reviews.selectors.panels import panel_of
from ceyuan.apps.reviews.services import closing
from ceyuan.core.kernel import Refused
from ceyuan.kit.reasons import reason_text
from ceyuan.kit.views import Action, ActorView, ActView, Crumb, redirect

from .panel_parts import panel_crumb, panel_tabs


class RecordView(ActorView):
    """The chain: what is public of each entry, the head, and whether all of it still holds."""

    template_name = "reviews/record.html"

    def page_title(self, **context: Any) -> str:
        return _("Review record: %(panel)s") % {"panel": context["panel"].title}

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [panel_crumb(context["panel"])]

    def actions(self, **context: Any) -> list[Action]:
        panel = context["panel"]
        shown = [Action(gettext_lazy("Record (JSON)"), reverse("reviews:record_file", args=[panel.pk]), "download")]
        runs = self.actor.may(RUN, panel.unit.path)
        if runs and panel.state == "reviewing":
            shown.append(
                Action(gettext_lazy("Close the panel"), reverse("reviews:panel_close", args=[panel.pk]), "lock")
            )
        if runs and panel.state == "closed":
            shown.append(Action(gettext_lazy("Publish"), reverse("reviews:panel_publish", args=[panel.pk]), "check"))
        return shown

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        found = selectors.record(self.actor, pk)
        if found is None:
            raise Http404
        entries = [
            {
                "number": one["number"],
                "event": words.EVENTS.get((one["entry"] or {}).get("event", ""), _("Sealed entry")),
                "shown": one["entry"] is not None,
                "digest": one["digest"],
            }
            for one in reversed(found["links"])
        ]
        context = self.frame(
            panel=found["panel"],
            tabs=panel_tabs(found["panel"], "record"),
            seal=found["seal"],
            length=len(entries),
            faults=[reason_text(one) for one in found["faults"]],
            entries=entries,
        )
        return render(request, self.template_name, context)


class RecordFileView(ActorView):
    """The redacted chain as JSON: every digest can be computed again, nothing of persons and scores is in it."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        del request
        found = selectors.record(self.actor, pk)
        if found is None:
            raise Http404
        answer = JsonResponse(found["told"], json_dumps_params={"ensure_ascii": False, "indent": 1})
        answer["Content-Disposition"] = f'attachment; filename="review-record-{pk}.json"'
        return answer


class _PanelStep(ActView):
    """A step of a panel that the office takes; for who does not run it, the panel is not there."""

    permission = RUN
    step: ClassVar[Callable[..., Any]]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        actor = getattr(request, "actor", None)
        self.panel = panel_of(actor, kwargs["pk"]) if actor is not None and actor.may(RUN) else None
        if actor is not None and actor.may(RUN) and (self.panel is None or not actor.may(RUN, self.panel.unit.path)):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        revision = self.panel.revision if self.panel else -1
        try:
            type(self).step(actor=self.actor, panel_id=kwargs["pk"], revision=revision)
        except Refused as problem:
            messages.error(request, reason_text(problem.reason))
        else:
            messages.success(request, str(self.done))
        return redirect(request, self.return_url(**kwargs))

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [panel_crumb(self.panel)] if self.panel else []

    def return_url(self, **kwargs: Any) -> str:
        return reverse("reviews:record", args=[kwargs["pk"]])


class CloseView(_PanelStep):
    """Close the panel: the scores are opened and the head of the record is published."""

    title = gettext_lazy("Close the panel")
    question = gettext_lazy(
        "Open all score sheets, calibrate them and publish the head of the record? No sheet is taken afterwards."
    )
    submit = gettext_lazy("Close and open the scores")
    done = gettext_lazy("The panel is closed; the results are there.")
    step = staticmethod(closing.close)


class PublishView(_PanelStep):
    """Publish the panel."""

    title = gettext_lazy("Publish the panel")
    question = gettext_lazy("Show names and results to all who may see reviews of this unit? The record ends here.")
    submit = gettext_lazy("Publish")
    done = gettext_lazy("The panel is published.")
    step = staticmethod(closing.publish)
