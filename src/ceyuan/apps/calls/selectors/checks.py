"""What the office sees of a bid: the checks noted, those the records propose, and how like it is to earlier work."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ceyuan.apps.calls import similar_work
from ceyuan.apps.calls.bid_content import compared
from ceyuan.apps.calls.models import Bid, BidCheck, BidLikeness
from ceyuan.apps.calls.policies.challenges import MANAGE
from ceyuan.apps.calls.selectors import bids
from ceyuan.apps.calls.selectors.challenges import NOT_IN
from ceyuan.apps.calls.similar_work import EarlierWork
from ceyuan.apps.organisation.interface import Actor
from ceyuan.core.kernel.text import grams

MOST_EARLIER = 400


def for_office(actor: Actor, pk: int, now: datetime | None = None) -> Bid | None:
    """A bid of a challenge that the actor's office runs; None for all others, and while it is sealed."""
    found = bids.bid(actor, pk, now)
    if found is None or not actor.may(MANAGE, found.challenge.unit.path):
        return None
    return found


def noted(found: Bid) -> dict[str, BidCheck]:
    """The checks noted so far, by item."""
    return {one.item: one for one in found.checks.all()}


def proposed(found: Bid) -> Mapping[str, bool]:
    """Items that the records answer already: what submission demanded was true when it was handed in."""
    content: Mapping[str, Any] = bids.content(found)
    return {
        "indicators_offered": True,
        "milestones_whole": True,
        "funds_within_ceiling": content["funds_minor"] <= found.challenge.budget_minor,
        "commitment_given": bool(content["committed"]),
        "documents_complete": bool(content["route"].strip() and content["members"]),
    }


def likenesses(found: Bid) -> list[BidLikeness]:
    """What the last comparison found, the most alike first."""
    return list(found.likenesses.order_by("-share_ppm", "pk"))


def earlier_work(actor: Actor, found: Bid) -> list[EarlierWork]:
    """Earlier bids of the group and what registered providers know: candidates for the comparison."""
    own = compared(bids.content(found))
    wanted = grams(own["title"], own["route"])
    works = list(_earlier_bids(found))
    for provider in similar_work.providers().values():
        works.extend(provider(actor, wanted, MOST_EARLIER))
    return works


def _earlier_bids(found: Bid) -> list[EarlierWork]:
    """Every other bid that was handed in: those of the same call too, for two of them may be one text."""
    others = (
        Bid.objects.filter(group=found.group_id)
        .exclude(pk=found.pk)
        .exclude(state__in=NOT_IN)
        .exclude(snapshot=None)
        .select_related("challenge")
        .order_by("-submitted_at")[:MOST_EARLIER]
    )
    return [
        EarlierWork(
            kind="calls.bid",
            key=str(one.pk),
            label=f"{one.challenge.code} · {one.title}",
            texts=compared(one.snapshot),
            unit_ids=frozenset({one.unit_id}),
            person_ids=frozenset({one.leader_id}),
        )
        for one in others
    ]


def conflict_case(found: Bid) -> dict[str, Any]:
    """What a panel needs to keep conflicted reviewers away: units, people, named unsuitable, keywords."""
    content = bids.content(found)
    units = {found.unit_id, *(one["unit"] for one in content["partners"] if one["unit"])}
    people = {found.leader_id, *(one["person"] for one in content["members"] if one["person"])}
    return {
        "subject_kind": "calls.bid",
        "subject_id": str(found.pk),
        "title": found.title,
        "applicant_unit_ids": sorted(units),
        "person_ids": sorted(people),
        "unsuitable_person_ids": sorted(one["person"] for one in content["unsuitable"] if one["person"]),
        "keywords": [one["name"] for one in content["indicators"]],
        "url_name": "calls:bid_detail",
    }
