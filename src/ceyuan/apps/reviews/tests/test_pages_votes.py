"""Votes as they are used in a browser without script."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from ceyuan.apps.organisation.tests.cast import Cast
from ceyuan.apps.reviews.models import Ballot, Vote

from .chamber import Chamber, in_review


@pytest.fixture
def committee(cast: Cast) -> Chamber:
    """Five members and two cases."""
    return in_review(cast, experts=5, cases=2, mode="meeting")


def open_one(room: Chamber, **facts: str | list[str]) -> Vote:
    client = room.cast.manager_a.client()
    given = {
        "title": "立项表决",
        "case_ids": [str(room.cases[0].pk)],
        "threshold": "2/3",
        "base": "present",
        "quorum": "2/3",
        "ties": "revote",
        **facts,
    }
    answer = client.post(reverse("reviews:vote_open", args=[room.panel.pk]), given)
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return Vote.objects.latest("pk")


def test_a_vote_by_name_from_opening_to_the_count(committee: Chamber) -> None:
    vote = open_one(committee)
    page = reverse("reviews:vote", args=[vote.pk])
    for expert in range(5):
        client = committee.experts[expert].client()
        assert "揭榜方案1" in client.get(page).content.decode()
        said = {f"case-{committee.cases[0].pk}": "yes" if expert else "no"}
        assert client.post(reverse("reviews:vote_say", args=[vote.pk]), said).status_code == 302
    office = committee.cast.manager_a.client()
    assert "专家1" not in office.get(page).content.decode()
    assert office.post(reverse("reviews:vote_close", args=[vote.pk])).status_code == 302
    text = office.get(page).content.decode()
    assert "专家1" in text
    assert "法定人数" in text


def test_an_incomplete_paper_comes_back(committee: Chamber) -> None:
    vote = open_one(committee)
    assert committee.experts[0].client().post(reverse("reviews:vote_say", args=[vote.pk])).status_code == 422


def test_a_secret_ballot_needs_a_token_and_nothing_else(committee: Chamber) -> None:
    vote = open_one(committee, is_secret="on")
    tokens = []
    for expert in range(4):
        client = committee.experts[expert].client()
        shown = client.post(reverse("reviews:vote_envelope", args=[vote.pk])).content.decode()
        tokens.append(re.search(r'name="token" value="([^"]+)"', shown).group(1))
    nobody = Client()
    ballot = reverse("reviews:ballot", args=[vote.pk])
    assert "揭榜方案" not in nobody.get(ballot).content.decode()
    forged = nobody.post(ballot, {"token": "x" * 43})
    assert forged.status_code == 422
    assert "揭榜方案" not in forged.content.decode()
    assert "揭榜方案1" in nobody.post(ballot, {"token": tokens[0]}).content.decode()
    said = {f"case-{committee.cases[0].pk}": "yes", "cast": "1"}
    for token in tokens:
        assert nobody.post(ballot, {**said, "token": token}).status_code == 200
    assert nobody.post(ballot, {**said, "token": tokens[0]}).status_code == 422
    assert Ballot.objects.count() == 4
    office = committee.cast.manager_a.client()
    assert office.post(reverse("reviews:vote_close", args=[vote.pk])).status_code == 302
    recount = reverse("reviews:recount", args=[vote.pk])
    assert tokens[1] in office.get(recount).content.decode()
    assert "赞成" in office.post(recount, {"token": tokens[2]}).content.decode()
    published = office.get(reverse("reviews:publication", args=[vote.pk])).json()
    assert len(published["ballots"]) == 4
    assert not published["faults"]


def test_who_is_outside_finds_no_vote(committee: Chamber) -> None:
    vote = open_one(committee)
    for other in (committee.cast.stranger, committee.cast.member_a, committee.cast.manager_b):
        client = other.client()
        assert client.get(reverse("reviews:vote", args=[vote.pk])).status_code == 404
        assert client.post(reverse("reviews:vote_say", args=[vote.pk])).status_code == 404
        assert client.post(reverse("reviews:vote_envelope", args=[vote.pk])).status_code == 404
        assert client.post(reverse("reviews:vote_close", args=[vote.pk])).status_code in {403, 404}
    vote.refresh_from_db()
    assert vote.state == "open"


def test_a_case_that_a_member_is_kept_from_is_not_on_the_page(committee: Chamber) -> None:
    committee.bar(0, 0)
    vote = open_one(committee, case_ids=[str(case.pk) for case in committee.cases])
    text = committee.experts[0].client().get(reverse("reviews:vote", args=[vote.pk])).content.decode()
    assert "揭榜方案1" not in text
    assert "揭榜方案2" in text


def test_the_list_of_votes_is_for_members_and_the_office(committee: Chamber) -> None:
    open_one(committee)
    address = reverse("reviews:vote_list", args=[committee.panel.pk])
    assert "立项表决" in committee.experts[0].client().get(address).content.decode()
    assert committee.cast.manager_b.client().get(address).status_code == 404
    new = reverse("reviews:vote_open", args=[committee.panel.pk])
    assert committee.experts[0].client().get(new).status_code == 403
    assert committee.cast.manager_b.client().get(new).status_code == 404
