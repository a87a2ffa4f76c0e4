"""What was asked about projects by those above, and what waits for an answer of their leaders."""

from collections.abc import Sequence

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.projects.models import Project
from ceyuan.apps.strategy.interface import Supervision, supervision_about

KIND = "projects.project"


def items(project: Project) -> Sequence[Supervision]:
    """The supervision items about a project, the latest first."""
    return supervision_about(KIND, [str(project.pk)])


def item(project: Project, pk: int) -> Supervision | None:
    """One of them."""
    return next((one for one in items(project) if one.pk == pk), None)


def to_answer(actor: Actor, limit: int) -> Sequence[tuple[Supervision, Project]]:
    """Items that wait for an answer about the projects that the actor leads now, the earliest first."""
    if actor.person_id is None:
        return []
    mine = {str(one.pk): one for one in Project.objects.filter(leader=actor.person_id, group=actor.group_id)}
    found = [one for one in supervision_about(KIND, list(mine)) if one.state == "open"] if mine else []
    return [(one, mine[one.subject_id]) for one in sorted(found, key=lambda one: (one.due_on, one.pk))][:limit]
