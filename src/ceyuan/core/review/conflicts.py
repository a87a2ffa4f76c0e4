"""Conflicts of interest, computed from records, for all experts and cases of a call at once.

A conflict is a fact of records; what follows from it is a recusal (see `standing`). Enforced are both everywhere: in
the draw (`Conflict.reason` is an exclusion), in assignment (`forbidden_pairs`), in view and in vote.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from ceyuan.core.kernel import Reason, Refused

MOST_UNSUITABLE = 3


class ConflictKind(StrEnum):
    """Why an expert must not judge a case."""

    OWN_APPLICATION = "own_application"
    SIMILAR_APPLICATION = "similar_application"
    SAME_ENTITY = "same_entity"
    PARENT_ENTITY = "parent_entity"
    CHILD_ENTITY = "child_entity"
    STRATEGIC_UNIT = "strategic_unit"
    CO_PROJECT = "co_project"
    CO_AUTHOR = "co_author"
    CO_INVENTOR = "co_inventor"
    RELATIVE = "relative"
    TEACHER_STUDENT = "teacher_student"
    DECLARED = "declared"
    UNSUITABLE = "unsuitable"


@dataclass(frozen=True, slots=True)
class Expert:
    """An expert as a person with the legal entity of his or her employment (and the strategic unit above it)."""

    key: str
    person: str
    entity: str = ""
    strategic_unit: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A bid or nomination: legal entities and people that take part, experts named unsuitable, cases like it."""

    key: str
    entities: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    strategic_units: frozenset[str] = frozenset()
    unsuitable: frozenset[str] = frozenset()
    similar: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SharedWork:
    """A project, publication or patent (`kind` CO_PROJECT, CO_AUTHOR, CO_INVENTOR) with the people in it.

    `ended` is the day it ended or appeared, None while it goes on."""

    kind: ConflictKind
    label: str
    people: frozenset[str]
    ended: date | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation between two people (`kind` RELATIVE or TEACHER_STUDENT), however it became known."""

    kind: ConflictKind
    person: str
    other: str


@dataclass(frozen=True, slots=True)
class Declaration:
    """An expert declares a conflict with a case, with words of one's own."""

    expert: str
    case: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """One conflict of an expert with a case. `until` is the first day on which it no longer counts, None when it does
    not lapse by itself."""

    expert: str
    case: str
    kind: ConflictKind
    facts: Mapping[str, object] = field(default_factory=dict)
    until: date | None = None

    @property
    def reason(self) -> Reason:
        """For the exclusion in a draw or a refusal: code `review.conflict_<kind>` with its facts."""
        return Reason(f"review.conflict_{self.kind.value}", {"case": self.case, **self.facts})


@dataclass(frozen=True, slots=True)
class ConflictRules:
    """`years` of shared work that count, and whether the same strategic unit is a conflict already."""

    years: int = 3
    strategic_unit: bool = False


@dataclass(frozen=True, slots=True)
class Ties:
    """Everything that links people and entities: `parents` gives the direct parent of each legal entity."""

    parents: Mapping[str, str] = field(default_factory=dict)
    works: Collection[SharedWork] = ()
    relations: Collection[Tie] = ()
    declarations: Collection[Declaration] = ()


Table = dict[tuple[str, str], list[Conflict]]


class Conflicts:
    """All conflicts on a day: between any expert and any case, or all of them.

    Refused: `review.too_many_unsuitable` when a case names more than three experts unsuitable. An unknown expert or
    case has no conflicts here: ask only for those given.
    """

    def __init__(
        self, experts: Iterable[Expert], cases: Iterable[Case], ties: Ties, on: date, rules: ConflictRules | None = None
    ) -> None:
        self._experts, self._cases = tuple(experts), tuple(cases)
        self._ties, self._on, self._rules = ties, on, rules or ConflictRules()
        self._by_person = _index(self._experts, lambda one: (one.person,))
        self._by_entity = _index(self._experts, lambda one: (one.entity,))
        self._by_strategic = _index(self._experts, lambda one: (one.strategic_unit,))
        self._children: dict[str, list[str]] = {}
        for child, parent in ties.parents.items():
            self._children.setdefault(parent, []).append(child)
        for case in self._cases:
            if len(case.unsuitable) > MOST_UNSUITABLE:
                raise Refused(
                    "review.too_many_unsuitable", case=case.key, named=len(case.unsuitable), most=MOST_UNSUITABLE
                )
        self._table: Table = {}
        for conflict in self._found():
            known = self._table.setdefault((conflict.expert, conflict.case), [])
            if conflict not in known:
                known.append(conflict)
        self._by_case: dict[str, list[str]] = {}
        for expert, of in self._table:
            self._by_case.setdefault(of, []).append(expert)

    def between(self, expert: str, case: str) -> tuple[Conflict, ...]:
        """The conflicts of an expert with a case, the most direct kinds first; empty when there are none."""
        return tuple(self._table.get((expert, case), ()))

    def of_case(self, case: str) -> dict[str, tuple[Conflict, ...]]:
        """Conflicts with a case, by expert."""
        return {expert: tuple(self._table[expert, case]) for expert in self._by_case.get(case, ())}

    def exclusions(self, case: str) -> dict[str, tuple[Reason, ...]]:
        """As exclusions of a draw."""
        return {expert: tuple(one.reason for one in found) for expert, found in self.of_case(case).items()}

    def forbidden_pairs(self) -> frozenset[tuple[str, str]]:
        """All (expert, case) with a conflict, as assignment wants them."""
        return frozenset(self._table)

    def __len__(self) -> int:
        return len(self._table)

    def _found(self) -> Iterator[Conflict]:
        worked, related = self._works_of_people(), self._relations_of_people()
        for case in self._cases:
            yield from self._applications(case)
            yield from self._entities(case)
            yield from self._people(case, worked, related)
            yield from self._named(case)
        cases = {case.key for case in self._cases}
        for told in self._ties.declarations:
            if told.case in cases:
                yield Conflict(told.expert, told.case, ConflictKind.DECLARED, {"words": told.words})

    def _applications(self, case: Case) -> Iterator[Conflict]:
        for person in sorted(case.people):
            for expert in self._by_person.get(person, ()):
                yield Conflict(expert.key, case.key, ConflictKind.OWN_APPLICATION)
        for other in self._cases:
            if other.key != case.key and (other.key in case.similar or case.key in other.similar):
                for person in sorted(other.people):
                    for expert in self._by_person.get(person, ()):
                        yield Conflict(expert.key, case.key, ConflictKind.SIMILAR_APPLICATION, {"other": other.key})

    def _entities(self, case: Case) -> Iterator[Conflict]:
        for entity in sorted(case.entities):
            near = [(ConflictKind.SAME_ENTITY, entity)]
            if parent := self._ties.parents.get(entity):
                near.append((ConflictKind.PARENT_ENTITY, parent))
            near += [(ConflictKind.CHILD_ENTITY, child) for child in self._children.get(entity, ())]
            for kind, place in near:
                for expert in self._by_entity.get(place, ()):
                    yield Conflict(expert.key, case.key, kind, {"entity": place, "applicant": entity})
        for unit in sorted(case.strategic_units) if self._rules.strategic_unit else ():
            for expert in self._by_strategic.get(unit, ()):
                yield Conflict(expert.key, case.key, ConflictKind.STRATEGIC_UNIT, {"unit": unit})

    def _people(
        self, case: Case, worked: dict[str, list[tuple[SharedWork, date | None]]], related: dict[str, list[Tie]]
    ) -> Iterator[Conflict]:
        for person in sorted(case.people):
            for work, until in worked.get(person, ()):
                for other in sorted(work.people - {person}):
                    for expert in self._by_person.get(other, ()):
                        facts = {"person": person, "work": work.label}
                        yield Conflict(expert.key, case.key, work.kind, facts, until)
            for tie in related.get(person, ()):
                other = tie.other if tie.person == person else tie.person
                for expert in self._by_person.get(other, ()):
                    yield Conflict(expert.key, case.key, tie.kind, {"person": person})

    def _named(self, case: Case) -> Iterator[Conflict]:
        known = {one.key for one in self._experts}
        for expert in sorted(case.unsuitable & known):
            yield Conflict(expert, case.key, ConflictKind.UNSUITABLE)

    def _works_of_people(self) -> dict[str, list[tuple[SharedWork, date | None]]]:
        """Work that counts on the day, by person."""
        found: dict[str, list[tuple[SharedWork, date | None]]] = {}
        for work in self._ties.works:
            until = None if work.ended is None else _years_later(work.ended, self._rules.years)
            if until is None or self._on < until:
                for person in work.people:
                    found.setdefault(person, []).append((work, until))
        return found

    def _relations_of_people(self) -> dict[str, list[Tie]]:
        found: dict[str, list[Tie]] = {}
        for tie in self._ties.relations:
            for person in {tie.person, tie.other}:
                found.setdefault(person, []).append(tie)
        return found


def _index(experts: Iterable[Expert], keys: Callable[[Expert], tuple[str, ...]]) -> dict[str, list[Expert]]:
    found: dict[str, list[Expert]] = {}
    for one in experts:
        for key in keys(one):
            if key:
                found.setdefault(key, []).append(one)
    return found


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # the 29th of February
        return date(day.year + years, 3, 1)
