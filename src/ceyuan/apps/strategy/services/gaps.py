"""Acts on gaps (正视差距究根源): admit one, change it, tell how it comes along, close it on evidence."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.organisation.interface import Actor, people_of, units_of
from ceyuan.apps.strategy.models import Direction, Gap
from ceyuan.apps.strategy.policies import directions as policies
from ceyuan.core.kernel import Invalid, Refused

TEXTS = ("title", "required", "held", "cause", "action")
LENGTHS = {"title": 200, "required": 300, "held": 300}


@transaction.atomic
def admit(
    *,
    actor: Actor,
    unit_id: int,
    owner_id: int,
    due_on: date,
    direction_id: int | None = None,
    today: date | None = None,
    **texts: str,
) -> Gap:
    """A unit admits a gap: `texts` are title, required, held, cause and action, none of them empty."""
    unit = units_of(actor, [unit_id]).get(unit_id)
    if unit is None:
        raise Invalid({"unit_id": ["organisation.unknown_unit"]})
    policies.may_steer_unit(actor, unit.path, str(unit)).require()
    wanted = _checked(actor, {**texts, "owner_id": owner_id, "direction_id": direction_id})
    if due_on < (today or timezone.localdate()):
        raise Invalid({"due_on": ["strategy.due_in_past"]})
    gap = Gap.objects.create(group_id=unit.group_id, unit=unit, due_on=due_on, **wanted)
    _record(actor, "strategy.gap.admitted", gap, after={name: texts[name] for name in TEXTS} | {"due_on": due_on})
    return gap


@transaction.atomic
def edit(*, actor: Actor, gap_id: int, reason: str = "", **facts: Any) -> Gap:
    """Other texts, owner, direction or day; a later day needs a reason, because it puts the promise off."""
    gap = _locked(actor, gap_id)
    policies.may_keep(actor, gap).require()
    due_on = facts.pop("due_on", gap.due_on)
    wanted = {**_checked(actor, facts), "due_on": due_on}
    if due_on > gap.due_on and not reason.strip():
        raise Invalid({"reason": ["strategy.later_needs_reason"]})
    before = {name: getattr(gap, name) for name in wanted if getattr(gap, name) != wanted[name]}
    if not before:
        return gap
    for name in before:
        setattr(gap, name, wanted[name])
    gap.save(update_fields=list(before))
    _record(
        actor, "strategy.gap.edited", gap, before=before, after={name: wanted[name] for name in before}, reason=reason
    )
    return gap


@transaction.atomic
def report(*, actor: Actor, gap_id: int, progress: str) -> Gap:
    """How the action comes along, told by the owner of the gap or the unit's office."""
    gap = _locked(actor, gap_id)
    policies.may_report(actor, gap).require()
    if not progress.strip():
        raise Invalid({"progress": ["kit.required"]})
    before, gap.progress = gap.progress, progress.strip()
    gap.save(update_fields=["progress"])
    _record(actor, "strategy.gap.reported", gap, before={"progress": before}, after={"progress": gap.progress})
    return gap


@transaction.atomic
def close(*, actor: Actor, gap_id: int, evidence: str) -> Gap:
    """The gap is closed, shown by evidence; nothing of it changes afterwards."""
    gap = _locked(actor, gap_id)
    policies.may_keep(actor, gap).require()
    if not evidence.strip():
        raise Invalid({"evidence": ["strategy.gap_needs_evidence"]})
    gap.closed_on, gap.closing_evidence = timezone.localdate(), evidence.strip()[:300]
    gap.save(update_fields=["closed_on", "closing_evidence"])
    _record(actor, "strategy.gap.closed", gap, after={"closed_on": gap.closed_on, "evidence": gap.closing_evidence})
    return gap


def _checked(actor: Actor, facts: Mapping[str, Any]) -> dict[str, Any]:
    wrong: dict[str, list[Any]] = {}
    wanted: dict[str, Any] = {}
    for name in TEXTS:
        if name in facts:
            wanted[name] = str(facts[name] or "").strip()[: LENGTHS.get(name)]
            if not wanted[name]:
                wrong[name] = ["kit.required"]
    if "owner_id" in facts:
        wanted["owner"] = people_of(actor, [facts["owner_id"]]).get(facts["owner_id"])
        if wanted["owner"] is None:
            wrong["owner_id"] = ["organisation.unknown_person"]
    if "direction_id" in facts:
        key = facts["direction_id"]
        wanted["direction"] = Direction.objects.filter(group=actor.group_id, pk=key).first() if key else None
        if key and wanted["direction"] is None:
            wrong["direction_id"] = ["strategy.unknown_direction"]
    if wrong:
        raise Invalid(wrong)
    return wanted


def _locked(actor: Actor, gap_id: int) -> Gap:
    found: Gap | None = (
        Gap.objects.select_for_update(of=("self",))
        .select_related("unit", "owner", "direction")
        .filter(pk=gap_id, group=actor.group_id)
        .first()
    )
    if found is None:
        raise Refused("strategy.unknown_gap")
    return found


def _record(actor: Actor, act: str, gap: Gap, **told: Any) -> None:
    for side in ("before", "after"):
        if side in told:
            told[side] = {name: str(value or "") for name, value in told[side].items()}
    audit.record(actor=actor, act=act, subject=("strategy.gap", gap.pk, gap.title), unit_path=gap.unit.path, **told)
