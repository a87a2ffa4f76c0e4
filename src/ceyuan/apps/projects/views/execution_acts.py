"""Forms at milestones, on risks and for the mid-term check."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from ceyuan.apps.projects.forms import execution as forms
from ceyuan.apps.projects.policies import execution as policies
from ceyuan.apps.projects.selectors import execution as selectors
from ceyuan.apps.projects.services import midterm, milestones, risks

from .on_project import ProjectAct, ProjectPage

RISK_FIELDS = ("probability", "impact", "measure", "owner_id", "due_on")


class MilestoneAct(ProjectAct):
    """A form about one milestone."""

    def subject(self, **captured: Any) -> Any:
        return selectors.milestone(self.project, captured["milestone_id"])


class EvidenceAddView(MilestoneAct):
    """Evidence for a milestone."""

    title = _("Bring evidence")
    form = forms.EvidenceForm
    service = staticmethod(milestones.add_evidence)
    done = _("The evidence was added.")


class EvidenceWithdrawView(ProjectAct):
    """Evidence taken back."""

    title = _("Take evidence back")
    form = forms.ReasonForm
    service = staticmethod(milestones.withdraw_evidence)
    done = _("The evidence was taken back.")

    def subject(self, **captured: Any) -> Any:
        return selectors.evidence_piece(self.project, captured["evidence_id"])


class MilestoneDecideView(MilestoneAct):
    """Go or no-go."""

    title = _("Decide on the milestone")
    form = forms.DecisionForm
    service = staticmethod(milestones.decide)
    allowed = staticmethod(policies.may_run)
    submit = _("Decide")
    done = _("The decision was recorded.")


class DecisionView(ProjectPage):
    """A decision with what the records said on that day."""

    template_name = "projects/decision.html"
    tab = "execution"

    def shown(self, project: Any) -> dict[str, Any]:
        from django.http import Http404

        made = selectors.decision(project, self.kwargs["decision_id"])
        if made is None:
            raise Http404
        return {"decision": made, "milestone": made.milestone, "snapshot": made.snapshot}

    def get(self, request: Any, **kwargs: Any) -> Any:
        return super().get(request, code=kwargs["code"])


class MidtermConcludeView(ProjectAct):
    """The conclusion of a mid-term check."""

    title = _("Conclude the mid-term check")
    form = forms.MidtermForm
    service = staticmethod(midterm.conclude)
    allowed = staticmethod(policies.may_conclude_midterm)
    submit = _("Conclude")
    done = _("The conclusion was recorded.")

    def build(self, data: Any = None, files: Any = None, **kwargs: Any) -> Any:
        form = super().build(data, files, **kwargs)
        runs = bool(policies.may_run(self.actor, self.project))
        ends = bool(policies.may_terminate(self.actor, self.project))
        offered = form.fields["conclusion"]
        offered.choices = [one for one in offered.choices if (ends if one[0] == "terminate" else runs)]
        return form


class RiskAddView(ProjectAct):
    """A new risk."""

    title = _("Name a risk")
    form = forms.NewRiskForm
    service = staticmethod(risks.name)

    def cleaned(self, form: Any) -> dict[str, Any]:
        given = form.cleaned_data
        return {"title": given["title"], "answer": risks.Answer(**{name: given[name] for name in RISK_FIELDS})}


class RiskChangeView(ProjectAct):
    """How a risk stands now."""

    title = _("Change the risk")
    form = forms.ChangeRiskForm
    service = staticmethod(risks.change)

    def subject(self, **captured: Any) -> Any:
        return selectors.risk(self.project, captured["risk_id"])

    def filled(self, subject: Any) -> dict[str, Any]:
        known = {name: getattr(subject, name) for name in ("probability", "impact", "measure", "due_on", "state")}
        return {"initial": {**known, "owner_id": subject.owner.staff_no if subject.owner else ""}}

    def cleaned(self, form: Any) -> dict[str, Any]:
        given = form.cleaned_data
        answer = risks.Answer(**{name: given[name] for name in RISK_FIELDS})
        return {"answer": answer, "state": given["state"], "outcome": given["outcome"]}
