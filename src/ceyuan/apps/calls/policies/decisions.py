"""Who decides about bids, and who runs what follows from the decision."""

from collections.abc import Collection

from ceyuan.apps.organisation.scoping import Actor
from ceyuan.core.kernel.verdict import Verdict

from .challenges import DECIDE, MANAGE


def may_decide(actor: Actor, unit_path: str, people: Collection[int]) -> Verdict:
    """Decide: a head over the publishing unit who belongs to none of the bids; `people` are all people of the bids."""
    if not actor.may(DECIDE, unit_path):
        return Verdict.refused("calls.not_a_head")
    if actor.person_id is not None and actor.person_id in people:
        return Verdict.refused("calls.decides_own_bid")
    return Verdict.allowed()


def may_run(actor: Actor, unit_path: str, people: Collection[int]) -> Verdict:
    """Send to review, publish, negotiate, pledge: the office, unless the person has a bid in this challenge."""
    if not actor.may(MANAGE, unit_path):
        return Verdict.refused("calls.not_the_office")
    if actor.person_id is not None and actor.person_id in people:
        return Verdict.refused("calls.decides_own_bid")
    return Verdict.allowed()
