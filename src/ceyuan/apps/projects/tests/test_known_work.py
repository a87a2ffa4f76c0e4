"""What projects tell reviews and calls: shared work makes a conflict, a resembling project is found again."""

from __future__ import annotations

from datetime import date

import pytest

from ceyuan.apps.calls.similar_work import providers
from ceyuan.apps.organisation.tests.cast import Cast
from ceyuan.apps.projects.models import PersonAllocation, ProjectText
from ceyuan.apps.projects.selectors import known_work
from ceyuan.apps.reviews import shared_work
from ceyuan.apps.workflow.tests.test_services_steps import project
from ceyuan.core.kernel.text import grams

pytestmark = pytest.mark.django_db
SINCE = date(2023, 1, 1)


def test_people_of_one_project_worked_together_until_three_years_after_its_end(cast: Cast) -> None:
    one = project(cast, "in_progress")
    type(one).objects.filter(pk=one.pk).update(leader=cast.manager_a.person, ends_on=date(2024, 6, 30))
    PersonAllocation.objects.create(
        project=one, key="p", person=cast.member_a.person, name="丁成员", role="member", year=2023, person_months=2
    )
    asked = {cast.member_a.person.pk}
    (work,) = shared_work.works(cast.group.pk, asked, SINCE)
    assert work.person_ids == {cast.member_a.person.pk, cast.manager_a.person.pk}
    assert (work.kind, work.ended) == ("co_project", date(2024, 6, 30))
    assert list(shared_work.works(cast.group.pk, asked, date(2024, 7, 1))) == []
    assert list(shared_work.works(cast.other_group.pk, asked, SINCE)) == []
    assert list(shared_work.works(cast.group.pk, {cast.manager_b.person.pk}, SINCE)) == []


def test_a_bid_is_compared_with_the_projects_within_reach_nearest_first(cast: Cast) -> None:
    near, far = project(cast, "in_progress", "P1"), project(cast, "in_progress", "P2")
    type(far).objects.filter(pk=far.pk).update(title_zh="矿井通风监测")
    for one in (near, far):
        one.refresh_from_db()
        type(one).objects.filter(pk=one.pk).update(search_grams=grams(one.title_zh))
    ProjectText.objects.create(project=near, text="石墨化阴极与磁场补偿")
    wanted = grams("铝电解槽节能改造监测")
    assert "projects.project" in providers()
    found = known_work.earlier_projects(cast.st_officer.actor, wanted, 10)
    assert [one.key for one in found] == [str(near.pk), str(far.pk)]
    assert found[0].texts["route"] == "石墨化阴极与磁场补偿"
    assert known_work.earlier_projects(cast.manager_b.actor, wanted, 10) == []
