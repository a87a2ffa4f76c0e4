"""Saving what was written into the cascade: every changed row in one transaction, or none."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import transaction

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.strategy.models import Target
from ceyuan.apps.strategy.policies.targets import LOWER, UPPER, side_of, upper_path
from ceyuan.core.kernel.verdict import Refused

from . import negotiation
from .target_moves import Edit, Held, hold, require_fresh, settle
from .targets import ShareWish, add_shares, edit_drafts, keep_reserve


@dataclass(frozen=True, slots=True)
class NewShare:
    """A share that the unit is to take of the target `parent_id`."""

    parent_id: int
    wish: ShareWish


@dataclass(slots=True)
class Saved:
    """What became of the rows: ids by what was done with them."""

    drafted: list[int] = field(default_factory=list)
    proposed: list[int] = field(default_factory=list)
    countered: list[int] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.drafted) + len(self.proposed) + len(self.countered)


def save(
    *,
    actor: Actor,
    edits: Sequence[Edit],
    shares: Sequence[NewShare] = (),
    reserves: Mapping[int, Decimal] | None = None,
    reason: str = "",
    propose: Collection[int] = (),
    propose_changed: bool = False,
    source: str = "page",
) -> Saved:
    """Write rows of a cascade.

    What happens to a changed row follows from its state and the actor's side: a draft takes the numbers; a target that
    was proposed or countered is proposed anew by the upper side; from the lower side the numbers are a
    counter-proposal, which needs `reason`. `propose` and `propose_changed` send drafts on their way as well. Refused:
    `strategy.stale_targets`, `strategy.target_agreed` (ask for a change), `strategy.split_open`, what the acts refuse.
    """
    with transaction.atomic():
        saved, held = Saved(), hold(actor, _touched(edits, shares, reserves, propose))
        require_fresh(held, edits)
        drafts, proposals, counters = _sorted(actor, held, edits, propose=set(propose), all_of_them=propose_changed)
        edit_drafts(actor, held, drafts)
        made = [one for new in shares for one in add_shares(actor, held, held[new.parent_id], [new.wish])]
        keep_reserve(actor, held, reserves or {})
        saved.drafted = [edit.target_id for edit in drafts] + [one.pk for one in made]
        proposals += _further(held, edits, propose, made if propose_changed else ())
        if counters:
            saved.countered = [one.pk for one in negotiation.counter(actor=actor, edits=counters, reason=reason)]
        if proposals:
            done = negotiation.propose_held(actor=actor, held=held, edits=proposals, reason=reason)
            saved.proposed = [one.pk for one in done]
            saved.drafted = [pk for pk in saved.drafted if pk not in saved.proposed]
        settle(held, _parents(held, edits, shares, reserves))
        if saved.drafted or reserves:
            _told(actor, held, saved, reserves or {}, source)
    return saved


def _touched(
    edits: Sequence[Edit], shares: Sequence[NewShare], reserves: Mapping[int, Decimal] | None, propose: Collection[int]
) -> set[int]:
    return {edit.target_id for edit in edits} | {new.parent_id for new in shares} | set(reserves or ()) | set(propose)


def _sorted(
    actor: Actor, held: Held, edits: Sequence[Edit], *, propose: set[int], all_of_them: bool
) -> tuple[list[Edit], list[Edit], list[Edit]]:
    drafts: list[Edit] = []
    proposals: list[Edit] = []
    counters: list[Edit] = []
    for edit in edits:
        target = held[edit.target_id]
        side = side_of(actor, target)
        if target.state in {"agreed", "in_force", "closed", "withdrawn"}:
            raise Refused("strategy.target_agreed", unit=str(target.unit))
        if side == LOWER:
            counters.append(edit)
        elif side != UPPER:
            raise Refused("strategy.not_permitted", unit=str(target.unit))
        elif target.state == "draft" and not (target.parent_id and (all_of_them or target.pk in propose)):
            drafts.append(edit)
        else:
            proposals.append(edit)
    return drafts, proposals, counters


def _further(held: Held, edits: Sequence[Edit], propose: Collection[int], made: Sequence[Target]) -> list[Edit]:
    named = {edit.target_id for edit in edits}
    asked = [held[pk] for pk in propose if pk not in named]
    return [Edit(one.pk, one.revision) for one in [*asked, *made]]


def _parents(
    held: Held, edits: Sequence[Edit], shares: Sequence[NewShare], reserves: Mapping[int, Decimal] | None
) -> set[int]:
    above = {held[edit.target_id].parent_id for edit in edits} | {new.parent_id for new in shares} | set(reserves or ())
    # A head of a cascade whose own value changed has to keep its shares closed, too.
    own = {edit.target_id for edit in edits if held[edit.target_id].parent_id is None}
    return {pk for pk in above | own if pk is not None}


def _told(actor: Actor, held: Held, saved: Saved, reserves: Mapping[int, Decimal], source: str) -> None:
    rows = [held[pk] for pk in saved.drafted]
    first = rows[0] if rows else held[next(iter(reserves))]
    audit.record(
        actor=actor,
        act="strategy.cascade.saved",
        subject=("strategy.target", first.pk, f"{first.kpi.code} {first.unit} {first.year}"),
        after={
            "values": [{"id": one.pk, "unit": one.unit.code, "value": one.value} for one in rows],
            "reserves": {str(pk): value for pk, value in reserves.items()},
            "source": source,
        },
        unit_path=upper_path(first),
    )
