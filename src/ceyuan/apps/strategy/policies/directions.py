"""Who may change the technology tree and the gaps. Each answers with a `Verdict`; the services require it."""

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.strategy.models import Direction, Gap
from ceyuan.core.kernel import Verdict

STEER = "strategy.steer"


def may_steer_unit(actor: Actor, path: str, name: str) -> Verdict:
    """Directions and gaps of a unit are kept by its own office or one above."""
    if actor.may(STEER, path):
        return Verdict.allowed()
    return Verdict.refused("strategy.not_steering", unit=name)


def may_top(actor: Actor) -> Verdict:
    """What stands at the top of the tree divides the whole group's technology."""
    if actor.reaches_whole_group(STEER):
        return Verdict.allowed()
    return Verdict.refused("strategy.top_direction_of_group")


def may_change(actor: Actor, direction: Direction) -> Verdict:
    """An open direction, by the office of the unit that answers for it; a top one by the group's."""
    found = may_steer_unit(actor, direction.owner_unit.path, str(direction.owner_unit))
    if direction.parent_id is None:
        found &= may_top(actor)
    return found & is_open(direction)


def is_open(direction: Direction) -> Verdict:
    """Nothing is done to a closed direction any more."""
    if direction.closed_on is None:
        return Verdict.allowed()
    return Verdict.refused("strategy.direction_closed", direction=str(direction), on=direction.closed_on.isoformat())


def may_assess(actor: Actor, direction: Direction) -> Verdict:
    """A level is noted by somebody else than the owner of the direction, who would judge the own work."""
    found = may_steer_unit(actor, direction.owner_unit.path, str(direction.owner_unit)) & is_open(direction)
    if actor.person_id is not None and actor.person_id == direction.owner_id:
        found &= Verdict.refused("strategy.owner_assesses", direction=str(direction))
    return found


def may_report(actor: Actor, gap: Gap) -> Verdict:
    """How an open gap comes along is told by its owner or by the office of the unit."""
    if actor.person_id is not None and actor.person_id == gap.owner_id:
        return gap_is_open(gap)
    return may_steer_unit(actor, gap.unit.path, str(gap.unit)) & gap_is_open(gap)


def may_keep(actor: Actor, gap: Gap) -> Verdict:
    """An open gap is changed and closed by the office of the unit."""
    return may_steer_unit(actor, gap.unit.path, str(gap.unit)) & gap_is_open(gap)


def gap_is_open(gap: Gap) -> Verdict:
    """A closed gap stays as it was closed."""
    if gap.closed_on is None:
        return Verdict.allowed()
    return Verdict.refused("strategy.gap_closed", on=gap.closed_on.isoformat())
