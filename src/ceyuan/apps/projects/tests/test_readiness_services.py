"""Readiness: by evidence, by somebody outside the team, the weakest element counts."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from ceyuan.apps.projects import scales
from ceyuan.apps.projects.models import ReadinessAssessment, ReadinessElement, ReadinessEvidence
from ceyuan.apps.projects.selectors import readiness as selectors
from ceyuan.apps.projects.services import readiness
from ceyuan.core.kernel.verdict import Invalid, Refused

if TYPE_CHECKING:
    from ceyuan.apps.projects.tests.worksite import Worksite

pytestmark = pytest.mark.django_db


def element(site: Worksite, name: str = "惰性阳极", **known: Any) -> ReadinessElement:
    facts = {"scale": "process", "start_level": 0, "target_level": 7, "weight_ppm": 500_000, **known}
    return readiness.add_element(actor=site.leader, code=site.code, name_zh=name, **facts)


def evidenced(site: Worksite, one: ReadinessElement, up_to: int) -> list[str]:
    codes = [found.code for found in scales.criteria(one.scale) if found.level <= up_to]
    for code in codes:
        readiness.add_evidence(
            actor=site.leader, code=site.code, element_id=one.pk, criterion=code, text=f"{code} 试验记录"
        )
    return codes


def assess(
    site: Worksite, one: ReadinessElement, met: list[str], who: str = "assessor", **known: Any
) -> ReadinessAssessment:
    return readiness.assess(
        actor=getattr(site, who), code=site.code, element_id=one.pk, met=met, grounds="逐条核对", **known
    )


def test_the_level_follows_from_the_criteria_and_stops_at_the_first_gap(site: Worksite) -> None:
    one = element(site)
    met = evidenced(site, one, 5)
    assert assess(site, one, met).level == 5
    without = [code for code in met if code != "P3.1"]
    lower = assess(site, one, without)
    assert (lower.level, lower.number) == (2, 2)


def test_a_criterion_without_evidence_cannot_be_met(site: Worksite) -> None:
    one = element(site)
    with pytest.raises(Invalid, match="criterion_unevidenced"):
        assess(site, one, ["P1.1"])


def test_evidence_taken_back_counts_no_more(site: Worksite) -> None:
    one = element(site)
    met = evidenced(site, one, 1)
    piece = ReadinessEvidence.objects.get()
    asked = {"code": site.code, "element_id": one.pk, "evidence_id": piece.pk, "reason": "数据有误"}
    with pytest.raises(Refused, match=r"projects\.of_the_team"):
        readiness.withdraw_evidence(actor=site.finance, **asked)
    readiness.withdraw_evidence(actor=site.leader, **asked)
    with pytest.raises(Invalid, match="criterion_unevidenced"):
        assess(site, one, met)
    with pytest.raises(Refused, match=r"projects\.unknown_evidence"):
        readiness.withdraw_evidence(actor=site.leader, **asked)
    with pytest.raises(IntegrityError, match="evidence_stays"), transaction.atomic():
        ReadinessEvidence.objects.filter(pk=piece.pk).update(withdrawn_at=None)


def test_what_was_taken_back_stays_on_the_page_with_who_and_why(site: Worksite) -> None:
    one = element(site)
    evidenced(site, one, 1)
    piece = ReadinessEvidence.objects.get()
    browser, outside = site.people["leader"].client(), site.people["finance"].client()
    page = reverse("projects:readiness", args=[site.code])
    form = reverse("projects:readiness_withdraw", args=[site.code, one.pk, piece.pk])
    assert form in browser.get(page).content.decode()
    assert form not in outside.get(page).content.decode()
    assert outside.get(form).status_code == 403
    assert browser.post(form, {"reason": ""}).status_code == 422
    assert browser.post(form, {"reason": "引用了错误的炉次"}).status_code == 302
    shown = browser.get(page).content.decode()
    assert f"<s>{piece.text}</s>" in shown
    assert "引用了错误的炉次" in shown
    assert site.people["leader"].person.name_zh in shown
    assert browser.get(form).status_code == 404


def test_who_works_in_the_project_does_not_assess_it(site: Worksite) -> None:
    from django.db.backends.postgresql.psycopg_any import DateRange

    from ceyuan.apps.organisation.models import Grant

    one = element(site)
    met = evidenced(site, one, 1)
    person = site.people["topic_leader"].person
    Grant.objects.create(
        person=person, role="expert", unit=site.cast.units["T"], valid=DateRange(date(2020, 1, 1), None)
    )
    with pytest.raises(Refused, match=r"projects\.assessor_in_team"):
        assess(site, one, met, "topic_leader")
    with pytest.raises(Refused, match=r"projects\.of_the_assessor"):
        assess(site, one, met, "office")
    with pytest.raises(IntegrityError, match="assessor_in_team"), transaction.atomic():
        ReadinessAssessment.objects.create(
            element=one, number=1, level=9, assessed_on=timezone.localdate(), assessor=person, grounds="自评"
        )


def test_the_weakest_element_is_the_level_of_the_project(site: Worksite) -> None:
    first = element(site, weight_ppm=500_000)
    second = element(site, "连续加料", weight_ppm=300_000)
    third = element(site, "在线检测", scale="software", weight_ppm=200_000)
    for one, level in ((first, 3), (second, 3), (third, 2)):
        assess(site, one, evidenced(site, one, level))
    level = selectors.project_level(site.project)
    assert level is not None
    assert level.value == 2
    added = selectors.technology_added(site.project)
    assert added is not None
    assert added.value == Fraction(28, 10)
    assert selectors.levels_of(site.office, [site.project.pk]) == {site.project.pk: 2}


def test_the_curve_has_a_point_for_every_day_of_assessment(site: Worksite) -> None:
    one = element(site, start_level=1)
    met = evidenced(site, one, 2)
    assess(site, one, met, assessed_on=date(2025, 6, 1))
    curve = selectors.curve(site.project, {one.pk: "阳极"})
    assert curve.days == [date(2025, 1, 6), date(2025, 6, 1)]
    assert list(curve.project) == [1, 2]
    with pytest.raises(Invalid, match="assessed_since"):
        assess(site, one, met, assessed_on=date(2025, 5, 1))


def test_the_expert_sees_the_project_only_to_assess_it(site: Worksite) -> None:
    from ceyuan.apps.projects.selectors import detail

    assert selectors.seen(site.assessor, "KY-1") is not None
    assert detail(site.assessor, "KY-1") is None


def test_weights_do_not_exceed_the_whole(site: Worksite) -> None:
    element(site, weight_ppm=600_000)
    with pytest.raises(Invalid, match="readiness_weights"):
        element(site, "另一项", weight_ppm=500_000)


def test_every_scale_has_criteria_for_nine_levels_with_unique_codes() -> None:
    for scale in ("process", "product", "software"):
        found = scales.criteria(scale)
        assert {one.level for one in found} == set(range(1, 10))
        assert len({one.code for one in found}) == len(found)
        assert all(one.zh and one.en for one in found)
