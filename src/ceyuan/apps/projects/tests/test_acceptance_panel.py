"""Experts at an acceptance: nobody of the project judges it, nothing is concluded before they have finished."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from ceyuan.apps.organisation.tests.cast import _member
from ceyuan.apps.projects.models import Acceptance
from ceyuan.apps.projects.selectors import expert_panel as selectors
from ceyuan.apps.projects.services import acceptance, expert_panel
from ceyuan.apps.projects.tests.test_acceptance_services import conclude, in_review
from ceyuan.apps.reviews.models import Assignment, Expert, Panel
from ceyuan.apps.reviews.services import assigning, closing, draws, panels, reviewing
from ceyuan.core.kernel.verdict import Refused
from ceyuan.core.review.sheets import Writing

if TYPE_CHECKING:
    from ceyuan.apps.organisation.tests.cast import Member
    from ceyuan.apps.projects.tests.worksite import Worksite

pytestmark = pytest.mark.django_db


def ask(site: Worksite, **known: Any) -> Acceptance:
    due_at = timezone.now() + timedelta(days=5)
    facts = {"actor": site.office, "code": site.code, "due_at": due_at, "reviewers_per_case": 3, **known}
    return expert_panel.ask(**facts)


def expert(site: Worksite, person: Any, unit: Any = None) -> Expert:
    return Expert.objects.create(
        group=site.cast.group,
        keeper=site.cast.units["T"],
        person=person,
        unit=unit,
        unit_name="" if unit else f"某大学{person.pk}",
        is_external=unit is None,
        name_zh=person.name_zh,
        consented_on=timezone.localdate(),
    )


def pool(site: Worksite) -> list[Member]:
    """Three from outside, and the leaders of the project and of its topic, who are experts too."""
    outside = [_member(site.cast.group, site.cast.units["T"], f"px{n}", (f"外聘{n}", f"Out {n}")) for n in (1, 2, 3)]
    for one in outside:
        expert(site, one.person)
    for name, unit in (("leader", "A1"), ("topic_leader", "B1")):
        expert(site, site.people[name].person, site.cast.units[unit])
    return outside


def seated(site: Worksite, made: Acceptance) -> Panel:
    """Drawn, accepted, assigned, started."""
    panel = Panel.objects.get(pk=made.panel_id)
    draws.announce(actor=site.office, panel_id=panel.pk)
    panel = draws.run(actor=site.office, panel_id=panel.pk, revision=panel.revision)
    panel.seats.update(state="accepted")
    run = assigning.ask(actor=site.office, panel_id=panel.pk, queue=lambda _pk: None)
    if run.state != "done":
        assigning.search(actor=site.office, run_id=run.pk)
    panel.refresh_from_db()
    return panels.advance(actor=site.office, panel_id=panel.pk, action="start", revision=panel.revision)


def judged(site: Worksite, panel: Panel, experts: list[Member], points: str = "90") -> Panel:
    """Every expert hands in a sheet, and the office closes the panel."""
    codes = list(panel.criteria.values_list("code", flat=True))
    for number, one in enumerate(experts):
        task = Assignment.objects.get(panel=panel, seat__expert__person=one.person)
        reviewing.begin(actor=one.actor, assignment_id=task.pk)
        words = dict.fromkeys(codes, "核对了检测报告")
        advice = "conditional" if number == 0 else "support"
        sheet = Writing(dict.fromkeys(codes, Decimal(points)), words, "指标经第三方检测,资料齐全。", advice)
        reviewing.submit(actor=one.actor, assignment_id=task.pk, writing=sheet)
    panel.refresh_from_db()
    return closing.close(actor=site.office, panel_id=panel.pk, revision=panel.revision)


def test_experts_are_asked_about_binding_indicators_and_evidence(site: Worksite) -> None:
    in_review(site)
    panel = Panel.objects.get(pk=ask(site).panel_id)
    rows = list(panel.criteria.order_by("number"))
    wanted = [f"i{one.pk}" for one in site.indicators[:2]]
    assert [one.code for one in rows] == [*wanted, "others", "evidence"]
    assert [one.weight_ppm for one in rows] == [320_000, 320_000, 160_000, 200_000]
    assert (panel.kind, panel.subject_kind) == ("projects.acceptance", "projects.acceptance")
    with pytest.raises(Refused, match=r"projects\.panel_asked_already"):
        ask(site)


def test_experts_are_asked_in_the_review_by_the_office_alone(site: Worksite) -> None:
    acceptance.apply(actor=site.leader, code=site.code)
    with pytest.raises(Refused, match=r"projects\.review_not_begun"):
        ask(site)
    for who in ("leader", "head", "finance"):
        with pytest.raises(Refused, match=r"projects\.of_the_office"):
            ask(site, actor=getattr(site, who))


def test_nobody_of_the_project_and_its_units_is_drawn(site: Worksite) -> None:
    in_review(site)
    outside = pool(site)
    panel = seated(site, ask(site))
    drawn = set(panel.seats.values_list("expert__person", flat=True))
    assert drawn == {one.person.pk for one in outside}
    case = selectors.case(site.project, site.project.acceptances.get())
    assert {site.people["leader"].person.pk, site.people["topic_leader"].person.pk} <= set(case.person_ids)
    assert {site.cast.units["A1"].pk, site.cast.units["B1"].pk} <= set(case.applicant_unit_ids)


def test_nothing_is_concluded_while_the_panel_is_open_and_the_finding_is_kept_afterwards(site: Worksite) -> None:
    in_review(site)
    outside = pool(site)
    panel = seated(site, ask(site))
    for conclusion in ("passed", "rectify", "not_passed"):
        with pytest.raises(Refused, match=r"projects\.panel_open"):
            conclude(site, conclusion)
    with pytest.raises(IntegrityError, match="panel_open"), transaction.atomic():
        Acceptance.objects.filter(panel_id=panel.pk).update(
            conclusion="passed", grounds="放行", concluded_on=timezone.localdate()
        )
    assert selectors.finding(site.project.acceptances.get()) is None
    judged(site, panel, outside)
    found = selectors.finding(site.project.acceptances.get())
    assert found is not None
    assert found.mean == 90
    assert dict(found.advice) == {"support": 2, "conditional": 1}
    done = conclude(site, "passed")
    assert done.proposal["experts"] == {
        "panel": panel.pk,
        "mean": "90",
        "advice": {"support": 2, "conditional": 1},
    }


def test_high_scores_do_not_make_up_for_a_missed_binding_indicator(site: Worksite) -> None:
    from ceyuan.core.kernel.verdict import Invalid

    in_review(site, ("12900", "94", "4"))
    outside = pool(site)
    judged(site, seated(site, ask(site)), outside, "100")
    with pytest.raises(Invalid, match="binding_missed"):
        conclude(site, "passed")
    assert conclude(site, "rectify").conclusion == "rectify"


def test_a_panel_that_was_cancelled_holds_nothing_up_and_another_may_be_asked(site: Worksite) -> None:
    in_review(site)
    first = ask(site)
    panel = Panel.objects.get(pk=first.panel_id)
    panels.advance(actor=site.office, panel_id=panel.pk, action="cancel", revision=panel.revision, reason="人数不足")
    second = ask(site)
    assert second.panel_id != panel.pk
    other = Panel.objects.get(pk=second.panel_id)
    panels.advance(actor=site.office, panel_id=other.pk, action="cancel", revision=other.revision, reason="改期")
    assert conclude(site, "passed").conclusion == "passed"


def test_an_expert_reads_the_evidence_by_seat_and_after_the_declaration(site: Worksite) -> None:
    made = in_review(site)
    paper = SimpleUploadedFile("检测报告.txt", "电耗 12800".encode())
    item = acceptance.enter_item(
        actor=site.leader,
        code=site.code,
        indicator_id=site.indicators[0].pk,
        achieved=Decimal(12800),
        evidence="第三方检测报告",
        file=paper,
    )
    outside = pool(site)
    panel = seated(site, ask(site))
    one = outside[0]
    url = reverse("projects:acceptance_paper", args=[made.pk, item.document_id])
    browser = one.client()
    assert browser.get(url).status_code == 404
    task = Assignment.objects.get(panel=panel, seat__expert__person=one.person)
    reviewing.begin(actor=one.actor, assignment_id=task.pk)
    assert browser.get(url).content.decode() == "电耗 12800"
    page = browser.get(reverse("reviews:review", args=[task.pk])).content.decode()
    assert url in page
    assert "≤ 12800" in page
    assert "第三方检测报告" in page
    assert site.people["finance"].client().get(url).status_code == 404
    assert browser.get(reverse("projects:acceptance_paper", args=[made.pk, 10**6])).status_code == 404


def test_the_page_leads_from_asking_to_the_opinions(site: Worksite) -> None:
    in_review(site)
    outside = pool(site)
    office, page = site.cast.st_officer.client(), reverse("projects:acceptance", args=[site.code])
    form = reverse("projects:acceptance_panel", args=[site.code])
    assert form in office.get(page).content.decode()
    assert site.people["leader"].client().get(form).status_code == 403
    assert site.people["leader"].client().get(page).status_code == 200
    due = (timezone.localtime() + timedelta(days=5)).strftime("%Y-%m-%dT%H:%M")
    answer = office.post(form, {"due_at": due, "reviewers_per_case": "3", "mode": "meeting"})
    assert answer.status_code == 302
    made = site.project.acceptances.get()
    shown = office.get(page).content.decode()
    assert reverse("reviews:panel", args=[made.panel_id]) in shown
    assert reverse("projects:acceptance_conclude", args=[site.code]) not in shown
    case = office.get(reverse("projects:acceptance_of", args=[made.pk]))
    assert case.headers["Location"] == page
    judged(site, seated(site, made), outside)
    shown = office.get(page).content.decode()
    assert "90.0" in shown
    assert "资料齐全" in shown
    assert reverse("projects:acceptance_conclude", args=[site.code]) in shown
    results = reverse("reviews:results", args=[made.panel_id])
    assert results in shown
    assert office.get(results).status_code == 200
    assert "资料齐全" not in site.people["leader"].client().get(page).content.decode()
