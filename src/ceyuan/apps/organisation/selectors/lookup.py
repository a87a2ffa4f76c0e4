"""Finding one unit by its code, for filters and addresses of other capabilities."""

from collections.abc import Iterable

from ceyuan.apps.organisation.models import Person, Unit
from ceyuan.apps.organisation.scoping import Actor


def unit_by_code(actor: Actor, code: str, permission: str = "organisation.view") -> Unit | None:
    """The unit with this code in the actor's group, if the permission reaches it."""
    if "\x00" in code:  # nothing the database could hold
        return None
    found: Unit | None = Unit.objects.visible_to(actor, permission).filter(code=code).first()
    return found


def unit_name(actor: Actor, code: str) -> str | None:
    """The name behind a unit code."""
    found = unit_by_code(actor, code)
    return str(found) if found else None


def codes_of(actor: Actor, keys: Iterable[int]) -> dict[int, str]:
    """Codes of the units with these ids, as far as the actor may know them."""
    visible = Unit.objects.visible_to(actor, "organisation.view").filter(pk__in=keys)
    return dict(visible.values_list("pk", "code"))


def people_of(actor: Actor, keys: Iterable[int]) -> dict[int, Person]:
    """People of the actor's group by id, whatever the reach: for those whom a record or a form names."""
    return Person.objects.filter(group=actor.group_id or 0).in_bulk(list(keys))
