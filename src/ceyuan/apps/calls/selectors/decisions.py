"""Reads of decisions, their public notice and the pledges, and what they tell the guards."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from ceyuan.apps.calls.models import Bid, Challenge, Decision, Pledge
from ceyuan.apps.calls.modes import MODES
from ceyuan.apps.calls.policies.challenges import DECIDE, MANAGE
from ceyuan.apps.calls.selectors import bids, reviewing
from ceyuan.apps.notices.interface import clear
from ceyuan.apps.organisation.interface import Actor
from ceyuan.core.kernel.verdict import Verdict

# A bid that was chosen and has not stepped back.
GOING_ON = ("selected", "pledged", "running", "delivered")


def current(one: Challenge) -> dict[int, Decision]:
    """The decisions that stand, by bid; bids that quit are left out."""
    found = Decision.objects.filter(challenge=one, is_current=True).exclude(bid__state="quit")
    return {row.bid_id: row for row in found.select_related("bid", "bid__unit", "bid__leader").order_by("place", "pk")}


def decision_of(found: Bid) -> Decision | None:
    """The decision about a bid that stands."""
    return found.decisions.filter(is_current=True).first()


def told_to(actor: Actor, found: Bid) -> Decision | None:
    """The decision as far as this reader knows it: the bid's people hear of it with the notice, not before."""
    one = found.challenge
    if reviewing.may_look(actor, one) or one.state not in {"review", "defence", "decision", "formal_check"}:
        return decision_of(found)
    return None


def notice_verdict(bid_id: int) -> Verdict:
    """Whether the line of this bid may go on: period over, no open or upheld objection on it."""
    return clear(reviewing.KIND, bid_id)


def on_show(bid_id: int) -> bool:
    """Whether a notice carries this bid's line; an objection that was upheld took its line off."""
    return not any(reason.code in {"notices.none", "notices.upheld"} for reason in notice_verdict(bid_id).reasons)


def cleared(one: Challenge) -> list[Decision]:
    """Decisions that choose a bid and whose line is clear."""
    chosen = [row for row in current(one).values() if row.outcome == "selected"]
    return [row for row in chosen if row.bid.state in GOING_ON or notice_verdict(row.bid_id)]


def facts(one: Challenge) -> Mapping[str, Any]:
    """What review, decision, notice and pledges tell the guards of a challenge."""
    decided = current(one)
    standing = {found.pk: found for found in reviewing.standing(one)}
    chosen = [row for row in decided.values() if row.outcome == "selected"]
    refused = {row.bid_id for row in decided.values() if row.outcome == "not_selected"}
    states = {row.bid.state for row in chosen}
    return {
        # Who was decided against cannot be chosen any more: nobody left makes the list unfilled.
        "admitted": len(standing.keys() - refused),
        "panel_over_bids": reviewing.panel_over_bids(one),
        "review_closed": reviewing.review_closed(one),
        "decided": standing.keys() <= decided.keys() and one.awarded_min <= len(chosen) <= one.awarded_max,
        "on_show": bool(chosen) and all(row.bid.state in GOING_ON or on_show(row.bid_id) for row in chosen),
        "notice_clear": bool(cleared(one)),
        # A line under objection waits alone: those that went on are enough.
        "pledged": bool(states & {"pledged", "running", "delivered"}) and "selected" not in states,
    }


def pledge_of(found: Bid) -> Pledge | None:
    """The pledge of a bid."""
    return Pledge.objects.filter(bid=found).first()


def content_of_pledge(subject_id: str) -> Mapping[str, Any] | None:
    """What the pledge with this bid's id says; None without one."""
    found = Pledge.objects.filter(bid=int(subject_id)).first() if subject_id.isdecimal() else None
    return None if found is None else found.content


def bid_facts(found: Bid) -> Mapping[str, Any]:
    """What decision and pledge tell the guards of a bid."""
    standing = decision_of(found)
    pledge = pledge_of(found)
    needed = MODES[found.challenge.mode].pledge
    return {
        "outcome": standing.outcome if standing else None,
        "pledge_signed": not needed or (pledge is not None and pledge.signed_at is not None),
    }


def over_kill_date(one: Challenge) -> bool:
    """Whether the day on which the challenge ends unsolved has passed."""
    return one.kill_on is not None and timezone.localdate() > one.kill_on


def waiting_for_heads(actor: Actor, limit: int) -> list[Challenge]:
    """Challenges whose bids wait for a decision of this head, the oldest deadline first."""
    mine = Challenge.objects.visible_to(actor, DECIDE).filter(state="decision")
    return [one for one in mine.order_by("closes_at", "pk")[: limit * 2] if not facts(one)["decided"]][:limit]


def past_kill_date(actor: Actor, limit: int) -> list[Challenge]:
    """Running challenges of the actor's office whose last day has passed."""
    mine = Challenge.objects.visible_to(actor, MANAGE)
    found = mine.filter(kill_on__lt=timezone.localdate()).exclude(
        state__in=[
            "delivered",
            "settlement",
            "tracking",
            "completed",
            "cancelled",
            "failed_diligent",
            "failed_culpable",
        ]
    )
    return list(found.order_by("kill_on", "pk")[:limit])


def to_pledge(actor: Actor, limit: int) -> list[Bid]:
    """Chosen bids of the actor's challenges that have not pledged yet."""
    found = bids.visible(actor).filter(
        state="selected", challenge__in=Challenge.objects.visible_to(actor, MANAGE).values("pk")
    )
    return list(found.select_related("challenge").order_by("pk")[:limit])
