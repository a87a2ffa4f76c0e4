"""Making targets, splitting them among the units below, and saying how they are judged. Nothing here leaves the drawer:
proposing and agreeing is in `negotiation`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.organisation.interface import Actor, unit_by_code
from ceyuan.apps.strategy.models import Kpi, Plan, Target
from ceyuan.apps.strategy.policies.targets import NEGOTIATE, UPPER, may_move, upper_path
from ceyuan.apps.strategy.selectors.splits import Split
from ceyuan.apps.strategy.selectors.targets import kpi_by_code, standings
from ceyuan.apps.strategy.selectors.targets import plan as plan_of
from ceyuan.core import workflow as tables
from ceyuan.core.kernel.verdict import Invalid, Reason, Refused

from .target_moves import (
    Edit,
    Given,
    Held,
    count_revision,
    hold,
    note_moves,
    require_fresh,
    settle,
    write,
)


@dataclass(frozen=True, slots=True)
class ShareWish:
    """A share that the unit with this code is to take on."""

    unit_code: str
    value: Decimal | None = None
    basis: Decimal | None = None
    basic: Decimal | None = None
    challenge: Decimal | None = None

    @property
    def given(self) -> Given:
        return {"value": self.value, "basis": self.basis, "basic": self.basic, "challenge": self.challenge}


@dataclass(frozen=True, slots=True)
class Judging:
    """How a target is judged: by when, by which method and rule, by whom, and from which start."""

    due_on: date | None = None
    method: str = ""
    verdict_rule: str = ""
    assessor_code: str = ""
    baseline: Decimal | None = None


def make(*, actor: Actor, plan_id: int, kpi_code: str, unit_code: str, year: int, value: Decimal | None) -> Target:
    """A draft of a target that no unit above gave: the head of a cascade, in a plan of this unit.

    `Invalid`: `plan`, `kpi`, `unit` (unknown), `year` (outside the plan). Refused `strategy.target_exists`.
    """
    plan, kpi, unit = plan_of(actor, plan_id), kpi_by_code(actor, kpi_code), unit_by_code(actor, unit_code)
    wrong: dict[str, list[str]] = {}
    if plan is None:
        wrong["plan"] = ["strategy.unknown_plan"]
    elif not plan.first_year <= year <= plan.last_year:
        wrong["year"] = ["strategy.year_outside_plan"]
    if kpi is None:
        wrong["kpi"] = ["strategy.unknown_kpi"]
    if unit is None:
        wrong["unit"] = ["strategy.unknown_unit"]
    if wrong or plan is None or kpi is None or unit is None:
        raise Invalid(wrong)
    with transaction.atomic():
        if not actor.may(NEGOTIATE, unit.path):
            raise Refused("strategy.not_permitted", unit=str(unit))
        target = begin(actor, plan, kpi, unit, year, None, {"value": value})
        note_moves(actor, [target], "draft", {target.pk: UPPER})
        _told(actor, "strategy.target.made", target, {"value": value})
    return target


def begin(actor: Actor, plan: Plan, kpi: Kpi, unit: Any, year: int, parent: Target | None, given: Given) -> Target:
    """Writes a new draft: judged as its indicator is at this moment, beginning where the unit stood last year."""
    living = Target.objects.filter(plan=plan, kpi=kpi, unit=unit, year=year).exclude(state="withdrawn")
    if living.exists():
        raise Refused("strategy.target_exists", unit=str(unit))
    source = None
    if plan.parent_id:
        found = Target.objects.filter(plan_id=plan.parent_id, kpi=kpi, unit=unit, year=year)
        source = found.exclude(state="withdrawn").first()
    standing = standings(kpi, [unit.pk], [year - 1]).get((unit.pk, year - 1))
    table = tables.WORKFLOWS.latest("target")
    assessor = kpi.assessor_id if kpi.assessor_id != unit.pk else None
    return Target.objects.create(
        group_id=plan.group_id,
        plan=plan,
        kpi=kpi,
        unit=unit,
        year=year,
        parent=parent,
        source=source,
        baseline=standing.value if standing else None,
        due_on=date(year, 12, 31),
        method=kpi.method,
        verdict_rule=kpi.verdict_rule,
        assessor_id=assessor,
        workflow=table.name,
        workflow_version=table.version,
        state=table.initial,
        **given,
    )


def split(
    *,
    actor: Actor,
    parent_id: int,
    shares: Sequence[ShareWish],
    reserve: Decimal | None = None,
    revisions: Mapping[str, int] | None = None,
) -> Split:
    """Lay out how a target is shared among units below: drafts, which may still be open.

    A unit named anew gets a draft; a draft that is there already takes the new numbers (`revisions`: unit code -> the
    revision seen; a unit not named there counts as new). Refused: `strategy.unit_not_below`, `strategy.target_exists`,
    `strategy.share_left_the_drawer` for a share that was proposed already (propose it anew instead).
    """
    with transaction.atomic():
        held = hold(actor, [parent_id])
        parent = held[parent_id]
        if not actor.may(NEGOTIATE, parent.unit.path):
            raise Refused("strategy.not_permitted", unit=str(parent.unit))
        seen = revisions or {}
        drafts = {
            row.unit.code: row for row in held.rows.values() if row.parent_id == parent_id and row.state != "withdrawn"
        }
        edits, fresh = [], []
        for wish in shares:
            if wish.unit_code in drafts and wish.unit_code in seen:
                edits.append(Edit(drafts[wish.unit_code].pk, seen[wish.unit_code], wish.given))
            else:
                fresh.append(wish)
        require_fresh(held, edits)
        edit_drafts(actor, held, edits)
        add_shares(actor, held, parent, fresh)
        if reserve is not None:
            keep_reserve(actor, held, {parent_id: reserve})
        settle(held, [parent_id])
        after = {"shares": {wish.unit_code: wish.value for wish in shares}, "reserve": parent.reserve}
        _told(actor, "strategy.target.split", parent, after)
    return held.split(parent_id)


def edit_drafts(actor: Actor, held: Held, edits: Sequence[Edit]) -> list[Target]:
    """Writes numbers into held drafts of the actor's upper side."""
    changed = []
    for edit in edits:
        target = held[edit.target_id]
        may_move(actor, target, UPPER).require()
        if target.state != "draft":
            raise Refused("strategy.share_left_the_drawer", unit=str(target.unit))
        write(target, edit.given, last_side=UPPER)
        changed.append(target)
    count_revision(changed)
    note_moves(actor, changed, "draft", dict.fromkeys((one.pk for one in changed), UPPER))
    return changed


def add_shares(actor: Actor, held: Held, parent: Target, wishes: Sequence[ShareWish]) -> list[Target]:
    """Makes new drafts under a held target."""
    made = []
    for wish in wishes:
        unit = unit_by_code(actor, wish.unit_code)
        if unit is None:
            raise Invalid({"unit": [Reason("strategy.unknown_unit", {"unit": wish.unit_code})]})
        if not unit.path.startswith(f"{parent.unit.path}."):
            raise Refused("strategy.unit_not_below", unit=str(unit), above=str(parent.unit))
        if unit.closed_on is not None:
            raise Refused("strategy.unit_closed", unit=str(unit))
        share = begin(actor, parent.plan, parent.kpi, unit, parent.year, parent, wish.given)
        share.parent = parent
        held.add(share)
        made.append(share)
    note_moves(actor, made, "draft", dict.fromkeys((one.pk for one in made), UPPER))
    return made


def keep_reserve(actor: Actor, held: Held, reserves: Mapping[int, Decimal]) -> None:
    """Writes what units keep back when they split their targets."""
    for pk, reserve in reserves.items():
        parent = held[pk]
        if not actor.may(NEGOTIATE, parent.unit.path):
            raise Refused("strategy.not_permitted", unit=str(parent.unit))
        write(parent, {}, reserve=reserve)


def describe(*, actor: Actor, target_id: int, revision: int, judging: Judging) -> Target:
    """Say how a target is judged; on the upper side, until it is agreed. Refused `strategy.assessor_is_owner`."""
    with transaction.atomic():
        held = hold(actor, [target_id])
        require_fresh(held, [Edit(target_id, revision)])
        target = held[target_id]
        may_move(actor, target, UPPER).require()
        if target.state not in {"draft", "proposed", "countered"}:
            raise Refused("strategy.target_agreed", unit=str(target.unit))
        assessor = unit_by_code(actor, judging.assessor_code) if judging.assessor_code else None
        if judging.assessor_code and assessor is None:
            raise Invalid({"assessor_code": ["strategy.unknown_unit"]})
        if assessor is not None and assessor.pk == target.unit_id:
            raise Invalid({"assessor_code": ["strategy.assessor_is_owner"]})
        wanted = {
            "due_on": judging.due_on,
            "method": judging.method,
            "verdict_rule": judging.verdict_rule,
            "assessor": assessor,
            "baseline": judging.baseline,
        }
        before = {name: str(getattr(target, name) or "") for name in wanted}
        write(target, {}, **wanted)
        count_revision([target])
        note_moves(actor, [target], "draft", {target.pk: UPPER})
        after = {name: str(value or "") for name, value in wanted.items()}
        audit.record(
            actor=actor,
            act="strategy.target.described",
            subject=("strategy.target", target.pk, f"{target.kpi.code} {target.unit} {target.year}"),
            before=before,
            after=after,
            unit_path=target.unit.path,
        )
    return target


def _told(actor: Actor, act: str, target: Target, after: Mapping[str, Any]) -> None:
    audit.record(
        actor=actor,
        act=act,
        subject=("strategy.target", target.pk, f"{target.kpi.code} {target.unit} {target.year}"),
        after=after,
        unit_path=upper_path(target),
    )
