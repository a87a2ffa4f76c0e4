"""What the database itself refuses, whoever writes."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from ceyuan.apps.calls.models import Bid, BidCheck, BidUnsuitable, Decision
from ceyuan.apps.workflow.interface import adopting

from .callroom import Callroom


@contextmanager
def refused(word: str) -> Iterator[None]:
    with pytest.raises(DatabaseError, match=word), transaction.atomic():
        yield


def hand_in(bid: Bid, **facts: Any) -> Bid:
    """Writes past all services, as a slip of the hand would."""
    with transaction.atomic(), adopting():
        told = {"submitted_at": timezone.now(), "snapshot": {}, "sha256": "0" * 64, "state": "submitted", **facts}
        Bid.objects.filter(pk=bid.pk).update(**told)
    bid.refresh_from_db()
    return bid


def test_no_bid_is_taken_after_the_deadline(callroom: Callroom) -> None:
    challenge = callroom.challenge()
    late = challenge.closes_at + timedelta(seconds=1)
    with refused("deadline_passed"):
        hand_in(callroom.bid(challenge), submitted_at=late)
    assert hand_in(callroom.bid(challenge, callroom.cast.manager_a), submitted_at=challenge.closes_at).number is None


@pytest.mark.parametrize("values", [("12501", "95"), ("12500", "94.4"), ("12500", None)])
def test_no_bid_stays_below_a_hard_indicator(callroom: Callroom, values: tuple[str, str | None]) -> None:
    with refused("indicator_lowered"):
        hand_in(callroom.bid(callroom.challenge(), values=values))


def test_no_bid_asks_for_more_than_the_ceiling_or_promises_half_the_shares(callroom: Callroom) -> None:
    challenge = callroom.challenge()
    with refused("above_ceiling"):
        hand_in(callroom.bid(challenge, funds_minor=challenge.budget_minor + 1))
    half = callroom.bid(challenge, callroom.cast.manager_a)
    half.milestones.filter(position=3).delete()
    with refused("shares_not_whole"):
        hand_in(half)


def test_a_submitted_bid_and_its_parts_never_change(callroom: Callroom) -> None:
    bid = hand_in(callroom.bid(callroom.challenge()))
    with refused("bid_frozen"):
        Bid.objects.filter(pk=bid.pk).update(route="另一条路线")
    with refused("bid_frozen"):
        bid.indicators.update(value=Decimal(1))
    with refused("bid_frozen"):
        bid.members.all().delete()
    with refused("bid_frozen"):
        bid.delete()


def test_a_state_is_written_by_the_workflow_alone(callroom: Callroom) -> None:
    challenge = callroom.challenge()
    bid = callroom.bid(challenge)
    with refused("state"):
        Bid.objects.filter(pk=bid.pk).update(state="discarded")
    with refused("state"):
        type(challenge).objects.filter(pk=challenge.pk).update(state="cancelled")


def test_a_published_challenge_changes_only_its_deadline_and_only_to_later(callroom: Callroom) -> None:
    challenge = callroom.challenge()
    rows = type(challenge).objects.filter(pk=challenge.pk)
    with refused("challenge_frozen"):
        rows.update(budget_minor=1)
    with refused("challenge_frozen"):
        challenge.indicators.update(value=Decimal(1))
    with refused("deadline_earlier"):
        rows.update(closes_at=challenge.closes_at - timedelta(minutes=1))
    assert rows.update(closes_at=challenge.closes_at + timedelta(days=1)) == 1
    closed = callroom.challenge(state="closed")
    with refused("deadline_over"):
        type(closed).objects.filter(pk=closed.pk).update(closes_at=closed.closes_at + timedelta(days=1))


@pytest.mark.parametrize("gate", ["title", "age", "degree", "senior_title_only"])
def test_no_gate_by_title_age_or_degree_can_be_stored(callroom: Callroom, gate: str) -> None:
    with refused("challenge_gates_closed_list"):
        callroom.challenge(gates=[gate])


def test_no_item_of_the_formal_check_by_title_age_or_degree_can_be_stored(callroom: Callroom) -> None:
    bid = hand_in(callroom.bid(callroom.challenge()))
    with refused("bid_check_closed_list"):
        BidCheck.objects.create(bid=bid, item="leader_title", passed=True, checked_at=timezone.now())


def test_classified_work_is_never_stored(callroom: Callroom) -> None:
    with refused("challenge_never_classified"):
        callroom.challenge(secrecy="secret")


def test_a_race_has_two_to_five_lanes(callroom: Callroom) -> None:
    for least, most in ((1, 3), (2, 6)):
        with refused("race_two_to_five"):
            callroom.challenge(mode="race", awarded_min=least, awarded_max=most)


def test_three_experts_at_the_most_are_named_unsuitable(callroom: Callroom) -> None:
    bid = callroom.bid(callroom.challenge())
    for position in (1, 2, 3):
        BidUnsuitable.objects.create(bid=bid, position=position, name="某专家", reason="有合作纠纷")
    with refused("bid_unsuitable_three"):
        BidUnsuitable.objects.create(bid=bid, position=4, name="某专家", reason="有合作纠纷")


def test_a_decision_is_replaced_and_never_changed(callroom: Callroom) -> None:
    challenge = callroom.challenge()
    bid = hand_in(callroom.bid(challenge))
    made = Decision.objects.create(
        challenge=challenge, bid=bid, round=1, outcome="selected", reasons="路线可行", decided_at=timezone.now()
    )
    with refused("append_only"):
        Decision.objects.filter(pk=made.pk).update(reasons="另一个理由")
    with refused("append_only"):
        made.delete()
    assert Decision.objects.filter(pk=made.pk).update(is_current=False) == 1
