"""People of the demonstration group: about 9,000 scientists and engineers, and those who lead the units and finance.

The numbers of the six grades and the share of people up to 35 are those of the demonstration's specification.
Each person stands in the unit where they work on the as-of day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from ceyuan.apps.organisation.demo import names
from ceyuan.apps.organisation.demo.draw import SEED, stream
from ceyuan.apps.organisation.demo.units import AS_OF, Structure, UnitSeed

GRADES = {
    "chief_scientist": 8,
    "chief_engineer": 45,
    "director_engineer": 260,
    "supervising_engineer": 1100,
    "regional_engineer": 3000,
    "support_engineer": 4600,
}
GRADE_NAMES = {
    "chief_scientist": ("首席科学家", "Chief scientist"),
    "chief_engineer": ("首席工程师", "Chief engineer"),
    "director_engineer": ("主任工程师", "Director engineer"),
    "supervising_engineer": ("主管工程师", "Supervising engineer"),
    "regional_engineer": ("区域工程师", "Regional engineer"),
    "support_engineer": ("支持工程师", "Support engineer"),
}
# youngest and oldest age, share of people up to 35, likely professional titles with the later ones rarer
_AGES = {
    "chief_scientist": (48, 59, 0.0),
    "chief_engineer": (42, 58, 0.0),
    "director_engineer": (36, 57, 0.0),
    "supervising_engineer": (32, 55, 0.05),
    "regional_engineer": (28, 54, 0.22),
    "support_engineer": (23, 50, 0.40),
    "leader": (43, 59, 0.0),
    "finance": (34, 57, 0.0),
    "staff": (25, 52, 0.3),
}
_TITLES = {
    "chief_scientist": ("正高级工程师",),
    "chief_engineer": ("正高级工程师",),
    "director_engineer": ("正高级工程师", "高级工程师", "高级工程师"),
    "supervising_engineer": ("高级工程师", "高级工程师", "工程师"),
    "regional_engineer": ("高级工程师", "工程师", "工程师"),
    "support_engineer": ("工程师", "助理工程师", "助理工程师", "技师"),
    "leader": ("正高级工程师", "高级工程师", "高级经济师"),
    "finance": ("高级会计师", "会计师"),
    "staff": ("经济师", "政工师", "高级经济师"),
}
TITLE_NAMES = {
    "正高级工程师": "Professor-grade senior engineer",
    "高级工程师": "Senior engineer",
    "工程师": "Engineer",
    "助理工程师": "Assistant engineer",
    "技师": "Technician",
    "高级经济师": "Senior economist",
    "经济师": "Economist",
    "高级会计师": "Senior accountant",
    "会计师": "Accountant",
    "政工师": "Political affairs officer",
}
_STAFFING = {"institute": 320, "strategic_unit": 40, "domain_centre": 14, "platform": 10, "branch": 10, "department": 6}
_ENTERPRISE_STAFFING = {2: 40, 3: 62, 4: 14}
_WOMEN = 0.27
YOUNG_AGE = 35


@dataclass(frozen=True, slots=True)
class PersonSeed:
    """A person; `grade` is a key of `GRADES` or empty, `role` one of engineer, leader, finance, staff."""

    staff_no: str
    name_zh: str
    name_en: str
    gender: str
    birth_year: int
    unit: str
    title_zh: str
    grade: str
    role: str
    joined_on: date

    @property
    def title_en(self) -> str:
        return TITLE_NAMES[self.title_zh]

    def age(self, year: int = AS_OF.year) -> int:
        return year - self.birth_year


class Personnel:
    """Takes on people one after the other, so that later parts (posts) can add successors."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self.people: list[PersonSeed] = []

    def take_on(self, unit: str, role: str, *, grade: str = "") -> PersonSeed:
        """One more person with the next staff number."""
        rng, kind = self._rng, grade or role
        youngest, oldest, young_share = _AGES[kind]
        if rng.random() < young_share:
            age = rng.randint(youngest, YOUNG_AGE)
        else:
            age = rng.randint(max(youngest, YOUNG_AGE + 1), oldest)
        birth_year = AS_OF.year - age
        gender = "F" if rng.random() < _WOMEN else "M"
        name_zh, name_en = names.draw(rng, gender, birth_year)
        joined = min(birth_year + rng.randint(22, 27), AS_OF.year - 1)
        person = PersonSeed(
            f"KY{100001 + len(self.people)}",
            name_zh,
            name_en,
            gender,
            birth_year,
            unit,
            rng.choice(_TITLES[kind]),
            grade,
            role,
            date(joined, rng.choice((7, 7, 8, 9)), rng.randint(1, 28)),
        )
        self.people.append(person)
        return person


def engage(structure: Structure, seed: int = SEED) -> Personnel:
    """All graded engineers in their units; leaders and finance follow with the posts."""
    rng = stream(seed, "people")
    personnel = Personnel(rng)
    for grade, units in _assign_grades(structure, rng):
        for unit in units:
            personnel.take_on(unit.code, "engineer", grade=grade)
    return personnel


def _staffing(unit: UnitSeed) -> int:
    if "non_profit" in unit.traits:
        return 90
    if unit.kind == "enterprise":
        return _ENTERPRISE_STAFFING[unit.tier]
    return _STAFFING.get(unit.kind, 0)


def _assign_grades(structure: Structure, rng: Random) -> list[tuple[str, list[UnitSeed]]]:
    """Units per grade. Every unit gets three supervising engineers at least, from whom its S&T manager can come."""
    units = [unit for unit in structure.units if unit.closed_on is None and unit.kind != "group"]
    institutes = [unit for unit in units if unit.kind == "institute"]
    seniors = [unit for unit in units if unit.tier <= 3 or unit.kind in {"institute", "domain_centre"}]
    assigned = [
        ("chief_scientist", [institutes[place % len(institutes)] for place in range(GRADES["chief_scientist"])]),
        ("chief_engineer", _weighted(rng, [u for u in seniors if u.kind != "department"], GRADES["chief_engineer"])),
    ]
    centres = [unit for unit in units if unit.kind in {"domain_centre", "platform"}]
    assigned.append(
        ("director_engineer", centres + _weighted(rng, seniors, GRADES["director_engineer"] - len(centres)))
    )
    closed = [unit for unit in structure.units if unit.closed_on is not None]
    minimum = [unit for unit in units for _ in range(3)] + closed
    assigned.append(
        ("supervising_engineer", minimum + _weighted(rng, units, GRADES["supervising_engineer"] - len(minimum)))
    )
    working = [unit for unit in units if unit.kind != "department"]
    assigned += [(grade, _weighted(rng, working, GRADES[grade])) for grade in ("regional_engineer", "support_engineer")]
    return assigned


def _weighted(rng: Random, units: list[UnitSeed], count: int) -> list[UnitSeed]:
    slots = [unit for unit in units for _ in range(_staffing(unit))]
    return [slots[rng.randrange(len(slots))] for _ in range(count)]
