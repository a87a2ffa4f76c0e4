"""The pages of challenges as people use them, without JavaScript."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from ceyuan.apps.calls.models import Challenge, Question
from ceyuan.apps.organisation.tests.cast import Member

from .callroom import Callroom


def page(member: Member, name: str, *args: Any, **query: Any) -> str:
    answer = member.client().get(reverse(f"calls:{name}", args=args), query)
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def post(member: Member, name: str, *args: Any, **data: Any) -> Any:
    return member.client().post(reverse(f"calls:{name}", args=args), data)


DRAFT = {
    "code": "BD-2026-1",
    "mode": "open_challenge",
    "unit_id": "T",
    "demander_id": "B",
    "title": "零残极铝电解",
    "problem": "残极量大",
    "deliverables": "工业样机",
    "budget_minor": "300.5",
    "reward": "达标兑付",
    "ip_terms": "归承担单位",
    "applicants": "anyone",
    "scope": "group",
    "secrecy": "internal",
    "gates": ["safety_approval"],
}


def test_an_officer_drafts_fills_in_and_publishes_by_the_buttons(callroom: Callroom) -> None:
    office = callroom.cast.st_officer
    deadline = timezone.localtime(timezone.now() + timedelta(days=12))
    answer = post(office, "challenge_new", **DRAFT, closes_at=f"{deadline:%Y-%m-%dT%H:%M}")
    one = Challenge.objects.get()
    assert answer["Location"] == reverse("calls:challenge_indicators", args=[one.code])
    assert (one.budget_minor, one.gates) == (300_500_000, ["safety_approval"])
    rows = {
        "form-TOTAL_FORMS": 2,
        "form-INITIAL_FORMS": 0,
        "form-0-name": "残极率",
        "form-0-direction": "at_most",
        "form-0-value": "5",
        "form-0-unit_of_measure": "%",
        "form-0-method": "连续称重",
        "form-0-is_hard": "on",
        "form-1-direction": "at_least",
    }
    broken = post(office, "challenge_indicators", one.code, **{**rows, "form-0-method": ""})
    assert broken.status_code == 422
    assert post(office, "challenge_indicators", one.code, **rows).status_code == 302
    for action in ("review_demand", "publish"):
        one.refresh_from_db()
        post(office, "challenge_step", one.code, action=action, revision=one.revision)
    one.refresh_from_db()
    assert one.state == "published"
    told = page(callroom.cast.member_a, "challenge_detail", one.code)
    assert "残极率" in told
    assert "≤ 5 %" in told
    assert "剩 11 天" in told
    assert "安全环保批复" in told
    assert "零残极铝电解" in page(callroom.cast.member_a, "challenge_list")


def test_a_condition_by_title_is_refused_beside_its_field_in_words(callroom: Callroom) -> None:
    answer = post(
        callroom.cast.st_officer, "challenge_new", **DRAFT, closes_at="2099-01-01T09:00", constraints="须有高级职称"
    )
    assert answer.status_code == 422
    assert "揭榜不问出身，只看能力。请删去以下条件：职称。" in answer.content.decode()
    secret = post(
        callroom.cast.st_officer, "challenge_new", **{**DRAFT, "secrecy": "classified"}, closes_at="2099-01-01T09:00"
    )
    assert "涉密任务不得在本系统录入" in secret.content.decode()
    assert not Challenge.objects.exists()


def test_a_question_goes_to_the_office_and_comes_back_for_everybody(callroom: Callroom) -> None:
    one = callroom.challenge()
    asker, office = callroom.cast.member_a, callroom.cast.st_officer
    post(asker, "challenge_ask", one.code, text="可否使用自备试验槽？", key="k")
    asked = Question.objects.get()
    assert "您的提问" in page(asker, "challenge_detail", one.code)
    assert "自备试验槽" not in page(callroom.cast.manager_b, "challenge_detail", one.code)
    assert post(asker, "question_answer", one.code, asked.pk, text="可以").status_code == 403
    assert post(office, "question_answer", one.code, asked.pk, text="可以，需第三方检测").status_code == 302
    told = page(callroom.cast.manager_b, "challenge_detail", one.code)
    assert "需第三方检测" in told
    assert "丁成员" not in told


def test_somebody_elses_challenge_is_not_there_to_act_on(callroom: Callroom) -> None:
    one = callroom.challenge()
    other = callroom.cast.manager_a
    for name in ("challenge_edit", "challenge_indicators", "challenge_invite", "challenge_extend", "challenge_reopen"):
        assert other.client().get(reverse(f"calls:{name}", args=[one.code])).status_code == 404, name
        assert post(other, name, one.code).status_code == 404, name
        assert post(callroom.cast.member_a, name, one.code).status_code == 403, name
    assert post(other, "challenge_step", one.code, action="cancel").status_code == 404
    assert other.client().get(reverse("calls:desk", args=[one.code])).status_code == 404
    stranger = callroom.cast.stranger
    assert stranger.client().get(reverse("calls:challenge_detail", args=[one.code])).status_code == 404
    assert post(stranger, "challenge_ask", one.code, text="?", key="k").status_code == 404


def test_an_unfilled_list_is_opened_again_on_its_page(callroom: Callroom) -> None:
    one = callroom.challenge(state="unfilled", closes_at=timezone.now() - timedelta(days=3))
    office = callroom.cast.st_officer
    assert "重新发榜" in page(office, "challenge_detail", one.code)
    deadline = timezone.localtime(timezone.now() + timedelta(days=20))
    assert post(office, "challenge_reopen", one.code, closes_at=f"{deadline:%Y-%m-%dT%H:%M}").status_code == 302
    one.refresh_from_db()
    assert (one.state, one.round) == ("published", 2)


def test_the_list_is_exported_filtered_and_found(callroom: Callroom) -> None:
    one = callroom.challenge(title="赤泥综合利用")
    callroom.challenge(title="惰性阳极", mode="race")
    told = page(callroom.cast.member_a, "challenge_list", q="赤泥")
    assert one.code in told
    assert "惰性阳极" not in told
    book = callroom.cast.st_officer.client().get(reverse("calls:challenge_list"), {"export": "csv"})
    assert book.status_code == 200
    found = callroom.cast.member_a.client().get(reverse("search"), {"q": "惰性阳极"})
    assert "惰性阳极" in found.content.decode()


def test_the_pages_speak_english_too(callroom: Callroom) -> None:
    one = callroom.challenge()
    client = callroom.cast.st_officer.client()
    client.cookies["django_language"] = "en"
    for name, args in (("challenge_list", []), ("challenge_detail", [one.code]), ("challenge_new", [])):
        told = client.get(reverse(f"calls:{name}", args=args), HTTP_ACCEPT_LANGUAGE="en").content.decode()
        assert "hallenge" in told
