"""One figure, the same on the page, in the programming interface and on the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from ceyuan.entry.cli import insight as commands
from ceyuan.kit.numbers import scaled

if TYPE_CHECKING:
    from ceyuan.apps.projects.tests.portfolio import Portfolio

pytestmark = pytest.mark.django_db


def by_program(portfolio: Portfolio, who: str = "st_officer", **query: str) -> Any:
    return portfolio.cast.members[who].client().get("/api/v1/insight/rollup", query)


def by_command(*arguments: str) -> dict[str, Any]:
    answer = CliRunner().invoke(commands.insight, ["rollup", "--group", "T", "--json", *arguments])
    assert answer.exit_code == 0, answer.output
    return json.loads(answer.output)


@pytest.mark.parametrize("measure", ["money", "projects", "participations"])
@pytest.mark.parametrize(
    ("by", "at"), [("unit", ""), ("unit", "A"), ("programme", ""), ("programme", "P1"), ("year", "")]
)
def test_page_interface_and_command_give_the_same_figure(portfolio: Portfolio, by: str, at: str, measure: str) -> None:
    given = by_program(portfolio, by=by, at=at, measure=measure).json()
    named = by_command("--by", by, "--measure", measure, *(("--at", at) if at else ()))
    assert {**given, "as_of": None} == {**named, "as_of": None}
    assert set(given) == {"by", "at", "measure", "as_of", "currency", "total", "rows"}

    scope = {"by": by, "measure": measure, **({by: at} if at else {})}
    page = portfolio.cast.st_officer.client().get("/cockpit/figure/", scope).content.decode()
    for value in [given["total"], *(row["value"] for row in given["rows"])]:
        assert (scaled(value, 100, 2) if measure == "money" else f"{value:,}") in page


def test_the_figures_are_the_expected_ones(portfolio: Portfolio) -> None:
    given = by_program(portfolio, by="unit").json()
    assert given["total"] == 270_00
    assert [(row["code"], row["value"]) for row in given["rows"]] == [("A", 150_00), ("B", 120_00)]
    stopped = by_program(portfolio, by="programme", state="terminated").json()
    assert stopped["total"] == 70_00


@pytest.mark.parametrize(
    ("who", "query", "status"),
    [
        ("manager_b", {"by": "unit", "at": "A"}, 404),
        ("manager_b", {"by": "unit", "at": "B"}, 200),
        ("stranger", {"by": "programme", "at": "P1"}, 404),
        ("st_officer", {"by": "colour"}, 422),
        ("st_officer", {"by": "unit", "at": "NOPE"}, 404),
    ],
)
def test_wrong_or_foreign_codes_are_refused(portfolio: Portfolio, who: str, query: dict[str, str], status: int) -> None:
    assert by_program(portfolio, who, **query).status_code == status


def test_the_command_names_what_is_wrong_and_prints_a_readable_table(portfolio: Portfolio) -> None:
    answer = CliRunner().invoke(commands.insight, ["rollup", "--group", "T", "--by", "unit"])
    assert answer.output.splitlines()[-1].split() == ["total", "270.00", "CNY"]
    wrong = CliRunner().invoke(commands.insight, ["rollup", "--group", "T", "--by", "colour"])
    assert wrong.exit_code == 2


def test_the_answer_is_what_the_schema_says(portfolio: Portfolio) -> None:
    from ceyuan.apps.insight.api import RollUpOut

    answer = by_program(portfolio, by="unit", at="T").json()
    told = RollUpOut.model_validate(answer)
    assert sum(row.value for row in told.rows) <= told.total == 270_00
    assert set(answer) == set(RollUpOut.model_fields)
