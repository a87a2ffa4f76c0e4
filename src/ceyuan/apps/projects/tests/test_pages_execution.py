"""Pages of running and ending a project: every one opens in both languages, acts go through, strangers get nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ceyuan.apps.projects.models import (
    Acceptance,
    DiligenceRecord,
    Payment,
    ProgressEntry,
    ReadinessAssessment,
    Result,
    ResultUse,
)
from ceyuan.apps.projects.services import acceptance, diligence, readiness

from .test_acceptance_services import complete_file, enter, evaluated, money, other
from .test_execution_payments import reported

if TYPE_CHECKING:
    from ceyuan.apps.projects.tests.worksite import Worksite

pytestmark = pytest.mark.django_db
PAGES = ("execution", "progress", "readiness", "acceptance", "diligence")
FORMS = (
    "progress_add",
    "risk_add",
    "element_add",
    "acceptance_apply",
    "log_add",
)


def client(site: Worksite, who: str) -> Client:
    made = Client()
    made.force_login(site.people[who].account)
    return made


def full(site: Worksite) -> None:
    """A project with something of everything on its pages."""
    site.reach(0)
    reported(site)
    one = readiness.add_element(
        actor=site.leader,
        code=site.code,
        name_zh="惰性阳极",
        scale="process",
        start_level=3,
        target_level=7,
        weight_ppm=10**6,
    )
    for code in ("P1.1", "P2.1"):
        readiness.add_evidence(actor=site.leader, code=site.code, element_id=one.pk, criterion=code, text="记录")
    readiness.assess(actor=site.assessor, code=site.code, element_id=one.pk, met=["P1.1"], grounds="核对")
    diligence.log(actor=site.leader, code=site.code, kind="failure", text="第一炉开裂")
    acceptance.apply(actor=site.leader, code=site.code)
    enter(site, ("12900", "94", "4"))


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_opens_in_both_languages(site: Worksite, language: str) -> None:
    empty = client(site, "leader")
    for name in PAGES:
        assert empty.get(reverse(f"projects:{name}", args=[site.code])).status_code == 200, name
    full(site)
    browser = client(site, "leader")
    browser.cookies["django_language"] = language
    for name in PAGES:
        answer = browser.get(reverse(f"projects:{name}", args=[site.code]))
        assert answer.status_code == 200, name
    assert "81.8" in browser.get(reverse("projects:acceptance", args=[site.code])).content.decode()
    payment = Payment.objects.get()
    assert browser.get(reverse("projects:payment", args=[payment.pk])).status_code == 200
    made = site.milestones[0].decisions.get()
    assert browser.get(reverse("projects:decision", args=[site.code, made.pk])).status_code == 200
    for name in ("payment_list", "overdue_list", "padded_list"):
        assert browser.get(reverse(f"projects:{name}")).status_code == 200


def test_every_form_opens_for_whom_it_is_meant(site: Worksite) -> None:
    leader = client(site, "leader")
    for name in FORMS:
        assert leader.get(reverse(f"projects:{name}", args=[site.code])).status_code == 200, name
    full(site)
    payment = Payment.objects.get()
    element = site.project.readiness_elements.get()
    item = site.project.file_items.first()
    assert item is not None
    opened: tuple[tuple[str, str, list[Any]], ...] = (
        ("leader", "acceptance_item", [site.code, site.indicators[0].pk]),
        ("leader", "result_count", [site.code]),
        ("leader", "file_place", [site.code, item.pk]),
        ("leader", "readiness_evidence", [site.code, element.pk]),
        ("leader", "evidence_add", [site.code, site.milestones[1].pk]),
        ("assessor", "readiness_assess", [site.code, element.pk]),
        ("archivist", "archive_check", [site.code]),
        ("finance", "acceptance_money", [site.code]),
        ("finance", "payment_pay", [payment.pk]),
        ("head", "exemption_decide", [site.code]),
        ("head", "acceptance_conclude", [site.code]),
    )
    for who, name, captured in opened:
        assert client(site, who).get(reverse(f"projects:{name}", args=captured)).status_code == 200, (who, name)
    office = site.cast.st_officer.client()
    for name, captured in (
        ("milestone_decide", [site.code, site.milestones[1].pk]),
        ("midterm_conclude", [site.code]),
        ("acceptance_topic", [site.code, site.topics[0].pk]),
        ("payment_split", [payment.pk]),
        ("post_evaluate", [site.code]),
        ("element_close", [site.code, element.pk]),
    ):
        assert office.get(reverse(f"projects:{name}", args=captured)).status_code == 200, name


def test_a_head_is_offered_what_heads_may_say_and_no_more(site: Worksite) -> None:
    page = client(site, "head").get(reverse("projects:acceptance_conclude", args=[site.code])).content.decode()
    assert 'value="concluded"' in page
    assert 'value="passed"' not in page
    whole = site.cast.st_officer.client().get(reverse("projects:acceptance_conclude", args=[site.code]))
    assert 'value="passed"' in whole.content.decode()


def test_a_month_is_told_on_one_screen_by_the_topic_leader(site: Worksite) -> None:
    browser = client(site, "topic_leader")
    url = reverse("projects:progress_add", args=[site.code])
    page = browser.get(url).content.decode()
    assert f"value_{site.indicators[1].pk}" in page
    assert f"value_{site.indicators[0].pk}" not in page
    answer = browser.post(
        url, {"text": "完成二期试验", f"value_{site.indicators[1].pk}": "92.5", "risk": "", "hours": ""}
    )
    assert answer.status_code == 302
    entry = ProgressEntry.objects.get()
    assert (entry.topic, entry.values.get().value) == (
        site.topics[1],
        site.indicators[1].final - 1 - type(site.indicators[1].final)("0.5"),
    )
    again = browser.get(reverse("projects:progress_topic", args=[site.code, site.topics[1].pk])).content.decode()
    assert "完成二期试验" in again


def test_the_report_compiles_itself_and_prints(site: Worksite) -> None:
    reported(site)
    page = client(site, "leader").get(reverse("projects:progress", args=[site.code])).content.decode()
    assert "正常推进" in page
    pdf = client(site, "leader").get(reverse("projects:progress_pdf", args=[site.code]))
    assert pdf.content[:5] == b"%PDF-"


def test_the_office_walks_a_project_through_its_acceptance_in_the_browser(site: Worksite) -> None:
    leader, office = client(site, "leader"), site.cast.st_officer.client()
    assert leader.post(reverse("projects:acceptance_apply", args=[site.code]), {"statement": ""}).status_code == 302
    enter(site)
    evaluated(site)
    complete_file(site)
    money(site)
    assert office.post(reverse("projects:acceptance_review", args=[site.code])).status_code == 302
    conclude = reverse("projects:acceptance_conclude", args=[site.code])
    assert office.post(conclude, {"conclusion": "passed", "grounds": ""}).status_code == 422
    assert office.post(conclude, {"conclusion": "passed", "grounds": "专家组一致同意"}).status_code == 302
    assert Acceptance.objects.get(project=site.project).conclusion == "passed"


def test_the_browser_leads_a_payment_to_its_voucher(site: Worksite) -> None:
    site.reach(0)
    reported(site)
    payment = Payment.objects.get()
    step = reverse("projects:payment_step", args=[payment.pk])
    for browser, action in (
        (client(site, "leader"), "request"),
        (site.cast.st_officer.client(), "check"),
        (client(site, "finance"), "approve"),
    ):
        payment.refresh_from_db()
        browser.post(step, {"action": action, "revision": payment.revision})
    payment.refresh_from_db()
    assert payment.state == "approved"
    finance = client(site, "finance")
    answer = finance.post(
        reverse("projects:payment_pay", args=[payment.pk]),
        {"paid_on": timezone.localdate().isoformat(), "voucher": "记-31", "revision": payment.revision},
    )
    assert answer.status_code == 302
    payment.refresh_from_db()
    assert (payment.state, payment.voucher) == ("paid", "记-31")


def test_a_stranger_finds_nothing_and_a_colleague_without_the_office_is_turned_away(site: Worksite) -> None:
    full(site)
    stranger, member = site.cast.stranger.client(), site.cast.member_a.client()
    captured = {"evidence_add": [site.milestones[1].pk], "milestone_decide": [site.milestones[1].pk]}
    for name in (*PAGES, *FORMS, *captured):
        url = reverse(f"projects:{name}", args=[site.code, *captured.get(name, [])])
        assert stranger.get(url).status_code == 404, name
        if name not in PAGES:
            assert stranger.post(url, {}).status_code == 404, name
    for name in ("risk_add", "element_add", "acceptance_apply", "log_add"):
        assert member.post(reverse(f"projects:{name}", args=[site.code]), {}).status_code == 403, name
    assert stranger.post(reverse("projects:payment_step", args=[Payment.objects.get().pk]), {}).status_code == 404


def test_padded_results_are_shown_with_the_other_project(site: Worksite) -> None:
    project, taken = other(site)
    site.put("acceptance_review")
    title = "一种低能耗铝电解槽的控制方法"
    for one in (site.project, project):
        Result.objects.create(
            group=site.cast.group, project=one, source_key="R1", title=title, identifier="ZL2024100.1"
        )
    Result.objects.create(
        group=site.cast.group, project=site.project, source_key="R2", title="早年的一篇论文题目", year=2018
    )
    office = site.cast.st_officer.client()
    page = office.get(reverse("projects:padded_list")).content.decode()
    assert title in page
    assert "早年的一篇论文题目" in page
    assert project.code in page
    ResultUse.objects.create(group=site.cast.group, acceptance=taken, identifier="n:zl20241001", title=title)
    assert "counted" in {row.why for row in _padded(site)}


def _padded(site: Worksite) -> list[Any]:
    from ceyuan.apps.projects.selectors import padded

    return list(padded.rows(site.office))


def test_what_is_overdue_can_be_put_under_supervision(site: Worksite) -> None:
    page = site.cast.st_officer.client().get(reverse("projects:overdue_list")).content.decode()
    assert site.code in page
    assert reverse("projects:supervise", args=[site.code]) in page
    from ceyuan.apps.projects.selectors import overdue

    assert {row.kind for row in overdue.rows(site.office)} == {"milestone", "progress"}


def test_the_log_says_where_it_was_changed(site: Worksite) -> None:
    diligence.log(actor=site.leader, code=site.code, kind="decision", text="改用新配方")
    page = client(site, "leader").get(reverse("projects:diligence", args=[site.code])).content.decode()
    assert DiligenceRecord.objects.get().digest[:12] in page
    assert ReadinessAssessment.objects.count() == 0
