"""Generated deliveries, clean and dirty, are accounted to exactly what the generator meant."""

import json
from pathlib import Path
from typing import Any

import pytest

from ceyuan.core.ledger import pipeline, rulebook
from ceyuan.core.ledger.engines import open_engine
from ceyuan.core.ledger.generate import Wish, generate


@pytest.mark.parametrize("is_dirty", [False, True], ids=["clean", "dirty"])
def test_a_generated_delivery_is_accounted_as_it_was_meant(tmp_path: Path, *, is_dirty: bool) -> None:
    given = tmp_path / "given"
    expected = generate(Wish(100_000, is_dirty=is_dirty), given)
    engine = open_engine("duckdb", work=tmp_path / "work")
    order = pipeline.Order([given / "vouchers"], rulebook.read(given / "rules.yaml"), [given / "hours.parquet"])
    pipeline.account(engine, order, tmp_path / "out")
    engine.close()
    totals: dict[str, Any] = json.loads((tmp_path / "out" / "totals.json").read_text(encoding="utf-8"))
    assert {name: totals[name] for name in expected} == expected
    assert json.loads((given / "expected.json").read_text(encoding="utf-8")) == expected
    assert bool(expected["rejected"]) == is_dirty
    assert totals["accepted"] + totals["rejected"] == totals["read"]
