"""Who signs a task book: both sides, the leader, everybody who takes part or pays; fewer for smaller changes."""

from dataclasses import dataclass
from typing import Any

from ceyuan.apps.projects.models import Project
from ceyuan.core.taskbook import TaskBook
from ceyuan.core.taskbook.parts import Named


@dataclass(frozen=True, slots=True)
class Side:
    """A party: its key and labels; a unit (its head signs) or a person."""

    key: str
    label_zh: str
    label_en: str
    unit_id: int | None = None
    person_id: int | None = None


# Who signs which class of change: a route decided by the unit needs no signature of the group.
_ALL = ("party_a", "party_b", "leader", "participant", "funder")
_OF_CLASS = {"A": _ALL, "B": ("party_b", "leader"), "C": ("leader",)}


def sides(project: Project, book: TaskBook, change_class: str = "A") -> list[Side]:
    """The parties in the order of signing; units and people outside the records sign on paper and are left out."""
    wanted = _OF_CLASS[change_class]
    header = book.header
    found: list[Side] = []
    if "party_a" in wanted:
        found += _unit(project, header.party_a, "party_a", "甲方", "Party A")
    if "party_b" in wanted:
        found += _unit(project, header.party_b or header.lead_unit, "party_b", "乙方", "Party B")
    if "leader" in wanted:
        found += _person(project, header.leader)
    seen = {side.unit_id for side in found}
    groups = (
        ("participant", "参加单位", "Participant", [Named(one.key, one.name) for one in book.participants]),
        ("funder", "出资单位", "Funding unit", [Named(one.key, one.name) for one in header.funding_units]),
    )
    for word, zh, en, units in groups:
        for number, one in enumerate(units if word in wanted else (), start=1):
            for side in _unit(project, one, f"{word}-{number}", zh, en):
                if side.unit_id not in seen:
                    seen.add(side.unit_id)
                    found.append(side)
    return found


def _unit(project: Project, named: Named | None, key: str, zh: str, en: str) -> list[Side]:
    model: Any = type(project.lead_unit)
    unit = named and model.objects.filter(group=project.group_id, code=named.key).first()
    if not unit:
        return []
    return [
        Side(key, f"{zh}：{unit.name_zh or unit.name_en}"[:120], f"{en}: {unit.name_en or unit.name_zh}"[:120], unit.pk)
    ]


def _person(project: Project, named: Named | None) -> list[Side]:
    model: Any = Project._meta.get_field("leader").related_model  # noqa: SLF001 - the table of people, by the way to it
    one = named and model.objects.filter(group=project.group_id, staff_no=named.key).first()
    if not one:
        return []
    zh, en = f"项目负责人：{one.name_zh or one.name_en}", f"Project leader: {one.name_en or one.name_zh}"
    return [Side("leader", zh[:120], en[:120], person_id=one.pk)]
