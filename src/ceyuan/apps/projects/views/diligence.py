"""The log of a project with its chain, exemptions that rest on it, and what became of the project."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.projects.forms import acceptance as forms
from ceyuan.apps.projects.forms.execution import money
from ceyuan.apps.projects.messages import acceptance as messages
from ceyuan.apps.projects.naming import sum_of
from ceyuan.apps.projects.policies import execution as policies
from ceyuan.apps.projects.selectors import diligence as selectors
from ceyuan.apps.projects.services import diligence as services
from ceyuan.kit.views import Action

from .on_project import ProjectAct, ProjectPage


class DiligenceView(ProjectPage):
    """The log, line by line, with the proof that none was changed."""

    template_name = "projects/diligence.html"
    tab = "diligence"

    def actions(self, **context: Any) -> list[Action]:
        project = context["object"]
        offered = (
            (
                policies.may_add_to_log(self.actor, project) and policies.is_online(project),
                "log_add",
                _("Add a line"),
                "plus",
            ),
            (policies.may_decide(self.actor, project), "exemption_decide", _("Decide on due diligence"), "scale"),
            (
                policies.may_run(self.actor, project) and project.state in services.ENDED,
                "post_evaluate",
                _("Evaluate what became of it"),
                "chart-line",
            ),
        )
        found = [
            Action(label, reverse(f"projects:{name}", args=[project.code]), icon)
            for holds, name, label, icon in offered
            if holds
        ]
        return [Action(one.label, one.url, one.icon, primary=not at) for at, one in enumerate(found)]

    def shown(self, project: Any) -> dict[str, Any]:
        records = selectors.records(project)
        return {
            "records": [(one, messages.LOG_KINDS[one.kind]) for one in reversed(records)],
            "broken": selectors.first_break(records),
            "head": records[-1].digest if records else "",
            "exemptions": selectors.exemptions(project),
            "evaluations": [
                (one, messages.IN_USE[one.in_use], sum_of(one.benefit_minor, project.currency))
                for one in selectors.evaluations(project)
            ],
        }


class DiligenceAct(ProjectAct):
    """A form on the page of the log."""

    page = "diligence"


class LogAddView(DiligenceAct):
    """A line more."""

    title = _("Add a line")
    form = forms.LogForm
    service = staticmethod(services.log)
    allowed = staticmethod(policies.may_add_to_log)
    submit = _("Add for good")
    done = _("The line was added and chained.")


class ExemptView(DiligenceAct):
    """What a panel decided."""

    title = _("Decide on due diligence")
    form = forms.ExemptForm
    service = staticmethod(services.exempt)
    allowed = staticmethod(policies.may_decide)
    submit = _("Record the decision")
    done = _("The decision was recorded.")

    def filled(self, subject: Any) -> dict[str, Any]:
        lines = [
            (one.number, f"{one.number} · {one.happened_on} · {one.text[:80]}") for one in selectors.records(subject)
        ]
        return {"lines": lines}


class EvaluateView(DiligenceAct):
    """What became of it."""

    title = _("Evaluate what became of it")
    form = forms.EvaluateForm
    service = staticmethod(services.evaluate)
    allowed = staticmethod(policies.may_run)

    def cleaned(self, form: Any) -> dict[str, Any]:
        given = dict(form.cleaned_data)
        return {**given, "benefit": money(given["benefit"], self.project.currency)}
