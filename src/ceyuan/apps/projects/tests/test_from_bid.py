"""The project of a chosen bid: its promises, its task book, and lanes that do not see each other's project."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from ceyuan.apps.calls.services import decisions, races
from ceyuan.apps.calls.tests.callroom import callroom  # noqa: F401 - a fixture
from ceyuan.apps.calls.tests.council import Council, bids_of, council  # noqa: F401 - a fixture
from ceyuan.apps.projects import selectors
from ceyuan.apps.projects.models import Project
from ceyuan.apps.projects.services import from_bid, steps
from ceyuan.core.kernel.verdict import Invalid, Refused


def refused(code: str) -> Any:
    return pytest.raises(Refused, match=re.escape(code))


def make(room: Council, found: Any, programme: Any, **more: Any) -> Project:
    last = max(one.due_on for one in found.milestones.all())
    given = {"code": f"JB-{found.number}", "starts_on": timezone.localdate(), "ends_on": last, **more}
    return from_bid.make(actor=room.office, bid_id=found.pk, programme=programme.code, **given)


@pytest.fixture
def programme(portfolio: Any) -> Any:
    return portfolio.programmes["P1"]


def test_the_project_carries_what_the_bid_promised(council: Council, programme: Any) -> None:  # noqa: F811
    one = council.in_negotiation("selected", "reserve")
    found = bids_of(one, "selected")[0]
    with refused("projects.bid_not_pledged"):
        make(council, found, programme)
    council.pledged(one)
    with pytest.raises(Invalid) as caught:
        make(council, found, programme, ends_on=timezone.localdate() + timedelta(days=1))
    assert set(caught.value.fields) == {"ends_on"}
    made = make(council, found, programme)
    assert (made.state, made.mode, made.total_minor) == ("taskbook_draft", "open_challenge", found.funds_minor)
    promised = list(made.source_indicators.order_by("position"))
    offered = list(found.indicators.order_by("position"))
    assert [(row.name, row.final, row.direction) for row in promised] == [
        (row.name, row.value, row.direction) for row in offered
    ]
    version = made.task_book.versions.get()
    assert version.lowered_count == 0
    shares = [row["payment_share_ppm"] for row in version.data["milestones"]]
    assert shares == [300_000, 400_000, 300_000]
    with refused("projects.bid_has_project"):
        make(council, found, programme, code="JB-9")


def test_only_the_office_makes_it_and_the_page_leads_there(council: Council, programme: Any) -> None:  # noqa: F811
    one = council.in_negotiation("selected", "reserve")
    council.pledged(one)
    found = bids_of(one, "pledged")[0]
    address = reverse("projects:from_bid", args=[found.pk])
    client = council.cast.st_officer.client()
    assert address in client.get(reverse("calls:bid_detail", args=[found.pk])).text
    assert client.get(address).status_code == 200
    assert council.cast.member_a.client().get(address).status_code == 403
    assert council.cast.manager_b.client().post(address, {}).status_code == 404
    last = max(row.due_on for row in found.milestones.all())
    given = {
        "code": "JB-7",
        "programme": programme.code,
        "starts_on": timezone.localdate().isoformat(),
        "ends_on": last.isoformat(),
        "budget_mode": "itemised",
    }
    assert client.post(address, {**given, "programme": "?"}).status_code == 422
    assert client.post(address, given).status_code == 302
    assert Project.objects.get(code="JB-7").leader_id == found.leader_id


def test_the_projects_of_other_lanes_stay_out_of_sight(council: Council, programme: Any) -> None:  # noqa: F811
    from ceyuan.apps.organisation.models import Post

    one = council.in_negotiation("selected", "selected", mode="race")
    council.pledged(one)
    first, second = bids_of(one)
    mine, theirs = make(council, first, programme), make(council, second, programme)
    race = races.open_race(
        actor=council.office,
        challenge_id=one.pk,
        routes={first.pk: "磁场补偿", second.pk: "浓度控制"},
        measured_by="第三方检测中心",
        checkpoints=[
            races.CheckpointIn(name="中试", on=timezone.localdate() + timedelta(days=30), criteria="按榜单指标")
        ],
    )
    post = Post.objects.get(person=council.cast.st_officer.person)
    Post.objects.create(person=council.cast.member_a.person, unit=post.unit, kind="st_officer", valid=post.valid)
    runner = council.cast.member_a.actor
    assert selectors.detail(runner, mine.code) is not None
    assert selectors.detail(runner, theirs.code) is None
    assert selectors.detail(council.office, theirs.code) is not None
    race.ended_at = timezone.now()
    race.save()
    assert selectors.detail(runner, theirs.code) is not None


def quit_it(room: Council, found: Any) -> Any:
    revision = type(found).objects.get(pk=found.pk).revision
    return decisions.quit_bid(actor=room.office, bid_id=found.pk, revision=revision, reason="配套资金落空")


def test_a_bid_stays_as_long_as_its_project_goes_on(council: Council, programme: Any) -> None:  # noqa: F811
    one = council.in_negotiation("selected", "reserve")
    council.pledged(one)
    found = bids_of(one, "pledged")[0]
    made = make(council, found, programme)
    bidder, address = council.cast.member_a.client(), reverse("calls:bid_quit", args=[found.pk])
    answer = bidder.get(address, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("calls:pledge", args=[found.pk])
    assert made.code in answer.text
    told = {"reason": "配套资金落空", "revision": type(found).objects.get(pk=found.pk).revision}
    assert bidder.post(address, told).status_code == 422
    with refused("projects.keeps_its_bid"):
        quit_it(council, found)
    steps.advance(actor=council.head, code=made.code, action="revoke", revision=made.revision, reason="配套资金落空")
    assert bidder.get(address).status_code == 200
    assert quit_it(council, found).state == "quit"


def test_a_bid_that_stepped_back_gets_no_project(council: Council, programme: Any) -> None:  # noqa: F811
    one = council.in_negotiation("selected", "reserve")
    council.pledged(one)
    found = bids_of(one, "pledged")[0]
    assert quit_it(council, found).state == "quit"
    with refused("projects.no_such_award"):
        make(council, found, programme)
    assert not Project.objects.filter(facts__bid=found.pk).exists()
