"""The mid-term check: the office concludes it, terminating is a decision of the leaders."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from django.utils import timezone

from ceyuan.apps.projects.models import MidtermCheck
from ceyuan.apps.projects.services import midterm
from ceyuan.core.kernel.verdict import Invalid, Refused

if TYPE_CHECKING:
    from ceyuan.apps.projects.tests.worksite import Worksite

pytestmark = pytest.mark.django_db


def conclude(site: Worksite, who: str, conclusion: str, **known: Any) -> MidtermCheck:
    return midterm.conclude(
        actor=getattr(site, who), code=site.code, conclusion=conclusion, grounds="现场核查意见", **known
    )


def test_a_leader_terminates_at_mid_term_and_the_project_ends(site: Worksite) -> None:
    site.put("midterm")
    made = conclude(site, "head", "terminate")
    site.project.refresh_from_db()
    assert (site.project.state, made.conclusion) == ("terminated", "terminate")
    assert made.decided_by_id == site.people["head"].person.pk


def test_the_office_does_not_terminate_and_nothing_is_left_of_its_attempt(site: Worksite) -> None:
    site.put("midterm")
    with pytest.raises(Refused, match=r"projects\.heads_terminate"):
        conclude(site, "office", "terminate")
    with pytest.raises(Refused, match=r"projects\.of_the_office"):
        conclude(site, "head", "continue")
    assert not site.project.midterm_checks.exists()


def test_correcting_needs_a_day_to_come(site: Worksite) -> None:
    site.put("midterm")
    with pytest.raises(Invalid, match="correct_by_missing"):
        conclude(site, "office", "rectify")
    day = timezone.localdate() + timedelta(days=30)
    assert conclude(site, "office", "rectify", correct_by=day).correct_by == day
    site.project.refresh_from_db()
    assert site.project.state == "midterm"
    assert conclude(site, "office", "continue").number == 2


def test_each_side_is_offered_what_it_may_say(site: Worksite) -> None:
    site.put("midterm")
    url = reverse("projects:midterm_conclude", args=[site.code])
    head, office = site.people["head"].client(), site.cast.st_officer.client()
    assert url in head.get(reverse("projects:execution", args=[site.code])).content.decode()
    offered = head.get(url).content.decode()
    assert 'value="terminate"' in offered
    assert 'value="continue"' not in offered
    assert 'value="terminate"' not in office.get(url).content.decode()
    assert site.people["finance"].client().get(url).status_code == 403
    assert head.post(url, {"conclusion": "terminate", "grounds": "路线不可行"}).status_code == 302
    site.project.refresh_from_db()
    assert site.project.state == "terminated"
