"""Which project was made of a chosen bid, and whether a code is free."""

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.projects.models import Acceptance, Project
from ceyuan.core.kernel.verdict import Reason

# Ended before there was anything to accept.
STOPPED = frozenset({"rejected", "terminated", "revoked", "transferred"})
FILED = frozenset({"archived", "post_evaluation"})


def project_of_bid(bid_id: int) -> Project | None:
    """The project that was made of the bid; the caller has shown that the actor may see the bid."""
    found: Project | None = Project.objects.filter(facts__bid=bid_id).first()
    return found


def is_taken(actor: Actor, code: str) -> bool:
    """Whether a project of the group has this code, in view or not."""
    return Project.objects.filter(group=actor.group_id, code=code).exists()


def keeps_bid(bid_id: int) -> Reason | None:
    """Why a bid does not step back: its project goes on, or has come to its acceptance."""
    made = project_of_bid(bid_id)
    if made is None or made.state in STOPPED:
        return None
    if made.state in FILED and not Acceptance.objects.filter(project=made).exclude(conclusion="").exists():
        return None
    return Reason("projects.keeps_its_bid", {"code": made.code})
