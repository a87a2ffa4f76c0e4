"""Who may take deliveries."""

from ceyuan.apps.organisation.scoping import Actor
from ceyuan.core.kernel.verdict import Verdict


def may_take(actor: Actor, path: str = "") -> Verdict:
    """A delivery writes over the whole group, so the permission must reach its root; one of the unit with this path
    writes below that unit alone."""
    reaches = actor.may("intake.take", path) if path else actor.reaches_whole_group("intake.take")
    if actor.group_id is None or not reaches:
        return Verdict.refused("intake.not_allowed")
    return Verdict.allowed()
