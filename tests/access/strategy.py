"""One record of strategy of each kind, all of branch A, for the access matrix."""

from __future__ import annotations

from datetime import date
from typing import Any

from ceyuan.apps.strategy.tests.boardroom import YEAR, Boardroom

QUESTIONS = {
    "api/v1/strategy/standings/<kpi>": f"?year={YEAR}",
    "api/v1/strategy/standings/<kpi>/<unit>/explanation": f"?year={YEAR}",
}
# "<pk>" stands for the target of branch A.
BODIES: dict[str, dict[str, Any]] = {
    "api/v1/strategy/target-changes/<int:pk>": {"action": "approve", "revision": 0, "note": "同意"},
    "api/v1/strategy/targets/<action>": {"targets": [{"id": "<pk>", "revision": 0}]},
    "api/v1/strategy/targets/<int:pk>/changes": {"revision": 0, "new_value": "50", "grounds": "扩产"},
    "api/v1/strategy/uptakes/<uptake_id>/report": {"revision": 0, "state": "drafting"},
}


def records(room: Boardroom) -> dict[tuple[str, str] | str, Any]:
    """Values of the captured parts of the addresses below strategy/."""
    return {
        ("strategy", "code"): room.cast.units["A"].code,
        ("strategy", "unit"): room.cast.units["A"].code,
        ("strategy", "kpi"): "PAT",
        "unit_code": room.cast.units["A"].code,
        "year": YEAR,
        "on": f"{YEAR}-01-15",
        "number": 1,
        "action": "propose",
        ("strategy/kpis", "code"): "PAT",
        ("strategy/quantities", "code"): "PAT",
        **_plans(room),
        **_targets(room),
        **_readings(room),
        **_directions(room),
        **_measures(room),
        **_responsibility(room),
    }


def _plans(room: Boardroom) -> dict[tuple[str, str] | str, Any]:
    from ceyuan.apps.strategy.models import Clause, Plan, PlanVersion

    unit = room.cast.units["A"]
    plan = Plan.objects.create(
        group=unit.group, unit=unit, kind="annual", first_year=YEAR, last_year=YEAR, title_zh="甲分公司年度计划"
    )
    version = PlanVersion.objects.create(plan=plan, number=1, workflow="plan", workflow_version=1, state="draft")
    clause = Clause.objects.create(version=version, position=1, number="一、", text_zh="提高专利质量")
    return {
        ("strategy/plans", "pk"): plan.pk,
        ("strategy/plans/clauses", "pk"): clause.pk,
        ("strategy/plans/drafts", "pk"): version.pk,
        "document": 1,
    }


def _targets(room: Boardroom) -> dict[tuple[str, str] | str, Any]:
    from ceyuan.apps.strategy.models import TargetChange

    target = room.target("PAT", "A", 40, state="in_force")
    change = TargetChange.objects.create(
        target=target,
        old_value=40,
        new_value=30,
        is_lowering=True,
        grounds="停产检修",
        workflow="target_change",
        workflow_version=1,
        state="requested",
    )
    return {
        ("strategy/targets", "pk"): target.pk,
        ("strategy/targets/changes", "pk"): change.pk,
        ("strategy/target-changes", "pk"): change.pk,
    }


def _readings(room: Boardroom) -> dict[tuple[str, str] | str, Any]:
    from ceyuan.apps.strategy.models import PeriodLock, ScoreAdjustment

    reading = room.reading("PAT", "A", 3)
    unit = room.cast.units["A"]
    points = ScoreAdjustment.objects.create(
        group=unit.group, unit=unit, year=YEAR, points=2, title="国家奖", evidence="证书"
    )
    first, last = date(YEAR - 1, 1, 1), date(YEAR - 1, 12, 31)
    lock = PeriodLock.objects.create(group=unit.group, starts_on=first, ends_on=last)
    return {
        ("strategy/readings", "pk"): reading.pk,
        ("strategy/scores/adjustments", "pk"): points.pk,
        "lock_id": lock.pk,
    }


def _directions(room: Boardroom) -> dict[tuple[str, str] | str, Any]:
    from ceyuan.apps.strategy.models import Direction, Gap

    unit = room.cast.units["A"]
    direction = Direction.objects.create(group=unit.group, code="D1", name_zh="惰性阳极", owner_unit=unit)
    gap = Gap.objects.create(
        group=unit.group,
        unit=unit,
        title="电耗高",
        required="12,800",
        held="13,350",
        cause="槽型老",
        action="改造",
        owner=room.leader_a.person,
        due_on=date(YEAR, 12, 31),
    )
    code = direction.code
    return {
        ("strategy/technology", "code"): code,
        ("strategy/directions", "code"): code,
        ("strategy/gaps", "pk"): gap.pk,
    }


def _measures(room: Boardroom) -> dict[tuple[str, str] | str, Any]:
    from ceyuan.apps.strategy.models import Measure, MeasureUptake, Policy

    unit = room.cast.units["A"]
    policy = Policy.objects.create(
        group=unit.group, unit=unit, document_number="甲科〔1〕", title_zh="实施意见", issued_on=date(YEAR, 1, 1)
    )
    measure = Measure.objects.create(policy=policy, position=1, number="1", theme="talent", title_zh="设首席")
    uptake = MeasureUptake.objects.create(
        group=unit.group, measure=measure, unit=unit, workflow="uptake", workflow_version=1, state="not_started"
    )
    return {"policy_id": policy.pk, "measure_id": measure.pk, "uptake_id": uptake.pk}


def _responsibility(room: Boardroom) -> dict[tuple[str, str] | str, Any]:
    from ceyuan.apps.documents.interface import fingerprint
    from ceyuan.apps.organisation.selectors.leadership import LeaderChange
    from ceyuan.apps.strategy.models import Duty, Handover, Letter, Matter, Supervision
    from ceyuan.apps.strategy.selectors import handovers

    cast, unit = room.cast, room.cast.units["A"]
    group = unit.group
    letter = Letter.objects.create(
        group=group,
        plan=room.annual,
        unit=unit,
        upper_unit=cast.units["T"],
        year=YEAR,
        workflow="letter",
        workflow_version=1,
        state="draft",
    )
    duty = Duty.objects.create(
        group=group, code="Z1", kind="decide", title_zh="审定年度计划", valid_from=date(YEAR - 1, 1, 1)
    )
    on = date(YEAR, 1, 15)
    change = LeaderChange(unit=unit, on=on, from_person=room.leader_a.person, to_person=room.leader_a1.person)
    content = handovers.snapshot(change, on)
    matter = Matter.objects.create(group=group, unit=unit, title="审定计划", due_on=date(YEAR, 6, 30))
    item = Supervision.objects.create(
        group=group,
        unit=unit,
        from_unit=cast.units["T"],
        title="补齐佐证",
        due_on=date(YEAR, 6, 30),
        workflow="supervision",
        workflow_version=1,
        state="open",
    )
    handover = Handover.objects.create(
        group=group,
        unit=unit,
        on=date(YEAR, 1, 15),
        from_person=room.leader_a.person,
        to_person=room.leader_a1.person,
        content=content,
        sha256=fingerprint(content),
    )
    return {
        ("strategy/letters", "pk"): letter.pk,
        ("strategy/duties", "pk"): duty.pk,
        ("strategy/supervision", "pk"): item.pk,
        ("strategy/handovers", "pk"): handover.pk,
        "duty_id": duty.pk,
        "matter_id": matter.pk,
    }
