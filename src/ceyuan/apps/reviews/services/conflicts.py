"""Conflicts of interest between the pool and the cases of a panel, gathered from everything that is on record."""

import itertools
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ceyuan.apps.organisation.interface import Actor, units_of
from ceyuan.apps.reviews import shared_work
from ceyuan.apps.reviews.keys import case_key, expert_key, person_key, unit_key
from ceyuan.apps.reviews.models import Declaration, Expert, Panel, PanelCase, Recusal, Tie
from ceyuan.apps.reviews.settings import PanelSettings
from ceyuan.core.review import conflicts as core
from ceyuan.core.review.canonical import told

_NO_ENTITY = frozenset({"department", "branch", "platform", "domain_centre", "country"})


@dataclass(frozen=True, slots=True)
class Entities:
    """Which legal entity and which strategic unit a unit belongs to, and who owns whom directly."""

    entity_of: Mapping[int, str]
    strategic_of: Mapping[int, str]
    parents: Mapping[str, str]


def entities(actor: Actor, unit_ids: Collection[int]) -> Entities:
    """The nearest legal entity of each unit: departments, branches and platforms belong to the one above them."""
    own = units_of(actor, unit_ids)
    above = {int(step) for unit in own.values() for step in unit.path.split(".") if step}
    known = units_of(actor, above | set(unit_ids))
    entity_of, strategic_of, parents = {}, {}, {}
    for key, unit in own.items():
        line = [known[int(step)] for step in reversed(unit.path.split(".")) if int(step) in known]
        legal = [one for one in line if one.kind not in _NO_ENTITY]
        if legal:
            entity_of[key] = unit_key(legal[0].pk)
        parents.update({unit_key(one.pk): unit_key(next_up.pk) for one, next_up in itertools.pairwise(legal)})
        strategic = next((one for one in line if one.kind == "strategic_unit"), None)
        if strategic:
            strategic_of[key] = unit_key(strategic.pk)
    return Entities(entity_of, strategic_of, parents)


def found(actor: Actor, panel: Panel, experts: Sequence[Expert], on: date) -> core.Conflicts:
    """All conflicts between these experts and the cases of the panel on a day.

    Refused: `review.too_many_unsuitable` when a case names more than three experts unsuitable.
    """
    cases = list(panel.cases.order_by("number"))
    kept = PanelSettings.read(
        panel.settings, mode=panel.mode, reviewers_per_case=panel.reviewers_per_case, cases=len(cases)
    )
    of_cases = {key for case in cases for key in case.facts.get("unit_ids", ())}
    places = entities(actor, {one.unit_id for one in experts if one.unit_id} | of_cases)
    people = {one.person_id for one in experts if one.person_id}
    return core.Conflicts(
        [_expert(one, places) for one in experts],
        [_case(one, places, experts) for one in cases],
        core.Ties(
            parents=places.parents,
            works=_works(panel.group_id, people, cases, on, kept.years),
            relations=_relations(experts),
            declarations=[*_declared(experts, cases, places, on), *_recused(experts, cases)],
        ),
        on,
        core.ConflictRules(kept.years, kept.strategic_unit),
    )


def note_recusals(panel: Panel, experts: Sequence[Expert], known: core.Conflicts, by: int | None) -> int:
    """Keep, as recusals, the conflicts of those who sit in the panel: the database refuses the pair from now on."""
    cases = {case_key(one.pk): one.pk for one in panel.cases.all()}
    before = set(Recusal.objects.filter(case__panel=panel, source="records").values_list("case_id", "expert_id"))
    rows = []
    for expert in experts:
        for key, case_id in cases.items():
            reasons = [one.reason for one in known.between(expert_key(expert.pk), key)]
            if reasons and (case_id, expert.pk) not in before:
                row = Recusal(case_id=case_id, expert=expert, source="records", by_id=by)
                row.reasons = [told(reason) for reason in reasons]
                rows.append(row)
    return len(Recusal.objects.bulk_create(rows))


def _expert(one: Expert, places: Entities) -> core.Expert:
    key = expert_key(one.pk)
    person = person_key(one.person_id) if one.person_id else key
    # Who is employed outside the units on record has an entity of the name alone: two of one house share it.
    entity = places.entity_of.get(one.unit_id or 0, "") or f"name:{one.unit_name}"
    return core.Expert(key, person, entity, places.strategic_of.get(one.unit_id or 0, ""))


def _case(one: PanelCase, places: Entities, experts: Sequence[Expert]) -> core.Case:
    units = one.facts.get("unit_ids", ())
    by_person = {expert.person_id: expert.pk for expert in experts if expert.person_id}
    unsuitable = one.facts.get("unsuitable_person_ids", ())
    return core.Case(
        case_key(one.pk),
        entities=frozenset(places.entity_of[key] for key in units if key in places.entity_of),
        people=frozenset(map(person_key, one.facts.get("person_ids", ()))),
        strategic_units=frozenset(places.strategic_of[key] for key in units if key in places.strategic_of),
        # Named people who are not in the pool count towards the three as well.
        unsuitable=frozenset(expert_key(by_person[key]) if key in by_person else person_key(key) for key in unsuitable),
    )


def _works(
    group_id: int, people: Collection[int], cases: Sequence[PanelCase], on: date, years: int
) -> list[core.SharedWork]:
    asked = {*people, *(key for case in cases for key in case.facts.get("person_ids", ()))}
    since = date(on.year - years, on.month, min(on.day, 28))
    return [
        core.SharedWork(core.ConflictKind(one.kind), one.label, frozenset(map(person_key, one.person_ids)), one.ended)
        for one in shared_work.works(group_id, asked, since)
    ]


def _relations(experts: Sequence[Expert]) -> list[core.Tie]:
    rows = Tie.objects.filter(expert__in=experts).select_related("expert")
    return [
        core.Tie(
            core.ConflictKind(one.kind),
            person_key(one.expert.person_id) if one.expert.person_id else expert_key(one.expert_id),
            person_key(one.person_id),
        )
        for one in rows
    ]


def _declared(
    experts: Sequence[Expert], cases: Sequence[PanelCase], places: Entities, on: date
) -> list[core.Declaration]:
    rows = Declaration.objects.filter(expert__in=experts, declared_on__lte=on).exclude(ended_on__lte=on)
    made = []
    for row in rows:
        for case in cases:
            same_unit = row.unit_id is not None and row.unit_id in case.facts.get("unit_ids", ())
            same_person = row.person_id is not None and row.person_id in case.facts.get("person_ids", ())
            same_case = bool(row.subject_id) and (row.subject_kind, row.subject_id) == (
                case.subject_kind,
                case.subject_id,
            )
            if same_unit or same_person or same_case:
                made.append(core.Declaration(expert_key(row.expert_id), case_key(case.pk), row.words))
    return made


def _recused(experts: Sequence[Expert], cases: Sequence[PanelCase]) -> list[core.Declaration]:
    """Who was kept from a case before stays away from it, also in another panel on the same case."""
    asked = {(one.subject_kind, one.subject_id): one.pk for one in cases}
    rows = Recusal.objects.filter(expert__in=experts, case__subject_id__in=[key for _kind, key in asked])
    rows = rows.exclude(source="records").select_related("case")
    return [
        core.Declaration(expert_key(row.expert_id), case_key(asked[place]), row.words)
        for row in rows
        if (place := (row.case.subject_kind, row.case.subject_id)) in asked
    ]
