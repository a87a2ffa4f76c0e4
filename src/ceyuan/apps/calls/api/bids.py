"""For programs: one's own bids, and those of a challenge for who runs it."""

from datetime import datetime
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from ceyuan.apps.calls.policies.challenges import MANAGE
from ceyuan.apps.calls.selectors import bids, challenges
from ceyuan.kit.reasons import reason_text

router = Router(tags=["calls"])


class BidOut(Schema):
    """A bid; money in minor units."""

    id: int
    challenge: str
    number: int | None
    title: str
    state: str
    unit: str
    leader: str
    funds_minor: int
    currency: str
    submitted_at: datetime | None
    sha256: str


class BidFindingOut(Schema):
    """What a draft lacks: the part, the code, and the sentence of the page."""

    part: str
    code: str
    text: str


class BidDetailOut(BidOut):
    """A bid with all it says: the frozen snapshot once it was handed in; what a draft still lacks."""

    content: dict[str, Any]
    findings: list[BidFindingOut]


class BidPage(Schema):
    """One page of bids and how many there are."""

    total: int
    items: list[BidOut]


class BidQuery(Schema):
    """Filters as on the page."""

    q: str = ""
    state: str = ""
    sort: str = "-submitted"
    offset: Annotated[int, Field(ge=0, le=10_000_000)] = 0
    limit: Annotated[int, Field(ge=1, le=500)] = 50


@router.get("/bids", response=BidPage, summary="My own bids")
def my_bids(request: HttpRequest, query: Query[BidQuery]) -> dict[str, Any]:
    """Bids the caller began, leads or belongs to."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    filters = {name: getattr(query, name).replace("\x00", "") for name in ("q", "state")}
    found = bids.mine_listing(actor, filters, query.sort)
    return {"total": found.count(), "items": [_row(one) for one in found.slice(query.offset, query.limit)]}


@router.get("/challenges/{code}/bids", response=BidPage, summary="Bids on a challenge, for who runs it")
def bids_of_challenge(request: HttpRequest, code: str, query: Query[BidQuery]) -> dict[str, Any]:
    """As on the office's desk: sealed bids are left out until the deadline; 404 for other offices."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    one = challenges.challenge(actor, code)
    if one is None or not actor.may(MANAGE, one.unit.path):
        raise Http404
    filters = {"code": code, "state": query.state.replace("\x00", "")}
    found = bids.of_challenge(actor, filters, query.sort)
    return {"total": found.count(), "items": [_row(each) for each in found.slice(query.offset, query.limit)]}


@router.get("/bids/{bid_id}", response=BidDetailOut, summary="One bid")
def bid(request: HttpRequest, bid_id: int) -> dict[str, Any]:
    """The bid with all it says; 404 outside the reach and while it is sealed."""
    found = bids.bid(request.actor, bid_id) if bid_id < 2**63 else None  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    lacks = bids.findings_of(found) if found.state == "draft" else []
    return {
        **_row(found),
        "content": bids.content(found),
        "findings": [{"part": one.part, "code": one.reason.code, "text": reason_text(one.reason)} for one in lacks],
    }


def _row(found: Any) -> dict[str, Any]:
    own = ("number", "title", "state", "funds_minor", "currency", "submitted_at", "sha256")
    return {
        **{name: getattr(found, name) for name in own},
        "id": found.pk,
        "challenge": found.challenge.code,
        "unit": found.unit.code,
        "leader": str(found.leader),
    }
