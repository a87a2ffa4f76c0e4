"""Acts on people: add, change, leave."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from ceyuan.apps.organisation import policies
from ceyuan.apps.organisation.models import Account, Delegation, Grant, Person, Post
from ceyuan.apps.organisation.recording import record
from ceyuan.apps.organisation.scoping import Actor
from ceyuan.apps.organisation.services import reaching
from ceyuan.core.kernel import Invalid, Refused
from ceyuan.core.kernel.text import search_initials, search_text, sort_key

GENDERS = ("", "M", "F")
EARLIEST_BIRTH = 1900


@dataclass(frozen=True, slots=True)
class Particulars:
    """What is known of a person besides staff number and unit; a name in one language is needed."""

    name_zh: str = ""
    name_en: str = ""
    gender: str = ""
    birth_year: int | None = None
    title: str = ""
    talent_grade: str = ""


@transaction.atomic
def add(*, actor: Actor, unit_id: int, staff_no: str, particulars: Particulars) -> Person:
    """A person who works in the unit."""
    unit = reaching.open_unit(actor, unit_id)
    policies.may_keep_people(actor, unit).require()
    staff_no = staff_no.strip()
    if not staff_no or len(staff_no) > 32:
        raise Invalid({"staff_no": ["organisation.staff_no_needed"]})
    if Person.objects.filter(group=unit.group_id, staff_no=staff_no).exists():
        raise Invalid({"staff_no": ["organisation.staff_no_taken"]})
    person = Person(group_id=unit.group_id, unit=unit, staff_no=staff_no)
    _describe(person, particulars)
    person.save()
    _record(actor, "organisation.person.added", person, {}, {"staff_no": staff_no, **_facts(person)})
    return person


@transaction.atomic
def change(
    *, actor: Actor, person_id: int, particulars: Particulars, unit_id: int | None = None, reason: str = ""
) -> Person:
    """Other particulars and, with `unit_id`, another unit to work in."""
    person = reaching.present_person(actor, person_id)
    policies.may_keep_people(actor, person.unit).require()
    before = _facts(person)
    if unit_id is not None and unit_id != person.unit_id:
        unit = reaching.open_unit(actor, unit_id)
        policies.may_keep_people(actor, unit).require()
        person.unit = unit
    _describe(person, particulars)
    person.save()
    after = _facts(person)
    changed = [name for name in after if before[name] != after[name]]
    if changed:
        _record(
            actor,
            "organisation.person.changed",
            person,
            {name: before[name] for name in changed},
            {name: after[name] for name in changed},
            reason,
        )
    return person


@transaction.atomic
def leave(*, actor: Actor, person_id: int, on: date, reason: str = "", today: date | None = None) -> Person:
    """The person left; the day is the first one away. Posts, grants and delegations end, the account is closed."""
    person = reaching.present_person(actor, person_id)
    policies.may_keep_people(actor, person.unit).require()
    policies.not_to_oneself(actor, person).require()
    now = today or timezone.localdate()
    if on > now:
        raise Refused("organisation.day_in_future", on=on.isoformat(), today=now.isoformat())
    if Post.objects.filter(person=person, valid__startswith__gte=on).exists():
        raise Refused("organisation.post_begins_later", person=str(person), on=on.isoformat())
    ended = _end_rights(person, on)
    person.left_on = on
    person.save(update_fields=["left_on"])
    closed = Account.objects.filter(person=person, is_active=True).update(is_active=False)
    after = {"left_on": on.isoformat(), **ended, "accounts_closed": closed}
    _record(actor, "organisation.person.left", person, {}, after, reason)
    return person


def _end_rights(person: Person, on: date) -> dict[str, int]:
    running = list(Post.objects.filter(person=person, valid__contains=on))
    grants = list(Grant.objects.filter(person=person, valid__contains=on))
    Grant.objects.filter(person=person, valid__startswith__gte=on).delete()
    for held in [*running, *grants]:
        if held.valid.lower is None or held.valid.lower < on:
            held.valid = DateRange(held.valid.lower, on)
            held.save(update_fields=["valid"])
    now = timezone.now()
    given = Delegation.objects.filter(giver=person, revoked_at=None, valid__endswith__gt=on).update(revoked_at=now)
    got = Delegation.objects.filter(receiver=person, revoked_at=None, valid__endswith__gt=on).update(revoked_at=now)
    return {"posts": len(running), "grants": len(grants), "delegations": given + got}


def _describe(person: Person, given: Particulars) -> None:
    name_zh, name_en = given.name_zh.strip(), " ".join(given.name_en.split())
    wrong: dict[str, list[str]] = {}
    if not name_zh and not name_en:
        wrong["name_zh"] = ["organisation.name_needed"]
    elif len(name_zh) > 80 or len(name_en) > 120:
        wrong["name_zh" if len(name_zh) > 80 else "name_en"] = ["organisation.name_too_long"]
    if given.gender not in GENDERS:
        wrong["gender"] = ["kit.not_a_choice"]
    if given.birth_year is not None and not EARLIEST_BIRTH <= given.birth_year <= timezone.localdate().year:
        wrong["birth_year"] = ["organisation.birth_year_not_possible"]
    if wrong:
        raise Invalid(wrong)
    person.name_zh, person.name_en = name_zh, name_en
    person.gender, person.birth_year = given.gender, given.birth_year
    person.title, person.talent_grade = given.title.strip()[:60], given.talent_grade.strip()[:30]
    person.search_text = search_text(name_zh, name_en, person.staff_no)[:240]
    person.search_initials = search_initials(name_zh)[:60]
    person.sort_key = sort_key(name_zh or name_en)


def _facts(person: Person) -> dict[str, str | int | None]:
    return {
        "name_zh": person.name_zh,
        "name_en": person.name_en,
        "gender": person.gender,
        "birth_year": person.birth_year,
        "title": person.title,
        "talent_grade": person.talent_grade,
        "unit": person.unit.code,
    }


def _record(
    actor: Actor,
    act: str,
    person: Person,
    before: Mapping[str, object],
    after: Mapping[str, object],
    reason: str = "",
) -> None:
    subject = ("organisation.person", person.pk, f"{person.staff_no} {person}")
    record(actor, act, subject, before=before, after=after, reason=reason, unit_path=person.unit.path)
