"""Rows of the execution page of a project that the actor has been shown."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Prefetch

from ceyuan.apps.projects.models import (
    MidtermCheck,
    Milestone,
    MilestoneDecision,
    MilestoneEvidence,
    Payment,
    ProgressEntry,
    Project,
    ProjectRisk,
)


def milestones(project: Project) -> Sequence[Milestone]:
    """The milestones in the order of the plan, with evidence and decisions."""
    evidence = MilestoneEvidence.objects.select_related("document__file", "given_by").order_by("id")
    decisions = MilestoneDecision.objects.order_by("number")
    found = project.milestones.filter(is_dropped=False).order_by("position", "id")
    return list(found.prefetch_related(Prefetch("evidence", evidence), Prefetch("decisions", decisions)))


def milestone(project: Project, pk: int) -> Milestone | None:
    """One milestone in force."""
    found: Milestone | None = project.milestones.filter(pk=pk, is_dropped=False).first()
    return found


def evidence_piece(project: Project, pk: int) -> MilestoneEvidence | None:
    """Evidence that stands, at a milestone of the project."""
    return MilestoneEvidence.objects.filter(pk=pk, milestone__project=project, withdrawn_at=None).first()


def decision(project: Project, pk: int) -> MilestoneDecision | None:
    """A decision at a milestone of the project."""
    return MilestoneDecision.objects.filter(pk=pk, milestone__project=project).select_related("milestone").first()


def payments(project: Project) -> Sequence[Payment]:
    """The payments, the latest first."""
    return list(project.payments.select_related("milestone", "unit", "project").order_by("-number"))


def risks(project: Project) -> Sequence[ProjectRisk]:
    """The risks: open ones first."""
    order = {"open": 0, "occurred": 1, "mitigated": 2, "closed": 3}
    found = project.risks.select_related("owner").order_by("-opened_on", "-id")
    return sorted(found, key=lambda one: order[one.state])


def risk(project: Project, pk: int) -> ProjectRisk | None:
    """One risk of the project."""
    found: ProjectRisk | None = project.risks.select_related("owner").filter(pk=pk).first()
    return found


def midterm_checks(project: Project) -> Sequence[MidtermCheck]:
    """The mid-term checks, the latest first."""
    return list(project.midterm_checks.order_by("-number"))


def entries(project: Project, first: date | None = None, last: date | None = None) -> Sequence[ProgressEntry]:
    """The monthly entries of a period with their values, the latest month first."""
    found = project.progress.select_related("topic", "entered_by").prefetch_related("values__indicator")
    if first is not None:
        found = found.filter(month__gte=first.replace(day=1))
    if last is not None:
        found = found.filter(month__lte=last)
    return list(found.order_by("-month", "topic__code", "id"))


def entry(project: Project, topic_id: int | None, month: date) -> ProgressEntry | None:
    """The entry of a month, None before it was made."""
    found: ProgressEntry | None = project.progress.filter(topic=topic_id, month=month.replace(day=1)).first()
    return found
