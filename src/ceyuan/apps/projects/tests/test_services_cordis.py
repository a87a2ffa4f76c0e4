"""The CORDIS import: what is taken, what is refused, what a later delivery changes, what a crash leaves."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from ceyuan.apps.intake.models import Delivery
from ceyuan.apps.organisation import interface as organisation
from ceyuan.apps.organisation.models import Unit
from ceyuan.apps.projects.models import Participation, Programme, Project, ProjectChange, ProjectTag, Result
from ceyuan.apps.projects.services.cordis import GROUP, take_cordis
from ceyuan.core.intake.errors import IntakeError
from ceyuan.core.kernel.verdict import Refused

from .cordis_files import ORGANIZATIONS, PARTICIPATIONS, PROJECTS, RESULTS, changed, download, relational

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor() -> Any:
    organisation.ensure_group(actor=organisation.Actor(None, None, "test", None), **GROUP)
    return organisation.service_actor("EU")


def accounts(delivery: Delivery) -> dict[str, tuple[int, int, int]]:
    return {each.name: (each.read, each.accepted, each.rejected) for each in delivery.files.all()}


def reasons(delivery: Delivery) -> list[tuple[str, int, str, str]]:
    return sorted(delivery.rejections.values_list("file", "line", "column", "code"))


def written_rows() -> int:
    """How many rows of units and projects this transaction has written so far."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_xact_user_tables"
            " WHERE relname LIKE 'projects_%' OR relname LIKE 'organisation_%'"
        )
        return int(cursor.fetchone()[0])


def cut(file: Path) -> None:
    """Lose the end of a file."""
    file.write_bytes(file.read_bytes()[:-40])


def test_units_programmes_projects_and_money_come_as_the_files_say(actor: Any, tmp_path: Path) -> None:
    [delivery] = take_cordis(actor=actor, path=relational(tmp_path / "d"))
    assert delivery.status == "taken"
    assert str(delivery.as_of) == "2025-12-01"
    assert all(rejected == 0 for _read, _accepted, rejected in accounts(delivery).values())
    project = Project.objects.get(code="101")
    assert (project.total_minor, project.funding_minor, project.state) == (None, 100050, "in_progress")
    assert (project.programme.code, project.programme.kind, project.lead_unit.code) == ("CALL-A-01", "topic", "9001")
    assert project.programme.parent.parent.code == "HORIZON.1.1"
    assert Project.objects.get(code="102").state == "archived"
    assert project.texts.get().text == "To shine."
    athens = Unit.objects.get(code="9001")
    assert (athens.parent.code, athens.parent.name_zh, athens.kind) == ("EL", "希腊", "institute")
    assert athens.versions.count() == 1
    assert Unit.objects.get(code="9003").parent.name_zh == "未注明"
    assert list(
        Participation.objects.filter(unit__code="9002").order_by("occurrence").values_list("role", "occurrence")
    ) == [
        ("participant", 1),
        ("third_party", 2),
    ]
    unused = Programme.objects.get(code="CALL-C-01")
    assert (unused.parent.code, unused.parent.parent.code) == ("CALL-C", "HORIZON-Topics")
    assert not ProjectChange.objects.exists()


def test_a_second_run_changes_nothing_and_says_so(actor: Any, tmp_path: Path) -> None:
    folder = relational(tmp_path / "d")
    take_cordis(actor=actor, path=folder)
    before = written_rows()
    [second] = take_cordis(actor=actor, path=folder)
    assert written_rows() == before
    assert second.status == "unchanged"
    assert accounts(second)["project.csv"] == (2, 2, 0)


def test_a_later_delivery_leaves_each_change_in_the_history(actor: Any, tmp_path: Path) -> None:
    take_cordis(actor=actor, path=relational(tmp_path / "one"))
    later = relational(
        tmp_path / "two",
        project=changed(
            PROJECTS,
            "project_id",
            "101",
            status="TERMINATED",
            end_date="2024-06-30",
            last_update_date="2026-01-15 00:00:00",
        ),
        participation=[
            *changed(PARTICIPATIONS[:2], "org_id", "9002", ec_contribution_eur="399.25"),
            {"project_id": "101", "org_id": "9003", "role": "participant", "ord": "4"},
            PARTICIPATIONS[3],
        ],
        organization=changed(ORGANIZATIONS, "org_id", "9002", legal_name="Kupfer AG"),
        result=RESULTS[:1],
    )
    [second] = take_cordis(actor=actor, path=later)
    project = Project.objects.get(code="101")
    assert project.state == "terminated"
    told = set(
        ProjectChange.objects.filter(delivery_id=second.pk).values_list("subject", "change", "field", "old", "new")
    )
    assert told == {
        ("project", "changed", "status", "SIGNED", "TERMINATED"),
        ("project", "changed", "ends_on", "2025-12-31", "2024-06-30"),
        ("participation", "changed", "funding_minor", "40025", "39925"),
        ("participation", "removed", "role", "third_party", ""),
        ("participation", "added", "role", "", "participant"),
        ("result", "removed", "", "", ""),
    }
    assert {str(each) for each in ProjectChange.objects.values_list("as_of", flat=True)} == {"2026-01-15"}
    assert str(Result.objects.get(source_key="R2").withdrawn_on) == "2026-01-15"
    copper = Unit.objects.get(code="9002")
    assert [version.name_en for version in copper.versions.order_by("valid")] == ["Kupfer GmbH", "Kupfer AG"]


def test_a_project_that_is_gone_stays_marked_as_withdrawn(actor: Any, tmp_path: Path) -> None:
    many = [{**PROJECTS[0], "project_id": str(200 + n)} for n in range(9)]
    parts = [{**PARTICIPATIONS[0], "project_id": str(200 + n)} for n in range(9)]
    take_cordis(actor=actor, path=relational(tmp_path / "a", project=many, participation=parts, result=[]))
    take_cordis(actor=actor, path=relational(tmp_path / "b", project=many[:8], participation=parts[:8], result=[]))
    gone = Project.objects.get(code="208")
    assert gone.external_status == "WITHDRAWN"
    assert gone.changes.get().change == "removed"
    assert gone.participations.count() == 1


def test_a_part_that_pretends_to_be_all_is_refused_unless_said(actor: Any, tmp_path: Path) -> None:
    take_cordis(actor=actor, path=relational(tmp_path / "a"))
    part = relational(tmp_path / "b", project=PROJECTS[:1], participation=PARTICIPATIONS[:3], result=[])
    with pytest.raises(Refused) as refusal:
        take_cordis(actor=actor, path=part)
    assert refusal.value.reason.code == "projects.cordis_incomplete"
    assert not Project.objects.filter(external_status="WITHDRAWN").exists()
    take_cordis(actor=actor, path=part, is_partial=True)
    assert Project.objects.get(code="102").external_status == "CLOSED"


def test_rows_that_do_not_fit_are_rejected_with_file_line_and_reason(actor: Any, tmp_path: Path) -> None:
    folder = relational(
        tmp_path / "d",
        project=[
            *PROJECTS,
            {**PROJECTS[0], "project_id": "103", "end_date": "2021-01-01"},
            {**PROJECTS[0], "project_id": "104", "start_date": "soon"},
            {**PROJECTS[0], "project_id": "105"},
            {**PROJECTS[0], "project_id": "101", "title": "Once more"},
        ],
        participation=[*PARTICIPATIONS, {"project_id": "101", "org_id": "4", "role": "participant", "ord": "9"}],
        result=[*RESULTS, {"result_id": "R3", "project_id": "103"}],
    )
    [delivery] = take_cordis(actor=actor, path=folder)
    assert reasons(delivery) == [
        ("participation.csv", 6, "org_id", "row.unknown_reference"),
        ("project.csv", 4, "end_date", "row.end_before_start"),
        ("project.csv", 5, "start_date", "row.not_a_date"),
        ("project.csv", 6, "project_id", "row.no_participant"),
        ("project.csv", 7, "project_id", "row.repeated_key"),
        ("result.csv", 4, "project_id", "row.unknown_reference"),
    ]
    assert accounts(delivery)["project.csv"] == (6, 2, 4)
    money = delivery.files.get(name="project.csv").totals["money"]
    assert {each["column"]: each["sum_minor"] for each in money} == {"ec_max": 180050, "total_cost": 90000}


def test_the_download_of_cordis_itself_gives_the_same_projects(actor: Any, tmp_path: Path) -> None:
    [delivery] = take_cordis(actor=actor, path=download(tmp_path / "cordis.zip"))
    assert accounts(delivery)["project.csv"] == (2, 2, 0)
    assert accounts(delivery)["organization.csv"] == (4, 3, 1)
    assert reasons(delivery) == [
        ("organization.csv", 5, "project_id", "row.unknown_reference"),
        ("webLink.csv", 3, "url", "row.not_a_web_address"),
    ]
    project = Project.objects.get(code="101")
    assert (project.title_en, project.funding_minor, project.total_minor) == ("Light; from copper", 100050, None)
    assert project.programme.parent.parent.parent.code == "HORIZON.1"
    assert list(ProjectTag.objects.order_by("scheme").values_list("scheme", "code")) == [
        ("euroscivoc", "/23/47"),
        ("legal_basis", "HORIZON.2.4"),
    ]
    assert sum(Participation.objects.values_list("funding_minor", flat=True)) == 180050


@pytest.mark.parametrize(
    ("spoil", "code", "named"),
    [
        (lambda f: cut(f / "project.csv"), "intake.truncated", "project.csv"),
        (lambda f: (f / "organization.csv").unlink(), "intake.missing_member", "organization"),
        (lambda f: (f / "participation.csv").write_text("project_id,role\n1,x\n"), "intake.missing_column", "org_id"),
        (lambda f: (f / "call.csv").write_bytes(b"%PDF-1.7"), "intake.wrong_file", "call.csv"),
        (lambda f: (f / "result.csv").write_bytes(b""), "intake.empty", "result.csv"),
    ],
)  # fmt: skip
def test_a_broken_file_is_refused_by_name_and_nothing_is_half_loaded(
    actor: Any, tmp_path: Path, spoil: Any, code: str, named: str
) -> None:
    folder = relational(tmp_path / "d")
    spoil(folder)
    with pytest.raises(IntakeError) as refusal:
        take_cordis(actor=actor, path=folder)
    assert refusal.value.code == code
    assert named in str(refusal.value)
    assert not Project.objects.exists()
    assert Unit.objects.count() == 1
    assert set(Delivery.objects.values_list("status", flat=True)) <= {"refused"}


@pytest.mark.django_db(transaction=True)
def test_a_killed_import_leaves_nothing_and_can_run_again(tmp_path: Path) -> None:
    many = [{**PROJECTS[0], "project_id": str(1000 + n)} for n in range(4000)]
    parts = [{**PARTICIPATIONS[0], "project_id": str(1000 + n)} for n in range(4000)]
    folder = relational(tmp_path / "d", project=many, participation=parts, result=[])
    command = [sys.executable, "-m", "ceyuan.entry.cli", "import", "cordis", str(folder)]
    worker = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env={**os.environ})
    until = time.monotonic() + 60
    while time.monotonic() < until and not Delivery.objects.filter(stage__startswith="take").exists():
        assert worker.poll() is None, "the import ended before it could be killed"
        time.sleep(0.02)
    worker.send_signal(signal.SIGKILL)
    worker.wait(timeout=20)

    from ceyuan.apps.intake import selectors

    delivery = Delivery.objects.get()
    until = time.monotonic() + 20
    while time.monotonic() < until and selectors.with_true_status([delivery])[0].status == "running":
        time.sleep(0.1)
        delivery = Delivery.objects.get()
    assert delivery.status == "interrupted"
    assert not Project.objects.exists()
    assert Unit.objects.count() == 1
    subprocess.run(command, check=True, timeout=120, capture_output=True, env={**os.environ})
    assert Project.objects.count() == 4000
    assert Delivery.objects.order_by("id").last().status == "taken"
