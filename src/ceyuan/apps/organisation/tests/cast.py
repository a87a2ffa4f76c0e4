"""The cast: one person for each way to stand before a record. Loaded for all tests by the top `conftest.py`.

    测试集团 T ── 甲分公司 A ── 甲一班组 A1
             └── 乙分公司 B ── 乙一班组 B1
    外部集团 X ── X1

`cast.st_officer` works for the whole group, `cast.manager_a` and `cast.manager_b` for their branches, `cast.member_a`
is an ordinary member of team A1, `cast.auditor` only reads, `cast.hr_officer` keeps people, `cast.operator` may open
staff sessions and has none open, `cast.stranger` is the S&T officer of another group. Each has `.account`, `.person`,
`.actor` and `.client()`, a logged-in test client.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from ceyuan.apps.organisation.models import Account, Group, Person, Unit
    from ceyuan.apps.organisation.scoping import Actor

SINCE = date(2020, 1, 1)
PASSWORD = "correct-horse-battery"
MEMBERS = ("st_officer", "manager_a", "manager_b", "member_a", "auditor", "hr_officer", "operator", "stranger")

_UNITS = (
    ("T", "", "group", "测试集团", "Test Group"),
    ("A", "T", "strategic_unit", "甲分公司", "Branch A"),
    ("A1", "A", "branch", "甲一班组", "Team A1"),
    ("B", "T", "strategic_unit", "乙分公司", "Branch B"),
    ("B1", "B", "branch", "乙一班组", "Team B1"),
)
_OTHER_UNITS = (("X", "", "group", "外部集团", "Other Group"), ("X1", "X", "enterprise", "外部公司", "Other Company"))
# name of the member, home, Chinese name, English name, post, unit of the post
_PEOPLE = (
    ("st_officer", "T", "安科技", "An Keji", "st_officer", "T"),
    ("manager_a", "A", "白主管", "Bai Zhuguan", "st_manager", "A"),
    ("manager_b", "B", "曹主管", "Cao Zhuguan", "st_manager", "B"),
    ("member_a", "A1", "丁成员", "Ding Chengyuan", "", ""),
    ("auditor", "T", "冯审计", "Feng Shenji", "auditor", "T"),
    ("hr_officer", "T", "郭人事", "Guo Renshi", "hr_officer", "T"),
    ("operator", "T", "何运维", "He Yunwei", "", ""),
)


@dataclass(frozen=True)
class Member:
    """One of the cast."""

    account: Account
    person: Person

    @property
    def actor(self) -> Actor:
        """The actor as a request would have it now."""
        from ceyuan.apps.organisation.interface import actor_of

        return actor_of(self.account)

    def client(self) -> Client:
        """A browser without JavaScript in which this member is logged in."""
        from django.test import Client

        client = Client()
        client.force_login(self.account)
        return client


@dataclass(frozen=True)
class Cast:
    """The members by name, the units by code, and the two groups."""

    group: Group
    other_group: Group
    units: dict[str, Unit]
    members: dict[str, Member]

    def __getattr__(self, name: str) -> Member:
        try:
            return self.members[name]
        except KeyError:
            raise AttributeError(name) from None


def _units(group: Group, lines: tuple[tuple[str, str, str, str, str], ...]) -> dict[str, Unit]:
    from django.db.backends.postgresql.psycopg_any import DateRange

    from ceyuan.apps.organisation.models import Unit, UnitVersion
    from ceyuan.core.kernel.text import sort_key

    made: dict[str, Unit] = {}
    for code, parent, kind, zh, en in lines:
        unit = Unit.objects.create(
            group=group,
            code=code,
            kind=kind,
            name_zh=zh,
            name_en=en,
            parent=made.get(parent),
            opened_on=SINCE,
            sort_key=sort_key(zh),
        )
        unit.refresh_from_db()
        UnitVersion.objects.create(
            unit=unit, parent=made.get(parent), kind=kind, name_zh=zh, name_en=en, valid=DateRange(SINCE, None)
        )
        made[code] = unit
    return made


def _member(group: Group, unit: Unit, name: str, names: tuple[str, str]) -> Member:
    from ceyuan.apps.organisation.models import Account, Person
    from ceyuan.core.kernel.text import search_initials, search_text, sort_key

    zh, en = names
    person = Person.objects.create(
        group=group,
        staff_no=f"{group.code}-{name}",
        name_zh=zh,
        name_en=en,
        unit=unit,
        search_text=search_text(zh, en),
        search_initials=search_initials(zh),
        sort_key=sort_key(zh),
    )
    account = Account.objects.create_user(name, None, group=group, person=person)
    return Member(account, person)


@pytest.fixture
def cast(db: None) -> Cast:
    """The two groups with their units and members, fresh for each test."""
    from django.db.backends.postgresql.psycopg_any import DateRange

    from ceyuan.apps.organisation.models import Grant, Group, Post

    group = Group.objects.create(code="T", name_zh="测试集团", name_en="Test Group")
    other = Group.objects.create(code="X", name_zh="外部集团", name_en="Other Group")
    units = _units(group, _UNITS) | _units(other, _OTHER_UNITS)
    members: dict[str, Member] = {}
    since = DateRange(SINCE, None)
    for name, home, zh, en, post, over in _PEOPLE:
        members[name] = _member(group, units[home], name, (zh, en))
        if post:
            Post.objects.create(person=members[name].person, unit=units[over], kind=post, valid=since)
    Grant.objects.create(person=members["operator"].person, role="staff", unit=units["T"], valid=since)
    members["stranger"] = _member(other, units["X1"], "stranger", ("石外人", "Shi Wairen"))
    Post.objects.create(person=members["stranger"].person, unit=units["X"], kind="st_officer", valid=since)
    return Cast(group, other, units, members)
