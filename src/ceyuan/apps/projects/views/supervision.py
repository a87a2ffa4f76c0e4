"""Supervision over a project: asking its leader, answering, and what the page of its execution shows of it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.projects.forms import execution as forms
from ceyuan.apps.projects.policies import execution as policies
from ceyuan.apps.projects.selectors import supervision as selectors
from ceyuan.apps.projects.services import supervision as services
from ceyuan.apps.strategy.interface import (
    SUPERVISION_STATES,
    SUPERVISION_TONES,
    URGENCY,
    URGENCY_TONES,
    supervision_urgency,
)

from .on_project import ProjectAct


class SuperviseView(ProjectAct):
    """Ask the leader of the project; `?title=` says what about."""

    title = _("Ask the project to put something right")
    form = forms.SuperviseForm
    service = staticmethod(services.ask)
    allowed = staticmethod(policies.may_supervise)
    submit = _("Issue")
    done = _("The item was issued; it waits in the inbox of the leader of the project.")

    def filled(self, subject: Any) -> dict[str, Any]:
        return {"initial": {"title": self.request.GET.get("title", "")[:200]}}


class SupervisionAnswerView(ProjectAct):
    """Say what was done."""

    title = _("Answer the supervision item")
    form = forms.SupervisionAnswerForm
    service = staticmethod(services.answer)
    submit = _("Send the answer")
    done = _("The answer was sent.")

    def subject(self, **captured: Any) -> Any:
        found = selectors.item(self.project, captured["item_id"])
        return found if found is not None and found.state == "open" else None

    def filled(self, subject: Any) -> dict[str, Any]:
        return {"initial": {"revision": subject.revision}}

    def page_title(self, **context: Any) -> Any:
        return self.about.title


def shown(actor: Any, project: Any) -> list[dict[str, Any]]:
    """The items as the page lists them; the link is for who may read supervision, the answer for who speaks."""
    today = timezone.localdate()
    reads = actor.may("strategy.view", project.lead_unit.path)
    speaks = bool(policies.may_speak(actor, project))
    rows = []
    for one in selectors.items(project):
        urgency = supervision_urgency(one, today)
        rows.append(
            {
                "one": one,
                "url": reverse("strategy:supervision_detail", args=[one.pk]) if reads else "",
                "state": SUPERVISION_STATES[one.state],
                "tone": SUPERVISION_TONES[one.state],
                "late": URGENCY[urgency] if urgency in {"overdue", "escalated"} else "",
                "late_tone": URGENCY_TONES[urgency],
                "may_answer": speaks and one.state == "open",
            }
        )
    return rows
