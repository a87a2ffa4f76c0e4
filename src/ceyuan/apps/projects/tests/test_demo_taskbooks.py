"""What the demonstration seeds on purpose in its task books and acceptances: the pages find exactly that."""

from __future__ import annotations

import pytest

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.projects.demo import generate
from ceyuan.apps.projects.demo.contract_rows import is_agreed
from ceyuan.apps.projects.demo.setting import AS_OF
from ceyuan.apps.projects.models import Acceptance, Exemption, Payment, Project, TaskBookVersion
from ceyuan.apps.projects.selectors import diligence, overdue, padded, readiness, taskbooks
from ceyuan.core.taskbook import data_hash

pytestmark = pytest.mark.django_db
SEEDS = generate()


@pytest.fixture(autouse=True)
def as_of(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages are asked on the demonstration's own day, whatever day it is."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_args, **_named: AS_OF)


def of_story(story: str) -> set[str]:
    """Codes of the projects with this story."""
    return {seed.code for seed in SEEDS if seed.story == story}


def test_seven_task_books_ask_for_less_than_the_application(officer: Actor) -> None:
    found = taskbooks.listing(officer, {"only": "lowered"}).ordered
    assert {book.project.code for book in found} == of_story("lowered_indicator")
    assert len(of_story("lowered_indicator")) == 7


def test_thirty_acceptances_are_overdue(officer: Actor) -> None:
    found = [row.project.code for row in overdue.rows(officer, kind="acceptance", today=AS_OF)]
    assert sorted(found) == sorted(of_story("overdue"))
    assert len(found) == 30


def test_five_projects_at_acceptance_claim_a_result_of_another(officer: Actor) -> None:
    found = list(padded.rows(officer))
    wanted = {seed.code for seed in SEEDS if any(result.is_padded for result in seed.results)}
    assert {row.project_code for row in found} == wanted
    assert len(wanted) == 5
    assert {row.title for row in found} == {one.title_zh for seed in SEEDS for one in seed.results if one.is_padded}
    assert {row.why for row in found} <= {"counted", "shared", "older"}


def test_twelve_failed_with_diligence_and_three_without(officer: Actor) -> None:
    concluded = Acceptance.objects.filter(conclusion="concluded").values_list("project__code", flat=True)
    assert set(concluded) == of_story("failed_diligent")
    exempted = Exemption.objects.filter(is_granted=True).values_list("project__code", flat=True)
    assert sorted(exempted) == sorted(of_story("failed_diligent"))
    failed = Acceptance.objects.filter(conclusion="not_passed").values_list("project__code", flat=True)
    assert set(failed) == of_story("failed_culpable")
    assert (len(concluded), len(failed)) == (12, 3)


def test_the_log_of_every_diligent_failure_is_whole(officer: Actor) -> None:
    for project in Project.objects.filter(code__in=of_story("failed_diligent")):
        log = diligence.records(project)
        assert len(log) >= 6
        assert diligence.first_break(log) is None


def test_every_contracted_project_has_one_version_in_force_that_nobody_pretends_to_have_signed(officer: Actor) -> None:
    found = TaskBookVersion.objects.filter(is_in_force=True).select_related("task_book__project")
    assert {one.task_book.project.code for one in found} == {seed.code for seed in SEEDS if is_agreed(seed)}
    assert {(one.state, one.signing_id) for one in found} == {("adopted", None)}
    for one in found[:20]:
        assert one.data_hash == data_hash(taskbooks.wording(one), one.number)


def test_a_draft_shows_findings_and_another_none(officer: Actor) -> None:
    drafts = list(
        TaskBookVersion.objects.filter(state="draft", change_order=None).values_list("error_count", flat=True)
    )
    assert min(drafts) == 0
    assert max(drafts) > 0


def test_money_follows_reached_nodes_and_readiness_has_a_curve(officer: Actor) -> None:
    assert not Payment.objects.exclude(milestone__state__in=("reached", "late")).exists()
    project = Project.objects.get(code="KY-P01-2021-02")
    curve = readiness.curve(project, {one.pk: one.name_zh for one in readiness.elements(project)})
    assert len(curve.days) > 2
    assert curve.project[-1] > curve.project[0]
