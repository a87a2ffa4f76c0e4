"""Calls for programs: the same reach as on the pages."""

from typing import Any

from .callroom import Callroom
from .test_services_bids import handed_in

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
