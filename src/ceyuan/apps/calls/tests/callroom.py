"""A challenge of the group with two hard indicators, and bids on it, for all tests of calls.

`callroom.challenge()` makes one in the state asked for; `callroom.bid(challenge, member)` a whole draft that could be
submitted at once. Deadlines lie ahead of the clock; a test that needs another moment gives `now` to the service.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction
from django.utils import timezone

if TYPE_CHECKING:
    from ceyuan.apps.calls.models import Bid, Challenge
    from ceyuan.apps.organisation.tests.cast import Cast, Member

_NUMBERS = count(1)
INDICATORS = (
    ("直流电耗", "at_most", "12500", "kWh/t"),
    ("电流效率", "at_least", "94.5", "%"),
)


@dataclass
class Callroom:
    """What the tests of calls stand on."""

    cast: Cast

    def challenge(self, *, state: str = "published", mode: str = "open_challenge", **facts: Any) -> Challenge:
        """A challenge of the group's office with its indicators, in `state`; `facts` are columns of it."""
        from ceyuan.apps.calls.models import Challenge, ChallengeIndicator
        from ceyuan.apps.workflow.interface import adopting

        units = self.cast.units
        start: dict[str, Any] = {
            "group": self.cast.group,
            "unit": units["T"],
            "demander": units["B"],
            "code": f"BD-{next(_NUMBERS):03d}",
            "mode": mode,
            "title": "超大型电解槽节能",
            "problem": "电耗高于国际先进水平",
            "budget_minor": 500_000_000,
            "workflow": "challenge",
            "workflow_version": 1,
            "state": "draft",
            "awarded_min": 2 if mode == "race" else 1,
            "awarded_max": 3 if mode == "race" else 1,
            "applicants": "anyone",
            **facts,
        }
        with transaction.atomic():
            made = Challenge.objects.create(**start)
            for position, (name, direction, value, measure) in enumerate(INDICATORS, start=1):
                ChallengeIndicator.objects.create(
                    challenge=made,
                    position=position,
                    name=name,
                    direction=direction,
                    value=Decimal(value),
                    unit_of_measure=measure,
                    method="第三方连续测试72小时",
                )
            if state != "draft":
                now = timezone.now()
                made.published_at = now if state != "demand_review" else None
                made.closes_at = facts.get("closes_at", now + timedelta(days=10))
                made.round = 1
                made.save()
                with adopting():
                    made.state = state
                    made.save()
        return made

    def bid(self, challenge: Challenge, member: Member | None = None, *, unit: str = "A", **facts: Any) -> Bid:
        """A whole draft bid of a member (member_a) for a unit; `values` are the offers in order."""
        from ceyuan.apps.calls.models import Bid, BidIndicator, BidMember, BidMilestone

        who = member or self.cast.member_a
        values = facts.pop("values", ("12400", "95"))
        made = Bid.objects.create(
            group=self.cast.group,
            challenge=challenge,
            unit=self.cast.units[unit],
            leader=who.person,
            made_by=who.account,
            key=f"k{next(_NUMBERS)}",
            workflow="bid",
            workflow_version=1,
            state="draft",
            **{
                "title": "磁场补偿与智能控制",
                "route": "采用磁场补偿母线与在线浓度控制相结合的技术路线",
                "risks": "母线改造停槽时间",
                "funds_minor": 400_000_000,
                "committed": True,
                **facts,
            },
        )
        for asked, value in zip(challenge.indicators.all(), values, strict=True):
            BidIndicator.objects.create(
                bid=made,
                source=asked,
                position=asked.position,
                name=asked.name,
                direction=asked.direction,
                value=Decimal(value) if value is not None else None,
                unit_of_measure=asked.unit_of_measure,
                method=asked.method,
            )
        BidMember.objects.create(
            bid=made, position=1, person=who.person, name=str(who.person), role="总体", person_months=Decimal(6)
        )
        for position, share in enumerate((300_000, 400_000, 300_000), start=1):
            BidMilestone.objects.create(
                bid=made,
                position=position,
                name=f"节点{position}",
                due_on=date.today() + timedelta(days=180 * position),  # noqa: DTZ011 - a plain day is meant
                criteria="专家评议通过",
                share_ppm=share,
            )
        return made


@pytest.fixture
def callroom(cast: Cast) -> Callroom:
    """Makes challenges and bids."""
    return Callroom(cast)
