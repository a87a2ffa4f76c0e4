"""Rows of quantities, indicators, targets with their moves, changes of targets, and readings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from ceyuan.apps.strategy.demo import seeded
from ceyuan.apps.strategy.demo.cascade import ANNUAL, Cascade, Key, TargetSeed
from ceyuan.apps.strategy.demo.kpi_lists import KPIS, QUANTITIES
from ceyuan.apps.strategy.demo.negotiation import Bargain, MoveSeed, Negotiation
from ceyuan.apps.strategy.demo.references import Keys
from ceyuan.apps.strategy.demo.scope import GROUP_CODE
from ceyuan.apps.strategy.models import Kpi, Quantity, Target, TargetChange, TargetMove
from ceyuan.apps.strategy.workflows import CHANGE_V1, TARGET_V1

TAKEN_AT = datetime(2023, 7, 1, 1, 0, tzinfo=UTC)
PROPOSED_AT = datetime(2025, 1, 16, 2, 0, tzinfo=UTC)
SIGNED_AT = datetime(2025, 3, 20, 6, 0, tzinfo=UTC)
CHANGED_AT = datetime(2025, 8, 12, 7, 30, tzinfo=UTC)
_STEPS_OF = {"agreed": 2, "in_force": 3, "proposed": 1, "countered": 2, "draft": 0}


def quantities(keys: Keys) -> list[Quantity]:
    """The raw quantities."""
    rows = [
        Quantity(
            group_id=keys.group,
            code=seed.code,
            name_zh=seed.name_zh,
            name_en=seed.name_en,
            kind=seed.kind,
            unit_of_measure=seed.unit,
            over_time=seed.over_time,
            frequency=seed.frequency,
            reported_by=seed.reported_by,
            computed_by=seed.computed_by,
            needs_evidence=seed.needs_evidence,
        )
        for seed in QUANTITIES
    ]
    keys.quantities = {row.code: row for row in rows}
    return rows


def kpis(keys: Keys) -> list[Kpi]:
    """The indicators."""
    rows = [
        Kpi(
            group_id=keys.group,
            code=seed.code,
            name_zh=seed.name_zh,
            name_en=seed.name_en,
            definition_zh=seed.definition_zh,
            definition_en=seed.definition_en,
            roll_up=seed.roll_up,
            direction=seed.direction,
            numerator=keys.quantities[seed.numerator],
            denominator=keys.quantities.get(seed.denominator),
            scale=seed.scale,
            decimals=seed.decimals,
            unit_of_measure=seed.unit,
            scope_note="集团合并口径",
            method=seed.method,
            verdict_rule=seed.verdict_rule,
            assessor=keys.departments[seed.assessor],
            is_gate=bool(seed.gate),
            valid_from=seed.since,
            position=position,
        )
        for position, seed in enumerate(KPIS, start=1)
    ]
    keys.kpis = {row.code: row for row in rows}
    return rows


def state_of(key: Key) -> str:
    """Targets of 2025 are in force by their letter, or agreed where a leader has not signed it."""
    unsigned = {unit for unit, _ in seeded.UNSIGNED_LETTERS}
    return "agreed" if key[0] == ANNUAL and key[2] in unsigned else "in_force"


def targets(keys: Keys, cascade: Cascade, negotiation: Negotiation) -> list[Target]:
    """All targets, each after those it comes from."""
    seeds = [*_ordered(cascade.targets), *_ordered(negotiation.sources)]
    rows = [_target(keys, seed, state_of(seed.key)) for seed in seeds[: len(cascade.targets)]]
    rows += [_target(keys, seed, "draft") for seed in seeds[len(cascade.targets) :]]
    rows += [_bargained(keys, bargain) for bargain in negotiation.bargains]
    return rows


def _ordered(found: dict[Key, TargetSeed]) -> list[TargetSeed]:
    """What others come from first: the five-year plan, and units above."""
    depth = {"": 0, GROUP_CODE: 1}
    return sorted(found.values(), key=lambda one: (one.key[0] == ANNUAL, depth.get(one.unit, len(one.unit)), one.key))


def _target(keys: Keys, seed: TargetSeed, state: str) -> Target:
    plan, kpi, unit, year = seed.key
    missing = {pair[:2]: pair[2] for pair in seeded.NOT_ASSESSABLE} if plan == ANNUAL else {}
    lacks = missing.get((kpi, unit), "")
    row = Target(
        group_id=keys.group,
        plan=keys.plans[plan],
        kpi=keys.kpis[kpi],
        unit_id=keys.units[unit],
        year=year,
        parent=keys.targets[seed.parent] if seed.parent else None,
        source=keys.targets[seed.source] if seed.source else None,
        baseline=seed.baseline,
        value=seed.value,
        basic=seed.basic,
        challenge=seed.challenge,
        basis=seed.basis,
        reserve=seed.reserve,
        weight_ppm=seed.weight_ppm,
        due_on=date(year, 12, 31),
        method=seed.kpi.method,
        verdict_rule="" if lacks == "verdict_rule" else seed.kpi.verdict_rule,
        assessor=None if lacks == "assessor" else keys.departments[seed.kpi.assessor],
        workflow=TARGET_V1.name,
        workflow_version=TARGET_V1.version,
        state=state,
        revision=_STEPS_OF[state] if plan == ANNUAL else int(state != "draft"),
    )
    keys.targets[seed.key] = row
    return row


def _bargained(keys: Keys, bargain: Bargain) -> Target:
    row = _target(keys, bargain.target, bargain.state)
    row.value = bargain.value
    row.revision = len(bargain.moves)
    row.last_side = "lower" if bargain.state == "countered" else "upper"
    return row


def moves(keys: Keys, cascade: Cascade, negotiation: Negotiation) -> Iterator[TargetMove]:
    """How each target came to its value."""
    for seed in cascade.targets.values():
        for number, move in enumerate(_moves_of(seed), start=1):
            yield _move(keys, seed.key, number, move, seed.basis)
    for bargain in negotiation.bargains:
        for number, move in enumerate(bargain.moves, start=1):
            yield _move(keys, bargain.target.key, number, move, bargain.target.basis)


def _moves_of(seed: TargetSeed) -> Iterator[MoveSeed]:
    upper = seed.parent[2] if seed.parent else GROUP_CODE
    if seed.key[0] != ANNUAL:
        yield MoveSeed("taken", "upper", seed.value, TAKEN_AT, upper, "规划中期修订后按重组口径导入")
    elif seed.parent is None:
        yield MoveSeed("setting", "upper", seed.value, PROPOSED_AT - timedelta(days=1), upper)
    else:
        yield MoveSeed("proposal", "upper", seed.value, PROPOSED_AT, upper)
        yield MoveSeed("acceptance", "lower", seed.value, PROPOSED_AT + timedelta(days=9), seed.unit)
        if state_of(seed.key) == "in_force":
            yield MoveSeed("signature", "upper", seed.value, SIGNED_AT, upper)


def _move(keys: Keys, key: Key, number: int, move: MoveSeed, basis: Decimal | None) -> TargetMove:
    leader = keys.scope.leader(move.unit, move.at.date())
    return TargetMove(
        target_id=keys.targets[key].pk,
        number=number,
        kind=move.kind,
        side=move.side,
        value=move.value,
        basis=basis,
        reason=move.reason,
        account_id=keys.account_of(leader.staff_no),
        person_name=leader.name_zh,
        at=move.at,
    )


def changes(keys: Keys, cascade: Cascade) -> tuple[list[TargetChange], list[TargetMove], dict[int, Decimal]]:
    """The approved lowerings of 2025, their moves, and what the reserves above become by them."""
    rows: list[TargetChange] = []
    told: list[TargetMove] = []
    reserves: dict[int, Decimal] = {}
    for kpi, unit, hundredths, grounds in seeded.LOWERED_BY_CHANGE:
        seed = cascade.targets[ANNUAL, kpi, unit, 2025]
        step = Decimal(1_000_000) if kpi == "K13" else Decimal(1)
        less = (seed.value * hundredths / 100 / step).to_integral_value() * step
        target, above = keys.targets[seed.key], keys.targets[seed.parent or seed.key]
        asker, decider = keys.scope.leader(unit), keys.scope.leader(seed.parent[2] if seed.parent else GROUP_CODE)
        rows.append(
            TargetChange(
                target_id=target.pk,
                old_value=seed.value,
                new_value=less,
                is_lowering=True,
                grounds=grounds,
                asked_by_id=keys.account_of(asker.staff_no),
                asked_at=CHANGED_AT - timedelta(days=14),
                decided_by_id=keys.account_of(decider.staff_no),
                decided_at=CHANGED_AT,
                decision_note="同意调整，差额列入战略单元预留。",
                workflow=CHANGE_V1.name,
                workflow_version=CHANGE_V1.version,
                state="approved",
                revision=1,
            )
        )
        reserves[above.pk] = reserves.get(above.pk, above.reserve) + seed.value - less
        move = MoveSeed("change", "upper", less, CHANGED_AT, seed.parent[2] if seed.parent else GROUP_CODE, grounds)
        told.append(_move(keys, seed.key, 4, move, seed.basis))
    return rows, told, reserves
