"""The kept roll-ups against a plain computation over the same records."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.db import connection, transaction

from ceyuan.apps.insight.interface import Scope, differences, rebuild, refresh_if_stale, rollup
from ceyuan.apps.insight.models import ProgrammeCell, StaleProject, UnitCell
from ceyuan.apps.organisation.models import Unit
from ceyuan.apps.projects.models import Participation, Programme, Project
from ceyuan.apps.workflow.interface import adopting
from ceyuan.core.kernel.verdict import Refused

if TYPE_CHECKING:
    from ceyuan.apps.projects.tests.portfolio import Portfolio

pytestmark = pytest.mark.django_db


def expected_cells() -> tuple[
    dict[tuple[object, ...], tuple[int, int, int]], dict[tuple[object, ...], tuple[int, int, int]]
]:
    """Cells by unit and by programme, added up in Python from the records."""
    by_unit: dict[tuple[object, ...], list[object]] = defaultdict(lambda: [set(), 0, 0])
    by_programme: dict[tuple[object, ...], list[object]] = defaultdict(lambda: [set(), 0, 0])
    for project in Project.objects.select_related("programme").prefetch_related("participations__unit"):
        parts = list(project.participations.all())
        dims = (project.starts_on.year if project.starts_on else 0, project.state)
        for programme in project.programme.path.split("."):
            cell = by_programme[int(programme), *dims]
            cell[0].add(project.pk)  # type: ignore[attr-defined]
            cell[1] += len(parts)  # type: ignore[operator]
            cell[2] += project.funding_minor or 0  # type: ignore[operator]
            for part in parts:
                for unit in part.unit.path.split("."):
                    cell = by_unit[int(unit), int(programme), *dims]
                    cell[0].add(project.pk)  # type: ignore[attr-defined]
                    cell[1] += 1  # type: ignore[operator]
                    cell[2] += part.funding_minor or 0  # type: ignore[operator]
    return tuple({key: (len(c[0]), c[1], c[2]) for key, c in cells.items()} for cells in (by_unit, by_programme))  # type: ignore[return-value, arg-type]


def kept_cells() -> tuple[
    dict[tuple[object, ...], tuple[int, int, int]], dict[tuple[object, ...], tuple[int, int, int]]
]:
    """The same from the kept tables; every cell must stand under its unit's parent."""
    parents = dict(Unit.objects.values_list("id", "parent_id"))
    assert all(cell.parent_id == (parents[cell.unit_id] or 0) for cell in UnitCell.objects.all())
    units = {
        (c.unit_id, c.programme_id, c.year, c.state): (c.projects, c.participations, c.money)
        for c in UnitCell.objects.all()
    }
    programmes = {
        (c.programme_id, c.year, c.state): (c.projects, c.participations, c.money) for c in ProgrammeCell.objects.all()
    }
    return units, programmes


def test_new_projects_are_rolled_up_over_both_trees(portfolio: Portfolio) -> None:
    assert refresh_if_stale() == 3
    assert kept_cells() == expected_cells()
    assert not StaleProject.objects.exists()


def test_a_second_look_has_nothing_to_do(portfolio: Portfolio) -> None:
    refresh_if_stale()
    assert refresh_if_stale() == 0


def test_a_project_with_two_units_of_a_branch_counts_once_in_the_branch(portfolio: Portfolio) -> None:
    found = rollup(portfolio.cast.st_officer.actor, by="unit", measure="projects")
    assert {row.code: row.projects for row in found.rows} == {"A": 2, "B": 2}
    assert found.total.projects == 3


def test_money_by_unit_is_what_participations_get(portfolio: Portfolio) -> None:
    found = rollup(portfolio.cast.st_officer.actor, by="unit", at="A")
    assert found.total.money == 150_00
    assert {row.code: row.money for row in found.rows} == {"A1": 130_00}
    assert found.own["money"] == 20_00


def test_money_by_programme_is_what_the_funder_gives(portfolio: Portfolio) -> None:
    portfolio.project("KY-9", programme="P2", parts=[("A", 10_00)], funding_minor=99_00)
    found = rollup(portfolio.cast.st_officer.actor, by="programme", at="P2")
    assert found.total.money == 169_00
    assert found.own["money"] == 99_00


def test_a_scope_crosses_unit_programme_year_and_state(portfolio: Portfolio) -> None:
    scope = Scope(unit="B", programme="P2", year=2023, state="terminated")
    found = rollup(portfolio.cast.st_officer.actor, by="year", scope=scope)
    assert (found.total.projects, found.total.money) == (1, 70_00)
    assert [row.code for row in found.rows] == ["2023"]
    empty = Scope(unit="A", programme="P2")
    assert rollup(portfolio.cast.st_officer.actor, by="programme", scope=empty).total.projects == 0


def test_a_branch_manager_sees_the_own_branch_and_no_other(portfolio: Portfolio) -> None:
    actor = portfolio.cast.manager_a.actor
    assert rollup(actor, by="unit").at == "A"
    assert rollup(actor, by="programme").total.money == 150_00
    assert rollup(actor, by="year").total.projects == 2
    with pytest.raises(Refused, match=r"insight\.unknown_unit"):
        rollup(actor, by="unit", at="B")


def test_a_stranger_sees_nothing_of_another_group(portfolio: Portfolio) -> None:
    with pytest.raises(Refused):
        rollup(portfolio.cast.stranger.actor, by="unit", at="A")


@pytest.mark.parametrize(
    ("by", "at", "code"),
    [
        ("unit", "NO", "unknown_unit"),
        ("programme", "NO", "unknown_programme"),
        ("year", "x", "unknown_year"),
        ("way", "", "unknown_axis"),
    ],
)
def test_it_names_what_it_does_not_know(portfolio: Portfolio, by: str, at: str, code: str) -> None:
    with pytest.raises(Refused, match=f"insight.{code}"):
        rollup(portfolio.cast.st_officer.actor, by=by, at=at)


def test_a_raw_update_is_noticed(portfolio: Portfolio) -> None:
    refresh_if_stale()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE projects_participation SET funding_minor = 1 WHERE project_id = %s", [portfolio.projects["KY-1"].pk]
        )
    assert rollup(portfolio.cast.st_officer.actor, by="unit", at="A1").total.money == 30_00 + 1
    assert differences(portfolio.cast.group.pk) == []


def test_a_unit_that_moves_takes_its_money_along(portfolio: Portfolio) -> None:
    refresh_if_stale()
    unit = portfolio.cast.units["A1"]
    Unit.objects.filter(pk=unit.pk).update(parent=portfolio.cast.units["B"])
    assert rollup(portfolio.cast.st_officer.actor, by="unit", at="B").total.money == 250_00
    assert kept_cells() == expected_cells()


def test_check_finds_a_cell_that_was_tampered_with(portfolio: Portfolio) -> None:
    refresh_if_stale()
    UnitCell.objects.filter(unit_id=portfolio.cast.units["A"].pk).update(money=1)
    found = differences(portfolio.cast.group.pk)
    assert found
    assert found[0]["kind"] == "unit"
    rebuild(portfolio.cast.group.pk)
    assert differences(portfolio.cast.group.pk) == []


@pytest.mark.parametrize("seed", range(6))
def test_after_any_sequence_of_changes_the_kept_roll_ups_equal_a_plain_computation(
    portfolio: Portfolio, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - a repeatable test
    units = [portfolio.cast.units[code] for code in ("A", "A1", "B", "B1")]
    for step in range(25):
        _change(portfolio, chance, units, step)
        if chance.random() < 0.4:
            refresh_if_stale()
    refresh_if_stale()
    assert kept_cells() == expected_cells()
    rebuild(portfolio.cast.group.pk)
    assert kept_cells() == expected_cells()


def _change(portfolio: Portfolio, chance: random.Random, units: list[Unit], step: int) -> None:
    project = chance.choice(list(Project.objects.all()) or [None])  # type: ignore[list-item]
    way = chance.randrange(6)
    if project is None or way == 0:
        parts = [
            (chance.choice(["A", "A1", "B", "B1"]), chance.choice([None, chance.randrange(10**6)]))
            for _ in range(chance.randrange(1, 4))
        ]
        portfolio.project(f"N{step}", programme=chance.choice(["P", "P1", "P11", "P21"]), parts=parts)
    elif way == 1:
        Participation.objects.filter(project=project).update(funding_minor=chance.randrange(10**6))
    elif way == 2:
        Project.objects.filter(pk=project.pk).update(
            programme=chance.choice(list(Programme.objects.all())),
            starts_on=chance.choice([None, date(2020 + step % 5, 1, 1)]),
        )
    elif way == 3:
        with transaction.atomic(), adopting():
            Project.objects.filter(pk=project.pk).update(state=chance.choice(["archived", "terminated", "in_progress"]))
    elif way == 4:
        project.delete()
    else:
        moving, target = chance.sample(units, 2)
        moving.refresh_from_db()
        target.refresh_from_db()
        if not f"{target.path}.".startswith(f"{moving.path}."):
            Unit.objects.filter(pk=moving.pk).update(parent=target)
