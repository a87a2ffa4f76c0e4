"""Calls for programs: the same reach as on the pages."""

from typing import Any

from .callroom import Callroom
from .council import REASONS, Council, bids_of
from .test_services_bids import handed_in
from .test_services_races import PARTY, going, measured, opened

BASE = "/api/v1/calls"


def got(member: Any, path: str) -> Any:
    answer = member.client().get(f"{BASE}{path}")
    assert answer.status_code == 200, (path, answer.status_code, answer.content[:300])
    return answer.json()


def test_challenges_are_read_with_their_indicators(callroom: Callroom) -> None:
    one = callroom.challenge()
    callroom.challenge(state="draft")
    listed = got(callroom.cast.member_a, "/challenges")
    assert [item["code"] for item in listed["items"]] == [one.code]
    detail = got(callroom.cast.member_a, f"/challenges/{one.code}")
    assert [item["name"] for item in detail["indicators"]] == ["直流电耗", "电流效率"]
    assert callroom.cast.stranger.client().get(f"{BASE}/challenges/{one.code}").status_code == 404


def test_bids_are_read_by_their_people_and_sealed_for_the_office(callroom: Callroom) -> None:
    one = callroom.challenge()
    bid = handed_in(callroom, one)
    assert got(callroom.cast.member_a, "/bids")["items"][0]["sha256"] == bid.sha256
    assert got(callroom.cast.member_a, f"/bids/{bid.pk}")["content"]["route"] == bid.route
    assert got(callroom.cast.st_officer, f"/challenges/{one.code}/bids")["total"] == 0
    assert callroom.cast.st_officer.client().get(f"{BASE}/bids/{bid.pk}").status_code == 404
    assert callroom.cast.manager_b.client().get(f"{BASE}/challenges/{one.code}/bids").status_code == 404


def test_a_draft_tells_a_program_what_it_lacks(callroom: Callroom) -> None:
    bid = callroom.bid(callroom.challenge(), values=("12600", "95"))
    found = got(callroom.cast.member_a, f"/bids/{bid.pk}")["findings"]
    assert [item["code"] for item in found] == ["calls.indicator_lowered"]


def test_the_ranking_is_read_by_who_decides_and_the_own_decision_with_the_notice(council: Council) -> None:
    one = council.in_decision()
    council.decide(one, "selected", "not_selected")
    first, second = bids_of(one)
    rows = got(council.cast.st_officer, f"/challenges/{one.code}/ranking")
    assert [(row["rank"], row["decision"]["outcome"]) for row in rows] == [(1, "selected"), (2, "not_selected")]
    assert rows[0]["decision"]["funds_minor"] == first.funds_minor
    assert not rows[0]["notice_clear"]
    bidder = council.cast.member_a.client()
    assert bidder.get(f"{BASE}/challenges/{one.code}/ranking").status_code == 404
    assert bidder.get(f"{BASE}/bids/{first.pk}/decision").status_code == 404

    from ceyuan.apps.calls.services import decisions

    decisions.announce(actor=council.office, challenge_id=one.pk, revision=one.revision)
    told = got(council.cast.member_a, f"/bids/{first.pk}/decision")
    assert (told["decision"]["reasons"], told["pledge_signed_at"]) == (REASONS, None)
    assert bidder.get(f"{BASE}/bids/{second.pk}/decision").status_code == 404


def test_a_race_is_read_lane_by_lane_and_blind_for_who_runs(council: Council) -> None:
    one = going(council)
    race = opened(council, one)
    measured(council, race, 1, "12300", "95")
    whole = got(council.cast.st_officer, f"/challenges/{one.code}/race")
    assert (whole["measured_by"], whole["hidden_lanes"], len(whole["lanes"])) == (PARTY, 0, 2)
    assert [mark["reached"] for mark in whole["lanes"][0]["marks"]] == [True, True]
    own = got(council.cast.manager_b, f"/challenges/{one.code}/race")
    assert [lane["number"] for lane in own["lanes"]] == [2]
    assert own["hidden_lanes"] == 1
    assert council.cast.hr_officer.client().get(f"{BASE}/challenges/{one.code}/race").status_code == 404
