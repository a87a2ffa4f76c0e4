"""A real plan with four years of changes: every line is in the history, and it ends where the source ends."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from ceyuan.apps.organisation import interface as organisation
from ceyuan.apps.projects.models import ChangeOrder, Milestone, Project, TaskBook, TaskBookVersion
from ceyuan.apps.projects.services.workplan import GROUP, Plan, take_workplan
from ceyuan.apps.projects.services.workplan.books import Binder, Frame
from ceyuan.apps.projects.services.workplan.replay import copied, first_state, last_state, log_of
from ceyuan.apps.projects.services.workplan.tables import read_files
from ceyuan.core.taskbook import apply, data_hash, read
from ceyuan.core.taskbook.changes import Change

pytestmark = [pytest.mark.shared, pytest.mark.django_db]

FOLDER = "h2020-opendreamkit-workplan"
ROWS = {
    "work_package.csv": 7,
    "work_package_effort.csv": 72,
    "milestone.csv": 9,
    "task.csv": 58,
    "deliverable.csv": 86,
    "plan_change_log.csv": 1015,
}
INCONSISTENCIES = {
    "effort_differs": 6,
    "cancelled_deliverables": 23,
    "cancelled_package_with_effort": 1,
    "lead_without_effort": 6,
    "lead_among_partners": 2,
    "names_are_codes": 19,
    "intensity_zero": 1,
    "phases_overlap": 4,
    "phases_missing": 1,
    "status_missing": 1,
    "milestone_missing": 9,
    "code_unknown": 16,
    "phases_torn": 8,
    "due_zero": 4,
    "effort_with_decimals": 16,
    "nature_retired": 2,
    "empty_to_empty": 77,
    "space_only": 1,
    "renamed": 7,
    "came_back": 24,
    "status_back": 1,
    "title_unknown": 1,
}


@pytest.fixture
def folder(shared_data: Path) -> Path:
    return shared_data / FOLDER


@pytest.fixture
def actor() -> Any:
    organisation.ensure_group(actor=organisation.Actor(None, None, "test", None), **GROUP)
    return organisation.service_actor("ODK")


def test_every_change_is_replayed_and_the_plan_ends_as_the_source_says(folder: Path, actor: Any) -> None:
    delivery = take_workplan(actor=actor, path=folder)
    accounts = {file.name: file for file in delivery.files.all()}
    assert {name: file.read for name, file in accounts.items()} == ROWS
    assert all(file.read == file.accepted + file.rejected for file in accounts.values())
    assert delivery.rejections.count() == 0

    book = TaskBook.objects.get(project__code="676541")
    versions = list(book.versions.order_by("number"))
    orders = list(book.orders.order_by("number"))
    assert (len(versions), len(orders)) == (103, 102)
    assert {one.state for one in versions} == {"adopted"}
    assert [one.is_in_force for one in versions] == [False] * 102 + [True]
    assert Counter(one.change_class for one in orders) == {"A": 38, "B": 53, "C": 11}
    assert sum(one.is_lowering for one in orders) == 34
    assert sum(len(one.changes) for one in orders) == 637

    wording = read(versions[0].data)
    for order, version in zip(orders, versions[1:], strict=True):
        wording = apply(wording, [Change.read(change) for change in order.changes])
        assert wording == read(version.data)
        assert version.data_hash == data_hash(wording, version.number)
        assert version.change_order_id == order.pk
        assert order.base.number == version.number - 1

    assert len(wording.topics) == 7
    assert sum(len(topic.tasks) for topic in wording.topics) == 58
    assert sum(effort.person_months for topic in wording.topics for effort in topic.effort) == 823
    assert sum(task.person_months or 0 for topic in wording.topics for task in topic.tasks) == 854
    assert Counter(one.state for one in wording.deliverables) == {
        "delivered": 49,
        "cancelled": 23,
        "submitted": 13,
        "planned": 1,
    }
    assert len(read(versions[0].data).deliverables) == 111


def test_the_last_state_is_the_one_of_the_tables_field_by_field(folder: Path) -> None:
    files = read_files(folder)
    commits = log_of(files)
    first, agreeing = first_state(files, commits)
    assert sum(len(commit.entries) for commit in agreeing) == 1015
    assert files.rejections == []
    plan = Plan()
    binder = Binder(files, Frame(plan.code, plan.title, plan.starts_on, plan.months, "PS", "EUR"))
    take = copied(first)
    for commit in agreeing:
        for entry in commit.entries:
            assert take.get(entry.key, {}).get(entry.name, "") == entry.old
            take.setdefault(entry.key, {})[entry.name] = entry.new
            take[entry.key] = {name: value for name, value in take[entry.key].items() if value}
    there = {key: fields for key, fields in take.items() if fields}
    assert there == last_state(files)
    assert binder.book(there) == binder.book(last_state(files))


def test_the_inconsistencies_of_the_source_are_named_and_counted(folder: Path, actor: Any) -> None:
    take_workplan(actor=actor, path=folder)
    told = Project.objects.get(code="676541").facts["workplan"]["inconsistencies"]
    found = {one["code"].removeprefix("workplan."): one for one in told}
    assert found["effort_differs"]["facts"] == {
        "tasks": "854",
        "effort": "823",
        "packages": ["WP1", "WP2", "WP3", "WP4", "WP6", "WP7"],
    }
    assert found["code_unknown"]["facts"] == {"codes": ["UPSud"]}
    assert found["phases_torn"]["facts"] == {"values": ["0-24issue=78", "0-48issue=80"]}
    assert {code: one["count"] for code, one in found.items()} == INCONSISTENCIES


def test_a_second_run_changes_nothing(folder: Path, actor: Any) -> None:
    take_workplan(actor=actor, path=folder)
    before = (TaskBookVersion.objects.count(), ChangeOrder.objects.count(), Milestone.objects.count())
    again = take_workplan(actor=actor, path=folder)
    assert again.status == "unchanged"
    assert (TaskBookVersion.objects.count(), ChangeOrder.objects.count(), Milestone.objects.count()) == before
