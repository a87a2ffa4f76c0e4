"""The form of an objection, the desk, the decision, the look at a name, and what waits for whom."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ceyuan.apps.audit.models import Act
from ceyuan.apps.documents.models import Document
from ceyuan.apps.notices.models import Objection

from .hall import Hall
from .test_services_objections import PDF


def words(answer: Any) -> str:
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def place(name: str, key: int) -> str:
    return reverse(f"notices:{name}", args=[key])


GIVEN = {"lines": ["1"], "kind": "substantive", "grounds": "核心专利属于我方", "contact": "ding@example.org"}


def test_an_objection_is_made_by_the_form_with_evidence(hall: Hall) -> None:
    notice = hall.publish()
    client = hall.cast.member_a.client()
    form = words(client.get(place("object", notice.pk)))
    assert "1. 1号揭榜方" in form
    assert client.post(place("object", notice.pk), {**GIVEN, "lines": []}).status_code == 422
    sent = {**GIVEN, "evidence": SimpleUploadedFile("证据.pdf", PDF, "application/pdf")}
    page = words(client.post(place("object", notice.pk), sent, follow=True))
    made = Objection.objects.get()
    assert f"异议 {made.pk}" in page
    assert "已收到" in page
    document = Document.objects.get()
    download = reverse("documents:download", args=[document.pk])
    assert hall.cast.auditor.client().get(download).status_code == 200
    for member in (hall.cast.manager_a, hall.cast.manager_b, hall.cast.member_a):
        assert member.client().get(download).status_code in {403, 404}
    again = client.post(place("object", notice.pk), GIVEN)
    assert again.status_code == 422
    assert "您已对此提出异议" in again.content.decode()


def test_a_file_that_is_not_what_it_says_is_refused_and_nothing_is_kept(hall: Hall) -> None:
    notice = hall.publish()
    sent = {**GIVEN, "evidence": SimpleUploadedFile("证据.pdf", b"MZ\x90 not a pdf", "application/pdf")}
    answer = hall.cast.member_a.client().post(place("object", notice.pk), sent)
    assert answer.status_code == 422
    assert Objection.objects.count() == Document.objects.count() == 0


def test_the_form_is_closed_when_the_period_is_over(hall: Hall) -> None:
    notice = hall.publish()
    hall.on(date(2026, 5, 9))
    client = hall.cast.member_a.client()
    assert "公示期已满" in words(client.get(place("object", notice.pk), follow=True))
    assert client.post(place("object", notice.pk), GIVEN).status_code == 422


def test_the_desk_decides_and_the_objector_reads_the_answer(hall: Hall) -> None:
    notice = hall.publish()
    made = hall.object(notice)
    desk = hall.cast.auditor.client()
    assert f">{made.pk}<" in words(desk.get(reverse("notices:objection_list"), {"state": "open"}))
    page = words(desk.get(place("objection_detail", made.pk)))
    assert "丁成员" not in page
    assert "受理" in page
    step = place("objection_step", made.pk)
    words(desk.post(step, {"action": "accept", "revision": 0}, follow=True))
    page = words(desk.post(step, {"action": "reject", "revision": 1, "reason": "登记簿显示权属无争议"}, follow=True))
    assert "已驳回" in page
    own = hall.cast.member_a.client()
    assert "登记簿显示权属无争议" in words(own.get(place("objection_detail", made.pk)))
    assert f">{made.pk}<" in words(own.get(reverse("notices:own_list")))
    assert "登记簿" not in words(own.get(place("detail", notice.pk)))


def test_who_published_sees_why_they_may_not_decide(hall: Hall) -> None:
    made = hall.object(hall.publish(actor=hall.cast.st_officer))
    client = hall.cast.st_officer.client()
    assert "须由他人作出决定" in words(client.get(place("objection_detail", made.pk)))
    step = place("objection_step", made.pk)
    assert "须由他人作出决定" in words(client.post(step, {"action": "accept", "revision": 0}, follow=True))


def test_the_name_is_shown_after_the_purpose_was_recorded(hall: Hall) -> None:
    made = hall.object(hall.publish())
    client, where = hall.cast.auditor.client(), place("identity", made.pk)
    assert "丁成员" not in words(client.get(where))
    assert client.post(where, {"purpose": ""}).status_code == 422
    assert not Act.objects.filter(act="notices.objection.identity_seen").exists()
    answer = client.post(where, {"purpose": "约谈核实"})
    assert "丁成员" in words(answer)
    assert answer["Cache-Control"] == "private, no-store"
    assert Act.objects.get(act="notices.objection.identity_seen").reason == "约谈核实"
    part = client.post(where, {"purpose": "约谈核实"}, HTTP_HX_REQUEST="true")
    assert "<html" not in words(part)


@pytest.mark.parametrize(
    ("name", "member", "status"),
    [
        ("objection_detail", "manager_a", 404),
        ("objection_detail", "manager_b", 404),
        ("objection_detail", "stranger", 404),
        ("objection_detail", "member_a", 200),
        ("identity", "member_a", 403),
        ("identity", "stranger", 404),
        ("identity", "manager_a", 403),
        ("take_back", "auditor", 404),
        ("take_back", "member_a", 200),
    ],
)
def test_an_objection_is_known_only_to_those_it_concerns(hall: Hall, name: str, member: str, status: int) -> None:
    made = hall.object(hall.publish())
    client = hall.cast.members[member].client()
    assert client.get(place(name, made.pk)).status_code == status
    if status != 200:
        assert client.post(place(name, made.pk), {"purpose": "想知道是谁"}).status_code in {status, 405}


def test_steps_on_an_objection_of_others_are_not_there(hall: Hall) -> None:
    made = hall.object(hall.publish())
    step = place("objection_step", made.pk)
    assert hall.cast.stranger.client().post(step, {"action": "accept", "revision": 0}).status_code == 404
    assert hall.cast.manager_a.client().post(step, {"action": "accept", "revision": 0}).status_code == 403


def test_an_objection_is_taken_back_on_its_page(hall: Hall) -> None:
    made = hall.object(hall.publish())
    client = hall.cast.member_a.client()
    assert "确定撤回" in words(client.get(place("take_back", made.pk)))
    assert "已撤回" in words(client.post(place("take_back", made.pk), follow=True))
    made.refresh_from_db()
    assert made.state == "withdrawn"


def test_what_waits_is_on_the_list_of_whom_it_concerns(hall: Hall) -> None:
    notice = hall.publish()
    made = hall.object(notice)
    inbox = reverse("inbox")
    assert f"异议 {made.pk}" in words(hall.cast.auditor.client().get(inbox))
    assert f"异议 {made.pk}" not in words(hall.cast.manager_b.client().get(inbox))
    hall.decide(made)
    assert f"异议 {made.pk}" not in words(hall.cast.auditor.client().get(inbox))
    assert "您的异议已答复" in words(hall.cast.member_a.client().get(inbox))
    assert "登记公示结果" not in words(hall.cast.manager_a.client().get(inbox))
    hall.on(date(2026, 5, 9))
    assert "登记公示结果" in words(hall.cast.manager_a.client().get(inbox))


def test_programs_object_and_read_their_own(hall: Hall) -> None:
    notice = hall.publish()
    client = hall.cast.member_a.client()
    answer = client.post(f"/api/v1/notices/{notice.pk}/objections", GIVEN, content_type="application/json")
    assert answer.status_code == 201, answer.content
    number = answer.json()["id"]
    assert client.get("/api/v1/objections", {"own": "true"}).json()["total"] == 1
    assert client.get("/api/v1/objections").json()["total"] == 0
    assert client.get(f"/api/v1/objections/{number}").json()["state"] == "received"
    assert hall.cast.manager_a.client().get(f"/api/v1/objections/{number}").status_code == 404
    desk = hall.cast.auditor.client().get("/api/v1/objections").json()
    assert desk["total"] == 1
    assert "丁成员" not in str(desk)
