"""What a project and a programme work for: who may say so, what is refused, what the list then finds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.projects import selectors
from ceyuan.apps.projects.models import ProjectTarget
from ceyuan.apps.projects.selectors import serving
from ceyuan.apps.projects.services import links
from ceyuan.apps.strategy import interface as strategy
from ceyuan.apps.strategy.models import Direction
from ceyuan.core.kernel import Invalid, Refused
from ceyuan.core.kernel.money import Money

if TYPE_CHECKING:
    from ceyuan.apps.projects.tests.portfolio import Portfolio
    from ceyuan.apps.strategy.tests.boardroom import Boardroom

pytestmark = pytest.mark.django_db


def refused(code: str) -> Any:
    return pytest.raises(Refused, match=re.escape(code))


def codes(portfolio: Portfolio, **filters: Any) -> list[str]:
    found = selectors.listing(portfolio.cast.st_officer.actor, filters, "code")
    return [row.code for row in found.slice(0, 50)]


def test_the_office_of_the_lead_unit_links_and_the_history_tells_it(portfolio: Portfolio, boardroom: Boardroom) -> None:
    cast = portfolio.cast
    target = boardroom.target("PAT", "A", 40)
    made = links.link(actor=cast.manager_a.actor, code="KY-1", target_id=target.pk, note="主要来源")
    project = portfolio.projects["KY-1"]
    assert [change.field for change in selectors.history(project)] == ["target"]
    told = audit.of_subject(cast.st_officer.actor, "projects.project", project.pk)
    assert [act.act for act in told] == ["projects.target.linked"]
    assert codes(portfolio, target=str(target.pk)) == ["KY-1"]
    links.unlink(actor=cast.manager_a.actor, code="KY-1", link_id=made.pk)
    assert codes(portfolio, target=str(target.pk)) == []


def test_links_are_refused_twice_across_groups_and_without_the_right(
    portfolio: Portfolio, boardroom: Boardroom
) -> None:
    cast = portfolio.cast
    target = boardroom.target("PAT", "A", 40)
    links.link(actor=cast.st_officer.actor, code="KY-1", target_id=target.pk)
    with refused("projects.linked_already"):
        links.link(actor=cast.st_officer.actor, code="KY-1", target_id=target.pk)
    with refused("projects.unknown_project"):
        links.link(actor=cast.stranger.actor, code="KY-1", target_id=target.pk)
    with refused("projects.not_managing"):
        links.link(actor=cast.auditor.actor, code="KY-1", target_id=target.pk)
    with refused("projects.programmes_of_group"):
        links.link_programme(actor=cast.manager_a.actor, code="P1", target_id=target.pk)
    with pytest.raises(Invalid, match=re.escape("strategy.unknown_target")):
        links.link(actor=cast.manager_a.actor, code="KY-1", target_id=boardroom.target("PAT", "B", 10).pk)
    gone = boardroom.target("LOSS", "A", 1, state="withdrawn")
    with pytest.raises(Invalid, match=re.escape("projects.target_withdrawn")):
        links.link(actor=cast.manager_a.actor, code="KY-1", target_id=gone.pk)
    assert ProjectTarget.objects.count() == 1


def test_a_direction_of_another_group_or_a_closed_one_is_refused(portfolio: Portfolio) -> None:
    cast = portfolio.cast
    foreign = Direction.objects.create(group=cast.other_group, code="F", name_zh="外", owner_unit=cast.units["X"])
    closed = Direction.objects.create(
        group=cast.group, code="C", name_zh="旧", owner_unit=cast.units["T"], closed_on="2024-01-01"
    )
    with pytest.raises(Invalid, match=re.escape("strategy.unknown_direction")):
        links.set_direction(actor=cast.st_officer.actor, code="KY-1", direction_id=foreign.pk)
    with refused("strategy.direction_closed"):
        links.set_direction(actor=cast.st_officer.actor, code="KY-1", direction_id=closed.pk)


def test_a_programme_serves_with_all_below_it_and_a_project_counts_once(
    portfolio: Portfolio, boardroom: Boardroom
) -> None:
    actor = portfolio.cast.st_officer.actor
    target, other = boardroom.target("PAT", "T", 90), boardroom.target("LOSS", "T", 5)
    links.link_programme(actor=actor, code="P1", target_id=target.pk)
    links.link(actor=actor, code="KY-1", target_id=target.pk)
    links.link(actor=actor, code="KY-3", target_id=other.pk)
    assert codes(portfolio, target=str(target.pk)) == ["KY-1", "KY-2"]
    sums = strategy.of_targets(actor, [target.pk, other.pk])
    assert (sums[target.pk].projects, sums[target.pk].money) == (2, (Money(200_00, "CNY"),))
    assert sums[other.pk].projects == 1
    shown = serving.links_of_project(selectors.detail(actor, "KY-1"))  # type: ignore[arg-type]
    assert [link.project_id is not None for link in shown] == [True, False]


def test_the_list_narrows_to_a_direction_and_all_below_it(portfolio: Portfolio) -> None:
    cast, actor = portfolio.cast, portfolio.cast.st_officer.actor
    top = Direction.objects.create(group=cast.group, code="D", name_zh="铝", owner_unit=cast.units["T"])
    part = Direction.objects.create(group=cast.group, code="D1", name_zh="电解", owner_unit=cast.units["T"], parent=top)
    links.set_direction(actor=actor, code="KY-1", direction_id=part.pk)
    links.set_programme_direction(actor=actor, code="P21", direction_id=top.pk)
    assert codes(portfolio, direction="D") == ["KY-1", "KY-3"]
    assert codes(portfolio, direction="D1") == ["KY-1"]
    assert codes(portfolio, direction="NOPE") == []
    links.set_direction(actor=actor, code="KY-1", direction_id=None)
    assert codes(portfolio, direction="D1") == []


def test_asking_for_many_targets_takes_a_fixed_number_of_queries(
    portfolio: Portfolio, boardroom: Boardroom, django_assert_max_num_queries: Any
) -> None:
    actor = portfolio.cast.st_officer.actor
    ids = [boardroom.target(kpi, unit, 1).pk for kpi in ("PAT", "LOSS", "INT") for unit in ("T", "A", "B", "A1")]
    for key in ids:
        links.link_programme(actor=actor, code="P1", target_id=key)
    with django_assert_max_num_queries(3):
        assert {one.projects for one in strategy.of_targets(actor, ids).values()} == {2}
