"""Who may do what with policies, measures and what units made of them."""

from typing import Any

from ceyuan.apps.organisation.scoping import Actor
from ceyuan.core.kernel.verdict import Verdict

READ, VIEW, STEER, UPTAKE, VERIFY = (f"strategy.{word}" for word in ("read", "view", "steer", "uptake", "verify"))

# Steps that judge what a unit reported; the others are the unit's own.
JUDGING = frozenset({"take_effect", "fall_back"})


def may_keep(actor: Actor, unit: Any) -> Verdict:
    """Make and change the policies that a unit issued."""
    if unit.group_id != actor.group_id or not actor.may(STEER, unit.path):
        return Verdict.refused("strategy.policy_not_permitted", unit=str(unit))
    return Verdict.allowed()


def may_report(actor: Actor, unit: Any) -> Verdict:
    """Report what a unit made of a measure."""
    if unit.group_id != actor.group_id or not actor.may(UPTAKE, unit.path):
        return Verdict.refused("strategy.uptake_not_permitted", unit=str(unit))
    return Verdict.allowed()


def may_verify(actor: Actor, unit: Any, *, has_reported: bool) -> Verdict:
    """Verify that something landed: the group's office or an auditor, by name, and never who reported it."""
    if unit.group_id != actor.group_id or not actor.may(VERIFY, unit.path) or actor.account_id is None:
        return Verdict.refused("strategy.verify_not_permitted")
    return Verdict.refused("strategy.self_verification") if has_reported else Verdict.allowed()


def may_step(actor: Actor, unit: Any, action: str, *, has_reported: bool) -> Verdict:
    """Take a step of an uptake; what roles the step asks for is said by the workflow."""
    if action == "take_effect":
        return may_verify(actor, unit, has_reported=has_reported)
    if action in JUDGING:
        return may_verify(actor, unit, has_reported=False)
    return may_report(actor, unit)
