"""The whole CORDIS portfolio through the command line, held against DuckDB over the same files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

pytestmark = [pytest.mark.shared, pytest.mark.xdist_group("whole")]

FILES = (
    "region",
    "programme",
    "call",
    "organization",
    "organization_variants",
    "project",
    "participation",
    "project_programme",
    "project_field_of_science",
    "project_policy_marker",
    "project_weblink",
    "result",
    "result_organization",
    "project_before",
    "amendment_new_project",
    "amendment_project",
    "amendment_participation",
    "amendment_result",
)


class Installation:
    """A home of its own, and the command line on it."""

    def __init__(self, home: Path) -> None:
        self.environment = {**os.environ, "CEYUAN_HOME": str(home)}
        self.environment.pop("CEYUAN_DATABASE_URL", None)

    def run(self, *words: str) -> str:
        """What the command prints; a failure shows what it said."""
        command = [sys.executable, "-m", "ceyuan.entry.cli", *words]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=900, check=False)
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout

    def json(self, *words: str) -> Any:
        """What the command prints, read."""
        return json.loads(self.run(*words))


@pytest.fixture(scope="module")
def files(shared_data: Path) -> Path:
    return shared_data / "cordis-horizon-europe"


@pytest.fixture(scope="module")
def installation(files: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """One database for the module, with the portfolio taken once; `first` is the report of it."""
    found = Installation(tmp_path_factory.mktemp("whole"))
    found.run("db", "start")
    try:
        found.first = found.json("import", "cordis", str(files), "--json")["deliveries"]  # type: ignore[attr-defined]
        yield found
    finally:
        found.run("db", "stop")


def rows(files: Path, statement: str) -> dict[str, int]:
    """A DuckDB query with {file} for the parquet files; two columns: code and whole number."""
    paths = {name: f"'{files / f'{name}.parquet'}'" for name in FILES}
    with duckdb.connect() as engine:
        engine.execute("SET autoinstall_known_extensions=false; SET autoload_known_extensions=false")
        return {str(code): int(value) for code, value in engine.execute(statement.format(**paths)).fetchall()}


def kept(installation: Installation, *words: str) -> dict[str, int]:
    """The rows of a roll-up by code."""
    found = installation.json("insight", "rollup", *words, "--json")
    return {row["code"]: row["value"] for row in found["rows"] if row["value"]}


def test_every_row_of_every_file_is_accepted_or_rejected(installation: Installation, files: Path) -> None:
    report = installation.first[-1]  # type: ignore[attr-defined]
    counts = {file["name"].split(".")[0]: file for file in report["files"]}
    assert set(counts) == set(FILES)
    for name, file in counts.items():
        assert file["accepted"] + file["rejected"] == file["read"]
        expected = rows(files, f"SELECT 'n', count(*) FROM {{{name}}}")
        assert file["read"] == expected["n"], name


def test_an_earlier_snapshot_is_taken_first_and_its_changes_are_in_the_history(installation: Installation) -> None:
    first, second = installation.first  # type: ignore[attr-defined]
    assert first["as_of"] < second["as_of"]
    assert second["changed"]["projects"]["updated"] > 500
    assert second["changed"]["projects"]["inserted"] == 242


def test_a_second_run_changes_nothing(installation: Installation, files: Path) -> None:
    again = installation.json("import", "cordis", str(files), "--json")["deliveries"]
    assert [delivery["status"] for delivery in again] == ["unchanged"]


def test_money_by_country_equals_the_sum_of_participations(installation: Installation, files: Path) -> None:
    expected = rows(
        files,
        "SELECT coalesce(o.country, 'ZZ'), sum(p.ec_contribution_eur * 100)::bigint FROM {participation} p"
        " JOIN {organization} o USING (org_id) GROUP BY 1 HAVING sum(p.ec_contribution_eur) > 0",
    )
    assert kept(installation, "--by", "unit") == expected
    total = installation.json("insight", "rollup", "--by", "unit", "--json")["total"]
    assert total == rows(files, "SELECT 'n', sum(ec_contribution_eur * 100)::bigint FROM {participation}")["n"]


def test_organisations_of_a_country_have_the_right_money_projects_and_participations(
    installation: Installation, files: Path
) -> None:
    for measure, value in (
        ("money", "coalesce(sum(p.ec_contribution_eur * 100), 0)"),
        ("projects", "count(DISTINCT p.project_id)"),
        ("participations", "count(*)"),
    ):
        expected = rows(
            files,
            f"SELECT p.org_id, {value}::bigint FROM {{participation}} p JOIN {{organization}} o USING (org_id)"
            " WHERE o.country = 'DE' GROUP BY 1",
        )
        found = kept(installation, "--by", "unit", "--at", "DE", "--measure", measure)
        assert found == {code: number for code, number in expected.items() if number}


def test_projects_of_a_country_are_counted_once(installation: Installation, files: Path) -> None:
    expected = rows(
        files,
        "SELECT coalesce(o.country, 'ZZ'), count(DISTINCT p.project_id) FROM {participation} p"
        " JOIN {organization} o USING (org_id) GROUP BY 1",
    )
    assert kept(installation, "--by", "unit", "--measure", "projects") == expected


def test_money_by_programme_is_the_sum_over_main_legal_bases(installation: Installation, files: Path) -> None:
    by_basis = rows(files, "SELECT legal_basis, sum(ec_max_contribution_eur * 100)::bigint FROM {project} GROUP BY 1")
    below_root: dict[str, int] = {}
    for basis, money in by_basis.items():
        top = ".".join(basis.split(".")[:2]) if basis.startswith("HORIZON.") else basis
        below_root[top] = below_root.get(top, 0) + money
    assert kept(installation, "--by", "programme") == below_root
    assert kept(installation, "--by", "programme", "--at", "HORIZON.1") == {
        basis: money for basis, money in by_basis.items() if basis.startswith("HORIZON.1.")
    }
    expected = rows(
        files,
        "SELECT master_call, sum(ec_max_contribution_eur * 100)::bigint FROM {project}"
        " WHERE legal_basis = 'HORIZON.2.4' GROUP BY 1",
    )
    assert kept(installation, "--by", "programme", "--at", "HORIZON.2.4") == expected


def test_money_by_year_goes_by_the_start_date(installation: Installation, files: Path) -> None:
    expected = rows(
        files,
        "SELECT year(start_date), sum(ec_max_contribution_eur * 100)::bigint FROM {project} GROUP BY 1",
    )
    assert kept(installation, "--by", "year") == expected


def test_a_unit_crossed_with_a_programme_and_a_year(installation: Installation, files: Path) -> None:
    expected = rows(
        files,
        "SELECT p.org_id, sum(p.ec_contribution_eur * 100)::bigint FROM {participation} p"
        " JOIN {organization} o USING (org_id) JOIN {project} j USING (project_id)"
        " WHERE o.country = 'FR' AND j.legal_basis = 'HORIZON.1.1' AND year(j.start_date) = 2023"
        " GROUP BY 1 HAVING sum(p.ec_contribution_eur) > 0",
    )
    scope = ("--at", "FR", "--programme", "HORIZON.1.1", "--year", "2023")
    assert kept(installation, "--by", "unit", *scope) == expected


def test_the_kept_roll_ups_and_the_chain_of_acts_stand(installation: Installation) -> None:
    assert "equal" in installation.run("insight", "check")
    assert "ok" in installation.run("audit", "verify")
