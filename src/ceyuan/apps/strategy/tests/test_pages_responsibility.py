"""The pages of responsibility as a person uses them, without JavaScript."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse
from django.utils import timezone

from ceyuan.apps.documents.tests.pdf_text import text_of
from ceyuan.apps.organisation.models import Post
from ceyuan.apps.organisation.tests.cast import PASSWORD
from ceyuan.apps.strategy.models import Duty, Handover, Letter, Matter, Supervision, Target
from ceyuan.apps.strategy.services import letters

from .boardroom import YEAR, Boardroom
from .desk import duty, offered, sign, targets_of_a, with_password

CHANGE_DAY = date(YEAR, 3, 2)


@pytest.fixture(autouse=True)
def _store(settings: Any, tmp_path: Any) -> None:
    settings.FILES_ROOT = tmp_path


def words(answer: Any) -> str:
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def test_a_letter_goes_from_draft_to_force_by_its_buttons(boardroom: Boardroom) -> None:
    first, second = targets_of_a(boardroom)
    office = boardroom.cast.st_officer.client()
    answer = office.post(reverse("strategy:letter_draft"), {"unit_code": "A", "year": YEAR})
    letter = Letter.objects.get()
    page = reverse("strategy:letter_detail", args=[letter.pk])
    assert answer["Location"] == page
    weights = {"revision": 0, f"weight_{first.pk}": "60", f"weight_{second.pk}": "30"}
    office.post(reverse("strategy:letter_weights", args=[letter.pk]), weights)
    assert "权重合计尚不是百分之百" in words(office.get(page))
    step = reverse("strategy:letter_step", args=[letter.pk])
    assert "权重合计须恰好为 100%" in words(office.post(step, {"action": "offer", "revision": 1}, follow=True))
    office.post(reverse("strategy:letter_weights", args=[letter.pk]), {"revision": 1, "evenly": "1"})
    assert "待下级签署" in words(office.post(step, {"action": "offer", "revision": 2}, follow=True))
    with_password(boardroom.leader_a, boardroom.chair)
    letter.refresh_from_db()
    given = {"sha256": letter.sha256, "password": PASSWORD}
    sign_page = reverse("strategy:letter_sign", args=[letter.pk])
    below = boardroom.leader_a.client()
    assert "您将代表甲分公司签署" in words(below.get(sign_page))
    wrong = below.post(sign_page, {**given, "password": "guess", "revision": letter.revision}, HTTP_HX_REQUEST="true")
    assert wrong.status_code == 422
    assert "密码不正确" in wrong.content.decode()
    assert "待上级签署" in words(below.post(sign_page, {**given, "revision": letter.revision}, follow=True))
    letter.refresh_from_db()
    done = words(boardroom.chair.client().post(sign_page, {**given, "revision": letter.revision}, follow=True))
    assert "已生效" in done
    assert "陈董事" in done
    assert set(Target.objects.filter(unit__code="A").values_list("state", flat=True)) == {"in_force"}
    paper = below.get(reverse("strategy:letter_paper", args=[letter.pk]))
    assert "科技创新责任书" in text_of(paper.content)
    assert "未被改动" in words(below.get(reverse("strategy:letter_verify", args=[letter.pk])))


def test_the_draft_paper_says_that_it_is_a_draft(boardroom: Boardroom) -> None:
    targets_of_a(boardroom)
    made = letters.draft(actor=boardroom.cast.st_officer.actor, unit_code="A", year=YEAR)
    paper = boardroom.leader_a.client().get(reverse("strategy:letter_paper", args=[made.pk]))
    assert "草稿，尚未提请签署" in text_of(paper.content)


def test_weights_that_are_no_numbers_are_refused_in_words(boardroom: Boardroom) -> None:
    first, _second = targets_of_a(boardroom)
    made = letters.draft(actor=boardroom.cast.st_officer.actor, unit_code="A", year=YEAR)
    place = reverse("strategy:letter_weights", args=[made.pk])
    for typed in ("many", "150", "NaN", "33.333333"):
        answer = boardroom.cast.st_officer.client().post(
            place, {"revision": 0, f"weight_{first.pk}": typed}, follow=True
        )
        assert "权重应为 0 至 100 之间的百分数" in words(answer), typed
    first.refresh_from_db()
    assert first.weight_ppm == 500_000


def test_many_letters_are_signed_at_once_and_each_outcome_is_told(boardroom: Boardroom) -> None:
    letter = offered(boardroom)
    with_password(boardroom.leader_a, boardroom.chair)
    sign(letter, boardroom.leader_a)
    letter.refresh_from_db()
    client, place = boardroom.chair.client(), reverse("strategy:letter_sitting")
    value = f"{letter.pk}:{letter.revision}:{letter.sha256}"
    assert value in words(client.get(place))
    assert client.post(place, {"letter": [value], "password": "guess"}).status_code == 422
    told = words(client.post(place, {"letter": [value, "nonsense"], "password": PASSWORD}))
    assert "共 1 份责任书，已签署 1 份" in told
    assert client.post(place, {"letter": ["999999:0:x"], "password": PASSWORD}).status_code == 404
    again = client.post(place, {"letter": [value], "password": PASSWORD}, headers={"accept": "application/json"})
    [outcome] = again.json()["outcomes"]
    assert (outcome["letter"], "当前不在待签状态" in outcome["refused"]) == (letter.pk, True)


def test_a_letter_outside_the_reach_is_not_there(boardroom: Boardroom) -> None:
    letter = offered(boardroom)
    client = boardroom.leader_b.client()
    for name in ("letter_detail", "letter_paper", "letter_verify", "letter_sign"):
        assert client.get(reverse(f"strategy:{name}", args=[letter.pk])).status_code == 404, name
    assert "甲分公司" not in words(client.get(reverse("strategy:letter_list")))
    api = client.get("/api/v1/strategy/letters")
    assert api.json()["total"] == 0


def test_the_month_page_puts_the_overdue_first(boardroom: Boardroom) -> None:
    duty(boardroom, times_a_year=12)
    client = boardroom.cast.st_officer.client()
    client.post(reverse("strategy:matters_open"), {"year": YEAR})
    offered(boardroom)
    page = words(boardroom.leader_a.client().get(reverse("strategy:my_month")))
    assert "本月必办" in page
    assert page.index("主持科技创新工作会") < page.index(f"{YEAR} 年度责任书：甲分公司")
    assert "目前没有委托" in page
    assert "主持科技创新工作会" not in words(boardroom.cast.member_a.client().get(reverse("strategy:my_month")))


def test_a_matter_is_opened_and_done_on_its_page(boardroom: Boardroom) -> None:
    today = timezone.localdate().isoformat()
    given = {"unit_code": "A", "title": "批准研发准备金", "due_on": today, "url": "/strategy/duties/"}
    boardroom.chair.client().post(reverse("strategy:matter_open"), given)
    matter = Matter.objects.get()
    place = reverse("strategy:matter_detail", args=[matter.pk])
    client = boardroom.leader_a.client()
    wrong = client.post(place, {"outcome": ""}, HTTP_HX_REQUEST="true")
    assert wrong.status_code == 422
    assert "同意" in words(client.post(place, {"outcome": "同意，首期五百万元"}, follow=True))
    assert 'name="outcome"' not in words(boardroom.cast.manager_a.client().get(place))


def test_a_duty_is_made_changed_and_ended_by_forms(boardroom: Boardroom) -> None:
    client = boardroom.cast.st_officer.client()
    given = {
        "code": "D9",
        "valid_from": "2024-01-01",
        "kind": "chair",
        "title_zh": "主持科技创新工作会",
        "basis": "《科学技术进步法》第四十六条",
        "times_a_year": 2,
        "leader_only": "on",
        "unit_kinds": ["enterprise"],
    }
    client.post(reverse("strategy:duty_make"), given)
    made = Duty.objects.get(code="D9")
    assert (made.unit_kinds, made.leader_only) == (["enterprise"], True)
    assert "第四十六条" in words(client.get(reverse("strategy:duty_detail", args=[made.pk])))
    client.post(reverse("strategy:duty_edit", args=[made.pk]), {**given, "times_a_year": 4, "reason": "每季度一次"})
    client.post(reverse("strategy:duty_end", args=[made.pk]), {"on": "2030-01-01", "reason": "制度废止"})
    made.refresh_from_db()
    assert (made.times_a_year, made.valid_to) == (4, date(2030, 1, 1))
    assert client.get(reverse("strategy:duty_list"), {"export": "xlsx"}).status_code == 200


def test_supervision_goes_down_and_comes_back(boardroom: Boardroom) -> None:
    chair, leader = boardroom.chair.client(), boardroom.leader_a.client()
    asked = f"{reverse('strategy:supervision_issue')}?unit=A&title=原料波动&url=/projects/&subject=projects.project:1"
    assert 'value="原料波动"' in words(chair.get(asked))
    due = (timezone.localdate() + timedelta(days=5)).isoformat()
    given = {"unit_code": "A", "title": "原料波动", "due_on": due, "url": "/projects/", "subject": "projects.project:1"}
    chair.post(reverse("strategy:supervision_issue"), given)
    item = Supervision.objects.get()
    assert (item.subject_kind, item.subject_id) == ("projects.project", "1")
    place = reverse("strategy:supervision_detail", args=[item.pk])
    assert "即将到期" in words(leader.get(place))
    assert "原料波动" in words(leader.get(reverse("strategy:my_month")))
    answer = reverse("strategy:supervision_answer", args=[item.pk])
    assert "已换矿" in words(leader.post(answer, {"revision": 0, "answer": "已换矿", "evidence": "纪要"}, follow=True))
    step = reverse("strategy:supervision_step", args=[item.pk])
    assert "已销号" in words(chair.post(step, {"action": "close", "revision": 1}, follow=True))
    assert leader.post(step, {"action": "close", "revision": 2}, follow=True).status_code == 200


def test_a_hand_over_is_made_and_signed_on_its_pages(boardroom: Boardroom) -> None:
    duty(boardroom, valid_from=date(YEAR, 1, 1))
    Post.objects.filter(unit__code="A", kind="top_leader").update(valid=DateRange(date(YEAR - 3, 1, 1), CHANGE_DAY))
    Post.objects.create(
        person=boardroom.cast.member_a.person,
        unit=boardroom.cast.units["A"],
        kind="top_leader",
        valid=DateRange(CHANGE_DAY, None),
    )
    office = boardroom.cast.st_officer.client()
    assert "未交接" in words(office.get(reverse("strategy:handover_list")))
    assert "待办离任交接：甲分公司" in words(office.get(reverse("strategy:my_month")))
    make = reverse("strategy:handover_make", args=["A", CHANGE_DAY.isoformat()])
    assert "李甲长" in words(office.get(make))
    office.post(make)
    made = Handover.objects.get()
    leaving = boardroom.leader_a
    with_password(leaving)
    place = reverse("strategy:handover_sign", args=[made.pk])
    told = leaving.client().post(place, {"revision": 0, "sha256": made.sha256, "password": PASSWORD}, follow=True)
    assert "已签署" in words(told)
    paper = office.get(reverse("strategy:handover_paper", args=[made.pk]))
    assert "主要负责人工作交接书" in text_of(paper.content)
    assert boardroom.leader_b.client().get(reverse("strategy:handover_detail", args=[made.pk])).status_code == 404
    for bad in ("2020-01-01", "soon"):
        assert office.get(reverse("strategy:handover_make", args=["A", bad])).status_code == 404


def test_the_interface_for_programs_tells_the_same(boardroom: Boardroom) -> None:
    letter = offered(boardroom)
    duty(boardroom)
    client = boardroom.cast.st_officer.client()
    found = client.get(f"/api/v1/strategy/letters/{letter.pk}").json()
    assert (found["unit"], found["state"], found["holds"], found["signatures"]) == ("A", "offered", True, [])
    assert [one["code"] for one in client.get("/api/v1/strategy/duties").json()] == ["D1"]
    for name in ("matters", "supervision"):
        assert client.get(f"/api/v1/strategy/{name}").json() == {"total": 0, "items": []}
    assert client.get("/api/v1/strategy/handovers").json() == []
