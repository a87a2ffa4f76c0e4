"""A small work plan with its log: replayed, continued, refused where it contradicts itself, shown with its history."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from ceyuan.apps.organisation import interface as organisation
from ceyuan.apps.organisation.tests.cast import Cast
from ceyuan.apps.projects.models import Milestone, Project, TaskBook, Topic
from ceyuan.apps.projects.selectors import taskbook_history
from ceyuan.apps.projects.services.workplan import Plan, take_workplan
from ceyuan.core.intake.errors import IntakeError
from ceyuan.core.kernel.verdict import Refused
from ceyuan.core.taskbook import read

pytestmark = pytest.mark.django_db

PLAN = Plan(code="WP-1", title="Small plan")
TABLES: dict[str, list[str]] = {
    "work_package": ["wp,id,title,lead,phases,person_months", "WP1,core,Core,A1,0-12,10"],
    "work_package_effort": ["wp,partner,person_months", "WP1,A1,6", "WP1,B1,4"],
    "milestone": ["id,month,title,verification,description", "start,6,Start,All delivered,"],
    "task": ["wp,task,id,title,lead,person_months,partners,phases,issue", "WP1,T1,alpha,Alpha,A1,9,B1,0-12,1"],
    "deliverable": [
        "wp,no,id,title,due_month,lead,nature,dissemination,milestones,status,issue",
        "WP1,D1,report,Report,9,A1,R,PU,start,delivered,1",
        "WP1,D2,tool,Tool,12,B1,DEM,PU,,canceled,2",
    ],
    "plan_change_log": [
        "committed_at,commit,wp,object,object_id,field,old_value,new_value",
        "2015-10-01T10:00:00+02:00,aaa,WP1,deliverable,report,due,6,9",
        "2015-10-01T10:00:00+02:00,aaa,WP1,task,alpha,partners,,B1",
        "2016-01-01T10:00:00+01:00,bbb,WP1,deliverable,report,status,,delivered",
        "2016-01-01T10:00:00+01:00,bbb,WP1,deliverable,tool,status,,canceled",
    ],
}


def _written(folder: Path, **more: list[str]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, lines in TABLES.items():
        text = "\n".join([*lines, *more.get(name, [])]) + "\n"
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def actor(cast: Cast) -> Any:
    return organisation.service_actor(cast.group.code)


def _book() -> TaskBook:
    return TaskBook.objects.get(project__code="WP-1")


def test_the_first_version_is_what_the_log_started_from(tmp_path: Path, actor: Any) -> None:
    delivery = take_workplan(actor=actor, path=_written(tmp_path), plan=PLAN)

    assert delivery.status == "taken"
    versions = list(_book().versions.order_by("number"))
    first, last = read(versions[0].data), read(versions[-1].data)
    assert len(versions) == 3
    assert [one.due_on.isoformat() for one in first.deliverables] == ["2016-02-29", "2016-08-31"]
    assert [one.due_on.isoformat() for one in last.deliverables] == ["2016-05-31", "2016-08-31"]
    assert [one.state for one in last.deliverables] == ["delivered", "cancelled"]
    assert (first.topics[0].tasks[0].partners, len(last.topics[0].tasks[0].partners)) == ((), 1)
    orders = list(_book().orders.order_by("number"))
    assert [(one.change_class, one.is_lowering, one.state) for one in orders] == [
        ("B", False, "in_force"),
        ("A", True, "in_force"),
    ]
    assert orders[0].grounds == "aaa · 2015-10-01T10:00:00+02:00"
    assert {one.signing_id for one in versions} == {None}


def test_the_rows_of_the_project_follow_the_last_version(tmp_path: Path, actor: Any, cast: Cast) -> None:
    take_workplan(actor=actor, path=_written(tmp_path), plan=PLAN)
    project = Project.objects.get(code="WP-1")
    assert (project.lead_unit, project.total_minor) == (cast.units["A1"], None)
    assert (project.starts_on.isoformat(), project.ends_on.isoformat()) == ("2015-09-01", "2019-08-31")
    assert [one.key for one in Topic.objects.filter(project=project)] == ["WP1"]
    assert Milestone.objects.get(project=project).due_on.isoformat() == "2016-02-29"
    found = {one["code"]: one["count"] for one in project.facts["workplan"]["inconsistencies"]}
    assert found["workplan.effort_differs"] == 1
    assert found["workplan.cancelled_deliverables"] == 1
    assert found["workplan.milestone_missing"] == 1
    # A unit that was there already keeps its name.
    assert organisation.unit_by_code(actor, "A1").name_zh == cast.units["A1"].name_zh


def test_a_second_run_changes_nothing_and_a_longer_log_goes_on(tmp_path: Path, actor: Any) -> None:
    take_workplan(actor=actor, path=_written(tmp_path), plan=PLAN)
    assert take_workplan(actor=actor, path=_written(tmp_path), plan=PLAN).status == "unchanged"
    later = [row.replace("WP1,A1,6", "WP1,A1,7") for row in TABLES["work_package_effort"]]
    _written(tmp_path, plan_change_log=["2017-01-01T10:00:00+01:00,ccc,WP1,effort,A1,person_months,6,7"])
    (tmp_path / "work_package_effort.csv").write_text("\n".join(later) + "\n", encoding="utf-8")

    delivery = take_workplan(actor=actor, path=tmp_path, plan=PLAN)

    assert delivery.changed["versions"] == {"inserted": 1}
    assert list(_book().versions.order_by("number").values_list("is_in_force", flat=True)) == [
        False,
        False,
        False,
        True,
    ]


def test_another_history_of_the_same_book_is_refused_whole(tmp_path: Path, actor: Any) -> None:
    take_workplan(actor=actor, path=_written(tmp_path), plan=PLAN)
    later = _written(tmp_path)
    (later / "milestone.csv").write_text(
        "id,month,title,verification,description\nstart,7,Start,Other,\n", encoding="utf-8"
    )
    with pytest.raises(Refused) as caught:
        take_workplan(actor=actor, path=later, plan=PLAN)
    assert (caught.value.reason.code, caught.value.reason.facts["number"]) == ("projects.workplan_differs", 1)
    assert _book().versions.count() == 3


@pytest.mark.parametrize(
    ("table", "row", "code"),
    [
        ("plan_change_log", "2015-09-02T10:00:00+02:00,zzz,WP1,deliverable,report,due,3,4", "row.unknown_reference"),
        ("plan_change_log", "2015-09-02T10:00:00+02:00,zzz,WP9,deliverable,report,due,3,6", "row.unknown_reference"),
        ("plan_change_log", "2015-09-02T10:00:00+02:00,zzz,WP1,person,report,due,3,6", "row.not_in_list"),
        ("plan_change_log", "2015-09-02T10:00:00+02:00,zzz,WP1,deliverable,report,colour,3,6", "row.not_in_list"),
        ("plan_change_log", "2015-09-02T10:00:00+02:00,zzz,WP1,deliverable,report,due,soon,6", "row.not_a_number"),
        ("plan_change_log", "2015-09-02T10:00:00+02:00,zzz,WP1,deliverable,report,due,-3,6", "row.not_in_list"),
        ("plan_change_log", "yesterday,zzz,WP1,deliverable,report,due,3,6", "row.not_a_date"),
        ("task", "WP1,T2,alpha,Alpha again,A1,9,B1,0-12,1", "row.repeated_key"),
        ("deliverable", "WP1,D3,late,Late,999,A1,R,PU,start,,1", "row.not_in_list"),
        ("work_package_effort", "WP1,C1,many", "row.not_a_number"),
        ("milestone", "end,12", "row.ragged"),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_its_reason(
    tmp_path: Path, actor: Any, table: str, row: str, code: str
) -> None:
    delivery = take_workplan(actor=actor, path=_written(tmp_path, **{table: [row]}), plan=PLAN)
    (rejected,) = delivery.rejections.all()
    assert (rejected.file, rejected.code) == (f"{table}.csv", code)
    account = delivery.files.get(name=f"{table}.csv")
    assert (account.read, account.rejected) == (account.accepted + 1, 1)
    assert _book().versions.count() == 3


def test_a_folder_without_its_files_is_refused(tmp_path: Path, actor: Any) -> None:
    with pytest.raises(IntakeError, match="no such file"):
        take_workplan(actor=actor, path=tmp_path, plan=PLAN)


def test_the_history_tells_every_change_of_an_item(tmp_path: Path, actor: Any) -> None:
    take_workplan(actor=actor, path=_written(tmp_path), plan=PLAN)
    lines = list(taskbook_history.lines_of(actor, "WP-1"))
    assert [(line.order_number, line.item, line.change.path) for line in lines] == [
        (1, "WP1 › alpha", "topics[WP1].tasks[alpha].partners[B1]"),
        (1, "WP1/report", "deliverables[WP1/report].due_on"),
        (2, "WP1/report", "deliverables[WP1/report].state"),
        (2, "WP1/tool", "deliverables[WP1/tool].state"),
    ]
    of_report = taskbook_history.listing(actor, {"code": "WP-1", "item": "WP1/report"}, "day")
    assert [line.change.new for line in of_report.rows] == ["2016-05-31", "delivered"]
    assert taskbook_history.listing(actor, {"code": "WP-1", "change_class": "A"}, "-day").count() == 1
    assert taskbook_history.listing(actor, {"code": "nowhere"}, "-day").count() == 0


def test_the_page_shows_changes_and_what_does_not_fit(tmp_path: Path, actor: Any, cast: Cast) -> None:
    take_workplan(actor=actor, path=_written(tmp_path), plan=PLAN)
    url = reverse("projects:taskbook_history", args=["WP-1"])
    client = cast.st_officer.client()

    page = client.get(url)

    assert page.status_code == 200
    shown = page.content.decode()
    assert "WP1/report" in shown
    assert "来源数据中的不一致" in shown
    assert "任务人月(合计 9)" in shown.replace("（", "(").replace("）", ")")
    only = client.get(url, {"item": "WP1/tool"}).content.decode()
    assert "2016-05-31" not in only
    assert client.get(url, {"export": "csv"}).status_code == 200
    assert client.get(reverse("projects:taskbook_history", args=["nowhere"])).status_code == 404


def test_somebody_without_reach_finds_no_history(tmp_path: Path, actor: Any, cast: Cast) -> None:
    take_workplan(actor=actor, path=_written(tmp_path), plan=PLAN)
    url = reverse("projects:taskbook_history", args=["WP-1"])
    assert cast.stranger.client().get(url).status_code in (403, 404)


def test_the_export_is_a_table_of_all_changes(tmp_path: Path, actor: Any, cast: Cast) -> None:
    take_workplan(actor=actor, path=_written(tmp_path), plan=PLAN)
    answer = cast.st_officer.client().get(reverse("projects:taskbook_history", args=["WP-1"]), {"export": "csv"})
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    rows = list(csv.reader(body.decode("utf-8-sig").splitlines()))
    assert len(rows) == 1 + 4


def test_tasks_and_efforts_stand_side_by_side_with_the_way_to_their_history(
    tmp_path: Path, actor: Any, cast: Cast
) -> None:
    take_workplan(actor=actor, path=_written(tmp_path), plan=PLAN)
    url = reverse("projects:taskbook_work", args=["WP-1"])
    client = cast.st_officer.client()
    rows = client.get(url).context["page"].rows
    assert [(row.section, row.key, row.kind) for row in rows] == [
        ("tasks", "WP1 › alpha", "changed"),
        ("effort", "WP1 › A1", "same"),
        ("effort", "WP1 › B1", "same"),
    ]
    assert "history?item=WP1" in client.get(url).content.decode()
    assert [row.key for row in client.get(url, {"kind": "changed"}).context["page"].rows] == ["WP1 › alpha"]
    assert client.get(reverse("projects:taskbook_work", args=["nowhere"])).status_code == 404
