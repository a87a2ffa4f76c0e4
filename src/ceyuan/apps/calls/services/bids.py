"""Acts on a bid: begin, hand in, take back, give up. The clock of the server decides what is in time."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.calls.bid_content import told
from ceyuan.apps.calls.models import Bid, BidIndicator, BidMember, BidMilestone, Challenge
from ceyuan.apps.calls.modes import MODES
from ceyuan.apps.calls.policies import bids as policies
from ceyuan.apps.calls.selectors import bids as selectors
from ceyuan.apps.calls.selectors import challenges as challenge_selectors
from ceyuan.apps.documents.interface import fingerprint
from ceyuan.apps.organisation.interface import Actor, home_unit, people_of, units_of
from ceyuan.apps.workflow import interface as workflow
from ceyuan.core.kernel.verdict import Invalid, Reason, Refused

SUBJECT = policies.SUBJECT
_MONTH_DAYS = 30


@transaction.atomic
def start(
    *,
    actor: Actor,
    challenge_id: int,
    unit_id: int,
    key: str,
    leader_id: int | None = None,
    title: str = "",
    now: datetime | None = None,
) -> Bid:
    """Begin a draft for a unit. The same `key` sent twice is one bid; anybody may lead it."""
    moment = now or timezone.now()
    one = challenge_selectors.by_id(actor, challenge_id)
    if one is None:
        raise Refused("calls.unknown_challenge")
    begun: Bid | None = Bid.objects.filter(challenge=one, made_by=actor.account_id, key=key[:64]).first()
    if begun is not None:
        return begun
    _require_open(one, moment)
    unit = units_of(actor, [unit_id]).get(unit_id)
    if unit is None:
        raise Invalid({"unit_id": ["organisation.unknown_unit"]})
    home = home_unit(actor)
    policies.may_bid_for(actor, unit.path, home.path if home else None).require()
    leader_key = leader_id or actor.person_id
    leader = people_of(actor, [leader_key]).get(leader_key) if leader_key else None
    if leader is None:
        raise Invalid({"leader_id": ["organisation.unknown_person"]})
    if Bid.objects.filter(challenge=one, unit=unit, leader=leader).exclude(state__in=ENDED).exists():
        raise Refused("calls.bid_exists", unit=str(unit), leader=str(leader))
    made = Bid.objects.create(
        group_id=one.group_id,
        challenge=one,
        unit=unit,
        leader=leader,
        made_by_id=actor.account_id,
        key=key[:64],
        title=title.strip()[:200] or one.title,
        currency=one.currency,
        workflow="bid",
        workflow_version=1,
        state="draft",
    )
    _prefill(made, one)
    _record(actor, "calls.bid.started", made, after={"unit": str(unit), "leader": str(leader)})
    return made


ENDED = ("withdrawn", "discarded", "turned_away", "not_selected")


def _prefill(made: Bid, one: Challenge) -> None:
    """What the challenge and the mode already say: its indicators, the leader, the usual milestones."""
    BidIndicator.objects.bulk_create(
        BidIndicator(
            bid=made,
            source=asked,
            position=asked.position,
            name=asked.name,
            direction=asked.direction,
            unit_of_measure=asked.unit_of_measure,
            method=asked.method,
        )
        for asked in challenge_selectors.indicators_of(one)
    )
    BidMember.objects.create(
        bid=made, position=1, person=made.leader, name=str(made.leader)[:120], role="", person_months=1
    )
    if one.closes_at is None:
        return
    first = timezone.localdate(one.closes_at)
    BidMilestone.objects.bulk_create(
        BidMilestone(
            bid=made,
            position=position,
            name="",
            due_on=first.fromordinal(first.toordinal() + 6 * _MONTH_DAYS * position),
            criteria="",
            share_ppm=share,
        )
        for position, share in enumerate(MODES[one.mode].payment_ppm, start=1)
    )


@transaction.atomic
def submit(*, actor: Actor, bid_id: int, revision: int, now: datetime | None = None) -> Bid:
    """Hand a draft in: it is told as a whole, hashed, and frozen. Sent twice, it stays one submission.

    Raises `Invalid` naming every finding by its part, `Refused` after the deadline.
    """
    moment = now or timezone.now()
    bid = hold(actor, bid_id)
    _require_own(actor, bid)
    if bid.state == "submitted" and revision == bid.revision - 1:
        return bid
    # The challenge is locked so that a deadline moved at this moment is seen, and numbers do not collide.
    one = Challenge.objects.select_for_update().get(pk=bid.challenge_id)
    if bid.state == "draft":
        _require_open(one, moment)
        _require_whole(bid)
        content = told(bid)
        last = one.bids.aggregate(last=Max("number"))["last"] or 0
        bid.snapshot, bid.sha256 = content, fingerprint(content)
        bid.submitted_at, bid.submitted_by_id, bid.number = moment, actor.account_id, last + 1
        bid.save(update_fields=["snapshot", "sha256", "submitted_at", "submitted_by", "number", "saved_at"])
    facts = {"before_deadline": _in_time(one, moment), "findings": 0}
    return _step(actor, bid, "submit", revision, facts)


@transaction.atomic
def withdraw(*, actor: Actor, bid_id: int, revision: int, now: datetime | None = None) -> Bid:
    """Take a submission back before the deadline; another one may be begun in its place."""
    bid = hold(actor, bid_id)
    _require_own(actor, bid)
    facts = {"before_deadline": _in_time(bid.challenge, now or timezone.now()), "closes_at": _closing(bid.challenge)}
    return _step(actor, bid, "withdraw", revision, facts)


@transaction.atomic
def discard(*, actor: Actor, bid_id: int, revision: int) -> Bid:
    """Give a draft up."""
    bid = hold(actor, bid_id)
    _require_own(actor, bid)
    return _step(actor, bid, "discard", revision, {})


def hold(actor: Actor, bid_id: int, now: datetime | None = None) -> Bid:
    """The bid, locked; refused when the actor may not see it (yet). Call it inside a transaction."""
    if selectors.bid(actor, bid_id, now) is None:
        raise Refused("calls.unknown_bid")
    held: Bid = (
        Bid.objects.select_for_update(of=("self",))
        .select_related("challenge", "challenge__unit", "unit", "leader")
        .get(pk=bid_id)
    )
    return held


def subject_of(bid: Bid) -> tuple[str, int | str, str]:
    """How acts name a bid."""
    return SUBJECT, bid.pk, f"{bid.challenge.code} {bid.title}"


def _require_own(actor: Actor, bid: Bid) -> None:
    policies.may_write(actor, bid, selectors.people_of(bid)).require()


def _in_time(one: Challenge, moment: datetime) -> bool:
    return one.state == "published" and one.closes_at is not None and moment <= one.closes_at


def _closing(one: Challenge) -> str:
    return f"{timezone.localtime(one.closes_at):%Y-%m-%d %H:%M}" if one.closes_at else "–"


def _require_open(one: Challenge, moment: datetime) -> None:
    if one.closes_at is not None and moment > one.closes_at:
        raise Refused("calls.deadline_passed", closes_at=_closing(one))
    if one.state != "published":
        raise Refused("calls.takes_no_bids")


def _require_whole(bid: Bid) -> None:
    wrong: dict[str, list[str | Reason]] = {}
    for one in selectors.findings_of(bid):
        wrong.setdefault(one.part, []).append(one.reason)
    if wrong:
        raise Invalid(wrong)


def _step(actor: Actor, bid: Bid, action: str, revision: int, facts: Mapping[str, Any]) -> Bid:
    return workflow.advance(
        actor=actor,
        case=bid,
        action=action,
        revision=revision,
        unit_path=bid.unit.path,
        act="calls.bid.stepped",
        subject=subject_of(bid),
        facts=facts,
    )


def _record(actor: Actor, act: str, bid: Bid, *, after: Mapping[str, Any]) -> None:
    audit.record(actor=actor, act=act, subject=subject_of(bid), after=dict(after), unit_path=bid.unit.path)
