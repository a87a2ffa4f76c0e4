"""Who may do what in the organisation. Each answers with a `Verdict`; the services require it."""

from ceyuan.apps.organisation.models import Person, Unit
from ceyuan.apps.organisation.roles import GROUP_MEMBER, GUEST, PERMISSIONS, SYSTEM_OPERATOR, UNIT_MEMBER
from ceyuan.apps.organisation.scoping import Actor
from ceyuan.core.kernel import Verdict

# Roles that follow from standing somewhere or from a staff session; nobody can hand them out.
UNGRANTABLE = frozenset({GROUP_MEMBER, GUEST, UNIT_MEMBER, SYSTEM_OPERATOR})
GRANTABLE_ROLES = tuple(role for role in PERMISSIONS if role not in UNGRANTABLE)


def may_shape(actor: Actor, *units: Unit) -> Verdict:
    """Create, rename, move, merge, split, close: the organisation is managed over every unit concerned."""
    return _over("organisation.manage", actor, *units)


def may_keep_people(actor: Actor, *units: Unit) -> Verdict:
    """Add and change people, appoint to posts."""
    return _over("people.manage", actor, *units)


def may_grant(actor: Actor, unit: Unit) -> Verdict:
    """Give and revoke roles over a unit."""
    return _over("grants.manage", actor, unit)


def not_to_oneself(actor: Actor, person: Person) -> Verdict:
    """Nobody appoints or empowers themselves, whatever their rights."""
    if actor.person_id is not None and actor.person_id == person.pk:
        return Verdict.refused("organisation.not_to_oneself")
    return Verdict.allowed()


def same_group(*owners: Unit | Person) -> Verdict:
    """A group is a wall: everything an act touches stands on one side of it."""
    if len({owner.group_id for owner in owners}) > 1:
        return Verdict.refused("organisation.other_group")
    return Verdict.allowed()


def _over(permission: str, actor: Actor, *units: Unit) -> Verdict:
    for unit in units:
        if unit.group_id != actor.group_id or not actor.may(permission, unit.path):
            return Verdict.refused("organisation.not_permitted", unit=str(unit))
    return Verdict.allowed()
