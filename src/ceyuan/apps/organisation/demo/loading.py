"""Writes the demonstration group: units, the restructurings replayed in the order of time, people, posts and rights."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from ceyuan.apps.organisation.demo import cast
from ceyuan.apps.organisation.demo.draw import SEED
from ceyuan.apps.organisation.demo.generation import Organisation, generate
from ceyuan.apps.organisation.demo.units import (
    AS_OF,
    FOUNDED,
    GROUP_CODE,
    GROUP_NAME_EN,
    GROUP_NAME_ZH,
    ChangeSeed,
    UnitSeed,
)
from ceyuan.apps.organisation.models import Account, Delegation, Grant, Group, MailWish, Person, Post, Unit, UnitVersion
from ceyuan.apps.organisation.scoping import Actor
from ceyuan.apps.organisation.selectors.actors import service_actor
from ceyuan.apps.organisation.services import demonstration, restructuring, units
from ceyuan.core.kernel.text import search_initials, search_text, sort_key

ACTOR_NAME = "demonstration"
FOUNDER = Actor(None, None, ACTOR_NAME, None)
GRANTED_FROM = date(2024, 1, 1)


@transaction.atomic
def load(seed: int = SEED) -> bool:
    """Write the group and the stranger's; False, changing nothing, when they are there."""
    if demonstration.is_there(GROUP_CODE):
        return False
    organisation = generate(seed)
    group = _group(GROUP_CODE, GROUP_NAME_ZH, GROUP_NAME_EN)
    actor = _units(group, organisation)
    known = demonstration.units_of(actor)
    persons = _people(group, organisation, known)
    _rights(organisation, known, persons)
    stranger = _stranger()
    _accounts(
        organisation, {GROUP_CODE: group, cast.STRANGER_GROUP: stranger.group}, {**persons, stranger.staff_no: stranger}
    )
    counts = {
        "units": len(organisation.structure.units),
        "changes": len(organisation.structure.changes),
        "people": len(organisation.people),
        "posts": len(organisation.posts),
        "accounts": len(organisation.accounts),
    }
    demonstration.tell(actor=actor, counts=counts)
    return True


def _group(code: str, name_zh: str, name_en: str) -> Group:
    group = Group(code=code, name_zh=name_zh, name_en=name_en, currency="CNY", is_demonstration=True)
    demonstration.write(actor=FOUNDER, batches=[[group]])
    return group


def _units(group: Group, organisation: Organisation) -> Actor:
    """Units as founded, then every change through its service; what stands below a split-off comes after the split."""
    structure = organisation.structure
    founded_by_split = {change.into for change in structure.changes if change.kind == "split"}
    later = [unit for unit in structure.units if any(unit.code.startswith(code) for code in founded_by_split)]
    first = [unit for unit in structure.units if unit not in set(later)]
    _plant(group, first, {})
    actor = service_actor(GROUP_CODE, ACTOR_NAME)
    for change in structure.changes:
        _replay(actor, change, structure.by_code())
    below = [unit for unit in later if unit.code not in founded_by_split]
    known = demonstration.units_of(actor)
    _plant(group, below, known)
    founded = {known[unit.code].pk: _attributes(unit) for unit in later if unit.code in founded_by_split}
    demonstration.describe(actor=actor, attributes=founded)
    return actor


def _plant(group: Group, seeds: Iterable[UnitSeed], known: dict[str, Unit]) -> None:
    """Rows of units and their first versions, one depth after the other because paths grow from the parent's."""
    made = dict(known)
    depths: dict[str, int] = {}
    levels: dict[int, list[Unit]] = {}
    for seed in seeds:
        depths[seed.code] = depths.get(seed.parent, -1) + 1
        unit = Unit(
            group=group,
            code=seed.code,
            kind=seed.kind,
            name_zh=seed.name_zh,
            name_en=seed.name_en,
            parent=made.get(seed.parent),
            opened_on=seed.opened_on,
            attributes=_attributes(seed),
            sort_key=sort_key(seed.name_zh)[:320],
        )
        made[seed.code] = unit
        levels.setdefault(depths[seed.code], []).append(unit)
    planted = [unit for level in levels.values() for unit in level]
    demonstration.write(actor=FOUNDER, batches=list(levels.values()))
    versions = [
        UnitVersion(
            unit=unit,
            parent=unit.parent,
            kind=unit.kind,
            name_zh=unit.name_zh,
            name_en=unit.name_en,
            valid=DateRange(unit.opened_on, None),
        )
        for unit in planted
    ]
    demonstration.write(actor=FOUNDER, batches=[versions])


def _attributes(seed: UnitSeed) -> dict[str, object]:
    return {"tier": seed.tier, "theme": seed.theme, "traits": sorted(seed.traits)}


def _replay(actor: Actor, change: ChangeSeed, seeds: dict[str, UnitSeed]) -> None:
    known = demonstration.units_of(actor)
    unit = known[change.unit]
    told: dict[str, Any] = {"actor": actor, "on": change.on, "reason": change.reason, "today": AS_OF}
    if change.kind == "rename":
        units.rename(unit_id=unit.pk, name_zh=change.name_zh, name_en=change.name_en, **told)
    elif change.kind == "move":
        units.move(unit_id=unit.pk, parent_id=known[change.into].pk, **told)
    elif change.kind == "merge":
        restructuring.merge(unit_ids=[unit.pk], into_id=known[change.into].pk, **told)
    elif change.kind == "split":
        new = seeds[change.into]
        part = restructuring.Part(new.code, new.name_zh, new.name_en, new.kind)
        restructuring.split(unit_id=unit.pk, parts=[part], **told)
    else:
        units.close(unit_id=unit.pk, **told)


def _people(group: Group, organisation: Organisation, known: dict[str, Unit]) -> dict[str, Person]:
    persons = {
        seed.staff_no: _person(
            group,
            known[seed.unit],
            (seed.staff_no, seed.name_zh, seed.name_en),
            seed.gender,
            seed.birth_year,
            title=seed.title_zh,
            grade=seed.grade,
        )
        for seed in organisation.people
    }
    demonstration.write(actor=FOUNDER, batches=[list(persons.values())])
    return persons


def _person(
    group: Group, unit: Unit, names: tuple[str, str, str], gender: str, born: int, *, title: str, grade: str = ""
) -> Person:
    staff_no, name_zh, name_en = names
    return Person(
        group=group,
        unit=unit,
        staff_no=staff_no,
        name_zh=name_zh,
        name_en=name_en,
        gender=gender,
        birth_year=born,
        title=title,
        talent_grade=grade,
        search_text=search_text(name_zh, name_en, staff_no)[:240],
        search_initials=search_initials(name_zh)[:60],
        sort_key=sort_key(name_zh)[:240],
    )


def _rights(organisation: Organisation, known: dict[str, Unit], persons: dict[str, Person]) -> None:
    posts = [
        Post(person=persons[p.person], unit=known[p.unit], kind=p.kind, valid=DateRange(p.starts_on, p.ends_on))
        for p in organisation.posts
    ]
    delegations = [
        Delegation(
            giver=persons[d.giver],
            receiver=persons[d.receiver],
            role=d.role,
            unit=known[d.unit],
            valid=DateRange(d.starts_on, d.ends_on),
            reason=d.reason,
        )
        for d in organisation.delegations
    ]
    grants = [
        Grant(
            person=persons[a.person],
            role=a.role,
            unit=known[a.unit],
            valid=DateRange(GRANTED_FROM, None),
            reason=a.title_zh,
        )
        for a in organisation.accounts
        if a.role
    ]
    demonstration.write(actor=FOUNDER, batches=[posts, delegations, grants])


def _stranger() -> Person:
    """A tiny second group with one person, from which nothing of the first may be seen."""
    group = _group(cast.STRANGER_GROUP, cast.STRANGER_NAME_ZH, cast.STRANGER_NAME_EN)
    seeds = [
        UnitSeed(code, "group" if not parent else kind, 1, parent, zh, en, "external", FOUNDED)
        for code, kind, parent, zh, en in cast.STRANGER_UNITS
    ]
    _plant(group, seeds, {})
    known = demonstration.units_of(service_actor(cast.STRANGER_GROUP, ACTOR_NAME))
    staff_no, name_zh, name_en, gender, born, unit, title = cast.STRANGER
    person = _person(group, known[unit], (staff_no, name_zh, name_en), gender, born, title=title)
    demonstration.write(actor=FOUNDER, batches=[[person]])
    return person


def _accounts(organisation: Organisation, groups: dict[str, Group], persons: dict[str, Person]) -> None:
    password = make_password(cast.PASSWORD)  # one hash for all: they share the word, and hashing is slow on purpose
    accounts = [
        Account(
            group=groups[seed.group],
            person=persons[seed.person],
            username=seed.username,
            email=f"{seed.username}@kunyue.example",
            password=password,
        )
        for seed in organisation.accounts
    ]
    wishes = [MailWish(account=account) for account in accounts]
    demonstration.write(actor=FOUNDER, batches=[accounts, wishes])
