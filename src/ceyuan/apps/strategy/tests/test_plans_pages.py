"""Pages of plans: list, document, comparison, editor, import, the one page on paper, and the interface for programs."""

import io
import re
from datetime import date
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ceyuan.apps.documents.tests.pdf_text import text_of
from ceyuan.apps.strategy.models import Clause, ClauseTarget, Direction, Gap, PlanVersion, Standing
from ceyuan.apps.strategy.selectors import plans as selectors
from ceyuan.apps.strategy.services import clause_links, clauses, plan_steps, plans
from ceyuan.core.intake.tests.word_files import document, official_plan, packed, paragraph

from .boardroom import YEAR, Boardroom


@pytest.fixture
def draft(boardroom: Boardroom) -> PlanVersion:
    """The second version of the group's five-year plan, with three clauses of which one is bound to a target."""
    actor = boardroom.cast.st_officer.actor
    made = plans.new_version(actor=actor, plan_id=boardroom.five_year.pk, note="中期修订")
    head = clauses.add(actor=actor, version_id=made.pk, number="一、", kind="heading", text_zh="主要目标")
    goal = clauses.add(
        actor=actor,
        version_id=made.pk,
        after=head.pk,
        inside=True,
        number="（一）",
        kind="target",
        text_zh="授权专利五十件",
    )
    clauses.add(
        actor=actor,
        version_id=made.pk,
        number="二、",
        kind="task",
        text_zh="建设中试平台",
        lead_unit=boardroom.cast.units["A"].pk,
        due_on=date(YEAR, 9, 30),
    )
    target = boardroom.target("PAT", "T", 50, plan="five_year", baseline=10, state="draft")
    clause_links.link(actor=actor, clause_id=goal.pk, target_id=target.pk)
    Standing.objects.create(
        group=boardroom.cast.group, kpi=boardroom.kpis["PAT"], unit=boardroom.cast.units["T"], year=YEAR, value=40
    )
    return made


def page(member: Any, name: str, *args: Any, **query: Any) -> str:
    answer = member.client().get(reverse(f"strategy:{name}", args=args), query)
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def in_force(room: Boardroom, version: PlanVersion) -> PlanVersion:
    for action, who in (("submit", room.cast.st_officer), ("approve", room.chair), ("enter_into_force", room.chair)):
        now = PlanVersion.objects.get(pk=version.pk)
        plan_steps.advance(actor=who.actor, version_id=now.pk, action=action, revision=now.revision)
    return PlanVersion.objects.get(pk=version.pk)


def test_the_list_shows_state_and_coverage_and_goes_to_excel(boardroom: Boardroom, draft: PlanVersion) -> None:
    in_force(boardroom, draft)
    shown = page(boardroom.cast.member_a, "plan_list")
    assert "五年科技规划" in shown
    assert "1 / 1" in shown
    assert "年度科技计划" not in page(boardroom.cast.member_a, "plan_list", kind="five_year").split('id="rows"')[1]
    answer = boardroom.cast.member_a.client().get(reverse("strategy:plan_list"), {"export": "csv"})
    assert "五年科技规划" in b"".join(answer.streaming_content if answer.streaming else [answer.content]).decode(
        "utf-8-sig"
    )


def test_the_document_shows_the_figures_of_the_year_beside_the_clause(boardroom: Boardroom, draft: PlanVersion) -> None:
    in_force(boardroom, draft)
    shown = page(boardroom.chair, "plan_detail", boardroom.five_year.pk, year=YEAR)
    for words in ("主要目标", "授权专利五十件", "发明专利授权数", "≥ 50 件", "75%", "建设中试平台", "甲分公司"):
        assert words in shown
    later = page(boardroom.chair, "plan_detail", boardroom.five_year.pk, year=YEAR + 1)
    assert "≥ 50 件" in later
    assert f'aria-current="true">{YEAR + 1}<' in later


def test_who_only_reads_plans_sees_clauses_without_figures(boardroom: Boardroom, draft: PlanVersion) -> None:
    in_force(boardroom, draft)
    shown = page(boardroom.cast.member_a, "plan_detail", boardroom.five_year.pk)
    assert "授权专利五十件" in shown
    assert "≥ 50 件" not in shown


def test_a_draft_is_not_there_for_others(boardroom: Boardroom, draft: PlanVersion) -> None:
    address = reverse("strategy:plan_version", args=[draft.plan_id, draft.number])
    assert boardroom.cast.member_a.client().get(address).status_code == 404
    assert boardroom.cast.manager_b.client().get(reverse("strategy:version_edit", args=[draft.pk])).status_code == 404
    assert boardroom.chair.client().get(address).status_code == 200


def test_two_versions_stand_side_by_side(boardroom: Boardroom, draft: PlanVersion) -> None:
    in_force(boardroom, draft)
    actor = boardroom.cast.st_officer.actor
    third = plans.new_version(actor=actor, plan_id=draft.plan_id)
    goal = Clause.objects.get(version=third, kind="target")
    clauses.edit(
        actor=actor,
        clause_id=goal.pk,
        seen=selectors.digest(goal),
        number="（一）",
        kind="target",
        text_zh="授权专利六十件",
    )
    clauses.remove(actor=actor, clause_id=Clause.objects.get(version=third, kind="task").pk)
    clauses.add(actor=actor, version_id=third.pk, text_zh="加强考核")
    shown = page(boardroom.cast.st_officer, "plan_compare", draft.plan_id, old=2, new=3)
    for words in ("<del>五</del><ins>六</ins>", "<del>建设中试平台</del>", "<ins>加强考核</ins>"):
        assert words in shown
    assert "主要目标" not in shown
    assert "主要目标" in page(boardroom.cast.st_officer, "plan_compare", draft.plan_id, old=2, new=3, all=1)


def test_a_plan_is_opened_written_and_submitted_with_forms(boardroom: Boardroom) -> None:
    client = boardroom.cast.manager_a.client()
    answer = client.post(
        reverse("strategy:plan_make"),
        {"unit": "A", "kind": "annual", "first_year": YEAR, "title_zh": "甲计划", "parent": boardroom.annual.pk},
    )
    version = PlanVersion.objects.get(plan__unit__code="A")
    assert answer["Location"] == reverse("strategy:version_edit", args=[version.pk])
    add = reverse("strategy:clause_add", args=[version.pk])
    for text in ("第一条内容", "第二条内容"):
        assert client.post(add, {"kind": "task", "text_zh": text, "lead_unit": "A1"}).status_code == 302
    first, second = Clause.objects.filter(version=version).order_by("position")
    assert first.lead_unit
    assert first.lead_unit.code == "A1"
    client.post(reverse("strategy:clause_move", args=[version.pk]), {"step": f"{second.pk}:up"})
    client.post(reverse("strategy:clause_move", args=[version.pk]), {"step": f"{first.pk}:in"})
    assert list(Clause.objects.filter(version=version).order_by("position").values_list("text_zh", "depth")) == [
        ("第二条内容", 1),
        ("第一条内容", 2),
    ]
    assert "第一条内容" in page(boardroom.cast.manager_a, "version_edit", version.pk)
    assert client.post(add, {"kind": "task"}).status_code == 422
    assert client.post(reverse("strategy:clause_remove", args=[first.pk])).status_code == 302
    assert (
        client.post(
            reverse("strategy:version_describe", args=[version.pk]), {"document_number": "甲科〔1〕号"}
        ).status_code
        == 302
    )
    client.post(reverse("strategy:version_step", args=[version.pk]), {"action": "submit", "revision": 0})
    version.refresh_from_db()
    assert (version.state, version.document_number) == ("submitted", "甲科〔1〕号")
    assert client.get(add).status_code == 404


def test_the_second_writer_keeps_the_text_and_may_save_over_it(boardroom: Boardroom, draft: PlanVersion) -> None:
    goal = Clause.objects.get(version=draft, kind="target")
    client, address = boardroom.cast.st_officer.client(), reverse("strategy:clause_edit", args=[goal.pk])
    seen = re.search(r'name="seen" value="(\w+)"', client.get(address).content.decode())
    assert seen
    clauses.edit(
        actor=boardroom.cast.st_officer.actor, clause_id=goal.pk, seen=seen[1], kind="target", text_zh="授权专利七十件"
    )
    mine = {"kind": "target", "text_zh": "授权专利六十件", "seen": seen[1]}
    answer = client.post(address, mine)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "授权专利五十件 → 授权专利七十件" in shown
    assert "授权专利六十件" in shown
    fresh = re.search(r'name="seen" value="(\w+)"', shown)
    assert fresh
    assert client.post(address, {**mine, "seen": fresh[1]}).status_code == 302
    goal.refresh_from_db()
    assert goal.text_zh == "授权专利六十件"


def test_targets_are_chosen_in_a_form(boardroom: Boardroom, draft: PlanVersion) -> None:
    goal = Clause.objects.get(version=draft, kind="target")
    other = boardroom.target("LAB", "A", 3, plan="five_year")
    address = reverse("strategy:clause_targets", args=[goal.pk])
    client = boardroom.cast.st_officer.client()
    assert "国家级平台数 · 甲分公司" in client.get(address).content.decode()
    assert client.post(address, {"targets": [other.pk]}).status_code == 302
    assert list(ClauseTarget.objects.filter(clause=goal).values_list("target_id", flat=True)) == [other.pk]


def handed_in(room: Boardroom, draft: PlanVersion, content: bytes, name: str) -> Any:
    address = reverse("strategy:plan_import", args=[draft.pk])
    return room.cast.st_officer.client().post(address, {"file": SimpleUploadedFile(name, content)})


@pytest.fixture
def shelf(settings: Any, tmp_path: Any) -> None:
    """A file store of its own."""
    settings.CEYUAN_HOME = tmp_path
    settings.DOCUMENT_ROOT = tmp_path / "documents"


@pytest.mark.usefixtures("shelf")
def test_a_word_plan_is_proposed_looked_at_and_taken(boardroom: Boardroom, draft: PlanVersion) -> None:
    intensity = boardroom.target("INT", "T", "3.2", plan="five_year", year=YEAR + 3)
    answer = handed_in(boardroom, draft, official_plan(), "规划.docx")
    assert answer.status_code == 302
    client = boardroom.cast.st_officer.client()
    shown = client.get(answer["Location"]).content.decode()
    assert Clause.objects.filter(version=draft).count() == 3  # nothing is written before the person says so
    for words in (
        "攻克超大型电解槽关键技术",
        "研发投入强度",
        "数值一致",
        "文中为3000件",
        "读取14 = 拟导入12 + 未采用2",
    ):
        assert words in shown
    lines = {one: int(two) for two, one in re.findall(r'name="(?:target)-(\d+)" value="(\d+)"', shown)}
    taken = client.post(
        answer["Location"],
        {
            "mode": "replace",
            "skip": ["4"],
            "kind-11": "task",
            f"target-{lines[str(intensity.pk)]}": [str(intensity.pk)],
        },
    )
    assert taken.status_code == 302
    rows = list(Clause.objects.filter(version=draft).order_by("position"))
    assert [row.number for row in rows] == [
        "一、",
        "二、",
        "（一）",
        "（二）",
        "",
        "三、",
        "（一）",
        "1.",
        "2.",
        "四、",
        "（一）",
    ]
    assert [row.position for row in rows] == list(range(1, 12))
    linked = ClauseTarget.objects.get(clause__version=draft)
    assert (linked.target_id, linked.clause.text_zh[:6]) == (intensity.pk, "研发投入强度")
    assert "规划.docx" in page(boardroom.cast.st_officer, "plan_version", draft.plan_id, draft.number)


@pytest.mark.usefixtures("shelf")
def test_a_workbook_is_put_behind_what_is_there(boardroom: Boardroom, draft: PlanVersion) -> None:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet()
    for number, row in enumerate(
        [["编号", "内容", "牵头单位"], ["三、", "开展攻关", "B"], ["四、", "开展推广", "无此单位"], ["五、", "", "B"]]
    ):
        sheet.write_row(number, 0, row)
    book.close()
    answer = handed_in(boardroom, draft, stream.getvalue(), "plan.xlsx")
    client = boardroom.cast.st_officer.client()
    assert "编码未知" in client.get(answer["Location"]).content.decode()
    client.post(answer["Location"], {"mode": "append"})
    rows = list(Clause.objects.filter(version=draft).order_by("position").select_related("lead_unit"))
    assert [(row.number, row.lead_unit.code if row.lead_unit else "") for row in rows[3:]] == [
        ("三、", "B"),
        ("四、", ""),
    ]


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"%PDF-1.7 %%EOF", "a.pdf"),
        (official_plan()[:300], "a.docx"),
        (
            packed({"word/document.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "[Content_Types].xml": ""}),
            "a.docx",
        ),
        (packed({"word/document.xml": b" " * (20 * 1024 * 1024), "[Content_Types].xml": ""}), "a.docx"),
        (document(paragraph("一、目标"), document="<w:p"), "a.docx"),
    ],
)
def test_a_hostile_file_is_refused_and_not_kept(
    boardroom: Boardroom, draft: PlanVersion, content: bytes, name: str
) -> None:
    from ceyuan.apps.documents.models import Document

    assert handed_in(boardroom, draft, content, name).status_code == 422
    assert not Document.objects.exists()


@pytest.mark.usefixtures("shelf")
def test_nobody_else_hands_in_or_takes_a_plan(boardroom: Boardroom, draft: PlanVersion) -> None:
    answer = handed_in(boardroom, draft, official_plan(), "规划.docx")
    other = boardroom.cast.manager_b.client()
    assert other.get(answer["Location"]).status_code == 404
    assert other.post(answer["Location"], {"mode": "replace"}).status_code == 404
    empty = boardroom.cast.st_officer.client().post(answer["Location"], {"skip": [str(one) for one in range(1, 30)]})
    assert empty.status_code == 422
    assert Clause.objects.filter(version=draft).count() == 3


def full_page(room: Boardroom, version: PlanVersion) -> None:
    """More than a page can hold of everything, with long names."""
    group, unit = room.cast.group, room.cast.units["A"]
    long = "面向极端工况的超大型铝电解槽热平衡智能调控与全流程数字孪生关键技术装备研发及工业示范应用" * 2
    for number in range(30):
        kpi = room.kpis["PAT"]
        kpi.pk, kpi.code, kpi.name_zh, kpi.name_en = (
            None,
            f"K{number}",
            f"指标{number}{long[:24]}",
            f"Indicator {number} " * 4,
        )
        kpi.save()
        room.kpis[kpi.code] = kpi
        room.target(
            kpi.code, "A", 1_000_000 + number, baseline=999_999, basic=1_000_000, challenge=1_100_000, weight_ppm=33_333
        )
        Standing.objects.create(group=group, kpi=kpi, unit=unit, year=YEAR, value=1_000_000)
        clauses.add(
            actor=room.cast.st_officer.actor,
            version_id=version.pk,
            kind="task",
            text_zh=long,
            text_en="Develop " * 40,
            lead_unit=unit.pk,
        )
        direction = Direction.objects.create(
            group=group, code=f"D{number}", name_zh=long, name_en="Direction " * 15, owner_unit=unit, trl_wanted=8
        )
        Gap.objects.create(
            group=group,
            unit=unit,
            direction=direction,
            title=long,
            required="高",
            held="低",
            cause="因",
            action="行动",
            owner=room.leader_a.person,
            due_on=date(YEAR, 12, 31),
        )
    in_force(room, version)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_plan_of_a_unit_fits_one_page(boardroom: Boardroom, draft: PlanVersion, language: str) -> None:
    full_page(boardroom, draft)
    client = boardroom.leader_a.client()
    client.cookies["django_language"] = language
    answer = client.get(reverse("strategy:plan_one_page", args=["A", YEAR]), headers={"accept-language": language})
    assert answer.status_code == 200
    body = answer.content
    assert len(re.findall(rb"/Type\s*/Page[/>\s]", body)) == 1
    told = text_of(body).replace(" ", "")
    assert ("另有14项" in told) or ("and14more" in told)


def test_the_one_page_of_a_unit_without_anything_says_so(boardroom: Boardroom) -> None:
    answer = boardroom.leader_b.client().get(reverse("strategy:plan_one_page", args=["B", YEAR]))
    assert "尚无指标" in text_of(answer.content)
    assert boardroom.leader_b.client().get(reverse("strategy:plan_one_page", args=["A", YEAR])).status_code == 404


def test_clauses_are_found_by_their_words(boardroom: Boardroom, draft: PlanVersion) -> None:
    from ceyuan.apps.strategy.search import providers

    find = next(one for one in providers if one.key == "clauses").find
    assert list(find(boardroom.cast.member_a.actor, "中试平台", 5)) == []
    in_force(boardroom, draft)
    (hit,) = find(boardroom.cast.member_a.actor, "建设 中试平台", 5)
    assert "建设中试平台" in hit.title
    shown = page(boardroom.cast.member_a, "clause_list", kind="target", linked="yes")
    assert "授权专利五十件" in shown
    assert "建设中试平台" not in shown.split('id="rows"')[1]


def test_a_submitted_plan_waits_for_its_leader(boardroom: Boardroom, draft: PlanVersion) -> None:
    from ceyuan.apps.strategy.todo import providers

    items = next(one for one in providers if one.key == "plans").items
    assert list(items(boardroom.chair.actor, 5)) == []
    plan_steps.advance(actor=boardroom.cast.st_officer.actor, version_id=draft.pk, action="submit", revision=0)
    assert [one.url for one in items(boardroom.chair.actor, 5)] == [
        reverse("strategy:plan_version", args=[draft.plan_id, draft.number])
    ]
    assert list(items(boardroom.leader_a.actor, 5)) == []


def test_programs_read_plans_with_their_clauses(boardroom: Boardroom, draft: PlanVersion) -> None:
    in_force(boardroom, draft)
    client = boardroom.chair.client()
    listed = client.get("/api/v1/strategy/plans", {"kind": "five_year"}).json()
    assert [(one["id"], one["version"], one["target_clauses"], one["linked_clauses"]) for one in listed["items"]] == [
        (boardroom.five_year.pk, 2, 1, 1)
    ]
    one = client.get(f"/api/v1/strategy/plans/{boardroom.five_year.pk}").json()
    assert [(clause["depth"], clause["number"], clause["kind"]) for clause in one["clauses"]] == [
        (1, "一、", "heading"),
        (2, "（一）", "target"),
        (1, "二、", "task"),
    ]
    assert one["clauses"][2]["lead_unit"] == "A"
    assert client.get("/api/v1/strategy/plans/999999").status_code == 404


def test_the_pages_ask_no_query_per_clause(
    boardroom: Boardroom, draft: PlanVersion, django_assert_max_num_queries: Any
) -> None:
    for number in range(40):
        clauses.add(
            actor=boardroom.cast.st_officer.actor,
            version_id=draft.pk,
            text_zh=f"条款{number}",
            lead_unit=boardroom.cast.units["B"].pk,
        )
    in_force(boardroom, draft)
    client = boardroom.chair.client()
    with django_assert_max_num_queries(45):
        assert client.get(reverse("strategy:plan_detail", args=[draft.plan_id])).status_code == 200
    with django_assert_max_num_queries(30):
        assert client.get(reverse("strategy:plan_list")).status_code == 200
