"""Who may take deliveries."""

from ceyuan.apps.organisation.scoping import Actor
from ceyuan.core.kernel.verdict import Verdict


def may_take(actor: Actor) -> Verdict:
    """A delivery writes over the whole group, so the permission must reach its root."""
    if actor.group_id is None or not actor.reaches_whole_group("intake.take"):
        return Verdict.refused("intake.not_allowed")
    return Verdict.allowed()
