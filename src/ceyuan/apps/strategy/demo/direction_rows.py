"""Rows of technology directions with their levels, and of the gaps that units admit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ceyuan.apps.strategy.demo import seeded
from ceyuan.apps.strategy.demo.direction_lists import DIRECTIONS, DirectionSeed
from ceyuan.apps.strategy.demo.references import Keys
from ceyuan.apps.strategy.demo.responsibility_lists import GAPS
from ceyuan.apps.strategy.demo.scope import Scope
from ceyuan.apps.strategy.models import Direction, DirectionLevel, Gap

_SENIOR = ("chief_scientist", "chief_engineer", "director_engineer", "supervising_engineer")
_BY = "集团技术成熟度评定专家组"
_STUDY = ("机理与可行性研究报告", "小试报告", "中试报告", "工业试验总结", "示范线运行考核报告")


def directions(keys: Keys) -> list[list[Direction]]:
    """The tree level by level, because paths grow from the parent's."""
    owners = Owners(keys.scope)
    levels: dict[int, list[Direction]] = {}
    for seed in DIRECTIONS:
        row = Direction(
            group_id=keys.group,
            parent=keys.directions[seed.parent] if seed.parent else None,
            code=seed.code,
            name_zh=seed.name_zh,
            name_en=seed.name_en,
            tech_class=seed.tech_class,
            chain_position=seed.chain,
            definition_zh=seed.definition_zh,
            definition_en=seed.definition_en,
            state_of_the_art=seed.state_of_the_art,
            gap=seed.gap,
            trl_wanted=seed.wanted or None,
            wanted_by=seed.wanted_by or None,
            owner_id=None if seed.code in seeded.WITHOUT_OWNER else keys.people[owners.of(seed)],
            owner_unit_id=keys.units[seed.owner_unit],
        )
        keys.directions[seed.code] = row
        levels.setdefault(len(seed.code), []).append(row)
    return [levels[length] for length in sorted(levels)]


class Owners:
    """Gives each direction somebody of its unit, the most senior who has none yet."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._taken: set[str] = set()

    def of(self, seed: DirectionSeed) -> str:
        """Staff number of the owner; a field as a whole is its unit's leader's."""
        if not seed.parent:
            return self._scope.leader(seed.owner_unit).staff_no
        near = [p for p in self._scope.people.values() if p.unit == seed.owner_unit and p.grade in _SENIOR]
        free = [p for p in near if p.staff_no not in self._taken] or near
        chosen = min(free, key=lambda person: (_SENIOR.index(person.grade), person.staff_no))
        self._taken.add(chosen.staff_no)
        return chosen.staff_no


def levels(keys: Keys) -> Iterator[DirectionLevel]:
    """How mature each direction was found to be. What stands still was looked at again in 2025 and had not moved."""
    for seed in DIRECTIONS:
        for place, (year, trl) in enumerate(_found(seed)):
            yield DirectionLevel(
                direction_id=keys.directions[seed.code].pk,
                on=date(year, 6, 30) if year < 2025 else date(2025, 9, 30),
                trl=trl,
                evidence=f"{seed.name_zh}{_STUDY[min(place, len(_STUDY) - 1)]}，评定报告 CSD-{year}-{seed.code}",
                person_name=_BY,
            )


def _found(seed: DirectionSeed) -> Iterator[tuple[int, int]]:
    best = 0
    for year, trl in seed.levels:
        now = best if seed.code in seeded.STANDING_STILL and year > 2023 else trl
        best = max(best, now)
        yield year, now


def gaps(keys: Keys) -> Iterator[Gap]:
    """What units admit to lack."""
    for seed in GAPS:
        owner = keys.scope.holder(seed.unit, "st_manager")
        yield Gap(
            group_id=keys.group,
            unit_id=keys.units[seed.unit],
            direction=keys.directions[seed.direction] if seed.direction else None,
            kpi=keys.kpis[seed.kpi] if seed.kpi else None,
            title=seed.title,
            required=seed.required,
            held=seed.held,
            cause=seed.cause,
            action=seed.action,
            owner_id=keys.people[owner.staff_no],
            due_on=date.fromisoformat(seed.due),
            progress=seed.progress,
            closed_on=date.fromisoformat(seed.closed) if seed.closed else None,
            closing_evidence=seed.closing_evidence,
        )
