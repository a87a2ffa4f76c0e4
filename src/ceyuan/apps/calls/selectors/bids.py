"""Reads of bids: one's own; those of a challenge for who runs it, once they are open; the findings against a draft."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from ceyuan.apps.calls.bid_content import told
from ceyuan.apps.calls.bid_findings import Finding, findings
from ceyuan.apps.calls.models import Bid, BidMember, Challenge
from ceyuan.apps.calls.policies.bids import is_own
from ceyuan.apps.calls.policies.challenges import BID, DECIDE, MANAGE, SUPERVISE
from ceyuan.apps.calls.selectors.awards import hidden_lanes
from ceyuan.apps.calls.selectors.challenges import NOT_IN
from ceyuan.apps.organisation.interface import Actor, home_unit, units_of
from ceyuan.apps.organisation.scoping import within
from ceyuan.kit.listing import QueryListing

_RELATED = ("challenge", "challenge__unit", "challenge__demander", "unit", "leader", "group")
_ORDER = {"number": "number", "title": "title", "state": "state", "submitted": "submitted_at", "funds": "funds_minor"}


def _mine(actor: Actor) -> Q:
    mine = Q(made_by=actor.account_id) if actor.account_id else Q(pk__in=[])
    if actor.person_id is not None:
        team = BidMember.objects.filter(person=actor.person_id).values("bid")
        mine |= Q(leader=actor.person_id) | Q(pk__in=team)
    return mine


def _for_office(actor: Actor, now: datetime) -> Q:
    reached = Q(pk__in=[])
    for permission in (MANAGE, DECIDE, SUPERVISE):
        reached |= within(actor.reach.get(permission, ()), "challenge__unit__")
    is_open = Q(challenge__is_blind=False) | Q(challenge__closes_at__lte=now)
    return reached & is_open & ~Q(state__in=["draft", "discarded"])


def _for_heads(actor: Actor) -> Q:
    """Heads see what goes out in the name of their unit, from the day it was handed in."""
    return within(actor.reach.get(DECIDE, ()), "unit__") & ~Q(state__in=["draft", "discarded"])


def visible(actor: Actor, now: datetime | None = None) -> QuerySet[Bid]:
    """The bids the actor may read now; never another lane of a race the actor runs in."""
    if not actor.may(BID):
        return Bid.objects.none()
    found: QuerySet[Bid] = Bid.objects.filter(group=actor.group_id)
    seen = _mine(actor) | _for_office(actor, now or timezone.now()) | _for_heads(actor)
    return found.filter(seen).exclude(pk__in=hidden_lanes(actor))


def own(actor: Actor) -> QuerySet[Bid]:
    """The bids the actor began, leads or belongs to."""
    return visible(actor).filter(_mine(actor))


def mine_listing(actor: Actor, filters: Mapping[str, Any], sort: str) -> QueryListing:
    """One's own bids by `q` and `state`."""
    found = own(actor)
    if text := filters.get("q"):
        found = found.filter(Q(title__icontains=text) | Q(challenge__title__icontains=text))
    if state := filters.get("state"):
        found = found.filter(state=state)
    return QueryListing(_sorted(found, sort or "-submitted"), related=("challenge", "unit", "leader"))


def of_challenge(actor: Actor, filters: Mapping[str, Any], sort: str) -> QueryListing:
    """The bids on the challenge with the code in `code`, as far as they are open to the actor."""
    found = visible(actor).filter(challenge__code=filters["code"]).exclude(state__in=["draft", "discarded"])
    if state := filters.get("state"):
        found = found.filter(state=state)
    return QueryListing(_sorted(found, sort or "number"), related=("challenge", "unit", "leader"))


def _sorted(found: QuerySet[Bid], sort: str) -> QuerySet[Bid]:
    column = _ORDER.get(sort.removeprefix("-"), "number")
    return found.order_by(f"-{column}" if sort.startswith("-") else column, "pk")


def bid(actor: Actor, pk: int, now: datetime | None = None) -> Bid | None:
    """One bid; None when it is not there, still sealed, or another lane."""
    return visible(actor, now).select_related(*_RELATED).filter(pk=pk).first()


def people_of(found: Bid) -> set[int]:
    """The people of the bid: its leader and its team."""
    return {found.leader_id, *found.members.exclude(person=None).values_list("person_id", flat=True)}


def is_mine(actor: Actor, found: Bid) -> bool:
    """Whether the actor belongs to the bid."""
    return is_own(actor, found.made_by_id, people_of(found))


def content(found: Bid) -> dict[str, Any]:
    """What the bid says: the frozen snapshot once it was handed in, before that the words of the moment."""
    if found.state not in {"draft", "discarded"} and found.snapshot is not None:
        frozen: dict[str, Any] = found.snapshot
        return frozen
    return told(found)


def findings_of(found: Bid) -> list[Finding]:
    """What the draft lacks before it can be handed in."""
    asked: Challenge = found.challenge
    return findings(
        told(found),
        asked,
        list(asked.indicators.all()),
        invited=set(asked.invitations.values_list("unit_id", flat=True)),
        is_outside=found.unit.kind == "external",
    )


def units_for(actor: Actor) -> list[Any]:
    """The units in whose name the actor may bid at once: the home unit and those above it, the group left out."""
    home = home_unit(actor)
    if home is None:
        return []
    keys = [int(part) for part in home.path.split(".")]
    found = units_of(actor, keys[1:] or keys)
    return [found[key] for key in reversed(keys) if key in found]


def handed_in(one: Challenge) -> int:
    """How many bids were handed in and not taken back."""
    return one.bids.exclude(state__in=NOT_IN).count()


def sealed(one: Challenge, now: datetime | None = None) -> bool:
    """Whether the bids are closed to everybody but their own people."""
    return bool(one.is_blind and one.closes_at is not None and one.closes_at > (now or timezone.now()))


def drafts_due(actor: Actor, now: datetime, limit: int) -> list[Bid]:
    """One's own drafts on challenges that still take bids, the most urgent first."""
    found = own(actor).filter(state="draft", challenge__state="published", challenge__closes_at__gt=now)
    return list(found.select_related("challenge").order_by("challenge__closes_at")[:limit])
