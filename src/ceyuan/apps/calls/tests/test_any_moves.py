"""Whatever bidders and offices do, in whatever order and at whatever hour: the promises of a challenge hold."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ceyuan.apps.calls.bid_findings import lowered
from ceyuan.apps.calls.models import Bid, Challenge
from ceyuan.apps.calls.selectors import bids as selectors
from ceyuan.apps.calls.selectors.challenges import NOT_IN
from ceyuan.apps.calls.services import bid_saving, bids, challenges, formal_check
from ceyuan.apps.calls.workflows import BID_V1, CHALLENGE_V1
from ceyuan.apps.documents.interface import fingerprint
from ceyuan.core.kernel.verdict import Invalid, Refused

from .callroom import Callroom

STEPS = ("close", "check_form", "send_to_review", "declare_unfilled", "cancel", "deliver", "announce")
MOVES = st.tuples(
    st.sampled_from(
        [
            "submit",
            "submit_again",
            "withdraw",
            "offer",
            "money",
            "check",
            "conclude",
            "step",
            "extend",
            "reopen",
            "later",
        ]
    ),
    st.integers(0, 1),
    st.integers(-2, 2),
)


class Undo(Exception):
    """Ends an example; its transaction is rolled back."""


class Game:
    """A challenge, two bids, and a clock that only runs forward."""

    def __init__(self, room: Callroom) -> None:
        self.room = room
        self.challenge = room.challenge()
        self.members = (room.cast.member_a, room.cast.manager_b)
        self.bids = [room.bid(self.challenge, self.members[0]), room.bid(self.challenge, self.members[1], unit="B")]
        self.deadline = self.challenge.closes_at
        self.now = self.deadline - timedelta(hours=3)
        self.step = 0

    def act(self, move: tuple[str, int, int]) -> None:
        word, which, number = move
        if word == "later":
            self.now += timedelta(hours=1 + abs(number))
            return
        self.challenge.refresh_from_db()
        bid = self.bids[which]
        bid.refresh_from_db()
        try:
            with transaction.atomic():
                self._act(word, bid, self.members[which].actor, number)
        except (Refused, Invalid):
            return

    def _act(self, word: str, bid: Bid, actor: Any, number: int) -> None:
        office, one = self.room.cast.st_officer.actor, self.challenge
        own = {"actor": actor, "bid_id": bid.pk}
        if word in {"submit", "submit_again"}:
            seen = bid.revision - (word == "submit_again")
            bids.submit(**own, revision=seen, now=self.now)
        elif word == "withdraw":
            bids.withdraw(**own, revision=bid.revision, now=self.now)
        elif word == "offer":
            rows = [
                {"source": asked.pk, "value": asked.value + Decimal(number) / 10, "method": "测试"}
                for asked in one.indicators.all()
            ]
            bid_saving.save_indicators(**own, edition=bid.edition, rows=rows)
        elif word == "money":
            bid_saving.save_basics(**own, edition=bid.edition, funds_minor=one.budget_minor + number)
        elif word == "check":
            answers = dict.fromkeys(formal_check.items_for(one), (number >= 0, "不符合"))
            formal_check.note(actor=office, bid_id=bid.pk, answers=answers, now=self.now)
        elif word == "conclude":
            formal_check.conclude(actor=office, bid_id=bid.pk, revision=bid.revision, now=self.now)
        elif word == "extend":
            later = one.closes_at + timedelta(hours=number)
            challenges.extend(actor=office, challenge_id=one.pk, closes_at=later, reason="检修", now=self.now)
        elif word == "reopen":
            later = self.now + timedelta(days=1 + number)
            challenges.reopen(actor=office, challenge_id=one.pk, revision=one.revision, closes_at=later, now=self.now)
        else:
            self.step = (self.step + 1 + abs(number)) % len(STEPS)
            action = STEPS[self.step]
            if action != "cancel" or number == 2:
                challenges.advance(
                    actor=office, challenge_id=one.pk, action=action, revision=one.revision, reason="理由", now=self.now
                )

    def check(self, told: dict[int, str]) -> None:
        """The promises, after every move."""
        one = Challenge.objects.get(pk=self.challenge.pk)
        assert one.state in CHALLENGE_V1.states
        assert one.closes_at >= self.deadline
        self.deadline = one.closes_at
        asked = {each.pk: each for each in one.indicators.all()}
        for bid in Bid.objects.filter(challenge=one):
            assert bid.state in BID_V1.states
            if bid.submitted_at is None:
                assert bid.state in {"draft", "discarded"}
                continue
            assert bid.submitted_at <= one.closes_at
            assert bid.funds_minor <= one.budget_minor
            assert bid.sha256 == fingerprint(bid.snapshot)
            assert told.setdefault(bid.pk, bid.sha256) == bid.sha256, "a submission changed"
            for offer in bid.snapshot["indicators"]:
                wanted = asked[offer["source"]]
                assert not lowered(wanted.direction, wanted.value, Decimal(offer["value"]))
            if bid.state in {"admitted", "turned_away"}:
                assert set(bid.checks.values_list("item", flat=True)) >= set(formal_check.items_for(one))
                assert (bid.state == "turned_away") == bid.checks.filter(passed=False).exists()
            sealed = selectors.bid(self.room.cast.st_officer.actor, bid.pk, self.now) is None
            assert sealed == (self.now < one.closes_at)
        if one.state == "review":
            assert one.bids.exclude(state__in=[*NOT_IN, "turned_away"]).count() >= one.awarded_min


def play(room: Callroom, moves: list[Any]) -> None:
    """One example from a fresh challenge on, undone at its end."""
    with transaction.atomic():
        game, told = Game(room), dict[int, str]()
        for move in moves:
            game.act(move)
            game.check(told)
        raise Undo


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(MOVES, min_size=6, max_size=18))
def test_no_order_of_moves_breaks_a_promise(callroom: Callroom, moves: list[Any]) -> None:
    with pytest.raises(Undo):
        play(callroom, moves)
