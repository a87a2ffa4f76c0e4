"""What the database refuses about the direction and the targets of a project."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, connection, transaction

from ceyuan.apps.projects import selectors
from ceyuan.apps.projects.models import ProjectTarget
from ceyuan.apps.strategy.models import Direction

if TYPE_CHECKING:
    from ceyuan.apps.projects.models import Programme, Project
    from ceyuan.apps.projects.tests.portfolio import Portfolio
    from ceyuan.apps.strategy.tests.boardroom import Boardroom

pytestmark = pytest.mark.django_db


def written(row: Project | Programme | ProjectTarget) -> None:
    """Write the row and have the constraints looked at that wait for the end of the transaction."""
    with transaction.atomic():
        row.save()
        connection.check_constraints()


def test_a_project_never_follows_a_direction_of_another_group(portfolio: Portfolio) -> None:
    cast = portfolio.cast
    foreign = Direction.objects.create(
        group=cast.other_group, code="D", name_zh="外部方向", owner_unit=cast.units["X"], tech_class="frontier"
    )
    project, programme = portfolio.projects["KY-1"], portfolio.programmes["P1"]
    for one in (project, programme):
        one.direction = foreign
        with pytest.raises(IntegrityError, match="direction_of_same_group"):
            written(one)


def test_a_link_stands_between_one_side_and_a_target_of_the_same_group(
    portfolio: Portfolio, boardroom: Boardroom
) -> None:
    cast = portfolio.cast
    target = boardroom.target("PAT", "T", 10)
    project, programme = portfolio.projects["KY-1"], portfolio.programmes["P1"]
    with pytest.raises(IntegrityError, match="project_target_of_one_side"):
        written(ProjectTarget(group=cast.group, target=target, project=project, programme=programme))
    with pytest.raises(IntegrityError, match="project_target_of_one_side"):
        written(ProjectTarget(group=cast.group, target=target))
    with pytest.raises(IntegrityError, match="of_same_group"):
        written(ProjectTarget(group=cast.other_group, target=target, project=project))
    written(ProjectTarget(group=cast.group, target=target, project=project))
    with pytest.raises(IntegrityError, match="project_target_once"):
        written(ProjectTarget(group=cast.group, target=target, project=project))


def test_a_new_link_moves_the_stamp_of_the_project_pages(portfolio: Portfolio, boardroom: Boardroom) -> None:
    cast = portfolio.cast
    before = selectors.stamp(cast.st_officer.actor)
    ProjectTarget.objects.create(
        group=cast.group, target=boardroom.target("PAT", "T", 10), programme=portfolio.programmes["P1"]
    )
    assert selectors.stamp(cast.st_officer.actor) == before + 1
