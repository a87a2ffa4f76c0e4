"""Pages of plans: list, document, comparison, editor, import, the one page on paper, and the interface for programs."""

import re
from typing import Any

from django.urls import reverse

from ceyuan.apps.strategy.models import Clause, ClauseTarget, PlanVersion
from ceyuan.apps.strategy.plan_words import address
from ceyuan.apps.strategy.selectors import plans as selectors
from ceyuan.apps.strategy.services import clauses, plan_steps, plans

from .boardroom import YEAR, Boardroom
from .plan_desk import draft, in_force, page

__all__ = ["draft"]


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
    for words in (
        "主要目标",
        "授权专利五十件",
        "发明专利授权数",
        "≥ 50 件",
        "75%",
        "建设中试平台",
        "甲分公司",
        address("standing", "PAT", "T", YEAR),
    ):
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
