"""The formal check (形式审查) of submitted bids: item by item, from a closed list, with a written note for each no.

What the records already tell is proposed; a person decides. No item asks for title, age, degree or registration.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.calls.models import Bid, BidCheck, Challenge
from ceyuan.apps.calls.modes import CHECK_ITEMS, GATES
from ceyuan.apps.calls.policies import bids as policies
from ceyuan.apps.calls.selectors import checks as selectors
from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.workflow import interface as workflow
from ceyuan.core.kernel.verdict import Invalid, Reason, Refused

from .bids import hold, subject_of

Answer = tuple[bool, str]


def items_for(one: Challenge) -> tuple[str, ...]:
    """The items of this challenge: those of every call, and its own gates."""
    return tuple(item for item in CHECK_ITEMS if item not in GATES or item in one.gates)


@transaction.atomic
def note(*, actor: Actor, bid_id: int, answers: Mapping[str, Answer], now: datetime | None = None) -> list[BidCheck]:
    """Write what was found on each item: (passed, note). A no needs its note; an item may be noted again."""
    moment = now or timezone.now()
    bid = _submitted(actor, bid_id, moment)
    allowed = items_for(bid.challenge)
    wrong: dict[str, list[str | Reason]] = {}
    for item, (passed, words) in answers.items():
        if item not in allowed:
            wrong[item] = [Reason("calls.no_such_item", {"item": item})]
        elif not passed and not words.strip():
            wrong[item] = ["calls.check_needs_note"]
    if wrong:
        raise Invalid(wrong)
    before = {one.item: one.passed for one in bid.checks.all()}
    for item, (passed, words) in answers.items():
        BidCheck.objects.update_or_create(
            bid=bid,
            item=item,
            defaults={
                "passed": passed,
                "note": words.strip()[:500],
                "checked_by_id": actor.account_id,
                "checked_at": moment,
            },
        )
    audit.record(
        actor=actor,
        act="calls.bid.checked",
        subject=subject_of(bid),
        before=before,
        after={item: {"passed": passed, "note": words} for item, (passed, words) in answers.items()},
        unit_path=bid.challenge.unit.path,
    )
    return list(bid.checks.order_by("pk"))


@transaction.atomic
def conclude(*, actor: Actor, bid_id: int, revision: int, now: datetime | None = None) -> Bid:
    """Admit the bid when every item passed, else turn it away with the notes as its written reasons."""
    moment = now or timezone.now()
    bid = _submitted(actor, bid_id, moment)
    told = facts(bid, moment)
    failed = [f"{one.item}: {one.note}" for one in bid.checks.filter(passed=False).order_by("pk")]
    return workflow.advance(
        actor=actor,
        case=bid,
        action="turn_away" if failed else "admit",
        revision=revision,
        unit_path=bid.challenge.unit.path,
        act="calls.bid.stepped",
        subject=subject_of(bid),
        facts=told,
        reason="\n".join(failed),
    )


def facts(bid: Bid, moment: datetime) -> dict[str, Any]:
    """What the guards of admitting and turning away look at."""
    looked_at = set(bid.checks.values_list("item", flat=True))
    one = bid.challenge
    return {
        "deadline_passed": one.closes_at is not None and one.closes_at < moment,
        "closes_at": f"{timezone.localtime(one.closes_at):%Y-%m-%d %H:%M}" if one.closes_at else "–",
        "checked": looked_at >= set(items_for(one)),
        "failed": bid.checks.filter(passed=False).count(),
    }


def _submitted(actor: Actor, bid_id: int, moment: datetime) -> Bid:
    if selectors.for_office(actor, bid_id, moment) is None:
        raise Refused("calls.unknown_bid")
    bid = hold(actor, bid_id, moment)
    policies.may_check(actor, bid.challenge.unit.path).require()
    if bid.state != "submitted" or bid.challenge.state not in {"closed", "formal_check"}:
        raise Refused("calls.not_in_formal_check")
    return bid
