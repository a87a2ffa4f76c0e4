"""Steps in the life of a project."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.projects import selectors
from ceyuan.apps.projects.models import Project, ProjectChange
from ceyuan.apps.projects.policies.execution import as_leader
from ceyuan.apps.projects.selectors import acceptance, taskbooks
from ceyuan.apps.workflow import interface as workflow
from ceyuan.core.kernel.verdict import Refused

# Steps that rest on a record of their own (a conclusion, an application): its page takes them.
ON_OWN_PAGE = frozenset(
    {
        "pass_midterm",
        "order_correction",
        "apply_for_acceptance",
        "review_acceptance",
        "pass",
        "conclude",
        "order_rectification",
        "resubmit",
        "fail",
        "evaluate",
    }
)


def advance(*, actor: Actor, code: str, action: str, revision: int, reason: str = "") -> Project:
    """Take one step with a project the actor sees; the step is an act, and its change of state is in the history."""
    with transaction.atomic():
        project = selectors.detail(actor, code)
        if project is None:
            raise Refused("projects.unknown_project", code=code)
        if action in ON_OWN_PAGE and project.revision == revision:
            raise Refused("projects.on_own_page")
        return take(actor=actor, project=project, action=action, revision=revision, reason=reason)


def take(
    *, actor: Actor, project: Project, action: str, revision: int, reason: str = "", by_policy: bool = False
) -> Project:
    """The step itself, for the acts that a step follows from; `by_policy` as `workflow.advance`."""
    with transaction.atomic():
        before = project.state
        done = workflow.advance(
            actor=as_leader(actor, project),
            case=project,
            action=action,
            revision=revision,
            unit_path=project.lead_unit.path,
            act="projects.project.advanced",
            subject=("projects.project", project.pk, project.code),
            facts=facts(project),
            reason=reason,
            by_policy=by_policy,
        )
        ProjectChange.objects.create(
            project=project,
            at=timezone.now(),
            as_of=timezone.localdate(),
            subject="project",
            subject_key=project.code,
            subject_label=reason[:300],
            change="changed",
            field="state",
            old=before,
            new=done.state,
        )
    return done


def facts(project: Project) -> Mapping[str, Any]:
    """What the guards of the workflow look at, as far as records know it; a guard refuses what nothing proves."""
    lines = selectors.budget(project)
    return {
        "leader": project.leader_id or project.leader_name,
        "starts_on": project.starts_on,
        "ends_on": project.ends_on,
        "today": timezone.localdate(),
        "source_level": project.source_level,
        "indicator_count": project.indicators.count(),
        "total_minor": project.total_minor,
        "budget_minor": sum(line.amount_minor for line in lines) if lines else None,
        **taskbooks.signed_facts(project),
        **acceptance.facts(project),
    }
