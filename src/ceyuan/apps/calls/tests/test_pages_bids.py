"""The pages of bids as people use them: the editor in parts, handing in, the office's desk."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from ceyuan.apps.calls.models import Bid
from ceyuan.apps.calls.services.formal_check import items_for
from ceyuan.apps.calls.todo import providers
from ceyuan.apps.documents.tests.samples import PDF
from ceyuan.apps.workflow.interface import adopting

from .callroom import Callroom
from .test_pages_challenges import page, post
from .test_services_bids import handed_in


@pytest.fixture(autouse=True)
def _store(settings: Any, tmp_path: Any) -> None:
    settings.FILES_ROOT = tmp_path


def rows(name: str, *given: dict[str, Any], first: int = 0) -> dict[str, Any]:
    typed = {f"{name}-{at}-{field}": value for at, row in enumerate(given) for field, value in row.items()}
    return {f"{name}-TOTAL_FORMS": len(given), f"{name}-INITIAL_FORMS": first, **typed}


def test_a_bid_is_begun_filled_in_part_by_part_and_handed_in(callroom: Callroom) -> None:
    one, who = callroom.challenge(), callroom.cast.member_a
    begun = post(who, "bid_start", one.code, key="k1", unit_id="A1", title="磁场补偿节能", leader_id="")
    bid = Bid.objects.get()
    assert begun["Location"] == reverse("calls:bid_edit", args=[bid.pk, "basics"])
    assert "请填写申请经费" in page(who, "bid_edit", bid.pk, "submit")
    basics = {"title": "磁场补偿节能", "route": "补偿母线", "risks": "无", "funds_minor": "400", "committed": "on"}
    assert post(who, "bid_edit", bid.pk, "basics", edition=0, **basics).status_code == 302
    asked = list(one.indicators.all())
    offers = [{"source": asked[0].pk, "value": "12600"}, {"source": asked[1].pk, "value": "95"}]
    post(who, "bid_edit", bid.pk, "indicators", edition=1, **rows("offers", *offers, first=2))
    told = page(who, "bid_edit", bid.pk, "submit")
    assert "承诺 12600 kWh/t，未达到榜单要求 12500 kWh/t" in told
    offers[0]["value"] = "12400"
    post(who, "bid_edit", bid.pk, "indicators", edition=2, **rows("offers", *offers, first=2))
    members = rows("members", {"person": "T-member_a", "role": "总体", "person_months": "6"}, first=1)
    partners = rows("partners", {"unit": "B", "task": "提供试验槽", "funds_minor": "50"})
    post(who, "bid_edit", bid.pk, "team", edition=3, **members, **partners)
    due = timezone.localdate() + timedelta(days=200)
    steps = [
        {"name": "方案", "due_on": due, "criteria": "评议通过", "share": "30"},
        {"name": "验收", "due_on": due + timedelta(days=300), "criteria": "指标达到", "share": "70"},
    ]
    post(who, "bid_edit", bid.pk, "milestones", edition=4, **rows("milestones", *steps, first=2))
    post(who, "bid_files", bid.pk, file=SimpleUploadedFile("路线.pdf", PDF, "application/pdf"))
    bid.refresh_from_db()
    assert bid.funds_minor == 400_000_000
    assert "申请已完整" in page(who, "bid_edit", bid.pk, "submit")
    for _sent_twice in range(2):
        post(who, "bid_step", bid.pk, action="submit", revision=0)
    bid.refresh_from_db()
    assert (bid.state, bid.number) == ("submitted", 1)
    told = page(who, "bid_detail", bid.pk)
    assert bid.sha256 in told
    assert "撤回申请" in told
    file = bid.files.get()
    served = who.client().get(reverse("calls:bid_file", args=[bid.pk, file.pk]))
    assert served.content == PDF
    assert "attachment" in served["Content-Disposition"]


def test_what_is_typed_is_saved_as_one_goes_and_a_new_row_stays(callroom: Callroom) -> None:
    one, who = callroom.challenge(), callroom.cast.member_a
    post(who, "bid_start", one.code, key="k1", unit_id="A1", title="x")
    bid = Bid.objects.get()
    team = rows(
        "members",
        {"person": "T-member_a", "role": "总体", "person_months": "6"},
        {"name": "外聘试验员", "role": "试验", "person_months": "2"},
        first=1,
    )
    client, place = who.client(), reverse("calls:bid_edit", args=[bid.pk, "team"])
    for edition in (0, 1):
        answer = client.post(place, {"edition": edition, **team, **rows("partners")}, HTTP_HX_REQUEST="true")
        assert answer.status_code == 200
        assert f'name="edition" value="{edition + 1}"' in answer.content.decode()
    assert [each.name for each in bid.members.all()] == ["丁成员", "外聘试验员"]
    stale = client.post(place, {"edition": 0, **team, **rows("partners")}, HTTP_HX_REQUEST="true")
    assert stale.status_code == 422
    assert "团队成员刚刚保存过" in stale.content.decode()
    wrong = client.post(
        place, {"edition": 2, **rows("members", {"name": "无人月"}), **rows("partners")}, HTTP_HX_REQUEST="true"
    )
    assert wrong.status_code == 422
    assert "投入人月" in wrong.content.decode()


def test_nobody_else_opens_changes_or_takes_back_a_bid(callroom: Callroom) -> None:
    bid = callroom.bid(callroom.challenge())
    for who in (callroom.cast.manager_b, callroom.cast.st_officer, callroom.cast.stranger):
        client = who.client()
        for name, args in (
            ("bid_detail", [bid.pk]),
            ("bid_edit", [bid.pk, "basics"]),
            ("bid_file", [bid.pk, 1]),
        ):
            assert client.get(reverse(f"calls:{name}", args=args)).status_code == 404, (who, name)
        for name in ("bid_step", "bid_files"):
            assert client.post(reverse(f"calls:{name}", args=[bid.pk]), {}).status_code == 404, (who, name)
    assert callroom.cast.member_a.client().get(reverse("calls:bid_check", args=[bid.pk])).status_code == 403
    assert callroom.cast.manager_b.client().post(reverse("calls:bid_compare", args=[bid.pk])).status_code == 404


def test_the_desk_tells_how_many_but_not_what_until_the_deadline(callroom: Callroom) -> None:
    one = callroom.challenge()
    bid = handed_in(callroom, one, title="甲单位的方案")
    told = page(callroom.cast.st_officer, "desk", one.code)
    assert "已提交 1 份揭榜申请" in told
    assert "甲单位的方案" not in told
    assert callroom.cast.st_officer.client().get(reverse("calls:bid_detail", args=[bid.pk])).status_code == 404


def test_the_office_checks_compares_and_admits_on_one_page(callroom: Callroom) -> None:
    one = callroom.challenge(mode="directed", is_blind=False, applicants="internal")
    one.invitations.create(unit=callroom.cast.units["A"], reason="唯一具备条件")
    bid = handed_in(callroom, one)
    later = callroom.challenge(mode="directed", is_blind=False, applicants="internal", state="published")
    later.invitations.create(unit=callroom.cast.units["A"], reason="唯一具备条件")
    handed_in(callroom, later, title="相同路线")
    office = callroom.cast.st_officer
    shown = page(office, "bid_check", bid.pk)
    assert "据记录预填" not in shown or "disabled" in shown
    with transaction.atomic(), adopting():
        type(one).objects.filter(pk=one.pk).update(state="formal_check", closes_at=one.closes_at)
    answers = dict.fromkeys(items_for(one), "yes")
    failed = post(office, "bid_check", bid.pk, **{**answers, "partners_agree": "no"})
    assert failed.status_code == 422
    assert "请说明该项不符合的原因" in failed.content.decode()
    assert post(office, "bid_check", bid.pk, **answers).status_code == 302
    post(office, "bid_compare", bid.pk)
    told = page(office, "bid_check", bid.pk)
    assert "相同路线" in told
    assert "<mark>采用磁场补偿母线与在线浓度控制相结合的技术路线</mark>" in told
    early = office.client().post(reverse("calls:bid_conclude", args=[bid.pk]), {"revision": 1}, follow=True)
    assert "申请密封至" in early.content.decode()


def test_drafts_and_questions_wait_in_the_inbox(callroom: Callroom) -> None:
    one = callroom.challenge()
    callroom.bid(one)
    items = {each.key: each.items for each in providers}
    assert [item.due for item in items["bid_drafts"](callroom.cast.member_a.actor, 5)] == [
        timezone.localdate(one.closes_at)
    ]
    assert items["bid_drafts"](callroom.cast.manager_b.actor, 5) == []
    post(callroom.cast.member_a, "challenge_ask", one.code, text="分期？", key="k")
    assert len(items["questions"](callroom.cast.st_officer.actor, 5)) == 1
    closed = callroom.challenge(state="closed")
    assert closed.code in {item.note for item in items["bids_to_check"](callroom.cast.st_officer.actor, 5)}
    assert "我的揭榜" in page(callroom.cast.member_a, "my_bids")
