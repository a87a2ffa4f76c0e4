"""The strata of a draw: set one after another, with how many experts each would find today."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.reviews.forms.strata import StratumForm
from ceyuan.apps.reviews.policies.panels import RUN
from ceyuan.apps.reviews.selectors import pool
from ceyuan.apps.reviews.services import draws, strata
from ceyuan.apps.reviews.settings import OUTSIDE
from ceyuan.apps.reviews.wording import reasons_told
from ceyuan.core.review.canonical import told
from ceyuan.kit.forms import Form
from ceyuan.kit.views import ActView, Crumb, FormView

from .draws import run_panel
from .panel_parts import panel_crumb


def _prepared(actor: Any, pk: int) -> Any:
    panel = run_panel(actor, pk)
    if panel.state != "drafting":
        raise Http404
    return panel


class StrataView(FormView):
    """What a draw would find, and one more stratum."""

    title = _("Strata of the draw")
    permission = RUN
    template_name, region_template = "reviews/strata.html", "kit/form.html"
    submit, done = _("Add the stratum"), _("The stratum is added.")

    def build(self, data: Any = None, files: Any = None, **kwargs: Any) -> Form:
        self.panel = _prepared(self.actor, kwargs["pk"])
        return StratumForm(data, files, actor=self.actor, regions=pool.regions(self.panel.group_id))

    def call(self, form: Form, **kwargs: Any) -> Any:
        assert isinstance(form, StratumForm)  # noqa: S101 - for the type checker; made above
        return strata.add(actor=self.actor, panel_id=self.panel.pk, stratum=form.stratum())

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [panel_crumb(self.panel)]

    def success_url(self, result: Any) -> str:
        return reverse("reviews:strata", args=[self.panel.pk])

    def frame(self, **context: Any) -> dict[str, Any]:
        found = draws.prospect(self.actor, self.panel)
        missing = reasons_told(self.actor, [[told(one) for one in found.missing]])[0]
        rows = [
            {
                "name": _("External experts") if one.code == OUTSIDE else one.code,
                "minimum": one.minimum,
                "maximum": one.maximum,
                "available": available,
                "short": available < one.minimum,
                "number": None if one.code == OUTSIDE else number,
            }
            for number, (one, available) in enumerate(found.strata)
        ]
        return super().frame(prospect=found, rows=rows, missing=missing, panel=self.panel, **context)


class StratumRemoveView(ActView):
    """Take a stratum out again."""

    title = _("Take out the stratum")
    permission = RUN
    question = _("Draw without this stratum?")
    submit, done = _("Take out"), _("The stratum is taken out.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        actor = getattr(request, "actor", None)
        if actor is not None and actor.may(RUN):
            self.panel = _prepared(actor, kwargs["pk"])
            if kwargs["number"] >= len(self.panel.settings.get("strata", ())):
                raise Http404
        return super().dispatch(request, *args, **kwargs)

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [panel_crumb(self.panel), Crumb(_("Strata of the draw"), self.return_url(pk=self.panel.pk))]

    def return_url(self, **kwargs: Any) -> str:
        return reverse("reviews:strata", args=[kwargs["pk"]])

    @staticmethod
    def service(*, actor: Any, pk: int, number: int) -> Any:
        """Take it out."""
        return strata.remove(actor=actor, panel_id=pk, number=number)
