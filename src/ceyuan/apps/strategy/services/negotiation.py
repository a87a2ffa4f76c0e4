"""Catchball: proposals go down, counter-proposals go up, and what both sides agreed is put in force by their letter.

Every act takes many targets at once: all of them move or none, and it is told as one act. From the first proposal on a
split closes at every moment, by what the unit above stands by: its proposal, or the value both agreed on.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.strategy.models import Letter, Target
from ceyuan.apps.strategy.policies.targets import APPROVE, LOWER, NEGOTIATE, SIGN, UPPER, may_move, path_of, side_of
from ceyuan.apps.strategy.selectors.targets import is_in_force
from ceyuan.apps.workflow.interface import Stepping, advance_many
from ceyuan.core.kernel.verdict import Invalid, Refused
from ceyuan.kit.templatetags.kit import named

from .standings import follow_targets
from .target_moves import (
    Edit,
    Held,
    facts,
    hold,
    let_reserve_take,
    note_moves,
    open_reason,
    require_fresh,
    settle,
    write,
)

# With these steps a unit begins or ceases to owe readings on its target.
_SETTLING = frozenset({"accept", "accept_counter", "set", "reopen"})


def propose(*, actor: Actor, edits: Sequence[Edit], reason: str = "") -> list[Target]:
    """The unit above proposes targets to the units below; an edit may bring a new value along.

    Refused: not on the upper side; `strategy.split_open` (or why else it does not close) unless the split of each
    parent closes; `strategy.parent_not_agreed`; `strategy.nothing_to_propose` for a target without one above.
    """
    with transaction.atomic():
        held = _seen(actor, edits, UPPER)
        return propose_held(actor=actor, held=held, edits=edits, reason=reason)


def propose_held(*, actor: Actor, held: Held, edits: Sequence[Edit], reason: str = "") -> list[Target]:
    """`propose` for targets that this transaction holds already and whose sides were checked."""
    targets = [held[edit.target_id] for edit in edits]
    for target, edit in zip(targets, edits, strict=True):
        _require_parent(target)
        write(target, edit.given, last_side=UPPER)
    with transaction.atomic():
        _step(actor, held, edits, "propose", UPPER, "strategy.target.proposed", reason)
        note_moves(actor, targets, "proposal", dict.fromkeys((one.pk for one in targets), UPPER), reason)
        settle(held, (one.parent_id for one in targets if one.parent_id))
    return targets


def counter(*, actor: Actor, edits: Sequence[Edit], reason: str) -> list[Target]:
    """The unit itself puts another value on the table and says why. `Invalid` on "reason" without one."""
    _require_reason(reason)
    with transaction.atomic():
        held = _seen(actor, edits, LOWER)
        targets = [held[edit.target_id] for edit in edits]
        for target, edit in zip(targets, edits, strict=True):
            if all(getattr(target, name) == value for name, value in edit.given.items()):
                raise Refused("strategy.counter_is_the_same", unit=str(named(target.unit)))
            write(target, edit.given, last_side=LOWER)
        _step(actor, held, edits, "counter", LOWER, "strategy.target.countered", reason)
        note_moves(actor, targets, "counter", dict.fromkeys((one.pk for one in targets), LOWER), reason)
    return targets


def accept(*, actor: Actor, edits: Sequence[Edit]) -> list[Target]:
    """The leader of the unit accepts what was proposed. Refused `strategy.target_lowered` below the source."""
    with transaction.atomic():
        held = _seen(actor, edits, LOWER, APPROVE)
        targets = [held[edit.target_id] for edit in edits]
        _step(actor, held, edits, "accept", LOWER, "strategy.target.accepted", "")
        note_moves(actor, targets, "acceptance", dict.fromkeys((one.pk for one in targets), LOWER))
        settle(held, (one.parent_id for one in targets if one.parent_id))
    return targets


def accept_counter(
    *, actor: Actor, edits: Sequence[Edit], adjust: Sequence[Edit] = (), into_reserve: bool = False, reason: str = ""
) -> list[Target]:
    """The leader above accepts counter-proposals.

    What they leave open has to be taken on at once: by a reserve that is large enough, by other shares (`adjust`: they
    are proposed anew in the same act), or, when `into_reserve` says so, by letting the reserve grow. Otherwise refused
    with `strategy.split_open`.
    """
    with transaction.atomic():
        held = _seen(actor, [*edits, *adjust], UPPER, APPROVE)
        targets = [held[edit.target_id] for edit in edits]
        _step(actor, held, edits, "accept_counter", UPPER, "strategy.target.counter_accepted", reason)
        note_moves(actor, targets, "acceptance", dict.fromkeys((one.pk for one in targets), UPPER), reason)
        for edit in adjust:
            write(held[edit.target_id], edit.given, last_side=UPPER)
        for parent_id in dict.fromkeys(one.parent_id for one in targets if one.parent_id):
            _balance(held, parent_id, into_reserve=into_reserve)
        if adjust:
            propose_held(actor=actor, held=held, edits=adjust, reason=reason)
        settle(held, (one.parent_id for one in targets if one.parent_id))
    return targets


def reopen(*, actor: Actor, edit: Edit, reason: str) -> Target:
    """A leader of either side opens an agreed target again; the unit itself may put another value on the table.

    Refused `strategy.shares_below_stand` while shares of it are proposed or agreed.
    """
    _require_reason(reason)
    with transaction.atomic():
        held = _seen(actor, [edit], "", APPROVE)
        target = held[edit.target_id]
        side = side_of(actor, target, APPROVE)
        if edit.given and side == UPPER:
            raise Refused("strategy.reopen_then_propose")
        _require_free_below(held, target)
        _step(actor, held, [edit], "reopen", side, "strategy.target.reopened", reason)
        write(target, edit.given, last_side=side)
        note_moves(actor, [target], "reopening", {target.pk: side}, reason)
    return target


def withdraw(*, actor: Actor, edits: Sequence[Edit], reason: str, into_reserve: bool = False) -> list[Target]:
    """The unit above takes targets back that are not agreed; what they leave open is treated as in `accept_counter`."""
    _require_reason(reason)
    with transaction.atomic():
        held = _seen(actor, edits, UPPER)
        targets = [held[edit.target_id] for edit in edits]
        for target in targets:
            _require_free_below(held, target)
        _step(actor, held, edits, "withdraw", UPPER, "strategy.target.withdrawn", reason)
        note_moves(actor, targets, "withdrawal", dict.fromkeys((one.pk for one in targets), UPPER), reason)
        for parent_id in dict.fromkeys(one.parent_id for one in targets if one.parent_id):
            if held.split(parent_id).is_open_to_others:
                _balance(held, parent_id, into_reserve=into_reserve)
    return targets


def set_root(*, actor: Actor, edit: Edit) -> Target:
    """The leader of a unit sets a target that no unit above gave it; the plan has to be in force."""
    with transaction.atomic():
        held = _seen(actor, [edit], UPPER, APPROVE)
        target = held[edit.target_id]
        if target.parent_id is not None:
            raise Refused("strategy.only_a_root_is_set", unit=str(named(target.unit)))
        write(target, edit.given)
        _step(actor, held, [edit], "set", UPPER, "strategy.target.set", "", plan_in_force=is_in_force(target.plan))
        note_moves(actor, [target], "setting", {target.pk: UPPER})
        settle(held, [target.pk])
    return target


def put_in_force(*, actor: Actor, targets: Sequence[Target | int], letter_id: int) -> list[Target]:
    """Agreed targets come in force by the letter that both leaders signed; part of the transaction that signs it.

    `targets` may be records or their ids. Refused `strategy.letter_unsigned` unless the letter carries both signatures
    and is about the unit and year of each target; `workflow.wrong_state` for one that is not agreed.
    """
    keys = [one if isinstance(one, int) else one.pk for one in targets]
    with transaction.atomic():
        held = hold(actor, keys)
        letter = Letter.objects.filter(pk=letter_id).first()
        rows = [held[key] for key in keys]
        for target in rows:
            may_move(actor, target, UPPER, SIGN).require()
        edits = [Edit(one.pk, one.revision) for one in rows]
        signed = {one.pk: _is_signed_for(letter, one) for one in rows}
        _step(actor, held, edits, "sign", UPPER, "strategy.target.signed", "", per_target=signed)
        note_moves(actor, rows, "signature", dict.fromkeys(keys, UPPER))
    return rows


def close_year(*, actor: Actor, targets: Sequence[int]) -> list[Target]:
    """Close targets of a year that is over."""
    with transaction.atomic():
        held = hold(actor, targets)
        rows = [held[key] for key in targets]
        for target in rows:
            may_move(actor, target, UPPER).require()
        over = all(one.year < timezone.localdate().year for one in rows)
        edits = [Edit(one.pk, one.revision) for one in rows]
        _step(actor, held, edits, "close", UPPER, "strategy.target.closed", "", year_over=over)
        note_moves(actor, rows, "closing", dict.fromkeys(targets, UPPER))
    return rows


def _is_signed_for(letter: Letter | None, target: Target) -> bool:
    if letter is None or (letter.unit_id, letter.year) != (target.unit_id, target.year):
        return False
    return letter.state == "in_force" or letter.signatures.values("side").distinct().count() == 2


def _seen(actor: Actor, edits: Sequence[Edit], side: str, permission: str = NEGOTIATE) -> Held:
    if len({edit.target_id for edit in edits}) < len(edits):
        raise Refused("strategy.target_named_twice")
    held = hold(actor, [edit.target_id for edit in edits])
    require_fresh(held, edits)
    for edit in edits:
        may_move(actor, held[edit.target_id], side, permission).require()
    return held


def _step(
    actor: Actor,
    held: Held,
    edits: Sequence[Edit],
    action: str,
    side: str,
    act: str,
    reason: str,
    *,
    per_target: Mapping[int, bool] | None = None,
    **more: Any,
) -> None:
    rows = [held[edit.target_id] for edit in edits]
    if not rows:
        return
    signed = {} if per_target is None else per_target
    steppings = [
        Stepping(
            one,
            edit.revision,
            path_of(one, side),
            facts(one, **more, **({"letter_signed": signed[one.pk]} if one.pk in signed else {})),
        )
        for one, edit in zip(rows, edits, strict=True)
    ]
    first = rows[0]
    moved = advance_many(
        actor=actor,
        steppings=steppings,
        action=action,
        act=act,
        subject=("strategy.target", first.pk, f"{first.kpi.code} {first.unit} {first.year}"),
        unit_path=path_of(first, side),
        reason=reason,
        told={"values": [{"id": one.pk, "unit": one.unit.code, "value": one.value} for one in rows]},
    )
    for fresh in moved:
        held[fresh.pk].state, held[fresh.pk].revision = fresh.state, fresh.revision
    if action in _SETTLING:
        follow_targets(rows)


def _balance(held: Held, parent_id: int, *, into_reserve: bool) -> None:
    split = held.split(parent_id)
    closure = split.closure()
    if closure is None or closure.closed or closure.difference is None:
        return
    # Shares grew: a reserve that is large enough gives. Shares fell short: only who says so takes the rest on.
    if closure.difference > 0 or into_reserve:
        let_reserve_take(split)
    else:
        raise Refused(open_reason(split))


def _require_parent(target: Target) -> None:
    parent = target.parent
    if parent is None:
        raise Refused("strategy.nothing_to_propose", unit=str(named(target.unit)))
    stands = parent.state in {"agreed", "in_force"} or (parent.parent_id is None and parent.state == "draft")
    if not stands:
        raise Refused("strategy.parent_not_agreed", unit=str(named(parent.unit)))


def _require_free_below(held: Held, target: Target) -> None:
    if held.split(target.pk).is_open_to_others:
        raise Refused("strategy.shares_below_stand", unit=str(named(target.unit)))


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise Invalid({"reason": ["workflow.reason_missing"]})
