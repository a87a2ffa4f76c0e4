"""Who may tie projects and programmes to the strategy. Each answers with a `Verdict`; the services require it."""

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.projects.models import Project
from ceyuan.core.kernel import Verdict

MANAGE = "projects.manage"


def may_keep(actor: Actor, project: Project) -> Verdict:
    """What a project works for is told by the office of its lead unit or one above."""
    if actor.may(MANAGE, project.lead_unit.path):
        return Verdict.allowed()
    return Verdict.refused("projects.not_managing", unit=str(project.lead_unit))


def may_keep_programmes(actor: Actor) -> Verdict:
    """Programmes belong to the whole group."""
    if actor.reaches_whole_group(MANAGE):
        return Verdict.allowed()
    return Verdict.refused("projects.programmes_of_group")
