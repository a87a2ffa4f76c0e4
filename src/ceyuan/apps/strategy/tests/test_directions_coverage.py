"""The coverage page finds exactly what is missing, and the tree counts exactly what works for it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from ceyuan.apps.projects.models import Result, Topic
from ceyuan.apps.projects.services import links as project_links
from ceyuan.apps.strategy import links
from ceyuan.apps.strategy.models import Direction, DirectionLevel
from ceyuan.apps.strategy.selectors.coverage import KINDS, coverage, months_between
from ceyuan.core.kernel.money import Money

if TYPE_CHECKING:
    from ceyuan.apps.projects.tests.portfolio import Portfolio

pytestmark = pytest.mark.django_db
TODAY = date(2025, 11, 30)


def direction(portfolio: Portfolio, code: str, *levels: tuple[date, int], unit: str = "T", **facts: Any) -> Direction:
    """A direction of the cast's group with these levels, owned by the manager of branch A."""
    cast = portfolio.cast
    facts = {"owner": cast.manager_a.person, "trl_wanted": 8, "wanted_by": 2027, **facts}
    one = Direction.objects.create(
        group=cast.group, code=code, name_zh=f"方向{code}", owner_unit=cast.units[unit], **facts
    )
    DirectionLevel.objects.bulk_create(
        [DirectionLevel(direction=one, on=on, trl=trl, evidence="鉴定") for on, trl in levels]
    )
    one.refresh_from_db()
    return one


RECENT = (date(2025, 1, 1), 6)


def found(portfolio: Portfolio, who: str = "st_officer") -> dict[str, list[str]]:
    seen = coverage(portfolio.cast.members[who].actor, {}, today=TODAY)
    return {kind: [one.node.direction.code for one in seen.of(kind)] for kind in KINDS if seen.of(kind)}


def test_it_finds_each_kind_of_hole_and_nothing_else(portfolio: Portfolio) -> None:
    covered = direction(portfolio, "OK", RECENT)
    direction(portfolio, "NP", RECENT)
    poor = direction(portfolio, "NM", RECENT)
    still = direction(portfolio, "ST", (date(2021, 5, 1), 4), (date(2023, 11, 30), 5), (date(2025, 3, 1), 5))
    reached = direction(portfolio, "RE", (date(2020, 1, 1), 8), wanted_by=2022)
    lone = direction(portfolio, "NO", RECENT, owner=None)
    late = direction(portfolio, "LA", RECENT, wanted_by=2024)
    direction(portfolio, "CL", owner=None, closed_on=TODAY)
    for code, one in (("A", covered), ("B", still), ("C", reached), ("D", lone), ("E", late)):
        portfolio.project(f"{code}-1", programme="P11", parts=[("A1", 100)], direction=one)
    portfolio.project("F-1", programme="P11", parts=[("A1", 0)], direction=poor)
    assert found(portfolio) == {
        "no_project": ["NP"],
        "no_money": ["NM"],
        "standing_still": ["ST"],
        "no_owner": ["NO"],
        "overdue": ["LA"],
    }


def test_a_divided_direction_is_judged_by_its_parts(portfolio: Portfolio) -> None:
    top = direction(portfolio, "D1", owner=None)
    direction(portfolio, "D11", RECENT, parent=top)
    assert found(portfolio) == {"no_project": ["D11"]}


def test_whether_there_is_a_project_does_not_depend_on_the_reach(portfolio: Portfolio) -> None:
    one = direction(portfolio, "D1", RECENT)
    portfolio.project("X-1", programme="P21", parts=[("B1", 100)], direction=one)
    assert found(portfolio, "manager_a") == {}
    actor = portfolio.cast.manager_a.actor
    assert links.of_directions(actor, [one.pk])[one.pk].projects == 0


@pytest.mark.parametrize(
    ("day", "months"), [(date(2023, 11, 30), 24), (date(2023, 12, 1), 23), (date(2023, 11, 1), 24), (TODAY, 0)]
)
def test_months_are_counted_whole(day: date, months: int) -> None:
    assert months_between(day, TODAY) == months


def test_a_project_follows_the_nearest_programme_unless_it_names_its_own(portfolio: Portfolio) -> None:
    actor = portfolio.cast.st_officer.actor
    wide, near, own = (direction(portfolio, code) for code in ("W", "N", "O"))
    project_links.set_programme_direction(actor=actor, code="P", direction_id=wide.pk)
    project_links.set_programme_direction(actor=actor, code="P12", direction_id=near.pk)
    project_links.set_direction(actor=actor, code="KY-3", direction_id=own.pk)
    sums = links.of_directions(actor, [wide.pk, near.pk, own.pk])
    assert {key: one.projects for key, one in sums.items()} == {wide.pk: 1, near.pk: 1, own.pk: 1}
    assert sums[near.pk].money == (Money(100_00, "CNY"),)
    assert sums[near.pk].url == "/projects/?direction=N"


def test_people_count_once_and_withdrawn_patents_not_at_all(portfolio: Portfolio) -> None:
    cast, actor = portfolio.cast, portfolio.cast.st_officer.actor
    one = direction(portfolio, "D1")
    leader = cast.manager_a.person
    first = portfolio.project("Q-1", programme="P11", parts=[("A1", 10)], direction=one, leader=leader)
    portfolio.project("Q-2", programme="P11", parts=[("A1", 20)], direction=one, leader=leader)
    portfolio.project("Q-3", programme="P11", parts=[("A1", 30)], direction=one, leader_name="王外聘")
    Topic.objects.create(project=first, code="1", title_zh="课题", unit=cast.units["A1"], leader=cast.member_a.person)
    for key, kind, withdrawn in (("1", "patent", None), ("2", "patent", TODAY), ("3", "paper", None)):
        Result.objects.create(
            group=cast.group, project=first, kind=kind, source_key=key, title=key, withdrawn_on=withdrawn
        )
    sums = links.of_directions(actor, [one.pk])[one.pk]
    assert (sums.projects, sums.headcount, sums.patents, sums.money) == (3, 3, 1, (Money(60, "CNY"),))
    served = links.in_direction(actor, [one.pk])
    assert [work.code for work in served.works] == ["Q-3", "Q-2", "Q-1"]
    assert [title.title for title in served.yields] == ["1"]
