"""Keys of all units and people of a group by their codes, for loading many records at once."""

from ceyuan.apps.organisation.models import Person, Unit
from ceyuan.apps.organisation.scoping import Actor


def unit_keys(actor: Actor) -> dict[str, int]:
    """Ids of the units of the actor's group by code."""
    return dict(Unit.objects.visible_to(actor, "organisation.view").values_list("code", "id"))


def person_keys(actor: Actor) -> dict[str, int]:
    """Ids of the people of the actor's group by staff number."""
    return dict(Person.objects.visible_to(actor, "people.view").values_list("staff_no", "id"))
