"""Which project was made of a chosen bid, and whether a code is free."""

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.projects.models import Project


def project_of_bid(bid_id: int) -> Project | None:
    """The project that was made of the bid; the caller has shown that the actor may see the bid."""
    found: Project | None = Project.objects.filter(facts__bid=bid_id).first()
    return found


def is_taken(actor: Actor, code: str) -> bool:
    """Whether a project of the group has this code, in view or not."""
    return Project.objects.filter(group=actor.group_id, code=code).exists()
