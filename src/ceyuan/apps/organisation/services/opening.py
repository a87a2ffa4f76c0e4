"""Opening an account from the machine: the person, the account and a first role in one transaction."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from ceyuan.apps.organisation.models import Account, Person, Unit
from ceyuan.apps.organisation.scoping import Actor
from ceyuan.apps.organisation.selectors.lookup import unit_by_code
from ceyuan.apps.organisation.services import accounts, grants, people
from ceyuan.core.kernel import Invalid, Refused

REASON = "account opened at the command line"


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Who gets the account: a registered person by staff number, else a new one in the unit; and a role over it."""

    staff_no: str
    name: str
    unit_code: str = ""
    role: str = ""


@transaction.atomic
def open_account(*, actor: Actor, username: str, password: str, who: Newcomer, term: tuple[date, date]) -> Account:
    """The account, with the person registered when not known yet and the role granted for `term` when one is named."""
    unit = _unit(actor, who)
    person = Person.objects.filter(group=actor.group_id, staff_no=who.staff_no).first()
    if person is None:
        named = people.Particulars(name_en=who.name) if who.name.isascii() else people.Particulars(name_zh=who.name)
        person = people.add(actor=actor, unit_id=unit.pk, staff_no=who.staff_no, particulars=named)
    account = accounts.create(actor=actor, username=username, password=password, person_id=person.pk)
    if who.role:
        start, until = term
        grants.give(
            actor=actor,
            person_id=person.pk,
            role=who.role,
            unit_id=unit.pk,
            start=start,
            until=until,
            reason=REASON,
        )
    return account


def _unit(actor: Actor, who: Newcomer) -> Unit:
    if who.unit_code:
        unit = unit_by_code(actor, who.unit_code)
    else:
        unit = Unit.objects.filter(group=actor.group_id, parent=None).first()
    if unit is None:
        raise Refused("organisation.unknown_unit")
    if who.role and not who.unit_code:
        raise Invalid({"at": ["organisation.unknown_unit"]})
    return unit
