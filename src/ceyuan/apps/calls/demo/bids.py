"""The bids of the demonstration as rows: drafts first, then handed in as they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from django.db import models
from django.utils import timezone

from ceyuan.apps.calls.bid_findings import lowered
from ceyuan.apps.calls.demo.offers import OfferSeed, steps, words
from ceyuan.apps.calls.models import (
    Bid,
    BidIndicator,
    BidMember,
    BidMilestone,
    BidPartner,
    BidUnsuitable,
    Challenge,
    ChallengeIndicator,
)
from ceyuan.apps.calls.modes import MODES
from ceyuan.apps.calls.workflows import BID_V1
from ceyuan.apps.organisation.demo.generation import Organisation
from ceyuan.apps.organisation.interface import Actor

DRAFT, WITHDRAWN = "draft", "withdrawn"
_HALF_YEAR = 180
_ROLES = ("总体负责", "工艺试验", "模型与控制", "现场实施")
_PARTNERS = ("澜川工业大学", "北渚理工大学", "云岭矿冶学院")
_TEN_THOUSANDS = 10_000_000  # a hundred thousand yuan in fen


@dataclass(frozen=True, slots=True)
class Crowd:
    """Who may lead and work: units by code, log-ins by name, engineers of each unit (ids and names)."""

    units: dict[str, int]
    log_ins: dict[str, Actor]
    engineers: dict[str, list[tuple[int, str]]]


@dataclass(slots=True)
class Batch:
    """Rows of bids and of their parts, to be written in this order."""

    bids: list[models.Model] = field(default_factory=list)
    indicators: list[models.Model] = field(default_factory=list)
    members: list[models.Model] = field(default_factory=list)
    partners: list[models.Model] = field(default_factory=list)
    milestones: list[models.Model] = field(default_factory=list)
    unsuitable: list[models.Model] = field(default_factory=list)

    def parts(self) -> list[list[models.Model]]:
        """As the database takes them."""
        return [self.bids, self.indicators, self.members, self.partners, self.milestones, self.unsuitable]


def crowd(
    organisation: Organisation, units: dict[str, int], people: dict[str, int], log_ins: dict[str, Actor]
) -> Crowd:
    """Engineers by unit, those with a log-in left out."""
    known = {one.person for one in organisation.accounts}
    engineers: dict[str, list[tuple[int, str]]] = {}
    for person in organisation.people:
        if person.role == "engineer" and person.staff_no not in known:
            engineers.setdefault(person.unit, []).append((people[person.staff_no], person.name_zh))
    return Crowd(units, log_ins, engineers)


def add(
    batch: Batch,
    challenge: Challenge,
    asked: ChallengeIndicator,
    offer: OfferSeed,
    *,
    place: int,
    crowd: Crowd,
    rng: Random,
) -> Bid:
    """One bid with its parts. A draft is left as somebody leaves it who is not done yet."""
    leader = crowd.log_ins.get(offer.leader)
    team = rng.sample(crowd.engineers[offer.unit], 4)
    first = (leader.person_id or 0, leader.name) if leader else team.pop()
    is_begun = offer.state == DRAFT
    route, risks = words(offer.title, asked.name, place)
    budget = challenge.budget_minor
    bid = Bid(
        group_id=challenge.group_id,
        challenge=challenge,
        unit_id=crowd.units[offer.unit],
        leader_id=first[0],
        made_by_id=leader.account_id if leader else None,
        key=f"demonstration-{place}",
        title=offer.title,
        route=route,
        risks="" if is_begun else risks,
        funds_minor=budget * rng.randint(74, 97) // 100 // _TEN_THOUSANDS * _TEN_THOUSANDS,
        committed=not is_begun,
        workflow=BID_V1.name,
        workflow_version=BID_V1.version,
        state=DRAFT,
    )
    batch.bids.append(bid)
    batch.indicators.append(_offer(bid, asked, None if is_begun else offered(asked, rng)))
    members = [first, *team[:3]]
    _add_people(batch, bid, members, place=place, is_begun=is_begun)
    batch.milestones += _milestones(bid, challenge)
    if place % 7 == 1 and not is_begun:
        key, name = rng.choice(crowd.engineers["KYR01" if offer.unit != "KYR01" else "KYR03"])
        reason = "与本团队承担同类技术开发，存在竞争关系"
        batch.unsuitable.append(BidUnsuitable(bid=bid, position=1, person_id=key, name=name, reason=reason))
    return bid


def _add_people(batch: Batch, bid: Bid, people: Sequence[tuple[int, str]], *, place: int, is_begun: bool) -> None:
    batch.members += [
        BidMember(bid=bid, position=number, person_id=key, name=name, role=role, person_months=Decimal(12 - 2 * number))
        for number, ((key, name), role) in enumerate(zip(people, _ROLES, strict=False), start=1)
    ]
    if place % 3 == 0 and not is_begun:
        share = bid.funds_minor * 12 // 100 // _TEN_THOUSANDS * _TEN_THOUSANDS
        name = _PARTNERS[place // 3 % len(_PARTNERS)]
        batch.partners.append(BidPartner(bid=bid, position=1, name=name, task="机理研究与模型验证", funds_minor=share))


def _offer(bid: Bid, asked: ChallengeIndicator, value: Decimal | None) -> BidIndicator:
    return BidIndicator(
        bid=bid,
        position=1,
        source=asked,
        name=asked.name,
        direction=asked.direction,
        value=value,
        unit_of_measure=asked.unit_of_measure,
        method=asked.method,
    )


def offered(asked: ChallengeIndicator, rng: Random) -> Decimal:
    """What is offered for an indicator: what is asked for, or somewhat better."""
    value, baseline = Decimal(asked.value), Decimal(asked.baseline or 0)
    better = value + (value - baseline) * Decimal(rng.choice((0, 2, 4, 6))) / 100
    told = better.quantize(Decimal(1).scaleb(int(value.as_tuple().exponent)))
    if asked.unit_of_measure == "%":
        told = min(told, Decimal("99.8"))
    return value if lowered(asked.direction, value, told) or told <= 0 else told


def handed_in_at(challenge: Challenge, place: int) -> datetime:
    """When a bid was handed in: some hours before the deadline, or some days ago while it lies ahead."""
    closes = challenge.closes_at or timezone.now()
    if closes > timezone.now():
        return timezone.now() - timedelta(days=1 + place % 5, minutes=17 * place)
    return closes - timedelta(hours=3 + 5 * (place % 9), minutes=7 * place % 60)


def _milestones(bid: Bid, challenge: Challenge) -> list[models.Model]:
    shares = MODES[challenge.mode].payment_ppm
    first = timezone.localdate(challenge.closes_at or timezone.now())
    return [
        BidMilestone(
            bid=bid,
            position=position,
            name=name,
            due_on=first + timedelta(days=_HALF_YEAR * position),
            criteria=criteria,
            share_ppm=share,
        )
        for position, (share, (name, criteria)) in enumerate(zip(shares, steps(len(shares)), strict=True), start=1)
    ]
