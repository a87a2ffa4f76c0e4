"""Who may move a target. Two sides: whoever reaches the unit above never acts for the unit below."""

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.strategy.models import Target, TargetChange
from ceyuan.core.kernel.verdict import Verdict

READ, VIEW = "strategy.read", "strategy.view"
NEGOTIATE, APPROVE, SIGN = "strategy.negotiate", "strategy.approve", "strategy.sign"
UPPER, LOWER = "upper", "lower"


def upper_path(target: Target) -> str:
    """The path of the unit that gave the target; its own for a target without one above."""
    return target.parent.unit.path if target.parent is not None else target.unit.path


def path_of(target: Target, side: str) -> str:
    """The path of the unit for whose side somebody acts."""
    return upper_path(target) if side == UPPER else target.unit.path


def side_of(actor: Actor, target: Target, permission: str = NEGOTIATE) -> str:
    """The actor's side: "upper", "lower" or "" for neither. A target without one above has only an upper side."""
    if actor.may(permission, upper_path(target)):
        return UPPER
    return LOWER if actor.may(permission, target.unit.path) else ""


def may_move(actor: Actor, target: Target, side: str, permission: str = NEGOTIATE) -> Verdict:
    """Whether the actor acts on this side of the target; side "" takes either."""
    own = side_of(actor, target, permission)
    if own and side in {"", own}:
        return Verdict.allowed()
    code = "strategy.not_your_side" if own else "strategy.not_permitted"
    return Verdict.refused(code, unit=str(target.unit))


def deciding_path(target: Target) -> str:
    """The unit whose leader decides on changing the target: that above it in the cascade, else in the organisation."""
    if target.parent is not None:
        return target.parent.unit.path
    above = target.unit.path.rpartition(".")[0]
    return above or target.unit.path


def may_decide(actor: Actor, change: TargetChange) -> Verdict:
    """A change is decided by a leader above the unit, never by who asked for it."""
    target, path = change.target, deciding_path(change.target)
    if not actor.may(APPROVE, path):
        return Verdict.refused("strategy.not_permitted", unit=str(target.unit))
    if target.parent is None and "." not in path and "group_leader" not in actor.roles_over(path):
        return Verdict.refused("strategy.group_leader_decides", unit=str(target.unit))
    if change.asked_by_id is not None and change.asked_by_id == actor.account_id:
        return Verdict.refused("strategy.own_request")
    return Verdict.allowed()
