"""A policy of the group with two measures, and what the units of the cast made of them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ceyuan.apps.strategy.services import measure_clauses, measure_policies
from ceyuan.apps.strategy.services.measure_clauses import ClauseFacts
from ceyuan.apps.strategy.services.measure_policies import PolicyFacts

if TYPE_CHECKING:
    from ceyuan.apps.strategy.models import Measure, MeasureUptake, Policy
    from ceyuan.apps.strategy.tests.boardroom import Boardroom

ISSUED = date(2021, 11, 30)


@dataclass
class Desk:
    """`share` needs an own rule and bounds the own value to 20–50 %; `leader` needs none and has no bounds."""

    room: Boardroom
    policy: Policy
    heading: Measure
    share: Measure
    leader: Measure

    def uptake(self, unit: str = "A", measure: str = "share") -> MeasureUptake:
        """The entry of a unit, as it stands now."""
        from ceyuan.apps.strategy.models import MeasureUptake

        return MeasureUptake.objects.get(measure=getattr(self, measure), unit=self.room.cast.units[unit])

    def say(self, answer: str, number: int, *, unit: str = "A", month: date, measure: str = "share") -> None:
        """Answers that were given in an earlier month."""
        from ceyuan.apps.strategy.models import MeasureFeedback

        MeasureFeedback.objects.bulk_create(
            MeasureFeedback(
                measure=getattr(self, measure),
                unit=self.room.cast.units[unit],
                month=month,
                answer=answer,
                shuffle=uuid.uuid4(),
            )
            for _ in range(number)
        )


def desk(room: Boardroom, **facts: Any) -> Desk:
    """Enters the policy through its services and puts A and B in scope."""
    officer = room.cast.st_officer.actor
    policy = measure_policies.make(
        actor=officer, unit_code="T", facts=PolicyFacts("科字〔2021〕1号", "关于加强科技创新的意见", ISSUED, "Opinion")
    )
    heading = measure_clauses.add(
        actor=officer,
        policy_id=policy.pk,
        facts=ClauseFacts("三", "incentive", "加大激励力度", "Stronger incentives", is_heading=True),
    )
    share = measure_clauses.add(
        actor=officer,
        policy_id=policy.pk,
        facts=ClauseFacts(
            "12",
            "incentive",
            "提高成果转化奖酬比例",
            "Higher share for conversion",
            parent_id=heading.pk,
            floor=Decimal(20),
            ceiling=Decimal(50),
            bound_unit="%",
            **{"due_on": date(2022, 6, 30), **facts},
        ),
    )
    leader = measure_clauses.add(
        actor=officer,
        policy_id=policy.pk,
        facts=ClauseFacts("1", "responsibility", "一把手负责制", "Top leader answers", needs_own_rule=False),
    )
    measure_clauses.put_in_scope(actor=officer, policy_id=policy.pk)
    return Desk(room, policy, heading, share, leader)
