"""The panel of experts at an acceptance: opening it, what it found, and the papers that its experts read."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.documents.interface import DamagedContent, kept_bytes
from ceyuan.apps.projects import selectors as projects
from ceyuan.apps.projects.forms import acceptance as forms
from ceyuan.apps.projects.policies import execution as policies
from ceyuan.apps.projects.selectors import expert_panel as selectors
from ceyuan.apps.projects.services import expert_panel as services
from ceyuan.apps.reviews.interface import ADVICE, ADVICE_TONES, PANEL_STATES, PANEL_TONES, panels_of, reads_papers
from ceyuan.kit.views import ActorView

from .acceptance_acts import AcceptanceAct


class PanelAskView(AcceptanceAct):
    """Ask experts."""

    title = _("Ask a panel of experts")
    form = forms.PanelForm
    service = staticmethod(services.ask)
    allowed = staticmethod(policies.may_run)
    submit = _("Open the panel")
    done = _("The panel was opened; draw its experts next.")


class AcceptanceOfView(ActorView):
    """From the id of a round, as a panel knows it, to the page of the project."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        found = selectors.round_of(pk)
        if found is None or projects.detail(self.actor, found.project.code) is None:
            raise Http404
        return HttpResponseRedirect(reverse("projects:acceptance", args=[found.project.code]))


class PaperView(ActorView):
    """A paper of an acceptance, for an expert who is seated and has made the declaration, or who sees the project."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, pk: int, document_id: int) -> HttpResponseBase:
        found = selectors.round_of(pk)
        if found is None or not self.may_read(found):
            raise Http404
        name = next((kept.name for kept, _name in selectors.papers(found) if kept.pk == document_id), None)
        if name is None:
            raise Http404
        try:
            content = kept_bytes(("projects.project", found.project_id), document_id)
        except DamagedContent:
            content = None
        if content is None:
            raise Http404
        answer = HttpResponse(content, content_type="application/octet-stream")
        answer.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"  # noqa: FBT003
        answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox; frame-ancestors 'none'"
        answer.headers["Cache-Control"] = "private, no-store"
        return answer

    def may_read(self, found: Any) -> bool:
        """By seat or, without one, by the right to manage or to decide on the project."""
        if reads_papers(self.actor, selectors.KIND, found.pk):
            return True
        seen = projects.detail(self.actor, found.project.code)
        return seen is not None and bool(policies.may_decide(self.actor, seen))


def shown(actor: Any, project: Any, acceptance: Any, *, is_open: bool) -> dict[str, Any] | None:
    """The panel as the page of the acceptance shows it; None where there is none and none may be asked.

    What the experts found is for who concludes, from the closing of the panel on; for readers once all is concluded.
    """
    runs = bool(policies.may_run(actor, project))
    may_ask = is_open and project.state == "acceptance_review" and runs
    state = selectors.state_of(acceptance)
    if not state:
        return {"may_ask": True} if may_ask else None
    known = any(one.pk == acceptance.panel_id for one in panels_of(actor, selectors.KIND, acceptance.pk))
    may_read = bool(acceptance.conclusion) or runs or bool(policies.may_decide(actor, project))
    found = selectors.finding(acceptance) if may_read else None
    page = "results" if state in selectors.CLOSED and actor.may("reviews.run", project.lead_unit.path) else "panel"
    return {
        "may_ask": may_ask and state == "cancelled",
        "state": PANEL_STATES[state],
        "tone": PANEL_TONES.get(state, "neutral"),
        "is_running": state in selectors.RUNNING,
        "url": reverse(f"reviews:{page}", args=[acceptance.panel_id]) if known else "",
        "mean": None if found is None or found.mean is None else f"{float(found.mean):.1f}",
        "advice": [(ADVICE[one], ADVICE_TONES[one], count) for one, count in found.advice] if found else [],
        "opinions": [
            (
                one.number,
                ADVICE.get(one.advice, one.advice),
                ADVICE_TONES.get(one.advice, "neutral"),
                one.words,
                f"{float(one.score):.1f}",
            )
            for one in (found.opinions if found else ())
        ],
    }
