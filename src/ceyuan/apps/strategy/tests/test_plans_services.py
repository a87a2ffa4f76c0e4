"""Plans, versions, clauses and their steps: each act and each refusal."""

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ceyuan.apps.audit.models import Act
from ceyuan.apps.strategy.clause_order import DEEPEST, Place, branch, inserted, kept, moved
from ceyuan.apps.strategy.models import Clause, ClauseTarget, PlanVersion
from ceyuan.apps.strategy.selectors import plan_targets
from ceyuan.apps.strategy.selectors import plans as selectors
from ceyuan.apps.strategy.services import clause_links, clauses, plan_steps, plans
from ceyuan.core.kernel.verdict import Invalid, Refused

from .boardroom import YEAR, Boardroom


def refused(code: str) -> Any:
    return pytest.raises(Refused, match=re.escape(code))


@pytest.fixture
def draft(boardroom: Boardroom) -> PlanVersion:
    """A draft of the annual plan of branch A, written by its S&T manager."""
    return plans.make(
        actor=boardroom.cast.manager_a.actor,
        unit="A",
        kind="annual",
        first_year=YEAR,
        title_zh="甲分公司年度计划",
        parent=boardroom.annual.pk,
    )


def write(room: Boardroom, version: PlanVersion, text: str, **said: Any) -> Clause:
    return clauses.add(actor=room.cast.manager_a.actor, version_id=version.pk, text_zh=text, **said)


def step(room: Boardroom, version: PlanVersion, action: str, who: str = "manager_a", reason: str = "") -> PlanVersion:
    member = getattr(room, who) if who in room.leaders else getattr(room.cast, who)
    now = PlanVersion.objects.get(pk=version.pk)
    return plan_steps.advance(
        actor=member.actor, version_id=now.pk, action=action, revision=now.revision, reason=reason
    )


def into_force(room: Boardroom, version: PlanVersion) -> PlanVersion:
    step(room, version, "submit")
    step(room, version, "approve", "leader_a")
    return step(room, version, "enter_into_force")


def order(version: PlanVersion) -> list[tuple[int, str]]:
    return [(one.depth, one.text_zh) for one in Clause.objects.filter(version=version).order_by("position")]


def test_a_plan_begins_with_an_empty_draft(boardroom: Boardroom, draft: PlanVersion) -> None:
    assert (draft.number, draft.state, draft.plan.first_year, draft.plan.last_year) == (1, "draft", YEAR, YEAR)
    assert Act.objects.filter(act="strategy.plan.made", subject_id=str(draft.plan_id)).count() == 1


@pytest.mark.parametrize(
    ("facts", "field", "code"),
    [
        ({"unit": "nowhere"}, "unit", "organisation.unknown_unit"),
        ({"kind": "five_year", "last_year": YEAR}, "last_year", "strategy.plan_years"),
        ({"kind": "five_year", "last_year": YEAR + 30}, "last_year", "strategy.plan_years"),
        ({"first_year": 1900}, "first_year", "strategy.plan_years"),
        ({"title_zh": " "}, "title_zh", "kit.required"),
        ({"parent": 10**9}, "parent", "strategy.unknown_plan"),
        ({"first_year": YEAR + 1}, "parent", "strategy.parent_of_other_years"),
    ],
)
def test_it_refuses_a_plan_that_is_not_whole(
    boardroom: Boardroom, facts: dict[str, Any], field: str, code: str
) -> None:
    said = {"unit": "A", "kind": "annual", "first_year": YEAR, "title_zh": "计划", "parent": boardroom.annual.pk}
    with pytest.raises(Invalid) as problem:
        plans.make(actor=boardroom.cast.manager_a.actor, **{**said, **facts})
    assert [reason.code for reason in problem.value.fields[field]] == [code]


def test_it_refuses_a_second_plan_of_the_same_kind_and_start(boardroom: Boardroom, draft: PlanVersion) -> None:
    with pytest.raises(Invalid) as problem:
        plans.make(actor=boardroom.cast.manager_a.actor, unit="A", kind="annual", first_year=YEAR, title_zh="又一个")
    assert problem.value.fields["first_year"][0].code == "strategy.plan_exists"


def test_a_plan_carries_out_none_of_a_unit_beside_it(boardroom: Boardroom, draft: PlanVersion) -> None:
    write(boardroom, draft, "条款")
    step(boardroom, draft, "submit")
    with pytest.raises(Invalid) as problem:
        plans.make(
            actor=boardroom.cast.manager_b.actor,
            unit="B",
            kind="annual",
            first_year=YEAR,
            title_zh="乙",
            parent=draft.plan_id,
        )
    assert problem.value.fields["parent"][0].code == "strategy.parent_of_another_unit"


@pytest.mark.parametrize("who", ["manager_b", "member_a", "auditor", "leader_a"])
def test_only_the_office_of_the_unit_writes_its_plans(boardroom: Boardroom, draft: PlanVersion, who: str) -> None:
    member = getattr(boardroom, who) if who in boardroom.leaders else getattr(boardroom.cast, who)
    with refused("strategy.plan_not_permitted"):
        plans.make(actor=member.actor, unit="A", kind="annual", first_year=YEAR + 1, title_zh="越权")
    with pytest.raises(Refused) as problem:
        clauses.add(actor=member.actor, version_id=draft.pk, text_zh="越权")
    assert problem.value.reason.code in {"strategy.unknown_plan", "strategy.plan_not_permitted"}
    assert not Clause.objects.filter(version=draft).exists()


def test_another_group_sees_nothing(boardroom: Boardroom) -> None:
    stranger = boardroom.cast.stranger.actor
    assert selectors.plan(stranger, boardroom.annual.pk) is None
    assert list(selectors.versions(stranger)) == []


def test_a_draft_is_read_by_those_who_write_or_approve_it_alone(boardroom: Boardroom, draft: PlanVersion) -> None:
    cast = boardroom.cast
    write(boardroom, draft, "条款")
    readers = {"manager_a": cast.manager_a, "leader_a": boardroom.leader_a, "st_officer": cast.st_officer}
    others = {"manager_b": cast.manager_b, "member_a": cast.member_a, "auditor": cast.auditor}
    assert all(selectors.version(one.actor, draft.pk) for one in readers.values())
    assert not any(selectors.version(one.actor, draft.pk) for one in others.values())
    step(boardroom, draft, "submit")
    assert all(selectors.version(one.actor, draft.pk) for one in others.values())


def test_clauses_stand_where_they_are_put(boardroom: Boardroom, draft: PlanVersion) -> None:
    goals = write(boardroom, draft, "目标", number="一、", kind="heading")
    tasks = write(boardroom, draft, "任务", number="二、", kind="heading")
    write(boardroom, draft, "强度", after=goals.pk, inside=True)
    write(boardroom, draft, "总体", after=goals.pk)
    assert order(draft) == [(1, "目标"), (2, "强度"), (1, "总体"), (1, "任务")]
    actor = boardroom.cast.manager_a.actor
    clauses.move(actor=actor, clause_id=tasks.pk, way="up")
    clauses.move(actor=actor, clause_id=tasks.pk, way="in")
    assert order(draft) == [(1, "目标"), (2, "强度"), (2, "任务"), (1, "总体")]
    clauses.move(actor=actor, clause_id=tasks.pk, way="out")
    clauses.move(actor=actor, clause_id=goals.pk, way="down")
    assert order(draft) == [(1, "任务"), (1, "目标"), (2, "强度"), (1, "总体")]
    with refused("strategy.clause_cannot_move"):
        clauses.move(actor=actor, clause_id=tasks.pk, way="up")
    clauses.remove(actor=actor, clause_id=goals.pk)
    assert order(draft) == [(1, "任务"), (1, "总体")]


def test_it_refuses_a_clause_without_text_too_deep_or_behind_nothing(boardroom: Boardroom, draft: PlanVersion) -> None:
    with pytest.raises(Invalid):
        write(boardroom, draft, " ")
    with refused("strategy.unknown_clause"):
        write(boardroom, draft, "甲", after=10**9)
    above = write(boardroom, draft, "一层")
    for _depth in range(DEEPEST - 1):
        above = write(boardroom, draft, "更深", after=above.pk, inside=True)
    with refused("strategy.clause_too_deep"):
        write(boardroom, draft, "太深", after=above.pk, inside=True)


def test_the_second_writer_sees_what_the_first_changed(boardroom: Boardroom, draft: PlanVersion) -> None:
    one = write(boardroom, draft, "研发投入强度达到3.0%", kind="target")
    seen = selectors.digest(one)
    clauses.edit(
        actor=boardroom.cast.manager_a.actor, clause_id=one.pk, seen=seen, text_zh="研发投入强度达到3.2%", kind="target"
    )
    with pytest.raises(Refused) as problem:
        clauses.edit(
            actor=boardroom.cast.st_officer.actor, clause_id=one.pk, seen=seen, text_zh="另一种", kind="target"
        )
    facts = problem.value.reason.facts
    assert problem.value.reason.code == "strategy.clause_changed"
    assert facts["who"] == "白主管"
    assert facts["changes"] == "研发投入强度达到3.0% → 研发投入强度达到3.2%"
    assert Clause.objects.get(pk=one.pk).text_zh == "研发投入强度达到3.2%"


def test_a_submitted_wording_is_not_written(boardroom: Boardroom, draft: PlanVersion) -> None:
    one = write(boardroom, draft, "条款")
    step(boardroom, draft, "submit")
    actor = boardroom.cast.manager_a.actor
    for act in (
        lambda: write(boardroom, draft, "新条款"),
        lambda: clauses.edit(actor=actor, clause_id=one.pk, seen=selectors.digest(one), text_zh="改"),
        lambda: clauses.move(actor=actor, clause_id=one.pk, way="up"),
        lambda: clauses.remove(actor=actor, clause_id=one.pk),
        lambda: plans.describe(actor=actor, version_id=draft.pk, note="改"),
        lambda: clause_links.link(actor=actor, clause_id=one.pk, target_id=1),
    ):
        with refused("strategy.version_frozen"):
            act()


def test_a_target_of_this_plan_or_the_one_above_makes_a_clause_measurable(
    boardroom: Boardroom, draft: PlanVersion
) -> None:
    actor = boardroom.cast.manager_a.actor
    one = write(boardroom, draft, "专利", kind="target")
    own, other = boardroom.target("PAT", "A", 40), boardroom.target("PAT", "B", 40)
    clause_links.link(actor=actor, clause_id=one.pk, target_id=own.pk)
    clause_links.link(actor=actor, clause_id=one.pk, target_id=own.pk)
    assert ClauseTarget.objects.filter(clause=one).count() == 1
    for target_id in (other.pk, 10**9):
        with refused("strategy.target_not_linkable"):
            clause_links.link(actor=actor, clause_id=one.pk, target_id=target_id)
    assert selectors.coverage([draft.pk]) == {draft.pk: (1, 1)}
    clause_links.unlink(actor=actor, clause_id=one.pk, target_id=own.pk)
    with refused("strategy.target_not_linkable"):
        clause_links.unlink(actor=actor, clause_id=one.pk, target_id=own.pk)
    clause_links.relink(actor=actor, clause_id=one.pk, targets=[own.pk])
    assert selectors.linked_targets(draft.pk) == {one.pk: [own.pk]}


def test_the_life_of_a_plan(boardroom: Boardroom, draft: PlanVersion) -> None:
    with refused("strategy.plan_empty"):
        step(boardroom, draft, "submit")
    write(boardroom, draft, "条款")
    with refused("workflow.role_missing"):
        step(boardroom, draft, "submit", "leader_a")
    step(boardroom, draft, "submit")
    with pytest.raises(Invalid):
        step(boardroom, draft, "return", "leader_a")
    step(boardroom, draft, "return", "leader_a", "补充指标")
    step(boardroom, draft, "submit")
    with refused("workflow.role_missing"):
        step(boardroom, draft, "approve")
    assert step(boardroom, draft, "approve", "leader_a").approved_on is not None
    done = step(boardroom, draft, "enter_into_force")
    assert done.in_force_on is not None
    assert step(boardroom, draft, "close").state == "closed"


def test_a_draft_can_be_discarded_with_a_reason(boardroom: Boardroom, draft: PlanVersion) -> None:
    assert step(boardroom, draft, "discard", reason="并入集团计划").state == "discarded"
    fresh = plans.new_version(actor=boardroom.cast.manager_a.actor, plan_id=draft.plan_id)
    assert fresh.number == 2


def test_a_plan_waits_for_the_one_it_carries_out(boardroom: Boardroom) -> None:
    above = plans.make(
        actor=boardroom.cast.st_officer.actor, unit="T", kind="annual", first_year=YEAR + 1, title_zh="明年"
    )
    lower = plans.make(
        actor=boardroom.cast.manager_a.actor,
        unit="A",
        kind="annual",
        first_year=YEAR + 1,
        title_zh="甲明年",
        parent=_submitted(boardroom, above).plan_id,
    )
    write(boardroom, lower, "条款")
    step(boardroom, lower, "submit")
    step(boardroom, lower, "approve", "leader_a")
    with refused("strategy.parent_plan_not_in_force"):
        step(boardroom, lower, "enter_into_force")


def _submitted(room: Boardroom, version: PlanVersion) -> PlanVersion:
    clauses.add(actor=room.cast.st_officer.actor, version_id=version.pk, text_zh="条款")
    return step(room, version, "submit", "st_officer")


def test_a_new_version_copies_clauses_and_links_and_supersedes_the_old_one(
    boardroom: Boardroom, draft: PlanVersion
) -> None:
    actor = boardroom.cast.manager_a.actor
    head = write(boardroom, draft, "目标", kind="heading")
    one = write(boardroom, draft, "专利", kind="target", after=head.pk, inside=True, due_on=date(YEAR, 12, 31))
    target = boardroom.target("PAT", "A", 40)
    clause_links.link(actor=actor, clause_id=one.pk, target_id=target.pk)
    into_force(boardroom, draft)
    second = plans.new_version(actor=actor, plan_id=draft.plan_id, note="中期修订")
    assert order(second) == order(draft)
    copied = Clause.objects.get(version=second, kind="target")
    assert (copied.parent.text_zh, copied.due_on) == ("目标", date(YEAR, 12, 31))  # type: ignore[union-attr]
    assert selectors.linked_targets(second.pk) == {copied.pk: [target.pk]}
    with refused("strategy.version_waiting"):
        plans.new_version(actor=actor, plan_id=draft.plan_id)
    into_force(boardroom, second)
    states = dict(PlanVersion.objects.filter(plan=draft.plan_id).values_list("number", "state"))
    assert states == {1: "closed", 2: "in_force"}


def test_two_people_take_a_step_and_the_second_sees_the_first(boardroom: Boardroom, draft: PlanVersion) -> None:
    write(boardroom, draft, "条款")
    seen = draft.revision
    step(boardroom, draft, "submit")
    with pytest.raises(Refused) as problem:
        plan_steps.advance(actor=boardroom.cast.st_officer.actor, version_id=draft.pk, action="submit", revision=seen)
    facts = problem.value.reason.facts
    assert problem.value.reason.code == "strategy.plan_moved"
    assert (facts["who"], str(facts["old"]), str(facts["new"])) == ("白主管", "草案", "已报审")


def test_figures_beside_a_clause_are_those_of_the_year(boardroom: Boardroom) -> None:
    from ceyuan.apps.strategy.models import Standing

    room = boardroom
    group = room.cast.group
    fresh = plans.new_version(actor=room.cast.st_officer.actor, plan_id=room.five_year.pk)
    one = clauses.add(actor=room.cast.st_officer.actor, version_id=fresh.pk, text_zh="专利", kind="target")
    last = room.target("PAT", "T", 60, plan="five_year", year=YEAR + 3)
    now = room.target("PAT", "T", 50, plan="five_year", baseline=10)
    Standing.objects.create(group=group, kpi=room.kpis["PAT"], unit=room.cast.units["T"], year=YEAR, value=40)
    clause_links.link(actor=room.cast.st_officer.actor, clause_id=one.pk, target_id=last.pk)
    (figure,) = plan_targets.beside(room.chair.actor, fresh, YEAR)[one.pk]
    assert (figure.target.pk, figure.percent, figure.tone) == (now.pk, 75, "info")
    (later,) = plan_targets.beside(room.chair.actor, fresh, YEAR + 3)[one.pk]
    assert (later.target.pk, later.share, later.tone) == (last.pk, None, "neutral")
    assert plan_targets.beside(room.cast.member_a.actor, fresh, YEAR) == {one.pk: []}


trees = st.lists(st.integers(0, 3), max_size=12)


def grown(choices: list[int]) -> list[Place]:
    """A tree out of choices: each clause hangs below one of the last clauses, or at the top."""
    places: list[Place] = []
    for key, choice in enumerate(choices):
        after = places[-choice].key if choice and choice <= len(places) else None
        places = inserted(places, key, after=after, inside=after is not None) or places
    return places


def is_tree(places: list[Place]) -> bool:
    depths: dict[int | None, int] = {None: 0}
    for one in places:
        if one.parent not in depths or one.depth != depths[one.parent] + 1:
            return False
        depths[one.key] = one.depth
    return True


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(trees, st.lists(st.tuples(st.integers(0, 11), st.sampled_from(("up", "down", "in", "out"))), max_size=10))
def test_however_clauses_are_moved_none_is_lost_and_the_tree_stays_a_tree(
    choices: list[int], steps: list[tuple[int, Any]]
) -> None:
    places = grown(choices)
    keys = {one.key for one in places}
    for key, way in steps:
        if key in keys:
            places = moved(places, key, way) or places
        assert is_tree(places)
        assert {one.key for one in places} == keys
    for key in keys:
        rest = keys - {key}
        assert is_tree(kept(places, rest))
        assert branch(places, key)[0] == key
