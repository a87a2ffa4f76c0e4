"""Task books: drafted from what is known, edited by two, put into force, and followed by the rows of the project."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from ceyuan.apps.projects.models import BudgetLine, Milestone, Participation, PersonAllocation, Project, TaskBookVersion
from ceyuan.apps.projects.selectors import taskbooks
from ceyuan.apps.projects.services.taskbooks import editing, offering, starting
from ceyuan.apps.projects.services.taskbooks.held import write
from ceyuan.apps.projects.taskbook_checks import findings_of
from ceyuan.apps.projects.tests.contracts_desk import TOTAL, ContractsDesk
from ceyuan.core.kernel.verdict import Invalid, Refused
from ceyuan.core.taskbook import blocking

pytestmark = pytest.mark.django_db


def _codes(one: TaskBookVersion) -> set[str]:
    return {finding.code for finding in blocking(findings_of(one.task_book.project, taskbooks.wording(one)))}


def test_the_draft_knows_what_the_records_know(contracts_desk: ContractsDesk) -> None:
    book = taskbooks.wording(contracts_desk.started())

    assert book.header.title == "低能耗电解槽"
    assert book.header.lead_unit is not None
    assert book.header.lead_unit.key == "A1"
    assert book.header.leader is not None
    assert book.header.leader.name == "丁成员"
    assert [one.key for one in book.participants] == ["B1"]
    assert book.budget.total_minor == sum(line.amount_minor for line in book.funding) == TOTAL
    assert [one.name for one in book.indicators] == ["电流效率", "直流电耗"]
    assert {one.source for one in book.indicators} == {one.key for one in taskbooks.sources(contracts_desk.project)}


def test_starting_moves_the_project_on_and_happens_once(contracts_desk: ContractsDesk) -> None:
    contracts_desk.started()

    assert Project.objects.get(pk=contracts_desk.project.pk).state == "taskbook_draft"
    with pytest.raises(Refused) as refused:
        starting.start(actor=contracts_desk.office, code="KY-9")
    assert refused.value.reason.code == "projects.taskbook_exists"


def test_a_project_that_is_not_approved_gets_no_task_book(contracts_desk: ContractsDesk) -> None:
    Project.objects.filter(pk=contracts_desk.project.pk).exists()
    other = contracts_desk.cast
    with pytest.raises(Refused) as refused:
        starting.start(actor=other.st_officer.actor, code="KY-3")
    assert refused.value.reason.code == "projects.not_approved_yet"


def test_classified_projects_are_refused(contracts_desk: ContractsDesk) -> None:
    Project.objects.filter(pk=contracts_desk.project.pk).update(secrecy="secret")

    with pytest.raises(Refused) as refused:
        contracts_desk.started()
    assert refused.value.reason.code == "projects.classified_offline"


def test_somebody_else_may_not_draft(contracts_desk: ContractsDesk) -> None:
    with pytest.raises(Refused) as refused:
        starting.start(actor=contracts_desk.cast.manager_b.actor, code="KY-9")
    assert refused.value.reason.code == "projects.taskbook_not_permitted"


def test_a_completed_draft_has_no_errors(contracts_desk: ContractsDesk) -> None:
    one = contracts_desk.sound()

    assert _codes(one) == set()
    assert one.error_count == 0


def test_an_indicator_below_the_application_is_found_and_hinders(contracts_desk: ContractsDesk) -> None:
    one = contracts_desk.sound()
    key = taskbooks.wording(one).indicators[0].key

    edited = editing.edit(
        actor=contracts_desk.leader, version_id=one.pk, path=f"indicators[{key}]", values={"final": "94"}
    )

    assert edited.lowered_count == 1
    assert "taskbook.target_lowered" in _codes(edited)
    with pytest.raises(Refused):
        offering.adopt(actor=contracts_desk.office, version_id=one.pk, revision=edited.revision, reason="纸质")


def test_two_writers_keep_each_others_fields(contracts_desk: ContractsDesk) -> None:
    one = contracts_desk.started()
    before = dict(one.data["content"])

    editing.edit(
        actor=contracts_desk.office, version_id=one.pk, path="content", values={"background": "甲写"}, seen=before
    )
    last = editing.edit(
        actor=contracts_desk.leader,
        version_id=one.pk,
        path="content",
        values={**before, "innovations": "乙写"},
        seen=before,
    )

    content = taskbooks.wording(last).content
    assert (content.background, content.innovations) == ("甲写", "乙写")


def test_the_second_writer_of_a_field_is_told_who_was_first(contracts_desk: ContractsDesk) -> None:
    one = contracts_desk.started()
    before = dict(one.data["content"])
    editing.edit(
        actor=contracts_desk.office, version_id=one.pk, path="content", values={"background": "甲写"}, seen=before
    )

    with pytest.raises(Refused) as refused:
        editing.edit(
            actor=contracts_desk.leader, version_id=one.pk, path="content", values={"background": "乙写"}, seen=before
        )

    assert refused.value.reason.code == "projects.part_changed_meanwhile"
    assert refused.value.reason.facts["who"] == "安科技"
    assert refused.value.reason.facts["now"] == "甲写"


def test_items_are_added_and_removed_by_key(contracts_desk: ContractsDesk) -> None:
    one = contracts_desk.started()
    one, key = editing.add(actor=contracts_desk.leader, version_id=one.pk, path="risks", values={"text": "供货延迟"})
    assert [risk.text for risk in taskbooks.wording(one).risks] == ["供货延迟"]

    one = editing.remove(actor=contracts_desk.leader, version_id=one.pk, path=f"risks[{key}]")

    assert taskbooks.wording(one).risks == ()


def test_a_value_that_does_not_fit_is_refused_by_its_path(contracts_desk: ContractsDesk) -> None:
    one = contracts_desk.started()

    with pytest.raises(Invalid) as invalid:
        editing.edit(actor=contracts_desk.office, version_id=one.pk, path="header", values={"starts_on": "soon"})

    assert list(invalid.value.fields) == ["header.starts_on"]


def test_rows_follow_the_version_in_force(contracts_desk: ContractsDesk) -> None:
    contracts_desk.in_force()
    project = Project.objects.get(pk=contracts_desk.project.pk)

    assert project.state == "taskbook_signed"
    assert (project.trl_start, project.trl_target) == (4, 7)
    assert list(Milestone.objects.filter(project=project).values_list("key", "payment_share_ppm")) == [
        ("m1", 400_000),
        ("m2", 600_000),
    ]
    assert sum(PersonAllocation.objects.filter(project=project).values_list("person_months", flat=True)) == Decimal(8)
    assert sum(BudgetLine.objects.filter(project=project).values_list("amount_minor", flat=True)) == TOTAL
    assert project.indicators.count() == 2, "the rows entered with the project became the indicators of the book"
    assert project.indicators.filter(key="").count() == 0
    assert Participation.objects.get(project=project, unit__code="B1").funding_minor == 300_000_00


def test_following_twice_changes_nothing(contracts_desk: ContractsDesk) -> None:
    from django.db import transaction

    from ceyuan.apps.projects.services.taskbooks.projection import follow

    one = contracts_desk.in_force()
    before = set(one.task_book.project.indicators.values_list("pk", flat=True))
    with transaction.atomic():
        follow(TaskBookVersion.objects.get(pk=one.pk))

    assert set(one.task_book.project.indicators.values_list("pk", flat=True)) == before
    assert Milestone.objects.filter(project=one.task_book.project).count() == 2


def test_a_node_that_is_dropped_keeps_its_row(contracts_desk: ContractsDesk) -> None:
    from django.db import transaction

    from ceyuan.apps.projects.services.taskbooks.projection import follow

    one = contracts_desk.sound()
    book = taskbooks.wording(one)
    with transaction.atomic():
        follow(one)
        write(contracts_desk.office, one, replace(book, milestones=book.milestones[1:]))
        follow(one)

    rows = dict(Milestone.objects.filter(project=one.task_book.project).values_list("key", "is_dropped"))
    assert rows == {"m1": True, "m2": False}
