"""Taking steps: the table decides, the act is recorded, nobody else writes a state, and of two at once one wins."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.projects.models import Programme, Project
from ceyuan.apps.workflow import interface as workflow
from ceyuan.core.kernel.verdict import Invalid, Refused
from ceyuan.kit.reasons import reason_text


def project(cast: Any, state: str = "formal_check", code: str = "P1") -> Project:
    programme, _made = Programme.objects.get_or_create(
        group=cast.group, code="PROG", defaults={"name_zh": "科技项目", "kind": "programme"}
    )
    return Project.objects.create(
        group=cast.group,
        code=code,
        programme=programme,
        lead_unit=cast.units["A"],
        title_zh="铝电解槽节能示范",
        currency="CNY",
        workflow="project",
        workflow_version=1,
        state=state,
    )


def take(case: Project, actor: Any, action: str, *, revision: int = 0, reason: str = "", **facts: Any) -> Project:
    return workflow.advance(
        actor=actor,
        case=case,
        action=action,
        revision=revision,
        unit_path=case.lead_unit.path,
        act="projects.project.advanced",
        subject=("projects.project", case.pk, case.code),
        facts=facts,
        reason=reason,
    )


@pytest.mark.django_db
def test_it_takes_a_step_counts_it_and_records_the_act(cast: Any) -> None:
    case = take(project(cast), cast.manager_a.actor, "send_to_review", indicator_count=2)
    case.refresh_from_db()
    assert (case.state, case.revision) == ("under_review", 1)
    act = audit.of_subject(cast.auditor.actor, "projects.project", case.pk).get()
    assert act.before == {"state": "formal_check"}
    assert act.after == {"state": "under_review", "action": "send_to_review", "revision": 1}
    assert act.unit_path == cast.units["A"].path


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("member", "action", "revision", "facts", "code"),
    [
        ("member_a", "send_to_review", 0, {"indicator_count": 2}, "workflow.role_missing"),
        ("manager_b", "send_to_review", 0, {"indicator_count": 2}, "workflow.role_missing"),
        ("stranger", "send_to_review", 0, {"indicator_count": 2}, "workflow.role_missing"),
        ("manager_a", "send_to_review", 3, {"indicator_count": 2}, "workflow.stale"),
        ("manager_a", "send_to_review", 0, {}, "projects.no_indicators"),
        ("manager_a", "archive", 0, {}, "workflow.wrong_state"),
        ("manager_a", "fly", 0, {}, "workflow.unknown_action"),
    ],
)
def test_it_refuses_and_changes_nothing(
    cast: Any, member: str, action: str, revision: int, facts: dict[str, Any], code: str
) -> None:
    case = project(cast)
    with pytest.raises(Refused) as refused:
        take(case, cast.members[member].actor, action, revision=revision, **facts)
    assert refused.value.reason.code == code
    assert reason_text(refused.value.reason) != code
    case.refresh_from_db()
    assert (case.state, case.revision) == ("formal_check", 0)
    assert not audit.of_subject(cast.auditor.actor, "projects.project", case.pk).exists()


@pytest.mark.django_db
def test_a_step_that_takes_something_away_needs_a_reason(cast: Any) -> None:
    case = project(cast)
    with pytest.raises(Invalid) as invalid:
        take(case, cast.manager_a.actor, "reject", reason="  ")
    assert invalid.value.fields["reason"][0].code == "workflow.reason_missing"
    assert take(case, cast.manager_a.actor, "reject", reason="不符合指南").state == "rejected"


@pytest.mark.django_db
@pytest.mark.parametrize("change", ["state = 'approved'", "workflow_version = 2", "workflow = 'other'"])
def test_the_database_refuses_every_other_writer(cast: Any, change: str) -> None:
    case = project(cast)
    refused = pytest.raises(DatabaseError, match=r"workflow\.only_writer")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE projects_project SET {change} WHERE id = %s", [case.pk])  # noqa: S608
    take(case, cast.manager_a.actor, "send_to_review", indicator_count=1)
    with pytest.raises(DatabaseError, match=r"workflow\.only_writer"), transaction.atomic():
        Project.objects.filter(pk=case.pk).update(state="approved")


@pytest.mark.django_db
def test_a_delivery_may_adopt_states_only_inside_its_bracket(cast: Any) -> None:
    case = project(cast)
    with transaction.atomic(), workflow.adopting():
        Project.objects.filter(pk=case.pk).update(state="in_progress")
    with pytest.raises(DatabaseError, match=r"workflow\.only_writer"), transaction.atomic():
        Project.objects.filter(pk=case.pk).update(state="archived")


@pytest.mark.django_db
def test_a_case_of_an_unknown_workflow_is_refused_by_name(cast: Any) -> None:
    case = project(cast)
    with transaction.atomic(), workflow.adopting():
        Project.objects.filter(pk=case.pk).update(workflow="lost")
    with pytest.raises(Refused) as refused:
        take(case, cast.manager_a.actor, "archive")
    assert "lost" in reason_text(refused.value.reason)


@pytest.mark.django_db(transaction=True)
def test_of_two_steps_at_the_same_time_one_wins(cast: Any) -> None:
    case, actor = project(cast), cast.manager_a.actor
    gate, outcomes = threading.Barrier(2), []

    def clerk(action: str) -> None:
        try:
            gate.wait(10)
            outcomes.append(take(case, actor, action, reason="理由", indicator_count=1).state)
        except Refused as refused:
            outcomes.append(refused.reason.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=clerk, args=(action,)) for action in ("send_to_review", "reject")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    case.refresh_from_db()
    assert sorted(outcomes) == sorted([case.state, "workflow.stale"])
    assert case.revision == 1
    assert audit.verification().is_whole
