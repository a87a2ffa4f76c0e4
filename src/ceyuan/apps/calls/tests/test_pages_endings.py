"""Pages of endings: a bid steps back, a race ends without a winner. Neither is a failure of its lanes."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from ceyuan.apps.audit.models import Act
from ceyuan.apps.calls.models import Challenge
from ceyuan.apps.calls.selectors import races as selectors
from ceyuan.apps.calls.services import challenges, races
from ceyuan.core.kernel.verdict import Refused

from .council import Council, bids_of, fresh
from .test_services_races import going, opened


def url(name: str, *args: Any) -> str:
    return reverse(f"calls:{name}", args=args)


def withdrawn(council: Council, one: Challenge) -> Challenge:
    """The head withdraws the challenge while its race goes on."""
    return challenges.advance(
        actor=council.head, challenge_id=one.pk, action="withdraw", revision=one.revision, reason="需求取消"
    )


def test_a_bidder_steps_back_with_a_reason(council: Council) -> None:
    one = council.in_negotiation()
    found = bids_of(one, "selected")[0]
    bidder = council.cast.member_a.client()
    address = url("bid_quit", found.pk)
    assert address in bidder.get(url("pledge", found.pk)).text
    page = bidder.get(address)
    assert page.status_code == 200
    assert "退出揭榜" in page.text
    assert bidder.post(address, {"reason": "", "revision": found.revision}).status_code == 422
    assert bidder.post(address, {"reason": "配套资金落空", "revision": found.revision + 7}).status_code == 422
    assert fresh(found).state == "selected"
    assert bidder.post(address, {"reason": "配套资金落空", "revision": found.revision}).status_code == 302
    assert fresh(found).state == "quit"
    assert Act.objects.filter(subject_kind="calls.bid", subject_id=str(found.pk), reason="配套资金落空").exists()
    assert bidder.get(address).status_code == 404
    assert address not in bidder.get(url("pledge", found.pk)).text


def test_nobody_lets_the_bid_of_others_step_back(council: Council) -> None:
    found = bids_of(council.in_negotiation(), "selected")[0]
    address = url("bid_quit", found.pk)
    for member in (council.cast.manager_b, council.cast.hr_officer):
        assert member.client().get(address).status_code == 404
        told = {"reason": "退出", "revision": found.revision}
        assert member.client().post(address, told).status_code == 404
    assert fresh(found).state == "selected"


def test_the_page_of_steps_knows_no_stepping_back(council: Council) -> None:
    found = bids_of(council.in_negotiation(), "selected")[0]
    address = url("pledge_step", found.pk, "quit")
    told = {"revision": found.revision, "reason": "退出"}
    assert council.cast.st_officer.client().post(address, told).status_code == 404
    assert fresh(found).state == "selected"


def test_a_lane_leaves_with_its_bid_and_the_last_one_ends_the_race(council: Council) -> None:
    one = going(council)
    race = opened(council, one)
    first, second = bids_of(one)
    with pytest.raises(Refused, match=r"calls\.lane_left_by_its_bid"):
        races.conclude(actor=council.office, lane_id=first.lane.pk, action="leave", revision=0, reason="退出")
    runner = council.cast.member_a.client()
    address = url("bid_quit", first.pk)
    assert address in runner.get(url("race", one.code)).text
    assert runner.post(address, {"reason": "资金落空", "revision": fresh(first).revision}).status_code == 302
    assert (fresh(first).state, fresh(first.lane).state) == ("quit", "eliminated")
    assert fresh(race).ended_at is None
    office = council.cast.st_officer.client()
    told = {"reason": "资金落空", "revision": fresh(second).revision}
    assert office.post(url("bid_quit", second.pk), told).status_code == 302
    assert fresh(race).ended_at is not None


def test_a_race_ends_without_a_winner_once_its_challenge_has_ended(council: Council) -> None:
    one = going(council)
    race = opened(council, one)
    office = council.cast.st_officer.client()
    address = url("race_end", one.code)
    assert address not in office.get(url("race", one.code)).text
    refused = office.post(address, {"reason": "需求取消"})
    assert refused.status_code == 422
    assert "榜单仍在实施" in refused.text
    one = withdrawn(council, one)
    assert address in office.get(url("race", one.code)).text
    assert office.get(address).status_code == 200
    assert office.post(address, {"reason": ""}).status_code == 422
    assert office.post(address, {"reason": "需求取消"}).status_code == 302
    assert fresh(race).ended_at is not None
    assert {lane.state for lane in race.lanes.all()} == {"eliminated"}
    assert {fresh(found).state for found in bids_of(one)} == {"stood_down"}
    assert office.get(address).status_code == 404

    # What was learnt is handed over, then the challenge can be settled.
    for lane in race.lanes.all():
        office.post(url("lane_step", lane.pk), {"action": "hand_over"})
    assert selectors.facts(one) == {"archived": True}


def test_only_the_office_ends_a_race(council: Council) -> None:
    one = going(council)
    race = opened(council, one)
    withdrawn(council, one)
    address = url("race_end", one.code)
    for member in (council.cast.member_a, council.cast.hr_officer):
        assert member.client().post(address, {"reason": "需求取消"}).status_code == 403
    assert council.cast.manager_b.client().post(address, {"reason": "需求取消"}).status_code == 404
    assert fresh(race).ended_at is None
