"""Reads for the review of a challenge's bids: which go in, the panel that judges them, what it found, bid by bid."""

from dataclasses import dataclass
from datetime import datetime

from ceyuan.apps.calls.models import Bid, Challenge, Decision
from ceyuan.apps.calls.modes import MODES
from ceyuan.apps.calls.policies.challenges import DECIDE, MANAGE, SUPERVISE
from ceyuan.apps.calls.selectors import bids
from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.reviews.interface import CaseResult, cases_of, results

# Bids that passed the formal check and were not given up: those a decision is owed to.
STANDING = ("admitted", "in_review", "shortlisted", "reserve", "selected", "pledged", "running")
OPEN = ("admitted", "in_review", "shortlisted", "reserve")
KIND = "calls.bid"


@dataclass(frozen=True, slots=True)
class Ranked:
    """A bid with what the panel found (None before it closed) and the decision that stands."""

    bid: Bid
    result: CaseResult | None
    decision: Decision | None


def submitted(subject_id: str) -> Bid | None:
    """A bid that was handed in, by the id in a panel's case; who reads it the panel has settled."""
    if not subject_id.isdecimal():
        return None
    return Bid.objects.filter(pk=int(subject_id)).exclude(snapshot=None).first()


def standing(one: Challenge) -> list[Bid]:
    """The bids that a decision is owed to, in the order of their numbers."""
    return list(one.bids.filter(state__in=STANDING).select_related("unit", "leader").order_by("number"))


def review_closed(one: Challenge) -> bool:
    """Whether a closed panel has judged every bid that is decided on; true where the mode needs none."""
    if not MODES[one.mode].review:
        return True
    # A panel tells nothing before it is closed.
    judged = {row.subject_id for row in results(one.panel_id)} if one.panel_id is not None else set()
    return bool(judged) and all(
        str(pk) in judged for pk in one.bids.filter(state__in=OPEN).values_list("pk", flat=True)
    )


def panel_over_bids(one: Challenge) -> bool:
    """Whether a panel that stands has every bid a decision is owed to among its cases."""
    cases = cases_of(one.panel_id) if one.panel_id is not None else frozenset()
    waiting = one.bids.filter(state__in=OPEN).values_list("pk", flat=True)
    return bool(cases) and all((KIND, str(pk)) in cases for pk in waiting)


def may_look(actor: Actor, one: Challenge) -> bool:
    """Whether the actor runs, decides or supervises the challenge: only they read the ranking."""
    return any(actor.may(permission, one.unit.path) for permission in (MANAGE, DECIDE, SUPERVISE))


def ranking(actor: Actor, one: Challenge, now: datetime | None = None) -> list[Ranked]:
    """The admitted bids that the actor may read, the best first; in the order of their numbers before the results."""
    if not may_look(actor, one):
        return []
    seen = bids.visible(actor, now).filter(challenge=one).exclude(state__in=["submitted", "withdrawn", "turned_away"])
    found = {row.subject_id: row for row in results(one.panel_id)} if one.panel_id is not None else {}
    decided = {row.bid_id: row for row in Decision.objects.filter(challenge=one, is_current=True)}
    rows = [
        Ranked(each, found.get(str(each.pk)), decided.get(each.pk))
        for each in seen.exclude(state__in=["draft", "discarded"]).select_related("unit", "leader").order_by("number")
    ]
    last = len(rows) + 1
    return sorted(rows, key=lambda row: row.result.rank if row.result and row.result.rank else last)
