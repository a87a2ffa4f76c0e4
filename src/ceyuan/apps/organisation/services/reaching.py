"""Finding the rows that an act is about: locked, in the actor's group, and unknown to whoever may not see them."""

from ceyuan.apps.organisation.models import Group, Person, Unit
from ceyuan.apps.organisation.scoping import Actor
from ceyuan.core.kernel import Refused


def lock_tree(actor: Actor) -> Group:
    """Let one act at a time change the shape of the group's tree; held until the transaction ends."""
    group = Group.objects.select_for_update(no_key=True).filter(pk=actor.group_id or 0).first()
    if group is None:
        raise Refused("organisation.no_group")
    return group


def unit(actor: Actor, unit_id: int) -> Unit:
    """The unit, if the actor may know it."""
    found: Unit | None = Unit.objects.all().visible_to(actor, "organisation.view").filter(pk=unit_id).first()
    if found is None:
        raise Refused("organisation.unknown_unit")
    return found


def open_unit(actor: Actor, unit_id: int) -> Unit:
    """The unit, if the actor may know it and it has not been closed."""
    found = unit(actor, unit_id)
    if found.closed_on is not None:
        raise Refused("organisation.closed_unit", unit=str(found), on=found.closed_on.isoformat())
    return found


def person(actor: Actor, person_id: int) -> Person:
    """The person, locked, if they are of the actor's group."""
    found: Person | None = (
        Person.objects.select_for_update(no_key=True, of=("self",))
        .select_related("unit")
        .filter(pk=person_id, group=actor.group_id)
        .first()
    )
    if found is None:
        raise Refused("organisation.unknown_person")
    return found


def present_person(actor: Actor, person_id: int) -> Person:
    """The person, locked, if they have not left."""
    found = person(actor, person_id)
    if found.left_on is not None:
        raise Refused("organisation.person_left", person=str(found), on=found.left_on.isoformat())
    return found
