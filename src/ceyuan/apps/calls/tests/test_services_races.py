"""A race: lanes that do not see each other, a third party that measures, and an end that is no failure."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from django.db.utils import IntegrityError
from django.utils import timezone

from ceyuan.apps.calls.interface import hidden_lanes
from ceyuan.apps.calls.models import Challenge, LaneMark, Race
from ceyuan.apps.calls.selectors import bids as bid_selectors
from ceyuan.apps.calls.selectors import races as selectors
from ceyuan.apps.calls.services import challenges, races
from ceyuan.core.kernel.verdict import Invalid, Refused

from .council import Council, bids_of, fresh

PARTY = "国家有色金属质量检测中心"


def refused(code: str) -> Any:
    return pytest.raises(Refused, match=re.escape(code))


def going(council: Council, bids: int = 2) -> Challenge:
    """A race challenge whose bids are pledged."""
    one = council.in_negotiation(*["selected"] * bids, mode="race", bids=bids)
    council.pledged(one)
    for action in ("pledge", "start"):
        challenges.advance(actor=council.office, challenge_id=one.pk, action=action, revision=fresh(one).revision)
    return fresh(one)


def opened(council: Council, one: Challenge, **more: Any) -> Race:
    day = timezone.localdate() + timedelta(days=30)
    given: dict[str, Any] = {
        "routes": {found.pk: f"路线{found.number}" for found in bids_of(one, "pledged", "running")},
        "measured_by": PARTY,
        "checkpoints": [races.CheckpointIn(name="中试", on=day, criteria="按榜单指标", keeps=1)],
        **more,
    }
    return races.open_race(actor=council.office, challenge_id=one.pk, **given)


def measured(council: Council, race: Race, number: int, *values: str) -> list[LaneMark]:
    lane, day = race.lanes.get(number=number), race.checkpoints.get()
    keys = [row.pk for row in race.challenge.indicators.order_by("position")]
    return races.mark(
        actor=council.office,
        lane_id=lane.pk,
        checkpoint_id=day.pk,
        values={key: Decimal(value) for key, value in zip(keys, values, strict=False)},
        evidence="检测报告 2026-01",
        measured_on=timezone.localdate(),
    )


def step(council: Council, race: Race, number: int, action: str, **more: Any) -> Any:
    lane = race.lanes.get(number=number)
    return races.conclude(actor=council.office, lane_id=lane.pk, action=action, revision=lane.revision, **more)


def test_a_race_needs_two_routes_and_a_third_party(council: Council) -> None:
    one = going(council)
    first, second = bids_of(one)
    for given, field in (
        ({"routes": {first.pk: "甲"}}, "routes"),
        ({"routes": {first.pk: "同一路线", second.pk: " 同一路线 "}}, "routes"),
        ({"measured_by": first.unit.name_zh}, "measured_by"),
        ({"checkpoints": []}, "checkpoints"),
    ):
        with pytest.raises(Invalid) as caught:
            opened(council, one, **given)
        assert set(caught.value.fields) == {field}
    race = opened(council, one)
    assert [lane.state for lane in race.lanes.all()] == ["running", "running"]
    assert {found.state for found in bids_of(one)} == {"running"}
    with refused("calls.race_exists"):
        opened(council, one)


def test_only_a_challenge_in_race_mode_has_lanes(council: Council) -> None:
    one = council.in_negotiation("selected", "reserve")
    with refused("calls.no_race_mode"):
        opened(council, one)


def test_lanes_do_not_see_each_other_until_the_race_is_over(council: Council) -> None:
    one = going(council)
    first, second = bids_of(one)
    race = opened(council, one)
    runner, rival = council.cast.member_a.actor, council.cast.manager_b.actor
    assert hidden_lanes(runner) == {second.pk}
    assert hidden_lanes(council.office) == frozenset()
    for actor, own, other in ((runner, first, second), (rival, second, first)):
        assert bid_selectors.bid(actor, own.pk) is not None
        assert bid_selectors.bid(actor, other.pk) is None
        seen = selectors.seen(actor, one)
        assert seen is not None
        assert [row.lane.bid_id for row in seen.lanes] == [own.pk]
        assert seen.hidden == 1
    assert bid_selectors.bid(council.heads["A"].actor, second.pk) is None
    office = selectors.seen(council.office, one)
    assert office is not None
    assert len(office.lanes) == 2
    measured(council, race, 1, "12300", "95")
    measured(council, race, 2, "12450", "94.6")
    step(council, race, 2, "eliminate", reason="两条路线择优")
    step(council, race, 1, "win")
    assert hidden_lanes(runner) == frozenset()


def test_an_office_member_who_runs_is_kept_from_the_race(council: Council) -> None:
    from ceyuan.apps.organisation.models import Post

    one = going(council)
    _first, second = bids_of(one)
    race = opened(council, one)
    post = Post.objects.get(person=council.cast.st_officer.person)
    Post.objects.create(person=council.cast.member_a.person, unit=post.unit, kind="st_officer", valid=post.valid)
    runner = council.cast.member_a.actor
    assert bid_selectors.bid(runner, second.pk) is None
    lane = race.lanes.get(number=2)
    with refused("calls.unknown_lane"):
        races.conclude(actor=runner, lane_id=lane.pk, action="eliminate", revision=lane.revision, reason="-")
    own = race.lanes.get(number=1)
    with refused("calls.decides_own_bid"):
        races.conclude(actor=runner, lane_id=own.pk, action="win", revision=own.revision)


def test_no_lane_ends_unmeasured_and_marks_stay(council: Council) -> None:
    one = going(council)
    race = opened(council, one)
    with refused("calls.lane_not_measured"):
        step(council, race, 2, "eliminate", reason="两条路线择优")
    made = measured(council, race, 2, "12450")
    with refused("calls.lane_not_measured"):
        step(council, race, 2, "eliminate", reason="两条路线择优")
    assert made[0].measured_by == PARTY
    with pytest.raises(Invalid):
        measured(council, race, 2, "12400", "95")
    with pytest.raises(IntegrityError), transaction.atomic():
        LaneMark.objects.filter(pk=made[0].pk).update(value=1)


def test_an_ended_lane_has_not_failed_and_hands_its_records_over(council: Council) -> None:
    one = going(council)
    race = opened(council, one)
    measured(council, race, 1, "12300", "95")
    measured(council, race, 2, "12450", "94.6")
    with refused("calls.other_lanes_run"):
        step(council, race, 1, "win")
    with refused("calls.checkpoint_keeps_fewer"):
        races.judge_checkpoint(actor=council.office, challenge_id=one.pk, checkpoint_id=race.checkpoints.get().pk)
    into = race.lanes.get(number=1)
    ended = step(council, race, 2, "merge", reason="两条路线互补", into_id=into.pk)
    assert fresh(ended.bid).state == "stood_down"
    with refused("calls.last_lane"):
        step(council, race, 1, "eliminate", reason="-")
    races.judge_checkpoint(actor=council.office, challenge_id=one.pk, checkpoint_id=race.checkpoints.get().pk)
    step(council, race, 1, "win")
    assert fresh(race).ended_at is not None
    assert selectors.facts(one) == {"archived": False}
    assert races.hand_over(actor=council.office, lane_id=ended.pk, on=timezone.localdate()).records_handed_over_on
    assert selectors.facts(one) == {"archived": True}
