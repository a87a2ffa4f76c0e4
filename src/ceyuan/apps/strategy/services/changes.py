"""Change requests: the only way to another value of a target that is agreed or in force."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.strategy.models import Target, TargetChange
from ceyuan.apps.strategy.policies.targets import UPPER, deciding_path, may_decide, may_move
from ceyuan.apps.strategy.selectors.targets import change as change_of
from ceyuan.apps.strategy.target_numbers import of_value
from ceyuan.apps.workflow import interface as workflow
from ceyuan.core import workflow as tables
from ceyuan.core.indicators import Direction, is_lowered
from ceyuan.core.kernel.verdict import Invalid, Refused
from ceyuan.kit.templatetags.kit import named

from .target_moves import (
    Edit,
    Held,
    count_revision,
    hold,
    let_reserve_take,
    note_moves,
    open_reason,
    require_fresh,
    write,
)

CHANGEABLE = ("agreed", "in_force")


def ask(*, actor: Actor, target_id: int, revision: int, new_value: Decimal | None, grounds: str) -> TargetChange:
    """Ask for another value; either side may. `Invalid`: `grounds`, `new_value`. Refused: `strategy.change_not_needed`
    while the target is still negotiated, `strategy.change_open` while another request waits."""
    _require_words(new_value, grounds)
    with transaction.atomic():
        held = hold(actor, [target_id])
        require_fresh(held, [Edit(target_id, revision)])
        target = held[target_id]
        may_move(actor, target, "").require()
        if target.state not in CHANGEABLE or target.value is None or new_value is None:
            raise Refused("strategy.change_not_needed", unit=str(named(target.unit)))
        if new_value == target.value:
            raise Invalid({"new_value": ["strategy.change_is_the_same"]})
        if target.changes.filter(state="requested").exists():
            raise Refused("strategy.change_open", unit=str(named(target.unit)))
        table = tables.WORKFLOWS.latest("target_change")
        made = TargetChange.objects.create(
            target=target,
            old_value=target.value,
            new_value=new_value,
            is_lowering=is_lowered(Direction(target.kpi.direction), target.value, new_value),
            grounds=grounds.strip(),
            asked_by_id=actor.account_id,
            workflow=table.name,
            workflow_version=table.version,
            state=table.initial,
        )
        audit.record(
            actor=actor,
            act="strategy.change.asked",
            subject=_subject(made),
            before={"value": made.old_value},
            after={"value": made.new_value, "is_lowering": made.is_lowering},
            reason=made.grounds,
            unit_path=target.unit.path,
        )
    return made


def approve(*, actor: Actor, change_id: int, revision: int, note: str = "", into_reserve: bool = False) -> TargetChange:
    """The leader above approves: the target takes the new value at once, and every split it stands in still closes.

    What a share gives up goes into the reserve of the target above when `into_reserve` says so; what it takes more has
    to be in that reserve. Refused: `strategy.change_breaks_split`, `strategy.change_breaks_shares`,
    `strategy.source_raised` (naming the units whose targets would fall below), `strategy.target_moved_on`.
    """
    with transaction.atomic():
        found = _held_change(actor, change_id)
        held = hold(actor, [found.target_id])
        target = found.target = held[found.target_id]
        may_decide(actor, found).require()
        if target.value != found.old_value or target.state not in CHANGEABLE:
            raise Refused("strategy.target_moved_on", unit=str(named(target.unit)))
        _require_carried(target, found.new_value)
        done = _advance(actor, found, "approve", revision, note, "strategy.change.approved")
        write(target, {"value": found.new_value}, change=done)
        _keep_closed(held, target, into_reserve=into_reserve)
        count_revision([target])
        note_moves(actor, [target], "change", {target.pk: UPPER}, found.grounds)
    return done


def refuse(*, actor: Actor, change_id: int, revision: int, note: str) -> TargetChange:
    """The leader above refuses, with the reason."""
    with transaction.atomic():
        found = _held_change(actor, change_id)
        may_decide(actor, found).require()
        return _advance(actor, found, "refuse", revision, note, "strategy.change.refused")


def withdraw(*, actor: Actor, change_id: int, revision: int) -> TargetChange:
    """Whoever asked takes the request back."""
    with transaction.atomic():
        found = _held_change(actor, change_id)
        if found.asked_by_id is None or found.asked_by_id != actor.account_id:
            raise Refused("strategy.not_your_request")
        path = found.target.unit.path
        return _advance(actor, found, "withdraw", revision, "", "strategy.change.withdrawn", path)


def facts(change: TargetChange) -> Mapping[str, Any]:
    """What the guards look at."""
    return {"grounds": change.grounds}


def _held_change(actor: Actor, change_id: int) -> TargetChange:
    found = change_of(actor, change_id)
    if found is None:
        raise Refused("strategy.unknown_change", change=change_id)
    return found


def _advance(
    actor: Actor, change: TargetChange, action: str, revision: int, note: str, act: str, path: str = ""
) -> TargetChange:
    done = workflow.advance(
        actor=actor,
        case=change,
        action=action,
        revision=revision,
        unit_path=path or deciding_path(change.target),
        act=act,
        subject=_subject(change),
        facts=facts(change),
        reason=note,
    )
    if action != "withdraw":
        done.decided_by_id = actor.account_id
        done.decided_at = timezone.now()
        done.decision_note = note.strip()
        done.save(update_fields=["decided_by", "decided_at", "decision_note"])
    return done


def _require_carried(target: Target, value: Decimal) -> None:
    carried = Target.objects.filter(source=target, state__in=CHANGEABLE, change=None, value__isnull=False)
    direction = Direction(target.kpi.direction)
    short = [
        one
        for one in carried.select_related("unit")
        if one.value is not None and is_lowered(direction, value, one.value)
    ]
    if short:
        units = "、".join(f"{named(one.unit)} {one.year}" for one in short[:5])
        raise Refused("strategy.source_raised", units=units, count=len(short), value=of_value(target.kpi).phrase(value))


def _keep_closed(held: Held, target: Target, *, into_reserve: bool) -> None:
    own = held.split(target.pk)
    if own.is_open_to_others:
        _take_up(held, target.pk, into_reserve=into_reserve, code="strategy.change_breaks_shares")
    if target.parent_id is not None and held.split(target.parent_id).is_open_to_others:
        _take_up(held, target.parent_id, into_reserve=into_reserve, code="strategy.change_breaks_split")


def _take_up(held: Held, parent_id: int, *, into_reserve: bool, code: str) -> None:
    split = held.split(parent_id)
    closure = split.closure()
    if closure is None or closure.closed:
        return
    grows = closure.difference is not None and closure.difference < 0
    try:
        if grows and not into_reserve:
            raise Refused(open_reason(split))
        let_reserve_take(split)
    except Refused as problem:
        raise Refused(code, **problem.reason.facts) from None


def _require_words(new_value: Decimal | None, grounds: str) -> None:
    wrong: dict[str, list[str]] = {}
    if not grounds.strip():
        wrong["grounds"] = ["strategy.grounds_missing"]
    if new_value is None:
        wrong["new_value"] = ["kit.required"]
    if wrong:
        raise Invalid(wrong)


def _subject(change: TargetChange) -> tuple[str, int, str]:
    target = change.target
    return ("strategy.target_change", change.pk, f"{target.kpi.code} {target.unit} {target.year}")
