"""The pool of experts: enter and change an entry, consent, integrity, interests and ties."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.organisation.interface import Actor, people_of, units_of
from ceyuan.apps.reviews.messages.pool import FIELDS
from ceyuan.apps.reviews.models import Declaration, Expert, Tie
from ceyuan.apps.reviews.policies.panels import may_keep_expert
from ceyuan.apps.reviews.selectors import pool
from ceyuan.apps.reviews.selectors.own import is_own
from ceyuan.core.kernel import Invalid, Reason, Refused
from ceyuan.core.kernel.text import sort_key

SUBJECT = "reviews.expert"
MOST_KEYWORDS = 20
_TEXT = {"title": 60, "unit_name": 200, "name_zh": 80, "name_en": 120, "region": 16, "email": 254}


@dataclass(frozen=True, slots=True)
class ExpertText:
    """What an entry says of an expert; name and employer of a person on record are taken from there."""

    name_zh: str = ""
    name_en: str = ""
    unit_name: str = ""
    title: str = ""
    fields: Sequence[str] = ()
    keywords: Sequence[str] = ()
    is_external: bool = False
    region: str = ""
    email: str = ""
    max_load: int = 5


@transaction.atomic
def enter(
    *, actor: Actor, keeper: int, text: ExpertText, person_id: int | None = None, consented_on: date | None = None
) -> Expert:
    """Enter an expert into the pool, kept by the office of a unit: a person on record, or somebody from outside.

    Refused: `reviews.pool_not_permitted`. Invalid, by field: `reviews.expert_known`, `reviews.expert_nameless`,
    `reviews.expert_without_employer`, `reviews.unknown_field`, `reviews.too_many_keywords`, `reviews.load_range`.
    """
    place = units_of(actor, [keeper]).get(keeper)
    if place is None:
        raise Invalid({"keeper": ["organisation.unknown_unit"]})
    may_keep_expert(actor, place.path).require()
    person = people_of(actor, [person_id]).get(person_id) if person_id else None
    if person_id and person is None:
        raise Invalid({"person_id": ["organisation.unknown_person"]})
    faults = _faults(text)
    if person is not None and pool.people_taken(place.group_id, person.pk):
        faults["person_id"] = ["reviews.expert_known"]
    if person is None:
        _require_outside(place.group_id, text, faults)
    if faults:
        raise Invalid(faults)
    made: Expert = Expert.objects.create(
        group_id=place.group_id,
        keeper=place,
        person=person,
        consented_on=consented_on,
        **_facts(text, person),
    )
    _record(actor, made, "reviews.expert.entered", after=_told(made))
    return made


@transaction.atomic
def change(*, actor: Actor, expert_id: int, text: ExpertText) -> Expert:
    """Correct an entry. Refused: `reviews.unknown_expert`, `reviews.pool_not_permitted`. Invalid as `enter`."""
    expert = _held(actor, expert_id)
    faults = _faults(text)
    if expert.person_id is None:
        _require_outside(expert.group_id, text, faults, besides=expert.pk)
    if faults:
        raise Invalid(faults)
    before = _told(expert)
    for name, value in _facts(text, expert.person).items():
        setattr(expert, name, value)
    expert.save()
    after = _told(expert)
    _record(
        actor,
        expert,
        "reviews.expert.changed",
        before={name: value for name, value in before.items() if after[name] != value},
        after={name: value for name, value in after.items() if before[name] != value},
    )
    return expert


@transaction.atomic
def set_standing(*, actor: Actor, expert_id: int, integrity_state: str, integrity_note: str, is_active: bool) -> Expert:
    """Note how the expert stands: clear, noted or barred with its ground, and whether active in the pool."""
    expert = _held(actor, expert_id)
    if integrity_state not in {one.value for one in Expert.Integrity}:
        raise Invalid({"integrity_state": ["kit.not_a_choice"]})
    if integrity_state != Expert.Integrity.CLEAR and not integrity_note.strip():
        raise Invalid({"integrity_note": ["reviews.standing_why"]})
    before = {"integrity": expert.integrity_state, "active": expert.is_active}
    expert.integrity_state, expert.is_active = integrity_state, is_active
    expert.integrity_note = integrity_note.strip()[:300]
    expert.save(update_fields=["integrity_state", "integrity_note", "is_active"])
    after = {"integrity": integrity_state, "active": is_active}
    _record(actor, expert, "reviews.expert.standing_set", before=before, after=after, reason=expert.integrity_note)
    return expert


@transaction.atomic
def consent(*, actor: Actor, expert_id: int, on: date | None = None, agrees: bool = True) -> Expert:
    """The expert agrees to serve, or no longer does; the office may note a consent given on paper."""
    expert = _held_or_own(actor, expert_id)
    day = on or timezone.localdate()
    if day > timezone.localdate():
        raise Invalid({"on": ["reviews.day_in_future"]})
    expert.consented_on = day if agrees else None
    expert.save(update_fields=["consented_on"])
    act = "reviews.expert.consented" if agrees else "reviews.expert.withdrew"
    _record(actor, expert, act, after={"on": day, "own": is_own(actor, expert)})
    return expert


@transaction.atomic
def declare(
    *,
    actor: Actor,
    expert_id: int,
    words: str,
    unit_id: int | None = None,
    person_id: int | None = None,
    case: tuple[str, str] | None = None,
) -> Declaration:
    """Declare an interest in a unit, a person or one case: from now on the expert is kept from what it touches."""
    expert = _held_or_own(actor, expert_id)
    if not words.strip():
        raise Invalid({"words": ["kit.required"]})
    if unit_id is None and person_id is None and case is None:
        raise Invalid({"unit_id": ["reviews.interest_in_what"]})
    kind, key = case or ("", "")
    made: Declaration = Declaration.objects.create(
        expert=expert,
        unit_id=unit_id,
        person_id=person_id,
        subject_kind=kind,
        subject_id=key,
        words=words.strip()[:500],
        declared_on=timezone.localdate(),
        noted_by_id=actor.account_id,
    )
    _record(actor, expert, "reviews.interest.declared", after={"unit": unit_id, "person": person_id, "case": key})
    return made


@transaction.atomic
def end_interest(*, actor: Actor, expert_id: int, declaration_id: int) -> Declaration:
    """An interest no longer exists; what follows from it in panels that were drawn stays."""
    expert = _held_or_own(actor, expert_id)
    row: Declaration | None = expert.declarations.select_for_update().filter(pk=declaration_id, ended_on=None).first()
    if row is None:
        raise Refused("reviews.unknown_interest")
    row.ended_on = timezone.localdate()
    row.save(update_fields=["ended_on"])
    _record(actor, expert, "reviews.interest.ended", after={"interest": row.pk})
    return row


@transaction.atomic
def note_tie(*, actor: Actor, expert_id: int, kind: str, person_id: int, words: str = "") -> Tie:
    """Note a relative, teacher or student of an expert, who then judges nothing in which that person takes part."""
    expert = _held_or_own(actor, expert_id)
    if kind not in {one.value for one in Tie.Kind}:
        raise Invalid({"kind": ["kit.not_a_choice"]})
    if people_of(actor, [person_id]).get(person_id) is None:
        raise Invalid({"person_id": ["organisation.unknown_person"]})
    if person_id == expert.person_id:
        raise Invalid({"person_id": ["reviews.tie_to_oneself"]})
    made: Tie
    made, new = Tie.objects.get_or_create(
        expert=expert,
        kind=kind,
        person_id=person_id,
        defaults={"words": words.strip()[:300], "noted_by_id": actor.account_id, "noted_on": timezone.localdate()},
    )
    if not new:
        raise Invalid({"person_id": ["reviews.tie_known"]})
    _record(actor, expert, "reviews.tie.noted", after={"kind": kind, "person": person_id})
    return made


def _held(actor: Actor, expert_id: int) -> Expert:
    found: Expert | None = _row(pool.experts(actor), expert_id)
    if found is None:
        raise Refused("reviews.unknown_expert")
    may_keep_expert(actor, found.keeper.path).require()
    return found


def _held_or_own(actor: Actor, expert_id: int) -> Expert:
    own = pool.own_entry(actor)
    if own is None or own.pk != expert_id:
        return _held(actor, expert_id)
    found: Expert = Expert.objects.select_for_update(of=("self",)).select_related("keeper", "person").get(pk=own.pk)
    return found


def _row(rows: Any, expert_id: int) -> Expert | None:
    found: Expert | None = (
        rows.select_for_update(of=("self",)).select_related("keeper", "person__unit").filter(pk=expert_id).first()
    )
    return found


def _faults(text: ExpertText) -> dict[str, list[str | Reason]]:
    found: dict[str, list[str | Reason]] = {}
    if unknown := [code for code in text.fields if code not in FIELDS]:
        found["fields"] = [Reason("reviews.unknown_field", {"field": unknown[0]})]
    if len(text.keywords) > MOST_KEYWORDS or any(len(word) > 60 for word in text.keywords):
        found["keywords"] = [Reason("reviews.too_many_keywords", {"most": MOST_KEYWORDS, "length": 60})]
    if not 0 <= text.max_load <= 100:
        found["max_load"] = [Reason("reviews.load_range", {"most": 100})]
    return found


def _require_outside(
    group_id: int, text: ExpertText, faults: dict[str, list[str | Reason]], besides: int | None = None
) -> None:
    if not (text.name_zh.strip() or text.name_en.strip()):
        faults["name_zh"] = ["reviews.expert_nameless"]
    if not text.unit_name.strip():
        faults["unit_name"] = ["reviews.expert_without_employer"]
    same = Expert.objects.filter(
        group=group_id, person=None, name_zh=text.name_zh.strip(), unit_name=text.unit_name.strip()
    )
    if same.exclude(pk=besides or 0).exists():
        faults["name_zh"] = ["reviews.expert_known"]


def _facts(text: ExpertText, person: Any) -> dict[str, Any]:
    facts = asdict(text)
    for name, most in _TEXT.items():
        facts[name] = str(facts[name]).strip()[:most]
    facts["fields"] = list(dict.fromkeys(text.fields))
    facts["keywords"] = list(dict.fromkeys(word.strip() for word in text.keywords if word.strip()))
    if person is not None:
        facts.update(name_zh=person.name_zh, name_en=person.name_en, unit_name="", unit_id=person.unit_id)
        facts["title"] = facts["title"] or person.title
    facts["sort_key"] = sort_key(facts["name_zh"] or facts["name_en"])
    return facts


def _told(expert: Expert) -> dict[str, Any]:
    names = ("title", "fields", "keywords", "is_external", "region", "max_load", "unit_name", "name_zh", "name_en")
    return {name: getattr(expert, name) for name in names}


def _record(actor: Actor, expert: Expert, act: str, **told: Any) -> None:
    subject = (SUBJECT, expert.pk, str(expert))
    audit.record(actor=actor, act=act, subject=subject, unit_path=expert.keeper.path, **told)
