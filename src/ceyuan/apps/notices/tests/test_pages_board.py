"""The board, one notice, the paper, publishing by forms, the calendar, and the interface for programs."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from ceyuan.apps.documents.tests.pdf_text import text_of
from ceyuan.apps.notices.interface import Line
from ceyuan.apps.notices.models import Notice
from ceyuan.apps.notices.selectors.notices import notices

from .hall import Hall


def words(answer: Any) -> str:
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def detail(notice: Notice) -> str:
    return reverse("notices:detail", args=[notice.pk])


def test_the_board_shows_what_hangs_and_for_how_long(hall: Hall) -> None:
    hall.publish()
    client = hall.cast.member_a.client()
    page = words(client.get(reverse("notices:list")))
    assert "电解槽长寿命内衬榜单中榜公示" in page
    assert "公示中" in page
    assert page.count("有异议，暂缓") == 1  # the word of the filter
    hall.object(hall.publish(subject=("calls.challenge", 8, "x"), title="第二批"))
    page = words(client.get(reverse("notices:list"), {"disputed": "1"}))
    assert ("第二批" in page, "电解槽" in page) == (True, False)
    assert page.count("有异议，暂缓") > 1


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ({"phase": "running"}, True),
        ({"phase": "over"}, False),
        ({"q": "内衬"}, True),
        ({"q": "氧化铝"}, False),
        ({"unit": "A"}, True),
        ({"unit": "B"}, False),
        ({"template": "dividend"}, False),
        ({"end_from": "2026-05-08", "end_until": "2026-05-08"}, True),
        ({"end_until": "2026-05-07"}, False),
        ({"sort": "-unit"}, True),
    ],
)
def test_the_board_is_narrowed(hall: Hall, query: dict[str, str], *, there: bool) -> None:
    hall.publish()
    assert ("内衬榜单" in words(hall.cast.member_a.client().get(reverse("notices:list"), query))) is there


def test_a_notice_hangs_with_its_lines_and_the_days_left(hall: Hall) -> None:
    lines = [Line("1", "甲研究院", fields={"leader": "李工", "money": "300 万元"}), Line("2", "乙公司")]
    made = hall.publish(lines=lines)
    page = words(hall.cast.member_a.client().get(detail(made)))
    for part in ("甲研究院", "李工", "300 万元", "支持金额", "还剩 5 个工作日", "提出异议", "无未决异议"):
        assert part in page, part
    assert "榜单题目" not in page  # a field that no line fills
    assert "下一步" not in page  # the steps belong to the office
    hall.object(made, "2")
    assert "1 项暂缓" in words(hall.cast.member_a.client().get(detail(made)))
    hall.on(date(2026, 5, 9))
    page = words(hall.cast.member_a.client().get(detail(made)))
    assert "公示期满" in page
    assert 'href="' + reverse("notices:object", args=[made.pk]) not in page


def test_the_paper_says_what_the_board_says(hall: Hall) -> None:
    made = hall.publish()
    hall.object(made, "2")
    answer = hall.cast.member_a.client().get(reverse("notices:paper", args=[made.pk]))
    text = text_of(answer.content)
    for part in ("电解槽长寿命内衬榜单中榜公示", "1号揭榜方", "有异议", "实名"):
        assert part in text, part
    assert text.count("丁成员") == text.count("打印人")  # the reader who prints it, not the objector


def test_a_notice_for_a_unit_is_shown_to_its_people_and_to_the_offices(hall: Hall) -> None:
    made = hall.publish(template="appointment", unit="B", actor=hall.cast.manager_b, title="任前公示")
    cast = hall.cast
    assert made.audience == "unit"
    for member, there in (
        (cast.manager_b, True),
        (cast.st_officer, True),
        (cast.auditor, True),
        (cast.member_a, False),
    ):
        assert notices(member.actor).filter(pk=made.pk).exists() is there
        assert (member.client().get(detail(made)).status_code == 200) is there
    assert cast.member_a.client().get(reverse("notices:object", args=[made.pk])).status_code == 404
    assert cast.stranger.client().get(detail(made)).status_code == 404


def test_a_notice_is_written_read_published_and_prolonged_by_forms(hall: Hall) -> None:
    client = hall.cast.manager_a.client()
    form = words(client.get(reverse("notices:draft"), {"unit": "A", "template": "appointment"}))
    assert 'value="A"' in form
    given = {
        "unit_code": "A",
        "template": "general",
        "title": "职工创新工作室命名公示",
        "lines": "第一工作室\n\n第二工作室\n",
        "working_days": 3,
        "audience": "group",
    }
    assert client.post(reverse("notices:draft"), {**given, "working_days": 2}).status_code == 422
    wrong = client.post(reverse("notices:draft"), {**given, "lines": "张三 13812345678"})
    assert "手机号码" in wrong.content.decode()
    assert client.post(reverse("notices:draft"), {**given, "unit_code": "B"}).status_code == 422
    page = words(client.post(reverse("notices:draft"), given, follow=True))
    made = Notice.objects.get()
    assert "仅本部门可见" in page
    assert hall.cast.member_a.client().get(detail(made)).status_code == 404
    edit = reverse("notices:redraft", args=[made.pk])
    assert "第二工作室" in words(client.get(edit))
    client.post(edit, {**given, "title": "创新工作室命名公示"})
    step = reverse("notices:step", args=[made.pk])
    page = words(client.post(step, {"action": "publish", "revision": 0}, follow=True))
    assert "还剩 3 个工作日" in page
    made.refresh_from_db()
    assert (made.title, made.ends_on) == ("创新工作室命名公示", date(2026, 5, 6))
    prolong = reverse("notices:prolong", args=[made.pk])
    sent = {"seen_end": "2026-05-06", "more_days": 2, "reason": "节日期间"}
    assert "公示期已延长" in words(client.post(prolong, sent, follow=True))
    assert client.post(prolong, sent).status_code == 422
    assert client.post(edit, given).status_code == 422
    page = words(client.post(step, {"action": "withdraw", "revision": 1, "reason": "名称有误"}, follow=True))
    assert "已撤下" in page


def test_the_pages_of_an_office_are_closed_to_others(hall: Hall) -> None:
    made = hall.publish()
    for name in ("redraft", "prolong"):
        place = reverse(f"notices:{name}", args=[made.pk])
        assert hall.cast.member_a.client().get(place).status_code == 403
        assert hall.cast.manager_b.client().get(place).status_code == 404
        assert hall.cast.manager_b.client().post(place, {}).status_code == 404
    step = reverse("notices:step", args=[made.pk])
    assert hall.cast.manager_b.client().post(step, {"action": "withdraw"}).status_code == 404
    assert hall.cast.member_a.client().post(step, {"action": "withdraw"}).status_code == 403


def test_the_calendar_shows_a_year_with_its_source(hall: Hall) -> None:
    client = hall.cast.member_a.client()
    page = words(client.get(reverse("notices:calendar")))
    for part in ("2026 年：248 个工作日", "国办发明电〔2025〕7号", "已与通知原文核对", "春节", "made-up"):
        assert part in page, part
    page = words(client.get(reverse("notices:calendar_year", args=[2027])))
    assert "2027 年放假安排尚未公布" in page
    page = words(client.get(reverse("notices:calendar_year", args=[2029])))
    assert "尚无 2029 年的工作日安排" in page
    assert "rules/cn/holidays.yaml" in page
    assert client.get(reverse("notices:calendar_year", args=[99999])).status_code == 404


def test_everything_is_there_in_english_too(hall: Hall) -> None:
    made = hall.publish()
    client = hall.cast.st_officer.client()
    client.cookies["django_language"] = "en"
    for place in (detail(made), reverse("notices:list"), reverse("notices:calendar"), reverse("notices:draft")):
        page = words(client.get(place, headers={"accept-language": "en"}))
        assert "公示中" not in page


def test_the_interface_for_programs_tells_the_same(hall: Hall) -> None:
    made = hall.publish()
    client = hall.cast.st_officer.client()
    page = client.get("/api/v1/notices", {"phase": "running"}).json()
    assert (page["total"], page["items"][0]["days_left"], page["items"][0]["unit"]) == (1, 5, "A")
    one = client.get(f"/api/v1/notices/{made.pk}").json()
    assert [(line["key"], line["standing"]) for line in one["lines"]] == [("1", ""), ("2", "")]
    assert client.get("/api/v1/notices/999999").status_code == 404
    year = client.get("/api/v1/working-days/2026").json()
    assert (year["working_days"], year["verified"]) == (248, True)
    assert client.get("/api/v1/working-days/2027").json()["provisional"] is True
    assert client.get("/api/v1/working-days/2029").status_code == 404


def test_the_search_finds_a_notice_and_the_menu_leads_to_the_board(hall: Hall) -> None:
    hall.publish()
    client = hall.cast.member_a.client()
    assert "内衬榜单" in words(client.get(reverse("search"), {"q": "内衬"}))
    assert reverse("notices:list") in words(client.get(reverse("notices:list")))


def test_a_notice_that_ends_in_a_provisional_year_says_so(hall: Hall) -> None:
    assert "放假安排尚未公布" not in words(hall.cast.member_a.client().get(detail(hall.publish())))
    hall.on(date(2026, 12, 24))
    page = words(hall.cast.member_a.client().get(detail(hall.publish(working_days=15))))
    assert "2027 年放假安排尚未公布" in page
