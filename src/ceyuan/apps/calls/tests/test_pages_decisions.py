"""Pages of review, decision, pledge and race as people of different offices use them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from ceyuan.apps.calls.models import Decision, Pledge

from .council import REASONS, Council, bids_of, fresh


def url(name: str, *args: Any) -> str:
    return reverse(f"calls:{name}", args=args)


def form(one: Any, *outcomes: str, reasons: str = REASONS) -> dict[str, Any]:
    given: dict[str, Any] = {}
    for found, outcome in zip(bids_of(one), outcomes, strict=False):
        given |= {f"outcome_{found.pk}": outcome, f"reasons_{found.pk}": reasons, f"funds_{found.pk}": "300"}
    return given


def test_the_office_sends_bids_to_review(council: Council) -> None:
    one = council.in_formal_check()
    client = council.cast.st_officer.client()
    due = f"{timezone.localtime(timezone.now() + timedelta(days=9)):%Y-%m-%dT%H:%M}"
    answer = client.post(url("challenge_review", one.code), {"due_at": due, "reviewers_per_case": 5})
    assert answer.status_code == 302
    assert fresh(one).state == "review"
    assert client.get(url("decision", one.code)).status_code == 200


def test_a_head_decides_with_reasons(council: Council) -> None:
    one = council.in_decision()
    client = council.heads["T"].client()
    page = client.get(url("decision", one.code))
    assert page.status_code == 200
    assert "方案A" in page.text
    short = client.post(url("decision", one.code), form(one, "selected", "reserve", reasons="好"))
    assert short.status_code == 422
    assert "好" in short.text
    assert not Decision.objects.exists()
    assert client.post(url("decision", one.code), form(one, "selected", "reserve")).status_code == 302
    assert list(Decision.objects.order_by("pk").values_list("outcome", "funds_minor")) == [
        ("selected", 300_000_000),
        ("reserve", 300_000_000),
    ]
    wrong = client.post(url("decision", one.code), {**form(one, "selected"), f"funds_{bids_of(one)[0].pk}": "NaN"})
    assert wrong.status_code == 422


@pytest.mark.parametrize("member", ["member_a", "manager_b", "stranger"])
def test_the_ranking_is_hidden_from_bidders_and_strangers(council: Council, member: str) -> None:
    one = council.in_decision()
    client = getattr(council.cast, member).client()
    assert client.get(url("decision", one.code)).status_code == 404
    assert client.post(url("decision", one.code), form(one, "selected")).status_code == 404


def test_from_the_notice_to_negotiation(council: Council) -> None:
    one = council.in_decision()
    council.decide(one, "selected", "not_selected")
    client = council.cast.st_officer.client()
    shown = client.get(url("decision", one.code))
    assert "announce" in shown.text
    client.post(url("decision_step", one.code, "announce"), {"revision": fresh(one).revision})
    assert fresh(one).state == "publicity"
    council.to_today()
    client = council.cast.st_officer.client()
    client.post(url("decision_step", one.code, "take_up"), {"revision": fresh(one).revision})
    assert fresh(one).state == "negotiation"
    assert client.post(url("negotiation", one.code), {"note": "经费分三期拨付"}).status_code == 302
    assert council.cast.member_a.client().post(url("decision_step", one.code, "announce")).status_code == 403


def test_a_pledge_is_laid_out_and_shown_to_the_bidder(council: Council, settings: Any, tmp_path: Any) -> None:
    settings.FILES_ROOT = tmp_path / "files"
    one = council.in_negotiation()
    found = bids_of(one, "selected")[0]
    client = council.cast.st_officer.client()
    assert client.get(url("pledge", found.pk)).status_code == 200
    assert client.post(url("pledge", found.pk), {"consequences": ""}).status_code == 422
    assert client.post(url("pledge", found.pk), {"consequences": "未达标退还经费"}).status_code == 302
    assert Pledge.objects.get(bid=found).signing_id
    page = council.cast.member_a.client().get(url("pledge", found.pk))
    assert page.status_code == 200
    assert "未达标退还经费" in page.text
    assert council.cast.member_a.client().post(url("pledge", found.pk), {"consequences": "x"}).status_code == 404
    assert client.post(url("pledge", found.pk), {"consequences": "另行约定后果"}).status_code == 302
    assert Pledge.objects.get(bid=found).consequences == "另行约定后果"


def test_the_page_of_a_race_shows_a_runner_the_own_lane_alone(council: Council) -> None:
    one = council.in_negotiation("selected", "selected", mode="race")
    council.pledged(one)
    client = council.cast.st_officer.client()
    assert client.get(url("race", one.code)).status_code == 200
    first, second = bids_of(one)
    day = timezone.localdate() + timedelta(days=30)
    given = {
        f"lane_{first.pk}": "1",
        f"lane_{second.pk}": "1",
        f"route_{first.pk}": "磁场补偿",
        f"route_{second.pk}": "浓度控制",
        "measured_by": "第三方检测中心",
        "name_1": "中试",
        "on_1": day.isoformat(),
        "criteria_1": "按榜单指标",
        "keeps_1": "1",
    }
    assert client.post(url("race", one.code), {**given, "measured_by": ""}).status_code == 422
    assert client.post(url("race", one.code), given).status_code == 302
    page = council.cast.member_a.client().get(url("race", one.code))
    assert page.status_code == 200
    assert "磁场补偿" in page.text
    assert "浓度控制" not in page.text
    assert council.cast.member_a.client().get(url("bid_detail", second.pk)).status_code == 404
    lane, check = first.lane, one.race.checkpoints.get()
    mark = url("lane_mark", lane.pk, check.pk)
    assert client.get(mark).status_code == 200
    values = {f"value_{row.pk}": str(row.value) for row in one.indicators.all()}
    told = {**values, "evidence": "检测报告", "measured_on": timezone.localdate().isoformat()}
    assert client.post(mark, told).status_code == 302
    client.post(url("lane_step", lane.pk), {"action": "promote", "revision": lane.revision})
    assert fresh(lane).state == "promoted"
    assert council.cast.hr_officer.client().get(url("race", one.code)).status_code == 404
    assert client.get(url("race", one.code)).status_code == 200
