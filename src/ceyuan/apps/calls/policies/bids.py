"""Who may do what with a bid. No question asked here looks at title, age or degree."""

from collections.abc import Collection

from django.utils import timezone

from ceyuan.apps.calls.models import Bid
from ceyuan.apps.organisation.scoping import Actor
from ceyuan.core.kernel.verdict import Verdict

from .challenges import BID, DECIDE, MANAGE, SUPERVISE

SUBJECT = "calls.bid"
LEAD = "projects.lead"


def may_bid_for(actor: Actor, unit_path: str, home_path: str | None) -> Verdict:
    """Bid in the name of a unit: who works in it or below it, and who runs calls or projects there."""
    if not actor.may(BID):
        return Verdict.refused("calls.may_not_bid")
    at_home = home_path is not None and (home_path == unit_path or home_path.startswith(f"{unit_path}."))
    if at_home or actor.may(MANAGE, unit_path) or actor.may(LEAD, unit_path):
        return Verdict.allowed()
    return Verdict.refused("calls.not_your_unit")


def is_own(actor: Actor, made_by: int | None, people: Collection[int]) -> bool:
    """Whether the actor began the bid, leads it, or belongs to its team."""
    began = actor.account_id is not None and actor.account_id == made_by
    return began or (actor.person_id is not None and actor.person_id in people)


def may_write(actor: Actor, bid: Bid, people: Collection[int]) -> Verdict:
    """Change a draft, hand it in, take it back: its own people."""
    if is_own(actor, bid.made_by_id, people):
        return Verdict.allowed()
    return Verdict.refused("calls.not_your_bid")


def may_check(actor: Actor, challenge_path: str) -> Verdict:
    """The formal check and the comparison with earlier work: the office that runs the challenge."""
    if actor.may(MANAGE, challenge_path):
        return Verdict.allowed()
    return Verdict.refused("calls.not_the_office")


def bid_documents(actor: Actor, subject_id: str, act: str) -> Verdict:
    """Files of a bid are read by its own people, and by who runs or supervises the challenge once they are open.

    Nobody attaches or withdraws them through the shelf: a bid takes its files itself, while it is a draft.
    """
    found = Bid.standing_of(subject_id)
    if found is None or found.group_id != actor.group_id:
        return Verdict.refused("documents.not_found")
    own = is_own(actor, found.made_by, found.people)
    if act != "view":
        return Verdict.refused("calls.files_with_the_bid")
    office = any(actor.may(one, found.challenge_path) for one in (MANAGE, DECIDE, SUPERVISE))
    is_open = found.sealed_until is None or timezone.now() > found.sealed_until
    if own or (office and is_open and found.state not in {"draft", "discarded"}):
        return Verdict.allowed()
    return Verdict.refused("documents.not_found")
