"""The execution of a project: milestones with evidence and decisions, money, risks, mid-term checks."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.projects.deadlines import TOLERATED_REPORTS
from ceyuan.apps.projects.messages import execution as messages
from ceyuan.apps.projects.naming import sum_of
from ceyuan.apps.projects.policies import execution as policies
from ceyuan.apps.projects.selectors import execution as selectors
from ceyuan.apps.projects.selectors import money, standing
from ceyuan.core.kernel import Money
from ceyuan.core.taskbook import latest_notice
from ceyuan.kit.views import Action

from .on_project import ProjectPage
from .supervision import shown as supervision_shown


class ExecutionView(ProjectPage):
    """Milestones, money, risks and checks of one project on one page."""

    template_name = "projects/execution.html"
    tab = "execution"

    def actions(self, **context: Any) -> list[Action]:
        project = context["object"]
        found = []
        if policies.leads(self.actor, project) and policies.is_online(project):
            url = reverse("projects:progress_add", args=[project.code])
            found.append(Action(_("Write this month"), url, "edit", primary=True))
            found.append(Action(_("Name a risk"), reverse("projects:risk_add", args=[project.code]), "alert-triangle"))
        if project.state == "midterm" and policies.may_conclude_midterm(self.actor, project):
            url = reverse("projects:midterm_conclude", args=[project.code])
            found.append(Action(_("Conclude the mid-term check"), url, "gavel"))
        if policies.may_supervise(self.actor, project):
            url = reverse("projects:supervise", args=[project.code])
            found.append(Action(_("Issue a supervision item"), url, "bolt"))
        return found

    def shown(self, project: Any) -> dict[str, Any]:
        sums = standing.money_to_date(project)
        overdue = standing.reports_overdue(project)
        return {
            "milestones": milestone_rows(self.actor, project),
            "payments": payment_rows(project),
            "risks": [
                {
                    "one": one,
                    "state": messages.RISK_STATES[one.state],
                    "tone": messages.RISK_TONES[one.state],
                    "probability": messages.LEVELS[one.probability],
                    "impact": messages.LEVELS[one.impact],
                    "tone_of_level": messages.LEVEL_TONES.get(one.probability, "neutral"),
                }
                for one in selectors.risks(project)
            ],
            "checks": [
                (one, messages.MIDTERM[one.conclusion], messages.MIDTERM_TONES[one.conclusion])
                for one in selectors.midterm_checks(project)
            ],
            "funding": money.funding_of(project),
            "released": Money(sums["released"], project.currency),
            "paid": Money(sums["paid"], project.currency),
            "spent": Money(sums["spent"], project.currency),
            "overdue_months": overdue,
            "money_stops": len(overdue) > TOLERATED_REPORTS or standing.acceptance_is_overdue(project),
            "ask_extension_by": latest_notice(project.ends_on) if project.ends_on else None,
            "supervision": supervision_shown(self.actor, project),
            "may_speak": bool(policies.may_speak(self.actor, project)),
        }


def milestone_rows(actor: Any, project: Any) -> list[dict[str, Any]]:
    """The milestones with their share of the money, evidence, decisions, and what this actor may do."""
    amounts = money.amounts(project)
    speaks, runs = policies.may_speak(actor, project), policies.may_run(actor, project)
    today = timezone.localdate()
    rows = []
    for one in selectors.milestones(project):
        is_open = one.state in ("planned", "missed")
        rows.append(
            {
                "one": one,
                "state": messages.MILESTONE_STATES[one.state],
                "tone": messages.MILESTONE_TONES.get(one.state, "neutral"),
                "amount": amounts.get(one.key),
                "evidence": [piece for piece in one.evidence.all() if piece.withdrawn_at is None],
                "decisions": [(made, messages.OUTCOMES[made.outcome]) for made in one.decisions.all()],
                "late": one.state == "planned" and one.due_on is not None and one.due_on < today,
                "may_evidence": is_open and bool(speaks),
                "may_decide": is_open and bool(runs) and project.state in standing.LIVE,
            }
        )
    return rows


def payment_rows(project: Any) -> list[dict[str, Any]]:
    """The payments of a project, the latest first."""
    today = timezone.localdate()
    return [
        {
            "one": one,
            "state": messages.PAYMENT_STATES[one.state],
            "tone": messages.PAYMENT_TONES.get(one.state, "neutral"),
            "amount": sum_of(one.amount_minor, project.currency),
            "late": one.state in ("condition_met", "requested", "checked", "approved")
            and one.due_on is not None
            and one.due_on < today,
        }
        for one in selectors.payments(project)
    ]
