"""What the database refuses, whoever asks: changed words of an agreed version, rows edited past the task book."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from ceyuan.apps.projects.models import BudgetLine, ChangeOrder, Indicator, Milestone, SourceIndicator, TaskBookVersion
from ceyuan.apps.projects.services.taskbooks import change_orders
from ceyuan.apps.projects.tests.contracts_desk import ContractsDesk

pytestmark = pytest.mark.django_db


def _refused(code: str, act: object) -> None:
    with pytest.raises(DatabaseError, match=code), transaction.atomic():
        act()  # type: ignore[operator]


def test_an_agreed_version_never_changes(contracts_desk: ContractsDesk) -> None:
    one = contracts_desk.in_force()
    rows = TaskBookVersion.objects.filter(pk=one.pk)

    _refused("projects.version_frozen", lambda: rows.update(data={"changed": True}))
    _refused("projects.version_frozen", lambda: rows.update(data_hash="0" * 64))
    _refused("projects.version_frozen", lambda: rows.update(print_hash="0" * 64))
    _refused("projects.version_frozen", lambda: rows.update(basis="anderswo"))
    _refused("projects.version_frozen", lambda: rows.update(number=9))
    _refused("projects.version_frozen", rows.delete)


def test_only_one_version_is_in_force_and_no_draft_is(contracts_desk: ContractsDesk) -> None:
    one = contracts_desk.in_force()
    order = change_orders.begin(actor=contracts_desk.office, code="KY-9", title="改", grounds="因")
    draft = order.versions.get()

    _refused(
        "task_book_in_force_is_binding",
        lambda: TaskBookVersion.objects.filter(pk=draft.pk).update(is_in_force=True),
    )
    assert TaskBookVersion.objects.filter(task_book=one.task_book, is_in_force=True).count() == 1


def test_rows_that_follow_are_not_edited_by_hand(contracts_desk: ContractsDesk) -> None:
    one = contracts_desk.in_force()
    project = one.task_book.project
    indicator = Indicator.objects.filter(project=project)

    _refused("projects.follows_task_book", lambda: indicator.update(final=1))
    _refused("projects.follows_task_book", indicator.delete)
    _refused("projects.follows_task_book", lambda: BudgetLine.objects.filter(project=project).update(amount_minor=1))
    _refused(
        "projects.follows_task_book", lambda: Milestone.objects.filter(project=project).update(payment_share_ppm=1)
    )
    _refused("projects.follows_task_book", lambda: Milestone.objects.create(project=project, key="m9", name="多"))


def test_execution_may_say_that_a_node_is_reached(contracts_desk: ContractsDesk) -> None:
    one = contracts_desk.in_force()

    changed = Milestone.objects.filter(project=one.task_book.project, key="m1").update(state="late")

    assert changed == 1


def test_rows_are_free_while_nothing_is_in_force(contracts_desk: ContractsDesk) -> None:
    contracts_desk.started()

    assert Indicator.objects.filter(project=contracts_desk.project).update(final=99) == 2


def test_what_was_promised_is_not_rewritten_afterwards(contracts_desk: ContractsDesk) -> None:
    contracts_desk.in_force()
    rows = SourceIndicator.objects.filter(project=contracts_desk.project)

    _refused("projects.source_stays", lambda: rows.update(final=1))
    _refused("projects.source_stays", rows.delete)


def test_a_state_moves_only_through_the_workflow(contracts_desk: ContractsDesk) -> None:
    one = contracts_desk.started()

    _refused("workflow.only_writer", lambda: TaskBookVersion.objects.filter(pk=one.pk).update(state="adopted"))


def test_a_submitted_order_keeps_its_changes(contracts_desk: ContractsDesk) -> None:
    contracts_desk.in_force()
    order = change_orders.begin(actor=contracts_desk.office, code="KY-9", title="改", grounds="因")
    rows = ChangeOrder.objects.filter(pk=order.pk)
    _refused("projects.order_stays", lambda: rows._raw_delete("default"))
    _refused("projects.order_stays", lambda: rows.update(number=7))

    from ceyuan.apps.projects.services.taskbooks import editing

    draft = order.versions.get()
    editing.edit(actor=contracts_desk.office, version_id=draft.pk, path="content", values={"background": "新"})
    order.refresh_from_db()
    change_orders.advance(actor=contracts_desk.office, order_id=order.pk, action="submit", revision=order.revision)

    _refused("projects.order_submitted", lambda: rows.update(changes=[]))
    _refused("projects.order_submitted", lambda: rows.update(change_class="A"))
