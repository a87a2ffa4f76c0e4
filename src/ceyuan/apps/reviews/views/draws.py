"""The draw of a panel on pages: conditions, announcement, the draw itself, and the assignment."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.reviews import tasks
from ceyuan.apps.reviews.forms.panels import AnnounceForm, ConditionsForm, DrawForm
from ceyuan.apps.reviews.policies.panels import RUN
from ceyuan.apps.reviews.selectors import panels as selectors
from ceyuan.apps.reviews.services import assigning, draws, panels
from ceyuan.apps.reviews.settings import PanelSettings
from ceyuan.core.kernel import Invalid, Reason, Refused
from ceyuan.kit.forms import Form
from ceyuan.kit.views import ActView, Crumb, FormView

from .panel_parts import panel_crumb


def run_panel(actor: Any, pk: int) -> Any:
    """The panel, if the actor runs it; else it is not there."""
    found = selectors.panel_of(actor, pk)
    if found is None or not actor.may(RUN, found.unit.path):
        raise Http404
    return found


class _PanelForm(FormView):
    permission = RUN

    def build(self, data: Any = None, files: Any = None, **kwargs: Any) -> Form:
        self.panel = run_panel(self.actor, kwargs["pk"])
        return self.form(data, files, initial=self.start(self.panel))

    def start(self, panel: Any) -> dict[str, Any]:
        """What the form starts with."""
        del panel
        return {}

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [panel_crumb(self.panel)]

    def success_url(self, result: Any) -> str:
        return reverse("reviews:panel", args=[self.panel.pk])


class ConditionsView(_PanelForm):
    """The conditions of the draw and the deadline."""

    title = _("Conditions of the draw")
    form = ConditionsForm

    def start(self, panel: Any) -> dict[str, Any]:
        settings = PanelSettings.read(
            panel.settings,
            mode=panel.mode,
            reviewers_per_case=panel.reviewers_per_case,
            cases=panel.cases.count(),
        )
        return ConditionsForm.start(panel.due_at, settings, panel.reviewers_per_case)

    def call(self, form: Form, **kwargs: Any) -> Any:
        given = dict(form.cleaned_data)
        due_at = given.pop("due_at")
        return panels.change_settings(actor=self.actor, panel_id=self.panel.pk, due_at=due_at, given=given)


class AnnounceView(_PanelForm):
    """Publish the fingerprint of a seed."""

    title = _("Announce a draw")
    form = AnnounceForm
    submit, done = _("Announce"), _("The fingerprint of the seed is public; you can draw.")

    def call(self, form: Form, **kwargs: Any) -> Any:
        return draws.announce(actor=self.actor, panel_id=self.panel.pk, **form.cleaned_data)


class DrawView(_PanelForm):
    """Draw what was announced."""

    title = _("Draw the experts")
    form = DrawForm
    template_name, region_template = "reviews/draw.html", "kit/form.html"
    submit, done = _("Draw now"), _("The experts are drawn and invited.")

    def start(self, panel: Any) -> dict[str, Any]:
        return {"revision": panel.revision}

    def frame(self, **context: Any) -> dict[str, Any]:
        return super().frame(draw=selectors.current_draw(self.panel), panel=self.panel, **context)

    def call(self, form: Form, **kwargs: Any) -> Any:
        try:
            return draws.run(actor=self.actor, panel_id=self.panel.pk, **form.cleaned_data)
        except Refused as problem:
            # What is missing stands below the sentence that says that something is.
            missing = [one for one in problem.reason.facts.get("missing", ()) if isinstance(one, Reason)]
            raise Invalid({"": [problem.reason, *missing]}) from None


class AssignView(ActView):
    """Ask for the assignment."""

    title = _("Assign the reviews")
    permission = RUN
    question = _("Assign the reviews now? What is begun stays where it is, and of the rest little changes.")
    submit, done = _("Assign"), _("The assignment was asked for; its result is on this page.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        actor = getattr(request, "actor", None)
        if actor is not None and actor.may(RUN):
            self.panel = run_panel(actor, kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [panel_crumb(self.panel)]

    def return_url(self, **kwargs: Any) -> str:
        return reverse("reviews:panel", args=[kwargs["pk"]])

    @staticmethod
    def service(*, actor: Any, pk: int) -> Any:
        """Ask, with the worker for what is large."""
        return assigning.ask(actor=actor, panel_id=pk, queue=tasks.queue)
