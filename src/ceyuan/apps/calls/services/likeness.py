"""Comparing a bid with earlier bids and projects: shares and passages are kept, so that a person can judge them."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.calls.bid_content import compared
from ceyuan.apps.calls.models import BidLikeness
from ceyuan.apps.calls.policies import bids as policies
from ceyuan.apps.calls.selectors import bids as bid_selectors
from ceyuan.apps.calls.selectors import checks as selectors
from ceyuan.apps.organisation.interface import Actor
from ceyuan.core.kernel.similarity import rank
from ceyuan.core.kernel.verdict import Refused

from .bids import subject_of

# Below a twentieth it is the language of the trade, not the same text.
LEAST_PPM = 50_000
MOST_KEPT = 10


@transaction.atomic
def compare(*, actor: Actor, bid_id: int, now: datetime | None = None) -> list[BidLikeness]:
    """Compare a submitted bid with all earlier work and keep the ten most alike; an earlier comparison is replaced."""
    moment = now or timezone.now()
    found = selectors.for_office(actor, bid_id, moment)
    if found is None:
        raise Refused("calls.unknown_bid")
    policies.may_check(actor, found.challenge.unit.path).require()
    works = {f"{one.kind}:{one.key}": one for one in selectors.earlier_work(actor, found)}
    ranked = rank(
        compared(bid_selectors.content(found)),
        {name: one.texts for name, one in works.items()},
        least_ppm=LEAST_PPM,
        most=MOST_KEPT,
    )
    found.likenesses.all().delete()
    kept = BidLikeness.objects.bulk_create(
        BidLikeness(
            bid=found,
            other_kind=works[like.key].kind,
            other_id=works[like.key].key,
            other_label=works[like.key].label[:300],
            other_url=works[like.key].url[:300],
            share_ppm=like.share_ppm,
            parts=dict(like.parts),
            passages=[
                {"part": one.part, "text": one.text, "start": one.start, "other": one.other_text}
                for one in like.passages
            ],
            compared_at=moment,
        )
        for like in ranked
    )
    audit.record(
        actor=actor,
        act="calls.bid.compared",
        subject=subject_of(found),
        after={"works": len(works), "alike": {like.key: like.share_ppm for like in ranked}},
        unit_path=found.challenge.unit.path,
    )
    return kept
