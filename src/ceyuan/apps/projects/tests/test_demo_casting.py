"""What log-ins of the demonstration find to do: reasons on the board, papers to sign, changes and checks that wait."""

from __future__ import annotations

import pytest

from ceyuan.apps.documents import interface as documents
from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.projects.demo import casting
from ceyuan.apps.projects.demo.setting import AS_OF
from ceyuan.apps.projects.models import ChangeOrder, MidtermCheck, Payment, Project, TaskBookVersion
from ceyuan.apps.projects.selectors import board, change_orders
from ceyuan.apps.projects.services.taskbooks.held import SUBJECT
from ceyuan.apps.strategy.tests.demonstrated import log_in

pytestmark = pytest.mark.django_db

REASONS = {
    "not_applied",
    "not_checked",
    "under_review",
    "budget_review",
    "suspended",
    "not_begun",
    "no_taskbook",
    "findings",
    "not_offered",
    "unsigned",
}


def waiting(officer: Actor) -> dict[str, str]:
    """The reason why a project on the board has not started, by its code."""
    rows = board.board(officer, AS_OF.year, AS_OF)
    return {one.project.code: str(one.standing.reason and one.standing.reason.code) for r in rows for one in r.waiting}


def test_the_board_names_a_reason_of_every_kind_that_can_be_shown(officer: Actor) -> None:
    found = waiting(officer)
    assert set(found) == set(casting.NOT_STARTED)
    assert set(found.values()) == {f"projects.start_{one}" for one in REASONS}
    rows = board.board(officer, AS_OF.year, AS_OF)
    assert sum(row.state == "started" for row in rows) >= 5


def test_log_ins_find_papers_to_sign_of_which_others_have_signed_some(officer: Actor) -> None:
    head, leader = (
        [line for line in documents.to_sign(log_in(name)) if line.signing.subject_kind == SUBJECT]
        for name in ("lingdao", "fuzeren")
    )
    versions = {str(one.pk): one for one in TaskBookVersion.objects.select_related("task_book__project")}
    codes = [{versions[line.signing.subject_id].task_book.project.code for line in lines} for lines in (head, leader)]
    assert codes[0] == set(casting.OFFERED) - {casting.TO_SIGN_FOR}
    assert codes[1] == set(casting.LED_BY_LOG_IN)
    before = {line.signing.name for line in leader if any(one.signed_at for one in documents.parties(line.signing))}
    assert len(before) == 1
    assert documents.check(head[0].signing_id) is not None


def test_a_change_of_class_a_waits_for_signatures_and_an_extension_for_the_office(officer: Actor) -> None:
    granted = ChangeOrder.objects.get(task_book__project__code=casting.EXTENSION_GRANTED)
    asked = ChangeOrder.objects.get(task_book__project__code=casting.EXTENSION_ASKED)
    assert (granted.change_class, granted.state, granted.extension_months) == ("A", "approved", 6)
    assert (asked.change_class, asked.state, asked.extension_months) == ("A", "submitted", 6)
    assert asked in change_orders.waiting(officer, 20)


def test_mid_term_checks_are_held_due_and_to_be_put_right(officer: Actor) -> None:
    conclusions = set(MidtermCheck.objects.values_list("conclusion", flat=True))
    assert conclusions == {"continue", "adjust", "rectify"}
    due = Project.objects.filter(state="midterm", midterm_checks=None)
    assert due.count() >= 3
    stuck = Project.objects.get(code=casting.NODE_MISSED).milestones.get(key="m2")
    assert stuck.state == "planned"
    assert stuck.due_on is not None
    assert stuck.due_on < AS_OF


def test_the_leader_has_told_every_month_and_waits_for_money(officer: Actor) -> None:
    project = Project.objects.get(code=casting.AT_WORK)
    assert project.progress.order_by("-month").values_list("month", flat=True)[0].strftime("%Y-%m") == "2025-10"
    assert Payment.objects.filter(project=project, state="approved", milestone__state__in=("reached", "late")).exists()
