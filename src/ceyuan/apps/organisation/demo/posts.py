"""Who led which unit, its science and its finance, from when to when, and who stood in for whom.

Every unit has exactly one top leader (一把手) on every day it existed since `RECORDED_FROM` at the latest, and nobody
leads two units on the same day. Departments, centres and platforms keep no accounts and have no finance head.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from ceyuan.apps.organisation.demo.draw import SEED, stream
from ceyuan.apps.organisation.demo.people import Personnel, PersonSeed
from ceyuan.apps.organisation.demo.units import AS_OF, GROUP_CODE, Structure, UnitSeed
from ceyuan.apps.organisation.roles import ROLE_OF_POST

RECORDED_FROM = date(2021, 1, 1)
WITHOUT_FINANCE = frozenset({"department", "domain_centre", "platform"})
LED_BY_ENGINEERS = {
    "domain_centre": "director_engineer",
    "platform": "director_engineer",
    "branch": "supervising_engineer",
}
LEADER_CHANGES, MANAGER_CHANGES, FINANCE_CHANGES = 0.30, 0.10, 0.12
ROTATIONS = 12  # pairs of leaders who exchange their units on one day
ST_DEPARTMENT, HR_DEPARTMENT, AUDIT_DEPARTMENT, DIGITAL_DEPARTMENT = "KYD03", "KYD05", "KYD09", "KYD11"


@dataclass(frozen=True, slots=True)
class PostSeed:
    """A person holds a post in [starts_on, ends_on); without an end, until today."""

    person: str
    unit: str
    kind: str
    starts_on: date
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class DelegationSeed:
    """What a post holder handed to another person for [starts_on, ends_on)."""

    giver: str
    receiver: str
    role: str
    unit: str
    starts_on: date
    ends_on: date
    reason: str


class Register:
    """The register of posts while it is being filled: appointing a successor ends the predecessor's term."""

    def __init__(self) -> None:
        self.posts: list[PostSeed] = []
        self._holding: dict[tuple[str, str], PostSeed] = {}

    def appoint(self, person: str, unit: str, kind: str, on: date) -> None:
        self.vacate(unit, kind, on)
        self._holding[unit, kind] = PostSeed(person, unit, kind, on)

    def vacate(self, unit: str, kind: str, on: date) -> None:
        held = self._holding.pop((unit, kind), None)
        if held is not None:
            self.posts.append(replace(held, ends_on=on))

    def holder(self, unit: str, kind: str) -> str:
        return self._holding[unit, kind].person

    def close(self) -> tuple[PostSeed, ...]:
        return tuple(
            sorted([*self.posts, *self._holding.values()], key=lambda p: (p.unit, p.kind, p.starts_on, p.person))
        )


def fill(structure: Structure, personnel: Personnel, seed: int = SEED) -> tuple[PostSeed, ...]:
    """All posts; takes on leaders, finance heads, staff and their successors into `personnel`."""
    rng = stream(seed, "posts")
    register = Register()
    engineers = _engineers(personnel.people)
    for unit in structure.units:
        _first_terms(unit, rng, register, personnel, engineers)
    offices = _offices(rng, personnel, register)
    _history(structure, rng, register, personnel, engineers)
    for unit in structure.units:
        if unit.closed_on is not None:
            for kind in ("top_leader", "st_manager", "finance_head"):
                register.vacate(unit.code, kind, unit.closed_on)
    posts = (*register.close(), *offices)
    _settle(structure, personnel, posts)
    return posts


def _engineers(people: list[PersonSeed]) -> dict[tuple[str, str], list[str]]:
    """Staff numbers by unit and grade, to draw S&T managers and heads of centres and branches from."""
    found: dict[tuple[str, str], list[str]] = {}
    for person in people:
        found.setdefault((person.unit, person.grade), []).append(person.staff_no)
    return found


def _first_day(unit: UnitSeed, rng: Random) -> date:
    return max(unit.opened_on, date(rng.randint(2017, 2020), rng.randint(1, 12), rng.choice((1, 10, 20))))


def _first_terms(
    unit: UnitSeed, rng: Random, register: Register, personnel: Personnel, engineers: dict[tuple[str, str], list[str]]
) -> None:
    day = _first_day(unit, rng)
    grade = LED_BY_ENGINEERS.get(unit.kind)
    leader = engineers[unit.code, grade].pop() if grade else personnel.take_on(unit.code, "leader").staff_no
    register.appoint(leader, unit.code, "top_leader", day)
    if unit.code != GROUP_CODE:
        register.appoint(
            engineers[unit.code, "supervising_engineer"].pop(), unit.code, "st_manager", _first_day(unit, rng)
        )
    if unit.kind not in WITHOUT_FINANCE:
        register.appoint(
            personnel.take_on(unit.code, "finance").staff_no, unit.code, "finance_head", _first_day(unit, rng)
        )


def _offices(rng: Random, personnel: Personnel, register: Register) -> list[PostSeed]:
    """Posts at the headquarters that only exist there."""
    offices = [
        PostSeed(personnel.take_on(GROUP_CODE, "leader").staff_no, GROUP_CODE, "general_manager", date(2020, 3, 12)),
        PostSeed(personnel.take_on(GROUP_CODE, "leader").staff_no, GROUP_CODE, "st_vice_president", date(2020, 8, 21)),
        PostSeed(register.holder(ST_DEPARTMENT, "top_leader"), GROUP_CODE, "st_manager", date(2020, 12, 1)),
    ]
    for department, kind, count in (
        (ST_DEPARTMENT, "st_officer", 6),
        (HR_DEPARTMENT, "hr_officer", 3),
        (AUDIT_DEPARTMENT, "auditor", 3),
    ):
        for _ in range(count):
            person = personnel.take_on(department, "staff")
            begin = max(date(rng.randint(2018, 2020), rng.randint(1, 12), 1), person.joined_on)
            offices.append(PostSeed(person.staff_no, GROUP_CODE, kind, begin))
    for _ in range(3):
        personnel.take_on(DIGITAL_DEPARTMENT, "staff")
    return offices


def _history(
    structure: Structure,
    rng: Random,
    register: Register,
    personnel: Personnel,
    engineers: dict[tuple[str, str], list[str]],
) -> None:
    """Successions and rotations, played in the order of time."""
    fixed = {ST_DEPARTMENT}  # its head is also the group's S&T manager; a change would need a second one
    lasting = [
        u for u in structure.units if u.closed_on is None and u.opened_on < RECORDED_FROM and u.code not in fixed
    ]
    events: list[tuple[date, str, str, str]] = [(date(2021, 10, 15), "top_leader", GROUP_CODE, "")]
    rotating = rng.sample([u for u in lasting if u.kind == "enterprise" and u.tier >= 3], 2 * ROTATIONS)
    for first, second in zip(rotating[::2], rotating[1::2], strict=True):
        events.append((_day(rng), "rotation", first.code, second.code))
    apart = {unit.code for unit in rotating} | {GROUP_CODE}
    for unit in lasting:
        if unit.code in apart or unit.kind in LED_BY_ENGINEERS:
            continue
        for kind, share in (("top_leader", LEADER_CHANGES), ("finance_head", FINANCE_CHANGES)):
            if rng.random() < share and not (kind == "finance_head" and unit.kind in WITHOUT_FINANCE):
                events.append((_day(rng), kind, unit.code, ""))
        if rng.random() < MANAGER_CHANGES:
            events.append((_day(rng), "st_manager", unit.code, ""))
    for on, kind, unit_code, other in sorted(events):
        if kind == "rotation":
            here, there = register.holder(unit_code, "top_leader"), register.holder(other, "top_leader")
            register.appoint(there, unit_code, "top_leader", on)
            register.appoint(here, other, "top_leader", on)
        elif kind == "st_manager":
            register.appoint(engineers[unit_code, "supervising_engineer"].pop(), unit_code, kind, on)
        else:
            role = "leader" if kind == "top_leader" else "finance"
            register.appoint(personnel.take_on(unit_code, role).staff_no, unit_code, kind, on)


def _day(rng: Random) -> date:
    first, last = date(2021, 3, 1), date(2025, 9, 30)
    return first + timedelta(days=rng.randrange((last - first).days))


def _settle(structure: Structure, personnel: Personnel, posts: tuple[PostSeed, ...]) -> None:
    """Puts everybody where they work on the as-of day: rotated leaders, and people of closed units."""
    closed = {unit.code: unit for unit in structure.units if unit.closed_on is not None}
    heirs = {change.unit: change.into for change in structure.changes if change.kind == "merge"}
    leading = {post.person: post.unit for post in posts if post.kind == "top_leader" and post.ends_on is None}
    for place, person in enumerate(personnel.people):
        unit = leading.get(person.staff_no, person.unit)
        if unit in closed:
            unit = heirs.get(unit, closed[unit].parent)
        if unit != person.unit:
            personnel.people[place] = replace(person, unit=unit)


def delegate(posts: tuple[PostSeed, ...]) -> tuple[DelegationSeed, ...]:
    """A handful of delegations, past and running: leave, training, a term abroad."""
    today = {(post.unit, post.kind): post.person for post in posts if post.starts_on <= AS_OF and post.ends_on is None}
    plan = (
        ("KY0101", "top_leader", "st_manager", date(2024, 3, 4), date(2024, 7, 13), "中央党校中青班脱产学习"),
        ("KY0304", "top_leader", "st_manager", date(2025, 11, 10), date(2025, 12, 20), "境外项目驻场"),
        ("KY0501", "st_manager", "finance_head", date(2023, 6, 1), date(2023, 7, 1), "年休假"),
        ("KY0104", "finance_head", "st_manager", date(2025, 11, 24), date(2025, 12, 8), "年休假"),
        ("KYR02", "top_leader", "st_manager", date(2025, 9, 1), date(2026, 1, 16), "国家重点研发计划项目驻点攻关"),
        ("KY0603", "top_leader", "finance_head", date(2022, 8, 8), date(2022, 9, 30), "住院治疗"),
    )
    return tuple(
        DelegationSeed(today[unit, kind], today[unit, receiver], ROLE_OF_POST[kind], unit, start, end, reason)
        for unit, kind, receiver, start, end, reason in plan
    )
