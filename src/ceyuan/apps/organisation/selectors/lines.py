"""Where somebody stands: the unit they work in, the units above one, and the open units of some kinds."""

from collections.abc import Iterable

from ceyuan.apps.organisation.models import Person, Unit
from ceyuan.apps.organisation.scoping import Actor


def home_unit(actor: Actor) -> Unit | None:
    """The unit in which the actor works, None for who is no member of the group (a program, an outside expert)."""
    if actor.person_id is None or actor.group_id is None:
        return None
    found = Person.objects.filter(pk=actor.person_id, group_id=actor.group_id).select_related("unit").first()
    return found.unit if found else None


def line_of(unit: Unit) -> list[Unit]:
    """The unit and those above it, the nearest first."""
    steps = [int(key) for key in unit.path.split(".")]
    found = {one.pk: one for one in Unit.objects.filter(pk__in=steps)}
    return [found[key] for key in reversed(steps) if key in found]


def open_units(actor: Actor, kinds: Iterable[str], permission: str = "organisation.view") -> list[Unit]:
    """The units of these kinds that are not closed and that the permission reaches, in the order of the tree."""
    visible = Unit.objects.all().visible_to(actor, permission)
    return list(visible.filter(kind__in=list(kinds), closed_on=None).order_by("path", "pk"))
