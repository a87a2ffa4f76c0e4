"""The clause tree of a policy, and the units that a measure obliges."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max, Q

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.organisation.interface import Actor, open_units
from ceyuan.apps.strategy.models import Measure, MeasureUptake, Policy
from ceyuan.apps.strategy.policies.measures import READ
from ceyuan.apps.strategy.workflows import UPTAKE_V1
from ceyuan.core.kernel.verdict import Invalid, Reason, Refused

from .measure_policies import owned

KIND = "strategy.measure"
# Who is in scope unless somebody chooses: the units that answer to the group for results.
OBLIGED = ("strategic_unit", "enterprise")
CHOOSABLE = (*OBLIGED, "institute", "domain_centre", "platform", "department", "branch")


@dataclass(frozen=True, slots=True)
class ClauseFacts:
    """What a clause says. A heading has a number, a theme and a title alone."""

    number: str
    theme: str
    title_zh: str
    title_en: str = ""
    is_heading: bool = False
    parent_id: int | None = None
    text_zh: str = ""
    text_en: str = ""
    target_group: str = ""
    lead_unit_id: int | None = None
    due_on: date | None = None
    proof: str = ""
    needs_own_rule: bool = True
    floor: Decimal | None = None
    ceiling: Decimal | None = None
    bound_unit: str = ""


def add(*, actor: Actor, policy_id: int, facts: ClauseFacts) -> Measure:
    """Add a heading or a measure at the end of its branch; `Invalid` names each field that does not fit."""
    with transaction.atomic():
        policy = _standing(actor, policy_id)
        _check(policy, facts, None)
        last = policy.measures.aggregate(last=Max("position"))["last"] or 0
        made: Measure = policy.measures.create(position=last + 1, **asdict(facts))
        audit.record(
            actor=actor,
            act="strategy.measure.added",
            subject=(KIND, made.pk, str(made)),
            after={"policy": policy.document_number, **_told(facts)},
            unit_path=policy.unit.path,
        )
    return made


def change(*, actor: Actor, measure_id: int, facts: ClauseFacts) -> Measure:
    """Change a clause. Bounds that units in force break are refused: nothing becomes wrong behind their back."""
    with transaction.atomic():
        policy_id = Measure.objects.filter(pk=measure_id).values_list("policy_id", flat=True).first()
        if policy_id is None:
            raise Refused("strategy.unknown_measure")
        policy = _standing(actor, policy_id)
        measure = policy.measures.get(pk=measure_id)
        _check(policy, facts, measure)
        before = {name: getattr(measure, name) for name in asdict(facts)}
        changed = {name: value for name, value in asdict(facts).items() if before[name] != value}
        if not changed:
            return measure
        for name, value in changed.items():
            setattr(measure, name, value)
        measure.save(update_fields=list(changed))
        audit.record(
            actor=actor,
            act="strategy.measure.changed",
            subject=(KIND, measure.pk, str(measure)),
            before={name: before[name] for name in changed},
            after=changed,
            unit_path=policy.unit.path,
        )
    return measure


def put_in_scope(
    *,
    actor: Actor,
    policy_id: int,
    unit_ids: Sequence[int] | None = None,
    measure_ids: Sequence[int] | None = None,
) -> int:
    """Oblige units: each gets an entry "not started" for each measure, those that have one keep it; how many are new.

    Without `unit_ids` all open strategic units and enterprises below the issuer, without `measure_ids` all measures.
    """
    with transaction.atomic():
        policy = _standing(actor, policy_id)
        measures = list(policy.measures.filter(is_heading=False))
        if measure_ids is not None:
            measures = [one for one in measures if one.pk in set(measure_ids)]
        if not measures:
            raise Refused("strategy.no_measures")
        units = _obliged(actor, policy, unit_ids)
        before = set(_entries(measures).values_list("measure_id", "unit_id"))
        made = MeasureUptake.objects.bulk_create(
            MeasureUptake(
                group_id=policy.group_id,
                measure=measure,
                unit=unit,
                workflow=UPTAKE_V1.name,
                workflow_version=UPTAKE_V1.version,
                state=UPTAKE_V1.initial,
            )
            for measure in measures
            for unit in units
            if (measure.pk, unit.pk) not in before
        )
        audit.record(
            actor=actor,
            act="strategy.uptake.opened",
            subject=("strategy.policy", policy.pk, str(policy)),
            after={
                "measures": [one.number for one in measures],
                "units": [one.code for one in units],
                "new": len(made),
            },
            unit_path=policy.unit.path,
        )
    return len(made)


def _standing(actor: Actor, policy_id: int) -> Policy:
    policy = owned(actor, policy_id)
    if policy.ended_on is not None:
        raise Refused("strategy.policy_ended")
    return policy


def _entries(measures: Sequence[Measure]) -> Any:
    return MeasureUptake.objects.filter(measure__in=measures)


def _obliged(actor: Actor, policy: Policy, unit_ids: Sequence[int] | None) -> list[Any]:
    kinds = OBLIGED if unit_ids is None else CHOOSABLE
    below = f"{policy.unit.path}."
    units = open_units(actor, kinds, READ)
    if unit_ids is None:
        units = [one for one in units if one.path.startswith(below)]
    else:
        units = [one for one in units if one.pk in set(unit_ids)]
        for unit in units:
            if unit.path != policy.unit.path and not unit.path.startswith(below):
                raise Refused("strategy.unit_outside_policy", unit=str(unit))
        if len(units) != len(set(unit_ids)):
            raise Invalid({"unit_ids": ["organisation.unknown_unit"]})
    if not units:
        raise Invalid({"unit_ids": ["strategy.no_units"]})
    return units


def _check(policy: Policy, facts: ClauseFacts, measure: Measure | None) -> None:
    others = policy.measures.exclude(pk=measure.pk) if measure else policy.measures.all()
    wrong: dict[str, list[str | Reason]] = {}
    if not facts.title_zh and not facts.title_en:
        wrong["title_zh"] = ["kit.required"]
    if others.filter(number=facts.number).exists():
        wrong["number"] = ["strategy.measure_number_taken"]
    if facts.parent_id is not None:
        parent = others.filter(pk=facts.parent_id, is_heading=True).first()
        if parent is None or (measure is not None and parent.parent_id == measure.pk):
            wrong["parent_id"] = ["strategy.measure_parent"]
        elif parent.theme != facts.theme:
            wrong["theme"] = ["strategy.measure_theme"]
    wrong |= _wrong_bounds(facts, measure)
    if facts.is_heading and measure is not None and measure.uptakes.exists():
        wrong["is_heading"] = ["strategy.heading_has_no_units"]
    if wrong:
        raise Invalid(wrong)


def _wrong_bounds(facts: ClauseFacts, measure: Measure | None) -> dict[str, list[str | Reason]]:
    low, high = facts.floor, facts.ceiling
    if low is not None and high is not None and high < low:
        return {"ceiling": ["strategy.bounds_reversed"]}
    if (low is not None or high is not None) and not facts.bound_unit:
        return {"bound_unit": ["strategy.bounds_without_unit"]}
    if measure is None:
        return {}
    outside = Q(pk__in=[])
    if low is not None:
        outside |= Q(own_value__lt=low)
    if high is not None:
        outside |= Q(own_value__gt=high)
    standing = measure.uptakes.filter(outside, state__in=["issued", "landed", "effective"]).select_related("unit")
    names = [str(one.unit) for one in standing[:3]]
    if names:
        return {
            "ceiling" if high is not None else "floor": [Reason("strategy.bounds_break", {"units": "、".join(names)})]
        }
    return {}


def _told(facts: ClauseFacts) -> dict[str, Any]:
    return {name: value for name, value in asdict(facts).items() if value not in (None, "", False)}
