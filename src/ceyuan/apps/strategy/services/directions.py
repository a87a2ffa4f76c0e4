"""Acts on the technology tree: make, edit, move, close a direction, note how mature it is, name who answers for it."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.organisation.interface import Actor, people_of, units_of
from ceyuan.apps.strategy.models import ChainPosition, Direction, DirectionClass, DirectionLevel
from ceyuan.apps.strategy.policies import directions as policies
from ceyuan.core.kernel import Invalid, Refused

EVIDENCE_LENGTH = 300
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,19}")
# What one writes about a direction; the other columns change by acts of their own.
TEXTS = ("name_zh", "name_en", "definition_zh", "definition_en", "state_of_the_art", "gap")
CHOICES = ("tech_class", "chain_position", "trl_wanted", "wanted_by")
Facts = Mapping[str, Any]


@transaction.atomic
def make(*, actor: Actor, code: str, owner_unit_id: int, parent_id: int | None = None, **facts: Any) -> Direction:
    """A new direction below another, or at the top; `facts` are those of `TEXTS` and `CHOICES`."""
    unit = units_of(actor, [owner_unit_id]).get(owner_unit_id)
    if unit is None:
        raise Invalid({"owner_unit_id": ["organisation.unknown_unit"]})
    policies.may_steer_unit(actor, unit.path, str(unit)).require()
    parent = _parent(actor, parent_id)
    if parent is None:
        policies.may_top(actor).require()
    code = code.strip()
    if not _CODE.fullmatch(code):
        raise Invalid({"code": ["strategy.direction_code"]})
    if Direction.objects.filter(group=actor.group_id, code=code).exists():
        raise Invalid({"code": ["strategy.direction_code_taken"]})
    one = Direction(group_id=unit.group_id, code=code, owner_unit=unit, parent=parent, **_checked(facts))
    one.save()
    one.refresh_from_db()
    _record(actor, "strategy.direction.made", one, after={"code": code, "parent": parent.code if parent else ""})
    return one


@transaction.atomic
def edit(*, actor: Actor, direction_id: int, **facts: Any) -> Direction:
    """Other names, texts, class, place in the chain, or level wanted and year."""
    one = _locked(actor, direction_id)
    policies.may_change(actor, one).require()
    wanted = _checked(facts)
    before = {name: getattr(one, name) for name in wanted if getattr(one, name) != wanted[name]}
    if not before:
        return one
    for name in before:
        setattr(one, name, wanted[name])
    one.save(update_fields=list(before))
    _record(actor, "strategy.direction.edited", one, before=before, after={name: wanted[name] for name in before})
    return one


@transaction.atomic
def move(*, actor: Actor, direction_id: int, parent_id: int | None = None, reason: str = "") -> Direction:
    """The direction with all below it stands under another, or at the top; never under itself."""
    one = _locked(actor, direction_id)
    policies.may_change(actor, one).require()
    parent = _parent(actor, parent_id)
    if parent is None:
        policies.may_top(actor).require()
    elif parent.path == one.path or parent.path.startswith(f"{one.path}."):
        raise Refused("strategy.cyclic_direction", direction=str(one), parent=str(parent))
    if one.parent_id == parent_id:
        raise Invalid({"parent_id": ["strategy.same_parent"]})
    before = {"parent": one.parent.code if one.parent else ""}
    one.parent = parent
    one.save(update_fields=["parent"])
    one.refresh_from_db()
    after = {"parent": parent.code if parent else ""}
    _record(actor, "strategy.direction.moved", one, before=before, after=after, reason=reason)
    return one


@transaction.atomic
def close(*, actor: Actor, direction_id: int, reason: str) -> Direction:
    """The direction is pursued no longer; first its parts are closed or moved."""
    one = _locked(actor, direction_id)
    policies.may_change(actor, one).require()
    if not reason.strip():
        raise Invalid({"reason": ["kit.required"]})
    if part := one.children.filter(closed_on=None).first():
        raise Refused("strategy.direction_has_parts", direction=str(one), part=str(part))
    one.closed_on = timezone.localdate()
    one.save(update_fields=["closed_on"])
    _record(actor, "strategy.direction.closed", one, after={"closed_on": one.closed_on}, reason=reason)
    return one


@transaction.atomic
def note_level(
    *, actor: Actor, direction_id: int, on: date, trl: int, evidence: str, today: date | None = None
) -> DirectionLevel:
    """The level found on a day, on evidence; it may have fallen. Levels are noted in the order of their days."""
    one = _locked(actor, direction_id)
    policies.may_assess(actor, one).require()
    wrong: dict[str, list[Any]] = {}
    if not 1 <= trl <= 9:
        wrong["trl"] = ["strategy.trl_range"]
    if not evidence.strip():
        wrong["evidence"] = ["strategy.level_needs_evidence"]
    if on > (today or timezone.localdate()):
        wrong["on"] = ["strategy.level_in_future"]
    last = one.levels.order_by("-on").first()
    if last is not None and on <= last.on and "on" not in wrong:
        wrong["on"] = ["strategy.level_not_after_last"]
    if wrong:
        raise Invalid(wrong)
    level = DirectionLevel.objects.create(
        direction=one, on=on, trl=trl, evidence=evidence.strip()[:EVIDENCE_LENGTH], person_name=actor.name[:120]
    )
    before = {"trl": last.trl, "on": last.on} if last else {}
    after = {"trl": trl, "on": on, "evidence": level.evidence}
    _record(actor, "strategy.direction.level_noted", one, before=before, after=after)
    return level


@transaction.atomic
def assign_owner(
    *, actor: Actor, direction_id: int, owner_id: int | None, owner_unit_id: int | None = None, reason: str = ""
) -> Direction:
    """Who answers for the direction (链长) and, if named, the unit that keeps it; None leaves it without an owner."""
    one = _locked(actor, direction_id)
    policies.may_change(actor, one).require()
    owner = people_of(actor, [owner_id]).get(owner_id) if owner_id else None
    if owner_id and owner is None:
        raise Invalid({"owner_id": ["organisation.unknown_person"]})
    unit = one.owner_unit
    if owner_unit_id and owner_unit_id != unit.pk:
        found = units_of(actor, [owner_unit_id]).get(owner_unit_id)
        if found is None:
            raise Invalid({"owner_unit_id": ["organisation.unknown_unit"]})
        policies.may_steer_unit(actor, found.path, str(found)).require()
        unit = found
    before = {"owner": str(one.owner or ""), "owner_unit": one.owner_unit.code}
    one.owner, one.owner_unit = owner, unit
    one.save(update_fields=["owner", "owner_unit"])
    after = {"owner": str(owner or ""), "owner_unit": unit.code}
    _record(actor, "strategy.direction.assigned", one, before=before, after=after, reason=reason)
    return one


def _checked(facts: Facts) -> dict[str, Any]:
    """The facts that may be written, each checked; all that is wrong is told at once."""
    wanted: dict[str, Any] = {name: str(facts[name] or "").strip() for name in TEXTS if name in facts}
    wanted.update({name: facts[name] for name in CHOICES if name in facts})
    wrong: dict[str, list[Any]] = {}
    if "name_zh" in wanted and not wanted["name_zh"]:
        wrong["name_zh"] = ["kit.required"]
    for name, known in (("tech_class", DirectionClass.values), ("chain_position", ChainPosition.values)):
        if wanted.get(name) and wanted[name] not in known:
            wrong[name] = ["kit.not_a_choice"]
    level, year = wanted.get("trl_wanted"), wanted.get("wanted_by")
    if level is not None and not 1 <= level <= 9:
        wrong["trl_wanted"] = ["strategy.trl_range"]
    if year is not None and not 2000 <= year <= 2100:
        wrong["wanted_by"] = ["strategy.year_range"]
    if year is not None and level is None and "trl_wanted" in wanted:
        wrong["trl_wanted"] = ["strategy.year_without_level"]
    if wrong:
        raise Invalid(wrong)
    return wanted


def _parent(actor: Actor, parent_id: int | None) -> Direction | None:
    if parent_id is None:
        return None
    found: Direction | None = Direction.objects.filter(pk=parent_id, group=actor.group_id).first()
    if found is None:
        raise Invalid({"parent_id": ["strategy.unknown_direction"]})
    policies.is_open(found).require()
    return found


def _locked(actor: Actor, direction_id: int) -> Direction:
    found: Direction | None = (
        Direction.objects.select_for_update(of=("self",))
        .select_related("owner_unit", "owner", "parent")
        .filter(pk=direction_id, group=actor.group_id)
        .first()
    )
    if found is None:
        raise Refused("strategy.unknown_direction")
    return found


def _record(
    actor: Actor, act: str, one: Direction, *, before: Facts | None = None, after: Facts | None = None, reason: str = ""
) -> None:
    subject = ("strategy.direction", one.pk, f"{one.code} {one}")
    audit.record(
        actor=actor,
        act=act,
        subject=subject,
        before=before,
        after=after,
        reason=reason,
        unit_path=one.owner_unit.path,
    )
