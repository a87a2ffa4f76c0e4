"""Fields in which one names a unit or a person, for the forms of every capability."""

from ceyuan.apps.organisation.models import Person, Unit
from ceyuan.apps.organisation.scoping import Actor
from ceyuan.apps.organisation.selectors.lookup import unit_by_code
from ceyuan.apps.organisation.selectors.people import by_staff_no
from ceyuan.kit.forms import Pick


class UnitPick(Pick):
    """A unit by its code."""

    url_name = "organisation:unit_suggest"
    unknown = "organisation.unknown_unit"

    def find(self, actor: Actor, code: str) -> Unit | None:
        return unit_by_code(actor, code)


class PersonPick(Pick):
    """A person by their staff number."""

    url_name = "organisation:person_suggest"
    unknown = "organisation.unknown_person"

    def find(self, actor: Actor, code: str) -> Person | None:
        return by_staff_no(actor, code)
