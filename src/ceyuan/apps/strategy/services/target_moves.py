"""What every act on targets needs: hold them, see that nobody was faster, write, and add to their history."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.strategy.models import Target, TargetMove
from ceyuan.apps.strategy.policies.targets import VIEW
from ceyuan.apps.strategy.selectors.splits import Split, assemble
from ceyuan.apps.strategy.selectors.targets import move_counts
from ceyuan.apps.strategy.target_numbers import adds, of_value
from ceyuan.core.indicators import Direction, is_lowered
from ceyuan.core.kernel.verdict import Reason, Refused
from ceyuan.kit.numbers import date_text
from ceyuan.kit.templatetags.kit import named

FIELDS = ("value", "basis", "basic", "challenge")
Given = Mapping[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class Edit:
    """A target as the actor saw it (its revision), and what is to become of it: any of FIELDS."""

    target_id: int
    revision: int
    given: Given = field(default_factory=dict)


@dataclass(slots=True)
class Held:
    """Targets locked for this transaction, with all that share a parent with them or were split from them."""

    rows: dict[int, Target]

    def __getitem__(self, pk: int) -> Target:
        return self.rows[pk]

    def split(self, parent_id: int) -> Split:
        """The split of a held target as it stands now, with what was just written."""
        return assemble([self.rows[parent_id]], (row for row in self.rows.values() if row.parent_id == parent_id))[
            parent_id
        ]

    def add(self, target: Target) -> None:
        """Take a target that was just made along."""
        self.rows[target.pk] = target


def hold(actor: Actor, wanted: Collection[int]) -> Held:
    """Lock targets within reach with their parents, sources, siblings and shares, in one order for everybody.

    Refused: `strategy.unknown_target` when one of them is not within reach.
    """
    seen = Target.objects.visible_to(actor, VIEW).filter(pk__in=list(wanted))
    links = {pk: (parent, source) for pk, parent, source in seen.values_list("pk", "parent_id", "source_id")}
    if missing := sorted(set(wanted) - links.keys()):
        raise Refused("strategy.unknown_target", target=missing[0])
    above = {parent for parent, _source in links.values() if parent}
    keys = links.keys() | above | {source for _parent, source in links.values() if source}
    found = (
        Target.objects.filter(Q(pk__in=keys) | Q(parent__in=above | links.keys()))
        .select_related("unit", "kpi__numerator", "kpi__denominator", "plan")
        .order_by("pk")
        .select_for_update(of=("self",))
    )
    rows = {row.pk: row for row in found}
    outside = {row.parent_id for row in rows.values()} | {row.source_id for row in rows.values()}
    far = {pk for pk in outside if pk} - rows.keys()
    others = {row.pk: row for row in Target.objects.filter(pk__in=far).select_related("unit", "kpi__numerator", "plan")}
    known = {**others, **rows}
    for row in rows.values():
        row.parent = known[row.parent_id] if row.parent_id else None
        row.source = known[row.source_id] if row.source_id else None
    return Held(rows)


def require_fresh(held: Held, edits: Iterable[Edit]) -> None:
    """Refuse `strategy.stale_targets` when one was moved since it was seen, telling who changed what to what."""
    late = [edit for edit in edits if held[edit.target_id].revision != edit.revision]
    if not late:
        return
    conflicts = tuple(_conflict(held[edit.target_id], edit.revision) for edit in late)
    first = conflicts[0]
    told = {name: first[name] for name in ("unit", "who", "when", "old", "new")}
    raise Refused("strategy.stale_targets", conflicts=conflicts, count=len(conflicts), **told)


def _conflict(target: Target, seen: int) -> dict[str, Any]:
    steps = max(target.revision - seen, 1)
    moves = list(target.moves.order_by("-number")[: steps + 1])
    writing = of_value(target.kpi)
    last, before = (moves[0] if moves else None), (moves[steps] if len(moves) > steps else None)
    return {
        "target": target.pk,
        "unit": str(named(target.unit)),
        "revision": target.revision,
        "who": last.person_name if last else "–",
        "when": date_text(last.at) if last else "–",
        "kind": last.kind if last else "",
        "old": writing.text(before.value) if before else "–",
        "new": writing.text(target.value),
    }


def write(target: Target, given: Given, **more: Any) -> None:
    """Put values into a held target; its revision is left to whoever counts the move."""
    changed = {name: value for name, value in {**given, **more}.items() if getattr(target, name) != value}
    for name, value in changed.items():
        setattr(target, name, value)
    if changed:
        target.save(update_fields=list(changed))


def count_revision(targets: Sequence[Target]) -> None:
    """One more revision for moves that take no step of the workflow."""
    Target.objects.filter(pk__in=[one.pk for one in targets]).update(revision=F("revision") + 1)
    for one in targets:
        one.revision += 1


def note_moves(actor: Actor, targets: Sequence[Target], kind: str, sides: Mapping[int, str], reason: str = "") -> None:
    """Add a move with its present value to the history of each target."""
    last = move_counts([one.pk for one in targets])
    TargetMove.objects.bulk_create(
        [
            TargetMove(
                target=one,
                number=last.get(one.pk, 0) + 1,
                kind=kind,
                side=sides[one.pk],
                value=one.value,
                basis=one.basis,
                reason=reason,
                account_id=actor.account_id,
                person_name=actor.name[:120],
                at=timezone.now(),
            )
            for one in targets
        ]
    )


def facts(target: Target, **more: Any) -> dict[str, Any]:
    """What the guards of the workflow look at, and what their refusals name."""
    writing, source = of_value(target.kpi), target.source
    return {
        "value": None if target.value is None else writing.phrase(target.value),
        "lowered": falls_below_source(target),
        "kpi": str(named(target.kpi)),
        "unit": str(named(target.unit)),
        "source_value": writing.phrase(source.value) if source else "",
        "year": target.year,
        **more,
    }


def falls_below_source(target: Target) -> bool:
    """Whether the target asks for less than its source, and no approved change allows this value."""
    source = target.source
    if source is None or source.value is None or target.value is None:
        return False
    if not is_lowered(Direction(target.kpi.direction), source.value, target.value):
        return False
    change = target.change
    return not (change is not None and change.state == "approved" and change.new_value == target.value)


def require_closed(split: Split) -> None:
    """Refuse `strategy.split_open` unless shares and reserve make up the target."""
    closure = split.closure()
    if closure is None:
        raise Refused("strategy.target_without_value", **facts(split.parent))
    if not closure.closed:
        raise Refused(open_reason(split))


def open_reason(split: Split) -> Reason:
    """Why the split does not close, in numbers of its indicator."""
    closure, parent = split.closure(), split.parent
    writing = of_value(parent.kpi)
    missing = sum(1 for share in split.shares if split.offered.get(share.pk, (share.value, None))[0] is None)
    numbers = {
        "parent": writing.phrase(parent.value),
        "children": writing.phrase(closure.children_total) if closure else "–",
        "reserve": writing.phrase(parent.reserve),
        "difference": writing.signed(closure.difference) if closure else "–",
    }
    names = {"unit": str(named(parent.unit)), "kpi": str(named(parent.kpi)), "target": parent.pk, "missing": missing}
    if missing:
        return Reason("strategy.share_missing", names | numbers)
    if closure is not None and closure.reasons and closure.reasons[0].code != "indicators.not_closed":
        names["why"] = closure.reasons[0].code
        return Reason(_SPECIAL.get(closure.reasons[0].code, "strategy.split_open"), names | numbers)
    return Reason("strategy.split_open" if adds(parent.kpi) else "strategy.split_misses", names | numbers)


_SPECIAL = {
    "indicators.reserve_negative": "strategy.reserve_negative",
    "indicators.reserve_impossible": "strategy.reserve_impossible",
    "indicators.basis_missing": "strategy.basis_missing",
    "indicators.milestone_not_taken": "strategy.milestone_not_taken",
}


def settle(held: Held, parents: Iterable[int]) -> None:
    """See that each of these splits closes, as far as it has left the drawer."""
    for pk in dict.fromkeys(parents):
        split = held.split(pk)
        if split.is_open_to_others:
            require_closed(split)


def let_reserve_take(split: Split) -> Decimal:
    """Give the reserve what the shares leave of the target; returns the new reserve. Only where amounts add up."""
    closure = split.closure()
    if closure is None or closure.difference is None or not adds(split.parent.kpi):
        raise Refused(open_reason(split))
    left = closure.parent - (closure.children_total or 0)
    reserve = Decimal(left.numerator) / Decimal(left.denominator)
    if reserve < 0:
        raise Refused(open_reason(split))
    write(split.parent, {}, reserve=reserve)
    return reserve
