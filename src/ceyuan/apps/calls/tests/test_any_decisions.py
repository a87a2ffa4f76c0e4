"""Whatever heads, office, objectors and lanes do in whatever order: the promises of decisions and races hold."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ceyuan.apps.calls.bid_findings import lowered
from ceyuan.apps.calls.interface import hidden_lanes
from ceyuan.apps.calls.models import Bid, Challenge, Decision, Lane
from ceyuan.apps.calls.models.races import MOST_LANES
from ceyuan.apps.calls.selectors import bids as selectors
from ceyuan.apps.calls.selectors import races as race_selectors
from ceyuan.apps.calls.selectors.decisions import notice_verdict
from ceyuan.apps.calls.services import bids, challenges, decisions, pledges, races
from ceyuan.apps.calls.workflows import BID_V1, CHALLENGE_V1, LANE_V1
from ceyuan.apps.notices.models import Notice
from ceyuan.apps.notices.services import objections
from ceyuan.core.kernel.verdict import Invalid, Refused

from .council import Council, bids_of, fresh

WORDS = ("decide", "announce", "object", "later", "take_up", "pledge", "step", "race", "mark", "lane", "bid", "quit")
MOVES = st.tuples(st.sampled_from(WORDS), st.integers(0, 1), st.sampled_from(["selected", "reserve", "not_selected"]))
STEPS = ("send_to_review", "pledge", "start", "reconsider", "declare_unfilled", "negotiate", "announce", "deliver")
LANE_STEPS = {"selected": "win", "reserve": "promote", "not_selected": "eliminate"}


class Undo(Exception):
    """Ends an example; its transaction is rolled back."""


class Game:
    """A race challenge at its decision with two bids, and everybody who may move it."""

    def __init__(self, council: Council) -> None:
        council.clock[0] = -60
        self.council = council
        self.challenge = council.in_decision(mode="race")
        self.runners = (council.cast.member_a.actor, council.cast.manager_b.actor)
        self.count = 0

    def act(self, move: tuple[str, int, str]) -> None:
        word, which, outcome = move
        self.count += 1
        one = self.challenge = fresh(self.challenge)
        found = bids_of(one)[which]
        try:
            with transaction.atomic():
                getattr(self, f"_{word}")(one, found, outcome)
        except (Refused, Invalid):
            return

    def _decide(self, one: Challenge, found: Bid, outcome: str) -> None:
        reasons = "" if self.count % 7 == 0 else "路线先进，指标可考核，节点合理。"
        choice = decisions.Choice(bid_id=found.pk, outcome=outcome, reasons=reasons)
        actor = self.council.head if self.count % 5 else self.council.office
        decisions.decide(actor=actor, challenge_id=one.pk, choices=[choice])

    def _announce(self, one: Challenge, _found: Bid, _outcome: str) -> None:
        decisions.announce(actor=self.council.office, challenge_id=one.pk, revision=one.revision)

    def _object(self, one: Challenge, found: Bid, _outcome: str) -> None:
        if one.notice_id is not None:
            objections.receive(
                actor=self.council.cast.auditor.actor,
                notice_id=one.notice_id,
                lines=[f"bid-{found.number}"],
                kind="substantive",
                grounds="该方案的核心专利属于我方",
                contact="a@example.org",
            )

    def _later(self, _one: Challenge, _found: Bid, _outcome: str) -> None:
        self.council.clock[0] = min(0, self.council.clock[0] + 9)

    def _take_up(self, one: Challenge, _found: Bid, _outcome: str) -> None:
        decisions.take_up(actor=self.council.office, challenge_id=one.pk, revision=one.revision)

    def _pledge(self, one: Challenge, found: Bid, _outcome: str) -> None:
        if self.count % 3 == 0:
            pledges.confirm(actor=self.council.office, bid_id=found.pk, revision=found.revision)
        else:
            self.council.pledged(one)

    def _step(self, one: Challenge, _found: Bid, _outcome: str) -> None:
        for action in STEPS:
            try:
                with transaction.atomic():
                    challenges.advance(
                        actor=self.council.office,
                        challenge_id=one.pk,
                        action=action,
                        revision=one.revision,
                        reason="按程序办理",
                    )
            except (Refused, Invalid):
                continue
            return

    def _race(self, one: Challenge, _found: Bid, _outcome: str) -> None:
        day = races.CheckpointIn(name="中试", on=timezone.localdate() + timedelta(days=9), criteria="按榜单指标")
        races.open_race(
            actor=self.council.office,
            challenge_id=one.pk,
            routes={row.pk: f"路线{row.number}" for row in race_selectors.ready_for_race(one)},
            measured_by="第三方检测中心",
            checkpoints=[day],
        )

    def _mark(self, one: Challenge, found: Bid, _outcome: str) -> None:
        lane = Lane.objects.filter(bid=found).first()
        if lane is not None:
            races.mark(
                actor=self.council.office,
                lane_id=lane.pk,
                checkpoint_id=lane.race.checkpoints.get().pk,
                values={row.pk: row.value for row in one.indicators.all()},
                evidence="检测报告",
                measured_on=timezone.localdate(),
            )

    def _lane(self, _one: Challenge, found: Bid, outcome: str) -> None:
        lane = Lane.objects.filter(bid=found).first()
        if lane is not None:
            races.conclude(
                actor=self.council.office,
                lane_id=lane.pk,
                action=LANE_STEPS[outcome],
                revision=lane.revision,
                reason="按检测结果",
            )

    def _bid(self, one: Challenge, _found: Bid, _outcome: str) -> None:
        bids.start(
            actor=self.runners[0], challenge_id=one.pk, unit_id=self.council.cast.units["A1"].pk, key=str(self.count)
        )
        raise AssertionError("a bid was begun after the deadline")

    def _quit(self, _one: Challenge, found: Bid, outcome: str) -> None:
        if outcome == "reserve":
            decisions.quit_bid(actor=self.council.office, bid_id=found.pk, revision=found.revision, reason="资金不足")

    def check(self) -> None:
        """The promises, after every move."""
        one = fresh(self.challenge)
        assert one.state in CHALLENGE_V1.states
        standing = list(Decision.objects.filter(challenge=one, is_current=True).select_related("bid"))
        self._check_decisions(one, standing)
        outcomes = {row.bid_id: row.outcome for row in standing}
        asked = {row.pk: row for row in one.indicators.all()}
        for found in bids_of(one):
            assert found.state in BID_V1.states
            assert found.submitted_at <= one.closes_at
            if found.state in {"selected", "pledged", "running", "stood_down"}:
                assert outcomes[found.pk] == "selected"
                assert not any(
                    row.code in {"notices.running", "notices.none"} for row in notice_verdict(found.pk).reasons
                )
                for offer in found.snapshot["indicators"]:
                    wanted = asked[offer["source"]]
                    assert not lowered(wanted.direction, wanted.value, Decimal(offer["value"]))
            if found.state in {"pledged", "running"}:
                assert found.pledge.signed_at is not None
        self._check_lanes(one)

    def _check_decisions(self, one: Challenge, standing: list[Decision]) -> None:
        chosen = [row for row in standing if row.outcome == "selected" and row.bid.state != "quit"]
        assert len(chosen) <= one.awarded_max
        assert one.panel_id is not None
        if one.state in {"publicity", "negotiation", "pledged", "running", "delivered"}:
            assert Notice.objects.filter(pk=one.notice_id).exists()
        for row in standing:
            assert len(row.reasons) >= decisions.LEAST_REASONS
            assert row.decided_by_id == self.council.heads["T"].account.pk
            assert (row.funds_minor is None) == (row.outcome == "not_selected")
            assert (row.funds_minor or 0) <= min(row.bid.funds_minor, one.budget_minor)
        assert len({row.bid_id for row in standing}) == len(standing)

    def _check_lanes(self, one: Challenge) -> None:
        lanes = list(Lane.objects.filter(race__challenge=one).select_related("race", "bid__pledge"))
        assert all(lane.state in LANE_V1.states for lane in lanes)
        if not lanes:
            return
        assert 2 <= len(lanes) <= min(MOST_LANES, one.awarded_max)
        assert len({lane.route for lane in lanes}) == len(lanes)
        for lane in lanes:
            # Who is stopped or joins another lane has not failed.
            assert not lane.bid.state.startswith("failed")
            assert (lane.bid.state == "stood_down") <= (lane.state in {"eliminated", "merged_into"})
            assert lane.state == "running" or lane.bid.state == "quit" or lane.marks.exists()
            assert lane.bid.pledge.signed_at is not None
        runs = lanes[0].race.ended_at is None
        going = [lane for lane in lanes if lane.state in race_selectors.RUNNING]
        assert runs == (bool(going) and not any(lane.state == "winner" for lane in lanes))
        assert all(lane.bid.state == "running" for lane in going)
        first, second = bids_of(one)
        for actor, other in ((self.runners[0], second), (self.runners[1], first)):
            assert hidden_lanes(actor) == (frozenset({other.pk}) if runs else frozenset())
            assert not runs or selectors.bid(actor, other.pk) is None


def play(council: Council, moves: list[Any]) -> None:
    """One example from a fresh decision on, undone at its end."""
    with transaction.atomic():
        game = Game(council)
        for move in moves:
            game.act(move)
            game.check()
        raise Undo


# The way to a winner, so that every example passes through all of it unless a chosen move bars it.
WAY: tuple[tuple[str, int, str], ...] = (
    ("decide", 0, "selected"),
    ("decide", 1, "selected"),
    ("announce", 0, "selected"),
    ("later", 0, "selected"),
    ("later", 0, "selected"),
    ("take_up", 0, "selected"),
    ("pledge", 0, "selected"),
    ("step", 0, "selected"),
    ("step", 0, "selected"),
    ("race", 0, "selected"),
    ("mark", 0, "selected"),
    ("mark", 1, "selected"),
    ("lane", 1, "not_selected"),
    ("lane", 0, "selected"),
)


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(extra=st.lists(st.tuples(st.integers(0, len(WAY)), MOVES), max_size=7))
def test_no_order_of_moves_breaks_a_promise(council: Council, extra: list[tuple[int, Any]]) -> None:
    moves = list(WAY)
    for place, move in sorted(extra, key=lambda one: one[0], reverse=True):
        moves.insert(place, move)
    with pytest.raises(Undo):
        play(council, moves)
