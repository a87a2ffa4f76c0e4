"""Minutes and notes of a panel, and feedback on its experts."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.reviews.forms.scoring import FeedbackForm, MinutesForm, NoteForm
from ceyuan.apps.reviews.models import Panel
from ceyuan.apps.reviews.policies.panels import RUN
from ceyuan.apps.reviews.selectors import minutes as selectors
from ceyuan.apps.reviews.services import minutes as services
from ceyuan.kit.views import Action, ActorView, Crumb, FormView

from .panel_parts import panel_crumb, panel_tabs

_LIVING = ("drawn", "reviewing", "closed")


class MinutesView(ActorView):
    """What was said and written down, the newest first."""

    template_name = "reviews/minutes.html"
    title = _("Minutes and notes")

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [panel_crumb(context["panel"])]

    def actions(self, **context: Any) -> list[Action]:
        panel = context["panel"]
        runs = self.actor.may(RUN, panel.unit.path)
        shown = []
        if panel.state in _LIVING and (runs or selectors.is_seated(self.actor, panel)):
            shown.append(Action(_("Add a note"), reverse("reviews:note_add", args=[panel.pk]), "notes"))
        if panel.state in _LIVING and runs:
            url = reverse("reviews:minutes_write", args=[panel.pk])
            shown.append(Action(_("Write the minutes"), url, "edit", primary=True))
        return shown

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        found = selectors.minutes_of(self.actor, pk)
        if found is None:
            raise Http404
        panel, rows = found
        judged = self.actor.may(RUN, panel.unit.path) and panel.state in {"closed", "published"}
        context = self.frame(
            panel=panel,
            rows=rows,
            tabs=panel_tabs(panel, "minutes"),
            feedback=selectors.feedback_of(panel) if judged else [],
        )
        return render(request, self.template_name, context)


class _PanelForm(FormView):
    """A form about a panel that the actor knows of."""

    panel: Panel
    runs_only = False

    def initial(self, **kwargs: Any) -> dict[str, Any] | None:
        found = selectors.minutes_of(self.actor, kwargs["pk"])
        if found is None or not self.is_for(found[0]):
            return None
        self.panel = found[0]
        return {}

    def is_for(self, panel: Panel) -> bool:
        """Whether this form is for the actor."""
        runs = self.actor.may(RUN, panel.unit.path)
        return bool(runs or (not self.runs_only and selectors.is_seated(self.actor, panel)))

    def crumbs(self, **context: Any) -> list[Crumb]:
        minutes = Crumb(_("Minutes and notes"), reverse("reviews:minutes", args=[self.panel.pk]))
        return [panel_crumb(self.panel), minutes]

    def success_url(self, result: Any) -> str:
        return reverse("reviews:minutes", args=[result.panel_id])


class MinutesWriteView(_PanelForm):
    """The minutes of a meeting; the office writes them."""

    title, permission, runs_only = _("Write the minutes"), RUN, True
    form = MinutesForm
    service = staticmethod(services.write_minutes)

    def call(self, form: Any, **kwargs: Any) -> Any:
        return services.write_minutes(actor=self.actor, panel_id=kwargs["pk"], **form.cleaned_data)


class NoteView(_PanelForm):
    """A note of the discussion."""

    title = _("Add a note")
    form = NoteForm
    service = staticmethod(services.add_note)

    def build(self, data: Any = None, files: Any = None, **kwargs: Any) -> Any:
        form: Any = super().build(data, files, **kwargs)
        # Only the cases that this writer may see are offered; the service asks again.
        form.fields["case_id"].choices = [("", "–"), *selectors.cases_for(self.actor, self.panel)]
        return form

    def call(self, form: Any, **kwargs: Any) -> Any:
        return services.add_note(actor=self.actor, panel_id=kwargs["pk"], **form.cleaned_data)


class FeedbackView(FormView):
    """How an expert worked; the office says it once."""

    title = _("Feedback on an expert")
    permission = RUN
    form = FeedbackForm
    service = staticmethod(services.give_feedback)

    def initial(self, **kwargs: Any) -> dict[str, Any] | None:
        found = selectors.seat_panel(self.actor, kwargs["pk"])
        if found is None or not self.actor.may(RUN, found[1].unit.path):
            return None
        self.seat, self.panel = found
        return {}

    def page_title(self, **context: Any) -> str:
        return str(self.seat.expert)

    def crumbs(self, **context: Any) -> list[Crumb]:
        minutes = Crumb(_("Minutes and notes"), reverse("reviews:minutes", args=[self.panel.pk]))
        return [panel_crumb(self.panel), minutes]

    def call(self, form: Any, **kwargs: Any) -> Any:
        return services.give_feedback(actor=self.actor, seat_id=kwargs["pk"], **form.cleaned_data)

    def success_url(self, result: Any) -> str:
        del result
        return reverse("reviews:minutes", args=[self.panel.pk])
