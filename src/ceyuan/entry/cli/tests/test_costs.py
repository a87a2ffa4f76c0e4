"""`ceyuan costs`: a journal in, an accounting out, without a database."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from ceyuan.entry.cli.costs import costs

SHARED_KEYS = ("read", "accepted", "rejected", "debit_fen", "credit_fen", "by_category")


@pytest.fixture(scope="module")
def delivery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dirty delivery as an accounting system exports it: CSV in a Chinese encoding, in yuan."""
    out = tmp_path_factory.mktemp("delivery") / "given"
    made = CliRunner().invoke(costs, ["generate", "--lines", "2000", "--dirty", "--format", "csv", "--out", str(out)])
    assert made.exit_code == 0, made.output
    return out


def account(delivery: Path, out: Path, **other: str) -> tuple[int, str]:
    options = {"rules": str(delivery / "rules.yaml"), "hours": str(delivery / "hours.parquet"), "year": "2025"} | other
    words = [word for name, value in options.items() for word in (f"--{name}", value)]
    done = CliRunner().invoke(costs, ["account", str(delivery / "vouchers"), "--out", str(out), *words])
    return done.exit_code, done.output


def test_a_dirty_journal_is_accounted_to_what_is_expected_and_bad_input_leaves_that_as_it_was(
    delivery: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    code, text = account(delivery, out)
    assert code == 0, text
    expected = json.loads((delivery / "expected.json").read_text(encoding="utf-8"))
    totals = json.loads((out / "totals.json").read_text(encoding="utf-8"))
    assert [totals[key] for key in SHARED_KEYS] == [expected[key] for key in SHARED_KEYS]
    assert tuple(totals)[:6] == tuple(expected)[:6] == SHARED_KEYS
    assert {path.name for path in out.iterdir()} >= {"lines", "cube.parquet", "rejections.csv", "papers"}
    bad = tmp_path / "bad.yaml"
    bad.write_text("companies: [{code: 1001}]\naccounts: [{code: '1'}]\nweather: []\n", encoding="utf-8")
    code, text = account(delivery, out, rules=str(bad))
    assert code == 2
    assert "companies.1.code: 1001 is read as a number; put it into quotes." in text
    assert "weather" in text
    assert json.loads((out / "totals.json").read_text(encoding="utf-8")) == totals
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith((".", "ceyuan-ledger"))] == []


def test_a_folder_that_holds_something_else_is_never_overwritten(delivery: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear", encoding="utf-8")
    code, text = account(delivery, tmp_path)
    assert code == 2
    assert "holds something else" in text
    made = CliRunner().invoke(costs, ["generate", "--lines", "1000", "--out", str(tmp_path)])
    assert made.exit_code == 2
    assert (tmp_path / "letter.txt").read_text(encoding="utf-8") == "dear"
