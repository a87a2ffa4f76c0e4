"""Acceptance: file first, topics, money, indicators as gates, results counted once, one rectification, diligence."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from ceyuan.apps.projects.models import Acceptance, DiligenceRecord, FileItem, ProjectChange, Result, ResultUse
from ceyuan.apps.projects.result_keys import key_of
from ceyuan.apps.projects.selectors import acceptance as selectors
from ceyuan.apps.projects.selectors import diligence as log_selectors
from ceyuan.apps.projects.services import acceptance, archive, concluding, diligence, results_used
from ceyuan.core.kernel import Money
from ceyuan.core.kernel.verdict import Invalid, Refused

if TYPE_CHECKING:
    from ceyuan.apps.projects.tests.worksite import Worksite

pytestmark = pytest.mark.django_db


def complete_file(site: Worksite) -> None:
    FileItem.objects.filter(project=site.project).update(place="科技档案库 3 架")
    archive.check(actor=site.archivist, code=site.code, outcome="complete")


def evaluated(site: Worksite) -> None:
    for topic in site.topics:
        acceptance.evaluate_topic(
            actor=site.office, code=site.code, topic_id=topic.pk, outcome="fulfilled", grounds="达到课题要求"
        )


def enter(site: Worksite, values: tuple[str, ...] = ("12800", "94", "4")) -> None:
    for indicator, value in zip(site.indicators, values, strict=True):
        acceptance.enter_item(
            actor=site.leader,
            code=site.code,
            indicator_id=indicator.pk,
            achieved=Decimal(value),
            evidence="第三方检测报告",
        )


def money(site: Worksite, outcome: str = "accepted") -> None:
    acceptance.check_money(
        actor=site.finance,
        code=site.code,
        outcome=outcome,
        arrived=Money(100, "CNY"),
        spent=Money(90, "CNY"),
        note="凭证抽查",
    )


def in_review(site: Worksite, values: tuple[str, ...] = ("12800", "94", "4")) -> Acceptance:
    made = acceptance.apply(actor=site.leader, code=site.code, statement="按任务书完成")
    enter(site, values)
    evaluated(site)
    complete_file(site)
    money(site)
    acceptance.begin_review(actor=site.office, code=site.code)
    return made


def conclude(site: Worksite, conclusion: str, **known: Any) -> Acceptance:
    return concluding.conclude(
        actor=known.pop("actor", site.office), code=site.code, conclusion=conclusion, grounds="专家组意见", **known
    )


def test_a_project_that_reached_everything_passes_and_nothing_of_it_changes_afterwards(site: Worksite) -> None:
    in_review(site)
    done = conclude(site, "passed")
    site.project.refresh_from_db()
    assert site.project.state == "passed"
    assert done.proposal["recommended"] == "passed"
    assert ProjectChange.objects.filter(project=site.project, new="passed").count() == 1
    with pytest.raises(IntegrityError, match="acceptance_concluded"), transaction.atomic():
        Acceptance.objects.filter(pk=done.pk).update(grounds="改写")
    with pytest.raises(IntegrityError, match="acceptance_concluded"), transaction.atomic():
        done.items.update(evidence="改写")


def test_no_complete_file_no_acceptance(site: Worksite) -> None:
    acceptance.apply(actor=site.leader, code=site.code)
    enter(site)
    evaluated(site)
    with pytest.raises(Refused, match=r"projects\.archive_incomplete"):
        acceptance.begin_review(actor=site.office, code=site.code)
    with pytest.raises(Invalid, match="file_has_gaps"):
        archive.check(actor=site.archivist, code=site.code, outcome="complete")
    returned = archive.check(actor=site.archivist, code=site.code, outcome="returned", note="缺审计报告")
    assert "dx1" in returned.missing
    assert "a3" not in returned.missing
    complete_file(site)
    acceptance.begin_review(actor=site.office, code=site.code)


def test_topics_are_evaluated_first_and_not_by_their_own_leader(site: Worksite) -> None:
    acceptance.apply(actor=site.leader, code=site.code)
    complete_file(site)
    with pytest.raises(Refused, match=r"projects\.topics_unevaluated"):
        acceptance.begin_review(actor=site.office, code=site.code)
    with pytest.raises(Refused, match=r"projects\.own_topic"):
        acceptance.evaluate_topic(
            actor=site.leader, code=site.code, topic_id=site.topics[0].pk, outcome="fulfilled", grounds="好"
        )


def test_completion_is_the_way_gone_not_the_value_over_the_target(site: Worksite) -> None:
    in_review(site, ("12900", "94", "4"))
    made = site.project.acceptances.get()
    rows = {row.indicator.pk: row for row in selectors.item_rows(site.project, made)}
    assert rows[site.indicators[0].pk].completion == Fraction(450, 550)
    judged = selectors.judgement(site.project, made)
    assert judged is not None
    assert judged.recommended == "rectify"
    with pytest.raises(Invalid, match="binding_missed"):
        conclude(site, "passed")
    with pytest.raises(IntegrityError, match="binding_missed"), transaction.atomic():
        Acceptance.objects.filter(pk=made.pk).update(
            conclusion="passed", grounds="放行", concluded_on=timezone.localdate()
        )


def test_task_and_money_must_both_be_accepted(site: Worksite) -> None:
    in_review(site)
    money(site, "refused")
    with pytest.raises(Invalid, match="finance_refused"):
        conclude(site, "passed")


def test_there_is_one_rectification_within_three_months(site: Worksite) -> None:
    in_review(site, ("12900", "94", "4"))
    conclude(site, "rectify")
    second = concluding.resubmit(actor=site.leader, code=site.code, statement="电耗已达标")
    assert (second.round, second.items.count(), second.money) == (2, 3, "accepted")
    enter(site)
    with pytest.raises(Refused, match=r"projects\.rectified_before"):
        conclude(site, "rectify")
    assert conclude(site, "passed").conclusion == "passed"


def test_a_late_rectification_can_only_fail(site: Worksite) -> None:
    first = in_review(site, ("12900", "94", "4"))
    conclude(site, "rectify")
    late = timezone.localdate() - timedelta(days=100)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE projects_acceptance DISABLE TRIGGER acceptance_rules")
        cursor.execute("UPDATE projects_acceptance SET concluded_on = %s WHERE id = %s", [late, first.pk])
        cursor.execute("ALTER TABLE projects_acceptance ENABLE TRIGGER acceptance_rules")
    with pytest.raises(Refused, match=r"projects\.rectification_late"):
        concluding.resubmit(actor=site.leader, code=site.code, statement="迟到")
    done = conclude(site, "not_passed")
    assert (done.round, done.conclusion) == (2, "not_passed")


def test_a_veto_leaves_one_conclusion(site: Worksite) -> None:
    in_review(site)
    with pytest.raises(Invalid, match="veto_leaves_one"):
        conclude(site, "passed", vetoes=["false_records"])
    assert conclude(site, "not_passed", vetoes=["false_records"]).proposal["recommended"] == "not_passed"


def test_nobody_concludes_a_project_he_works_in(site: Worksite) -> None:
    in_review(site)
    site.project.leader = site.cast.st_officer.person
    site.project.save(update_fields=["leader"])
    with pytest.raises(Refused, match=r"projects\.own_project"):
        conclude(site, "passed")


def other(site: Worksite) -> Any:
    """KY-2, at acceptance as well."""
    project = site.portfolio.projects["KY-2"]
    made = Acceptance.objects.create(project=project, applied_on=timezone.localdate())
    return project, made


def test_a_result_of_another_acceptance_is_refused_and_the_other_named(site: Worksite) -> None:
    project, taken = other(site)
    key = key_of("ZL 2024 1 0012345.6", "")
    ResultUse.objects.create(group=site.cast.group, acceptance=taken, identifier=key, title="专利", share_ppm=700_000)
    acceptance.apply(actor=site.leader, code=site.code)
    asked = {"actor": site.leader, "code": site.code, "title": "专利", "identifier": "zl202410012345.6"}
    with pytest.raises(Refused) as refused:
        results_used.count(share_ppm=400_000, **asked)
    assert refused.value.reason.code == "projects.result_used"
    assert refused.value.reason.facts["project"] == project.code
    assert refused.value.reason.facts["left"] == "30"
    assert results_used.count(share_ppm=300_000, **asked).share_ppm == 300_000
    with pytest.raises(Refused, match=r"projects\.result_counted_here"):
        results_used.count(share_ppm=1, **asked)


def test_the_database_refuses_shares_beyond_the_whole(site: Worksite) -> None:
    _project, taken = other(site)
    made = acceptance.apply(actor=site.leader, code=site.code)
    known = {"group": site.cast.group, "identifier": "n:1", "title": "成果"}
    ResultUse.objects.create(acceptance=taken, share_ppm=700_000, **known)
    with pytest.raises(IntegrityError, match="result_used"), transaction.atomic():
        ResultUse.objects.create(acceptance=made, share_ppm=400_000, **known)


def test_a_result_older_than_the_project_does_not_count(site: Worksite) -> None:
    acceptance.apply(actor=site.leader, code=site.code)
    old = Result.objects.create(
        group=site.cast.group, project=site.project, source_key="R1", title="一种惰性阳极的制备方法", year=2019
    )
    with pytest.raises(Refused, match=r"projects\.result_before_project"):
        results_used.count(actor=site.leader, code=site.code, result_id=old.pk)


def test_spellings_of_one_number_are_one_key() -> None:
    spellings = ("doi:10.1000/ABC.1", "https://doi.org/10.1000/abc.1", " 10.1000/abc.1 ", "10.1000／ABC.1")
    assert len({key_of(one, "") for one in spellings}) == 1
    assert key_of("", "短题") == ""
    assert key_of("", "一种 惰性阳极 的制备方法") == key_of("", "一种惰性阳极的制备方法。")


def logged(site: Worksite, number: int = 3) -> None:
    for step in range(number):
        diligence.log(actor=site.leader, code=site.code, kind="experiment", text=f"第{step + 1}炉：寿命 12 h")


def test_the_log_is_a_chain_that_shows_every_change(site: Worksite) -> None:
    logged(site)
    assert log_selectors.first_break(log_selectors.records(site.project)) is None
    with pytest.raises(IntegrityError, match="append_only"), transaction.atomic():
        DiligenceRecord.objects.filter(number=2).update(text="寿命 1200 h")
    with pytest.raises(IntegrityError, match="append_only"), transaction.atomic():
        DiligenceRecord.objects.filter(number=2).delete()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE projects_diligencerecord DISABLE TRIGGER diligencerecord_keep")
        cursor.execute("UPDATE projects_diligencerecord SET text = '寿命 1200 h' WHERE number = 2")
        cursor.execute("ALTER TABLE projects_diligencerecord ENABLE TRIGGER diligencerecord_keep")
    assert log_selectors.first_break(log_selectors.records(site.project)) == 2
    with pytest.raises(Refused, match=r"projects\.log_broken"):
        diligence.exempt(actor=site.head, code=site.code, is_granted=True, meeting="2026-3", reason="尽职", records=[1])


def test_failing_with_diligence_is_concluded_by_an_exemption_that_rests_on_the_log(site: Worksite) -> None:
    in_review(site, ("13300", "94", "4"))
    with pytest.raises(Refused, match=r"projects\.diligence_unproven"):
        conclude(site, "concluded", actor=site.cast.st_officer.actor)
    with pytest.raises(Invalid, match="exemption_without_records"):
        diligence.exempt(actor=site.head, code=site.code, is_granted=True, meeting="2026-3", reason="尽职")
    logged(site)
    made = diligence.exempt(
        actor=site.head, code=site.code, is_granted=True, meeting="2026-3", reason="路线合理，记录完整", records=[1, 3]
    )
    assert made.head_digest == log_selectors.records(site.project)[-1].digest
    judged = selectors.judgement(site.project, site.project.acceptances.get())
    assert judged is not None
    assert judged.recommended == "concluded"
    assert conclude(site, "concluded").conclusion == "concluded"


def test_what_became_of_it_is_told_after_the_archive(site: Worksite) -> None:
    asked = {"actor": site.office, "code": site.code, "in_use": "in_use", "text": "两台槽在用"}
    with pytest.raises(Refused, match=r"projects\.not_archived"):
        diligence.evaluate(year=2028, **asked)
    site.put("archived")
    diligence.evaluate(year=2028, **asked)
    site.project.refresh_from_db()
    assert site.project.state == "post_evaluation"
    with pytest.raises(Invalid, match="evaluated_already"):
        diligence.evaluate(year=2028, **asked)
    assert diligence.evaluate(year=2030, **asked).year == 2030
