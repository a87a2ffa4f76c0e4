"""For programs: the ranking of the bids with the decision about each, and the decision about a bid of one's own."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router, Schema

from ceyuan.apps.calls.selectors import bids, challenges, reviewing
from ceyuan.apps.calls.selectors import decisions as selectors

router = Router(tags=["calls"])


class BidDecisionOut(Schema):
    """A decision: selected, reserve or not_selected, with its written reasons; money in minor units."""

    outcome: str
    reasons: str
    conditions: str
    place: int | None
    funds_minor: int | None
    decided_at: datetime


class RankedBidOut(Schema):
    """A bid in the ranking; the figures of the review are empty before its panel closed."""

    bid: int
    number: int | None
    title: str
    unit: str
    state: str
    rank: int | None
    raw_mean: Decimal | None
    calibrated: Decimal | None
    low: Decimal | None
    high: Decimal | None
    decision: BidDecisionOut | None
    notice_clear: bool


class OwnDecisionOut(Schema):
    """What is decided about a bid, and how far its pledge is."""

    decision: BidDecisionOut
    notice_clear: bool
    pledge_offered_at: datetime | None
    pledge_signed_at: datetime | None
    kill_on: date | None


@router.get("/challenges/{code}/ranking", response=list[RankedBidOut], summary="Ranking and decisions of a challenge")
def ranking(request: HttpRequest, code: str) -> list[dict[str, Any]]:
    """For who runs, decides or supervises the challenge; 404 for everybody else."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    one = challenges.challenge(actor, code)
    if one is None or not reviewing.may_look(actor, one):
        raise Http404
    return [_ranked(row) for row in reviewing.ranking(actor, one)]


@router.get("/bids/{bid_id}/decision", response=OwnDecisionOut, summary="The decision about a bid")
def decision(request: HttpRequest, bid_id: int) -> dict[str, Any]:
    """The decision with its reasons as far as the caller knows it; 404 before it is told."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    found = bids.bid(actor, bid_id) if bid_id < 2**63 else None
    known = selectors.told_to(actor, found) if found is not None else None
    if found is None or known is None:
        raise Http404
    pledge = selectors.pledge_of(found)
    return {
        "decision": known,
        "notice_clear": _clear(found, known),
        "pledge_offered_at": pledge.offered_at if pledge else None,
        "pledge_signed_at": pledge.signed_at if pledge else None,
        "kill_on": found.challenge.kill_on,
    }


def _ranked(row: reviewing.Ranked) -> dict[str, Any]:
    result = row.result
    figures = ("rank", "calibrated", "low", "high")
    mean = result.raw_mean if result else None
    return {
        "bid": row.bid.pk,
        "number": row.bid.number,
        "title": row.bid.title,
        "unit": row.bid.unit.code,
        "state": row.bid.state,
        **{name: getattr(result, name) if result else None for name in figures},
        "raw_mean": None if mean is None else round(Decimal(mean.numerator) / mean.denominator, 2),
        "decision": row.decision,
        "notice_clear": _clear(row.bid, row.decision),
    }


def _clear(found: Any, known: Any) -> bool:
    return known is not None and known.outcome == "selected" and bool(selectors.notice_verdict(found.pk))
