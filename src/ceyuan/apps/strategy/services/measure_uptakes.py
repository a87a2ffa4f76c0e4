"""What a unit made of a measure: reporting, taking steps, verifying. Each call is one act in one transaction."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.strategy.models import MeasureUptake
from ceyuan.apps.strategy.policies.measures import JUDGING, VIEW, may_report, may_step, may_verify
from ceyuan.apps.strategy.selectors.measure_changes import KIND, bounds, meanwhile, plain, reporters
from ceyuan.apps.strategy.workflows import UPTAKE_V1
from ceyuan.apps.workflow import interface as workflow
from ceyuan.core.kernel.verdict import Invalid, Reason, Refused

IN_FORCE = frozenset({"issued", "landed", "effective"})
LANDED = frozenset({"landed", "effective"})
_AFTER = {step.action: step.target for step in UPTAKE_V1.steps}


@dataclass(frozen=True, slots=True)
class Particulars:
    """What a unit reports. `own_value` is counted in the unit of the measure's bounds, money in minor units."""

    own_rule: str = ""
    own_rule_number: str = ""
    own_value: Decimal | None = None
    beneficiaries: int = 0
    money_minor: int = 0
    landed_on: date | None = None
    evidence: str = ""
    obstacle: str = ""


def report(
    *, actor: Actor, uptake_id: int, revision: int, particulars: Particulars, action: str = "", reason: str = ""
) -> MeasureUptake:
    """Report on a measure and, with `action`, take that step on the strength of it.

    `revision` is the one the actor saw. `Invalid` names the fields that do not fit the state the uptake is or will be
    in; a step that the workflow refuses takes the report with it.
    """
    with transaction.atomic():
        uptake = _locked(actor, uptake_id, revision)
        may_report(actor, uptake.unit).require()
        if uptake.state == "ended":
            raise Refused("strategy.uptake_ended")
        if action in JUDGING:
            raise Refused("workflow.unknown_action", action=action)
        particulars = _completed(particulars, action)
        _check(uptake, particulars, action)
        why = reason or (particulars.obstacle if action == "block" else "")
        # What the present state insists on and the next one does not is given up only after the step.
        if action and any(_missing(uptake.state, particulars)):
            done = _advanced(actor, uptake, action, why)
            uptake.state, uptake.revision = done.state, done.revision
            _keep(actor, uptake, particulars)
        else:
            _keep(actor, uptake, particulars)
            uptake = _advanced(actor, uptake, action, why) if action else uptake
    return uptake


def advance(*, actor: Actor, uptake_id: int, action: str, revision: int, reason: str = "") -> MeasureUptake:
    """Take a step on the strength of what has been reported. Falling back takes a verification away."""
    with transaction.atomic():
        uptake = _locked(actor, uptake_id, revision)
        _check(uptake, _reported(uptake), action)
        if action == "land" and uptake.landed_on is None:
            _keep(actor, uptake, _completed(_reported(uptake), action))
        return _advanced(actor, uptake, action, reason)


def verify(*, actor: Actor, uptake_id: int, revision: int) -> MeasureUptake:
    """Verify that a measure landed: by name, and never by anybody who ever reported on it."""
    with transaction.atomic():
        uptake = _locked(actor, uptake_id, revision)
        may_verify(actor, uptake.unit, has_reported=actor.account_id in reporters(actor, uptake)).require()
        if uptake.state not in LANDED:
            raise Refused("strategy.not_landed")
        if uptake.verified_by_id is not None:
            raise Refused("strategy.already_verified")
        uptake.verified_by_id, uptake.verified_at = actor.account_id, timezone.now()
        uptake.revision += 1
        uptake.save(update_fields=["verified_by", "verified_at", "revision", "changed_at"])
        _note(actor, uptake, "strategy.uptake.verified", {}, {"beneficiaries": uptake.beneficiaries})
    return uptake


def facts(uptake: MeasureUptake) -> Mapping[str, Any]:
    """What the guards of the workflow look at; figures are written out with the unit of the bounds."""
    measure = uptake.measure
    unit = f" {measure.bound_unit}" if measure.bound_unit else ""
    return {
        "own_rule": uptake.own_rule,
        "needs_own_rule": measure.needs_own_rule,
        "within_bounds": is_within(measure, uptake.own_value),
        "own_value": "–" if uptake.own_value is None else f"{plain(uptake.own_value)}{unit}",
        **bounds(measure),
        "beneficiaries": uptake.beneficiaries,
        "evidence": uptake.evidence,
        "obstacle": uptake.obstacle,
    }


def is_within(measure: Any, value: Decimal | None) -> bool:
    """Whether a unit's own value keeps to the floor and the ceiling; nothing set breaks nothing."""
    if value is None:
        return True
    return (measure.floor is None or value >= measure.floor) and (measure.ceiling is None or value <= measure.ceiling)


def _locked(actor: Actor, uptake_id: int, revision: int) -> MeasureUptake:
    visible = MeasureUptake.objects.visible_to(actor, VIEW).select_related("measure", "unit", "group")
    found: MeasureUptake | None = visible.select_for_update(of=("self",)).filter(pk=uptake_id).first()
    if found is None:
        raise Refused("strategy.unknown_uptake")
    if found.revision != revision:
        raise Refused("strategy.uptake_stale", changes=meanwhile(actor, found, revision))
    return found


def _reported(uptake: MeasureUptake) -> Particulars:
    return Particulars(**{name: getattr(uptake, name) for name in Particulars.__dataclass_fields__})


def _completed(given: Particulars, action: str) -> Particulars:
    if action != "land" or given.landed_on is not None:
        return given
    return Particulars(**{**asdict(given), "landed_on": timezone.localdate()})


def _check(uptake: MeasureUptake, given: Particulars, action: str) -> None:
    """The fields against each other and against the state that the uptake is in, or comes into by `action`."""
    wrong: dict[str, list[str | Reason]] = {}
    for name in ("beneficiaries", "money_minor"):
        if getattr(given, name) < 0:
            wrong[name] = ["strategy.negative"]
    if given.landed_on is not None and given.landed_on > timezone.localdate():
        wrong["landed_on"] = ["strategy.day_in_future"]
    state = _AFTER.get(action, uptake.state)
    if {state, uptake.state} & IN_FORCE and action not in JUDGING:
        wrong |= _wrong_value(uptake.measure, given.own_value)
    if action == "issue" and uptake.measure.needs_own_rule and not given.own_rule:
        wrong["own_rule"] = ["strategy.no_own_rule"]
    wrong |= {name: [code] for name, code in _missing(state, given)}
    if wrong:
        raise Invalid(wrong)


def _missing(state: str, given: Particulars) -> Iterator[tuple[str, str]]:
    if state in LANDED and given.beneficiaries == 0:
        yield "beneficiaries", "strategy.no_beneficiaries"
    if state in LANDED and not given.evidence:
        yield "evidence", "strategy.no_evidence"
    if state == "blocked" and not given.obstacle:
        yield "obstacle", "strategy.no_obstacle"


def _wrong_value(measure: Any, value: Decimal | None) -> dict[str, list[str | Reason]]:
    if value is None:
        bounded = measure.needs_own_rule and (measure.floor is not None or measure.ceiling is not None)
        return {"own_value": [Reason("strategy.own_value_missing", bounds(measure))]} if bounded else {}
    if is_within(measure, value):
        return {}
    unit = f" {measure.bound_unit}" if measure.bound_unit else ""
    told = {"own_value": f"{plain(value)}{unit}", **bounds(measure)}
    return {"own_value": [Reason("strategy.outside_bounds", told)]}


def _keep(actor: Actor, uptake: MeasureUptake, given: Particulars) -> None:
    before = asdict(_reported(uptake))
    changed = {name: value for name, value in asdict(given).items() if before[name] != value}
    if not changed:
        return
    for name, value in changed.items():
        setattr(uptake, name, value)
    # What somebody verified was what stood there then: new figures have to be looked at again.
    uptake.verified_by_id, uptake.verified_at = None, None
    uptake.reported_by_id = actor.account_id
    uptake.revision += 1
    uptake.save(
        update_fields=[*changed, "verified_by", "verified_at", "reported_by", "revision", "changed_at"],
    )
    _note(actor, uptake, "strategy.uptake.reported", {name: before[name] for name in changed}, changed)


def _advanced(actor: Actor, uptake: MeasureUptake, action: str, reason: str) -> MeasureUptake:
    has_reported = actor.account_id in reporters(actor, uptake)
    may_step(actor, uptake.unit, action, has_reported=has_reported).require()
    done = workflow.advance(
        actor=actor,
        case=uptake,
        action=action,
        revision=uptake.revision,
        unit_path=uptake.unit.path,
        act="strategy.uptake.advanced",
        subject=(KIND, uptake.pk, _label(uptake)),
        facts=facts(uptake),
        reason=reason,
    )
    if action == "fall_back" and done.verified_by_id is not None:
        done.verified_by_id, done.verified_at = None, None
        done.save(update_fields=["verified_by", "verified_at"])
    return done


def _note(actor: Actor, uptake: MeasureUptake, act: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    audit.record(
        actor=actor,
        act=act,
        subject=(KIND, uptake.pk, _label(uptake)),
        before=before,
        after={**after, "revision": uptake.revision},
        unit_path=uptake.unit.path,
    )


def _label(uptake: MeasureUptake) -> str:
    return f"{uptake.measure.number} · {uptake.unit}"
