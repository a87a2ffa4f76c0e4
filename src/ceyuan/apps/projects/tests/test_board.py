"""The board of major programmes: each project that has not started stands there with the one reason why."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from ceyuan.apps.organisation.tests.cast import Cast
from ceyuan.apps.projects.models import Milestone, PersonAllocation, Programme, TaskBook, TaskBookVersion
from ceyuan.apps.projects.selectors import board
from ceyuan.apps.projects.starting import BEGUN, GONE, Facts, standing
from ceyuan.apps.projects.workflows.projects import STATES
from ceyuan.apps.workflow.tests.test_services_steps import project

TODAY = date(2026, 6, 1)


@given(
    state=st.sampled_from(STATES),
    has=st.booleans(),
    version=st.sampled_from(["draft", "offered", "signed", "adopted"]),
    errors=st.integers(0, 3),
    lowered=st.integers(0, 3),
    waiting=st.lists(st.sampled_from(["甲", "乙"]), max_size=2).map(tuple),
)
def test_a_project_has_started_or_has_one_reason_or_is_gone(
    *, state: str, has: bool, version: str, errors: int, lowered: int, waiting: tuple[str, ...]
) -> None:
    found = standing(Facts(state, has, version, errors, lowered, TODAY, waiting), TODAY)
    if state in GONE:
        assert found is None
        return
    assert found is not None
    assert found.started == (state in BEGUN) == (found.reason is None)
    assert found.late is False


def test_the_reason_is_what_comes_first_in_the_work() -> None:
    def code(**facts: Any) -> str:
        found = standing(Facts("taskbook_draft", **facts), TODAY)
        assert found is not None
        assert found.reason is not None
        return found.reason.code

    assert code() == "projects.start_no_taskbook"
    assert code(has_taskbook=True, version_state="draft", errors=2, lowered=1) == "projects.start_lowered"
    assert code(has_taskbook=True, version_state="draft", errors=2) == "projects.start_findings"
    assert code(has_taskbook=True, version_state="draft") == "projects.start_not_offered"
    assert code(has_taskbook=True, version_state="offered", waiting_for=("王",)) == "projects.start_unsigned"
    assert code(has_taskbook=True, version_state="offered") == "projects.start_not_completed"


@pytest.fixture
def major(cast: Cast) -> Programme:
    """A major programme of this year with two projects: one at work, one waiting for its task book."""
    made = [project(cast, state, state) for state in ("in_progress", "taskbook_draft")]
    head = Programme.objects.create(
        group=cast.group,
        code="P01",
        kind="major",
        name_zh="超大型电解槽",
        parent=made[0].programme,
        starts_on=date(2026, 1, 1),
        ends_on=date(2028, 12, 31),
    )
    found = type(made[0]).objects.filter(pk__in=[one.pk for one in made])
    found.update(programme=head, starts_on=date(2026, 3, 1), funding_minor=5_00)
    return head


@pytest.mark.django_db
def test_the_board_counts_what_started_and_names_what_did_not(cast: Cast, major: Programme) -> None:
    (row,) = board.board(cast.st_officer.actor, 2026, TODAY)
    assert (row.programme, row.started, len(row.due), row.state) == (major, 1, 2, "partly")
    (waiting,) = row.waiting
    assert waiting.standing.reason is not None
    assert waiting.standing.reason.code == "projects.start_no_taskbook"
    _version(waiting.project, errors=3)
    (row,) = board.board(cast.st_officer.actor, 2026, TODAY)
    (waiting,) = row.waiting
    assert waiting.standing.reason is not None
    assert waiting.standing.reason.code == "projects.start_findings"
    assert waiting.standing.reason.facts["count"] == 3
    assert waiting.standing.late


@pytest.mark.django_db
def test_what_starts_later_is_counted_apart_and_other_branches_see_nothing(cast: Cast, major: Programme) -> None:
    waiting = board.board(cast.st_officer.actor, 2026, TODAY)[0].waiting[0].project
    type(waiting).objects.filter(pk=waiting.pk).update(starts_on=date(2027, 2, 1))
    (row,) = board.board(cast.st_officer.actor, 2026, TODAY)
    assert (row.later, len(row.due), row.state) == (1, 1, "started")
    (row,) = board.board(cast.manager_b.actor, 2026, TODAY)
    assert (row.programme, row.state) == (major, "empty")


@pytest.mark.django_db
def test_the_pages_show_board_programme_and_my_projects(cast: Cast, major: Programme) -> None:
    client = cast.st_officer.client()
    page = client.get("/projects/major/?year=2026").content.decode()
    assert "超大型电解槽" in page
    assert "尚未起草任务书" in page
    waiting = board.board(cast.st_officer.actor, 2026, TODAY)[0].waiting[0].project
    asks = reverse("projects:supervise", args=[waiting.code])
    assert asks in page
    assert client.get(asks, {"title": waiting.title_zh}).status_code == 200
    assert asks not in cast.manager_a.client().get("/projects/major/?year=2026").content.decode()
    assert client.get(f"/projects/programmes/{major.code}/work").status_code == 200
    found = board.board(cast.st_officer.actor, 2026, TODAY)[0].due[0].project
    assert board.mine(cast.member_a.actor).joined == []
    PersonAllocation.objects.create(
        project=found, key="p1", person=cast.member_a.person, name="丁成员", role="member", year=2026, person_months=3
    )
    assert [one.pk for one, _role in board.mine(cast.member_a.actor).joined] == [found.pk]
    assert found.code in cast.member_a.client().get("/projects/mine/").content.decode()


@pytest.mark.django_db
def test_the_page_of_a_classified_project_shows_code_unit_title_and_nodes_alone(cast: Cast) -> None:
    one = project(cast, "in_progress")
    Milestone.objects.create(project=one, key="m1", name="不公开的节点名称", due_on=TODAY)
    type(one).objects.filter(pk=one.pk).update(
        secrecy="secret", keywords="不公开的关键词", funding_minor=123_456_00, leader=cast.member_a.person
    )
    page = cast.st_officer.client().get(f"/projects/{one.code}/").content.decode()
    assert one.title_zh in page
    assert "甲分公司" in page
    assert "2026-06-01" in page
    for kept in ("不公开的节点名称", "不公开的关键词", "12.35", "丁成员"):
        assert kept not in page


def _version(one: Any, errors: int) -> None:
    book = TaskBook.objects.create(project=one, number=f"RW-{one.pk}", due_on=TODAY - timedelta(days=1))
    TaskBookVersion.objects.create(
        task_book=book, number=1, data={}, data_hash="0" * 64, error_count=errors,
        workflow="task_book", workflow_version=1, state="draft",
    )  # fmt: skip
