"""Who may do what about duties, letters, supervision and hand-over."""

from ceyuan.apps.organisation.scoping import Actor
from ceyuan.core.kernel.verdict import Verdict

READ = "strategy.read"
VIEW = "strategy.view"
NEGOTIATE = "strategy.negotiate"
SIGN = "strategy.sign"
STEER = "strategy.steer"
SUPERVISE = "strategy.supervise"
ANSWER = "strategy.answer"


def may_keep_duties(actor: Actor) -> Verdict:
    """The register of duties holds for the whole group, so whoever keeps it steers the whole group."""
    if not actor.reaches_whole_group(STEER):
        return Verdict.refused("strategy.duties_of_the_group")
    return Verdict.allowed()


def may_open_matter(actor: Actor, unit_path: str) -> Verdict:
    """Put something on a leader's desk: the leader and the offices of the unit, and those above."""
    return _over(actor, SUPERVISE, unit_path)


def may_finish_matter(actor: Actor, unit_path: str, *, leads: bool, leader_only: bool) -> Verdict:
    """What only the leader can decide is done by the leader or who acts for the leader; the rest by the office too."""
    if leads or (not leader_only and actor.may(ANSWER, unit_path)):
        return Verdict.allowed()
    return Verdict.refused("strategy.not_the_leader" if leader_only else "strategy.desk_not_permitted")


def may_shape_letter(actor: Actor, upper_path: str) -> Verdict:
    """Draft, weigh, offer, cancel and close: the unit above."""
    return _over(actor, NEGOTIATE, upper_path)


def may_return_letter(actor: Actor, unit_path: str, upper_path: str) -> Verdict:
    """Hand an offered letter back: the leaders of the unit that is to sign it, or those above who offered it."""
    if actor.may(SIGN, unit_path) or actor.may(SIGN, upper_path):
        return Verdict.allowed()
    return Verdict.refused("strategy.desk_not_permitted")


def supervising_path(actor: Actor, unit_path: str) -> str | None:
    """The path of the unit in whose name the actor supervises this one: the nearest of the reach strictly above it."""
    above = [root for root in actor.reach.get(SUPERVISE, ()) if unit_path.startswith(f"{root}.")]
    return max(above, key=len, default=None)


def may_judge_supervision(actor: Actor, from_path: str) -> Verdict:
    """Return, close and withdraw: whoever stands where the item came from."""
    return _over(actor, SUPERVISE, from_path)


def may_answer_supervision(actor: Actor, unit_path: str, from_path: str) -> Verdict:
    """Answer: the unit itself. Whoever reaches the unit above does not answer to himself."""
    if actor.may(ANSWER, from_path):
        return Verdict.refused("strategy.answers_below")
    return _over(actor, ANSWER, unit_path)


def may_make_handover(actor: Actor, unit_path: str) -> Verdict:
    """Draw up a certificate: the leaders and offices of the unit, and those above."""
    return _over(actor, SUPERVISE, unit_path)


def _over(actor: Actor, permission: str, path: str) -> Verdict:
    if actor.may(permission, path):
        return Verdict.allowed()
    return Verdict.refused("strategy.desk_not_permitted")
