"""The same expressions on every engine: the same outcome, to the fen and to the line."""

import json
from pathlib import Path
from typing import Any

import pytest

from ceyuan.core.kernel.verdict import Refused
from ceyuan.core.ledger import pipeline, rulebook
from ceyuan.core.ledger.engines import Engine, open_engine
from ceyuan.core.ledger.generate import Wish, generate
from ceyuan.core.ledger.tests.ledger_desk import Outcome, outcome


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dirty delivery."""
    folder = tmp_path_factory.mktemp("given")
    generate(Wish(20_000, is_dirty=True), folder)
    return folder


def accounted(engine: Engine, given: Path, out: Path) -> Outcome:
    order = pipeline.Order([given / "vouchers"], rulebook.read(given / "rules.yaml"), [given / "hours.parquet"])
    return outcome(out, pipeline.account(engine, order, out).to_dict())


@pytest.fixture(scope="module")
def reference(given: Path, duckdb_engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """The outcome on the default engine."""
    return accounted(duckdb_engine, given, tmp_path_factory.mktemp("reference") / "out")


def ordered(rows: list[dict[str, Any]], *without: str) -> list[str]:
    return sorted(json.dumps({k: v for k, v in sorted(row.items()) if k not in without}, default=str) for row in rows)


def test_an_engine_finds_what_the_generator_meant_and_what_the_others_find(
    engine: Engine, given: Path, reference: Outcome, tmp_path: Path
) -> None:
    found = accounted(engine, given, tmp_path / "out")
    expected = json.loads((given / "expected.json").read_text(encoding="utf-8"))
    assert {name: found.totals[name] for name in expected} == expected
    assert found.totals == reference.totals
    assert ordered(found.cube) == ordered(reference.cube)
    assert ordered(found.parts) == ordered(reference.parts)
    assert ordered(found.lines) == ordered(reference.lines)
    assert ordered(found.rejections) == ordered(reference.rejections)


def test_it_refuses_an_engine_that_it_does_not_know(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"ledger\.unknown_engine"):
        open_engine("abacus", work=tmp_path)
