"""Steps of a project through its service and its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from ceyuan.apps.audit.interface import of_subject
from ceyuan.apps.projects.models import ProjectChange
from ceyuan.apps.projects.services import steps
from ceyuan.core.kernel.verdict import Refused

if TYPE_CHECKING:
    from ceyuan.apps.projects.tests.portfolio import Portfolio

pytestmark = pytest.mark.django_db


def test_a_step_changes_the_state_and_is_in_history_and_audit(portfolio: Portfolio) -> None:
    actor = portfolio.cast.st_officer.actor
    project = portfolio.projects["KY-1"]
    done = steps.advance(actor=actor, code="KY-1", action="begin_midterm", revision=0)
    assert (done.state, done.revision) == ("midterm", 1)
    change = ProjectChange.objects.get(project=project)
    assert (change.field, change.old, change.new) == ("state", "in_progress", "midterm")
    act = of_subject(actor, "projects.project", project.pk)[0]
    assert act.act == "projects.project.advanced"
    assert act.after["state"] == "midterm"


def test_it_refuses_a_member_without_the_role(portfolio: Portfolio) -> None:
    with pytest.raises(Refused, match=r"workflow\.role_missing"):
        steps.advance(actor=portfolio.cast.member_a.actor, code="KY-1", action="begin_midterm", revision=0)


def test_it_does_not_know_a_project_outside_the_reach(portfolio: Portfolio) -> None:
    with pytest.raises(Refused, match=r"projects\.unknown_project"):
        steps.advance(actor=portfolio.cast.manager_b.actor, code="KY-1", action="begin_midterm", revision=0)


def test_two_people_cannot_take_a_step_from_the_same_page(portfolio: Portfolio) -> None:
    actor = portfolio.cast.st_officer.actor
    steps.advance(actor=actor, code="KY-1", action="begin_midterm", revision=0)
    with pytest.raises(Refused, match=r"workflow\.stale"):
        steps.advance(actor=actor, code="KY-1", action="pass_midterm", revision=0)


def test_what_rests_on_a_record_is_not_taken_by_a_button(portfolio: Portfolio) -> None:
    portfolio.project("KY-8", programme="P2", parts=[("A", 1)], state="acceptance_applied")
    with pytest.raises(Refused, match=r"projects\.on_own_page"):
        steps.advance(actor=portfolio.cast.st_officer.actor, code="KY-8", action="review_acceptance", revision=0)


def test_nothing_proves_an_archive_so_acceptance_is_refused(portfolio: Portfolio) -> None:
    project = portfolio.project("KY-8", programme="P2", parts=[("A", 1)], state="acceptance_applied")
    with pytest.raises(Refused, match=r"projects\.archive_incomplete"):
        steps.take(actor=portfolio.cast.st_officer.actor, project=project, action="review_acceptance", revision=0)


def test_the_page_shows_the_buttons_and_takes_the_step(portfolio: Portfolio) -> None:
    client = portfolio.cast.st_officer.client()
    page = client.get(reverse("projects:project_detail", args=["KY-1"]))
    assert page.status_code == 200
    assert "begin_midterm" in page.content.decode()
    url = reverse("projects:project_step", args=["KY-1"])
    answer = client.post(url, {"action": "begin_midterm", "revision": "0"}, follow=True)
    assert "中期检查" in answer.content.decode()
    portfolio.projects["KY-1"].refresh_from_db()
    assert portfolio.projects["KY-1"].state == "midterm"
