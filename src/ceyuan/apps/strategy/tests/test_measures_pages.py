"""The pages of policy measures, and their file, paper and programs' side."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from ceyuan.apps.strategy.models import FeedbackReceipt, MeasureFeedback, MeasureUptake
from ceyuan.apps.strategy.selectors import measure_uptakes as selectors
from ceyuan.apps.strategy.services import measure_uptakes
from ceyuan.apps.strategy.services.measure_uptakes import Particulars

from .measure_desk import Desk, desk

if TYPE_CHECKING:
    from .boardroom import Boardroom

pytestmark = pytest.mark.django_db
GOOD = Particulars(own_rule="甲分公司转化奖酬办法", own_value=Decimal(35), beneficiaries=12, evidence="发放清单")


def page(room: Boardroom, path: str, who: str = "st_officer", language: str = "zh-hans", status: int = 200) -> str:
    member = room.cast.members.get(who) or room.leaders[who]
    client = member.client()
    client.cookies["django_language"] = language
    response = client.get(path)
    assert response.status_code == status, path
    return response.content.decode() if status == 200 else ""


def land(table: Desk) -> MeasureUptake:
    manager = table.room.cast.manager_a.actor
    for action in ("issue", "land"):
        uptake = table.uptake()
        measure_uptakes.report(
            actor=manager, uptake_id=uptake.pk, revision=uptake.revision, particulars=GOOD, action=action
        )
    return table.uptake()


def last_year() -> date:
    return date(timezone.localdate().year - 1, 6, 1)


def test_the_policy_shows_its_clauses_and_how_far_each_has_come(boardroom: Boardroom) -> None:
    table = desk(boardroom)
    land(table)
    found = page(boardroom, f"/strategy/policies/{table.policy.pk}/")
    for text in ("加大激励力度", "提高成果转化奖酬比例", "20 %", "50 %", "50%", "1/2"):
        assert text in found
    assert "Higher share" in page(boardroom, f"/strategy/policies/{table.policy.pk}/", language="en")


def test_a_member_reads_the_policy_without_the_figures_of_units(boardroom: Boardroom) -> None:
    table = desk(boardroom)
    found = page(boardroom, f"/strategy/policies/{table.policy.pk}/", who="member_a")
    assert "提高成果转化奖酬比例" in found
    assert "/strategy/uptakes/" not in found
    page(boardroom, "/strategy/measures/", who="member_a", status=403)


def test_the_matrix_has_a_cell_per_unit_and_measure_that_leads_to_the_uptake(boardroom: Boardroom) -> None:
    table = desk(boardroom)
    landed = land(table)
    found = page(boardroom, "/strategy/measures/")
    assert f'href="/strategy/uptakes/{landed.pk}/"' in found
    assert found.count('class="u-') >= 4
    assert "u-not_started late" in found
    own = page(boardroom, "/strategy/measures/", who="manager_b")
    assert f"/strategy/uptakes/{landed.pk}/" not in own
    assert "甲分公司" not in own.split('<div class="scroll matrix-scroll"')[1]


def test_the_matrix_takes_few_queries_however_many_units(
    boardroom: Boardroom, django_assert_num_queries: object
) -> None:
    table = desk(boardroom)
    officer = boardroom.cast.st_officer.actor
    with django_assert_num_queries(2):  # type: ignore[operator]
        selectors.matrix(officer, table.policy, {})


@pytest.mark.parametrize("query", ["state=overdue", "theme=incentive", "unit=B", "state=blocked", "policy=x", "unit=?"])
def test_filters_of_the_matrix_never_break_it(boardroom: Boardroom, query: str) -> None:
    desk(boardroom)
    assert "<h1>" in page(boardroom, f"/strategy/measures/?{query}")


def test_the_matrix_and_the_list_are_workbooks_too(boardroom: Boardroom) -> None:
    desk(boardroom)
    client = boardroom.cast.st_officer.client()
    client.cookies["django_language"] = "zh-hans"
    text = b"".join(client.get("/strategy/measures/?export=csv").streaming_content).decode()  # type: ignore[attr-defined]
    assert "12 提高成果转化奖酬比例" in text
    assert "未启动 · 已超期" in text
    assert client.get("/strategy/uptakes/?export=xlsx").status_code == 200


def test_the_page_of_an_uptake_shows_history_and_steps(boardroom: Boardroom) -> None:
    table = desk(boardroom)
    landed = land(table)
    found = page(boardroom, f"/strategy/uptakes/{landed.pk}/")
    for text in ("已落地", "发放清单", "填报举措落实情况", "白主管", "退回“已出台”", "核验"):
        assert text in found
    page(boardroom, f"/strategy/uptakes/{landed.pk}/", who="manager_b", status=404)


def test_a_report_from_the_page_lands_and_a_wrong_one_comes_back_beside_its_field(boardroom: Boardroom) -> None:
    table = desk(boardroom)
    client = boardroom.cast.manager_a.client()
    client.cookies["django_language"] = "zh-hans"
    uptake = table.uptake()
    path = f"/strategy/uptakes/{uptake.pk}/report"
    assert "集团规定范围" in client.get(path).content.decode()
    sent = {"own_rule": "办法", "own_value": "60", "action": "issue", "revision": uptake.revision}
    wrong = client.post(path, sent)
    assert wrong.status_code == 422
    assert "60 % 超出集团规定的范围（20 % 至 50 %）" in wrong.content.decode()
    right = client.post(path, {**sent, "own_value": "35", "money_minor": "1234.56"})
    assert right.status_code == 302
    assert (table.uptake().state, table.uptake().money_minor) == ("issued", 123456)
    stale = client.post(path, {**sent, "own_value": "40", "action": ""})
    assert stale.status_code == 422
    assert "在此期间" in stale.content.decode()
    assert table.uptake().own_value == 35


def test_an_auditor_verifies_by_a_button_and_the_reporter_is_refused(boardroom: Boardroom) -> None:
    table = desk(boardroom)
    landed = land(table)
    path = f"/strategy/uptakes/{landed.pk}/verify"
    assert boardroom.cast.manager_a.client().post(path, {"revision": landed.revision}).status_code == 403
    assert boardroom.cast.auditor.client().post(path, {"revision": landed.revision}).status_code == 302
    assert table.uptake().verified_by_id == boardroom.cast.auditor.account.pk


def test_the_unit_sees_what_to_do_next(boardroom: Boardroom) -> None:
    desk(boardroom)
    found = page(boardroom, "/strategy/measures/of/A/", who="manager_a")
    assert "起草或出台本单位细则" in found
    assert "逾期未落地" in found
    page(boardroom, "/strategy/measures/of/A/", who="manager_b", status=404)
    assert boardroom.cast.manager_a.client().get("/strategy/measures/mine").url == "/strategy/measures/of/A/"  # type: ignore[attr-defined]


def test_findings_name_each_kind_once(boardroom: Boardroom) -> None:
    table = desk(boardroom)
    land(table)
    table.say("not_reached", 3, month=last_year())
    table.say("reached", 2, month=last_year())
    officer = boardroom.cast.st_officer.actor
    uptake = table.uptake("B")
    measure_uptakes.report(
        actor=officer,
        uptake_id=uptake.pk,
        revision=uptake.revision,
        particulars=Particulars(own_value=Decimal(60)),
        action="draft_rule",
    )
    other = table.uptake("B", "leader")
    measure_uptakes.report(
        actor=officer,
        uptake_id=other.pk,
        revision=other.revision,
        particulars=Particulars(obstacle="编制不足"),
        action="block",
    )
    found = {(one.kind, one.uptake.unit.code) for one in selectors.findings(officer, {})}
    assert found == {("not_felt", "A"), ("overdue", "B"), ("outside_bounds", "B"), ("blocked", "B")}
    shown = page(boardroom, "/strategy/measures/findings/")
    for text in ("已落地但无获得感", "编制不足", "集团规定 20 % – 50 %"):
        assert text in shown


def test_the_question_takes_an_answer_once_and_says_that_nobody_learns_it(boardroom: Boardroom) -> None:
    table = desk(boardroom)
    client = boardroom.cast.member_a.client()
    client.cookies["django_language"] = "zh-hans"
    assert "没有人会知道谁说了什么" in client.get("/strategy/feedback/").content.decode()
    wrong = client.post("/strategy/feedback/", {"measure_id": table.share.pk})
    assert wrong.status_code == 422
    assert "请在三个选项中选择一个" in wrong.content.decode()
    sent = {"measure_id": table.share.pk, "said": "not_reached", "comment": "没有听说"}
    assert client.post("/strategy/feedback/", sent).status_code == 302
    assert client.post("/strategy/feedback/", sent).status_code == 302
    assert (MeasureFeedback.objects.count(), FeedbackReceipt.objects.count()) == (1, 1)
    assert "已反馈" in client.get("/strategy/feedback/").content.decode()


def test_results_hide_small_units_and_single_answers(boardroom: Boardroom) -> None:
    table = desk(boardroom)
    land(table)
    table.say("not_reached", 6, month=last_year())
    table.say("heard", 2, unit="B", month=last_year())
    MeasureFeedback.objects.filter(answer="heard").update(comment="只在文件里见过")
    found = page(boardroom, "/strategy/feedback/results/")
    assert "甲分公司" not in found.split("<table")[1]
    assert "只在文件里见过" in found
    table.say("reached", 4, unit="B", month=last_year())
    found = page(boardroom, "/strategy/feedback/results/")
    assert "填报已落地，但无获得感" in found
    assert "乙分公司" in found
    member = page(boardroom, "/strategy/feedback/results/", who="member_a")
    assert "乙分公司" not in member.split("<table")[1]


def test_the_yearly_report_is_a_pdf(boardroom: Boardroom) -> None:
    table = desk(boardroom)
    land(table)
    response = boardroom.cast.st_officer.client().get("/strategy/measures/report.pdf")
    assert response.content[:5] == b"%PDF-"


def test_policies_are_kept_through_the_pages(boardroom: Boardroom) -> None:
    table = desk(boardroom)
    client = boardroom.cast.st_officer.client()
    key = table.policy.pk
    sent = {"number": "13", "theme": "incentive", "title_zh": "项目收益分红", "parent_id": table.heading.pk}
    assert client.post(f"/strategy/policies/{key}/add", sent).status_code == 302
    changed = {**sent, "number": "14"}
    made = table.policy.measures.get(number="13")
    assert client.post(f"/strategy/policies/measures/{made.pk}/edit", changed).status_code == 302
    assert (
        client.post(f"/strategy/policies/{key}/scope", {"unit_ids": [boardroom.cast.units["A1"].pk]}).status_code == 302
    )
    assert MeasureUptake.objects.filter(unit=boardroom.cast.units["A1"]).count() == 3
    for path in (f"{key}/add", f"{key}/scope", f"{key}/replace", f"measures/{made.pk}/edit"):
        page(boardroom, f"/strategy/policies/{path}")
        page(boardroom, f"/strategy/policies/{path}", who="manager_a", status=404)
    fresh = {"document_number": "科字〔2025〕2号", "title_zh": "新意见", "issued_on": "2025-01-01"}
    assert client.post(f"/strategy/policies/{key}/replace", fresh).status_code == 302
    assert client.post("/strategy/policies/new", {**fresh, "unit_code": "T"}).status_code == 422
    assert "新意见" in page(boardroom, "/strategy/policies/?standing=in_force")


def test_to_dos_go_to_the_manager_and_to_who_verifies(boardroom: Boardroom) -> None:
    table = desk(boardroom)
    assert [one.measure.number for one in selectors.due(boardroom.cast.manager_a.actor, 9)] == ["12"]
    assert selectors.due(boardroom.cast.st_officer.actor, 9) == []
    land(table)
    assert [one.unit.code for one in selectors.to_verify(boardroom.cast.auditor.actor, 9)] == ["A"]
    assert selectors.to_verify(boardroom.cast.manager_a.actor, 9) == []


def test_programs_read_and_report(boardroom: Boardroom) -> None:
    table = desk(boardroom)
    client = boardroom.cast.manager_a.client()
    listed = client.get("/api/v1/strategy/uptakes?state=not_started").json()
    assert {one["unit"] for one in listed["items"]} == {"A"}
    uptake = table.uptake()
    sent = {"revision": uptake.revision, "own_rule": "办法", "own_value": "35", "action": "issue"}
    done = client.post(f"/api/v1/strategy/uptakes/{uptake.pk}/report", sent, content_type="application/json")
    assert (done.status_code, done.json()["state"]) == (200, "issued")
    stale = client.post(f"/api/v1/strategy/uptakes/{uptake.pk}/report", sent, content_type="application/json")
    assert stale.status_code in {409, 422}
    assert client.get(f"/api/v1/strategy/policies/{table.policy.pk}").json()["measures"][0]["number"] == "三"
    assert client.get("/api/v1/strategy/measure-findings").status_code == 200
    assert client.get("/api/v1/strategy/measure-feedback").json() == []
