"""Leading a project brings the rights over it by itself, over nothing else, and only as long as one leads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ceyuan.apps.organisation.tests.cast import _member
from ceyuan.apps.projects import selectors
from ceyuan.apps.projects.models import Project
from ceyuan.apps.projects.policies import execution as policies
from ceyuan.apps.projects.services import acceptance, milestones, steps
from ceyuan.core.kernel.verdict import Refused

if TYPE_CHECKING:
    from ceyuan.apps.organisation.tests.cast import Member
    from ceyuan.apps.projects.tests.worksite import Worksite

pytestmark = pytest.mark.django_db


@pytest.fixture
def newcomer(site: Worksite) -> Member:
    """Somebody at the head office without any post or grant, who leads the project by its name in it alone."""
    member = _member(site.cast.group, site.cast.units["T"], "newcomer", ("施新人", "Shi Xinren"))
    lead(site, member)
    return member


def lead(site: Worksite, member: Member) -> None:
    site.project.leader = member.person
    site.project.save(update_fields=["leader"])


def evidence(site: Worksite, actor: Any) -> Any:
    paper = SimpleUploadedFile("测试报告.txt", "寿命 12 h".encode())
    return milestones.add_evidence(
        actor=actor, code=site.code, milestone_id=site.milestones[0].pk, text="测试报告", file=paper
    )


def test_a_leader_without_any_role_leads_the_project(site: Worksite, newcomer: Member) -> None:
    assert not newcomer.actor.may("projects.lead")
    assert not newcomer.actor.may("projects.view")
    assert evidence(site, newcomer.actor).document is not None
    acceptance.apply(actor=newcomer.actor, code=site.code)
    site.project.refresh_from_db()
    assert site.project.state == "acceptance_applied"


@pytest.mark.parametrize("page", ["project_detail", "execution", "progress", "readiness", "acceptance", "taskbook"])
def test_its_pages_open_for_the_leader(site: Worksite, newcomer: Member, page: str) -> None:
    answer = newcomer.client().get(reverse(f"projects:{page}", args=[site.code]), follow=True)
    assert answer.status_code == 200


def test_nothing_else_opens(site: Worksite, newcomer: Member) -> None:
    other = site.portfolio.projects["KY-2"]
    browser = newcomer.client()
    assert selectors.detail(newcomer.actor, other.code) is None
    assert browser.get(reverse("projects:project_detail", args=[other.code])).status_code == 404
    assert browser.get(reverse("projects:project_list")).status_code == 403
    with pytest.raises(Refused, match=r"projects\.unknown_project"):
        acceptance.apply(actor=newcomer.actor, code=other.code)


def test_leading_does_not_make_an_office_or_a_head(site: Worksite, newcomer: Member) -> None:
    acting = policies.as_leader(newcomer.actor, site.project)
    path = site.project.lead_unit.path
    gained = {name for name in acting.reach if acting.may(name, path) and not newcomer.actor.may(name, path)}
    assert gained == {"projects.view", "projects.lead", "projects.sign", "documents.add"}
    assert acting.roles_over(path) - newcomer.actor.roles_over(path) == {"project_leader"}
    assert not policies.may_run(newcomer.actor, site.project)
    assert not policies.may_decide(newcomer.actor, site.project)
    assert not policies.may_check_money(newcomer.actor, site.project)
    with pytest.raises(Refused, match=r"workflow\.role_missing"):
        steps.advance(actor=newcomer.actor, code=site.code, action="begin_midterm", revision=site.project.revision)


def test_the_rights_end_when_somebody_else_leads(site: Worksite, newcomer: Member) -> None:
    lead(site, site.people["leader"])
    assert selectors.detail(newcomer.actor, site.code) is None
    assert newcomer.client().get(reverse("projects:execution", args=[site.code])).status_code == 403
    with pytest.raises(Refused, match=r"projects\.unknown_project"):
        evidence(site, newcomer.actor)
    project = Project.objects.get(pk=site.project.pk)
    assert policies.as_leader(newcomer.actor, project) == newcomer.actor
