"""The tax papers of an accounting agree with its cube, company by company."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from python_calamine import CalamineWorkbook

from ceyuan.core.ledger import pipeline, rulebook
from ceyuan.core.ledger.engines import open_engine
from ceyuan.core.ledger.generate import Wish, generate
from ceyuan.core.ledger.schema import cost_rows
from ceyuan.entry.cli import cost_papers


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, rulebook.Rulebook]:
    home = tmp_path_factory.mktemp("costs")
    generate(Wish(6_000), home / "given")
    book = rulebook.read(home / "given" / "rules.yaml")
    engine = open_engine("duckdb", work=home, memory="1GB", threads=1)
    try:
        order = pipeline.Order((home / "given" / "vouchers",), book, (home / "given" / "hours.parquet",))
        pipeline.account(engine, order, home / "out")
    finally:
        engine.close()
    return home / "out", book


def sheet(path: Path, index: int = 0) -> list[list[Any]]:
    return CalamineWorkbook.from_path(path).get_sheet_by_index(index).to_python()


def test_ledgers_summary_and_form_agree_to_the_fen(outcome: tuple[Path, rulebook.Rulebook]) -> None:
    out, book = outcome
    papers = cost_papers.write(out, book, 2025)

    cube = cost_rows(pq.read_table(out / "cube.parquet").to_pylist())
    assert set(papers.forms) == {row.company for row in cube}
    assert not papers.without_ledgers
    for company, form in papers.forms.items():
        record = json.loads((out / "papers" / f"{company}.a107012.json").read_text(encoding="utf-8"))
        assert next(line["value"] for line in record["lines"] if line["number"] == "40") == form.fen("eligible")
        assert sheet(out / "papers" / f"{company}.a107012.xlsx")[43][3] == pytest.approx(form.fen("eligible") / 100)
        book_of_ledgers = CalamineWorkbook.from_path(out / "papers" / f"{company}.ledgers.xlsx")
        pages = [
            book_of_ledgers.get_sheet_by_index(index).to_python() for index in range(len(book_of_ledgers.sheet_names))
        ]
        assert round(pages[0][-1][5] * 100) == form.fen("eligible")
        booked = sum(round(page[-1][4] * 100) for page in pages[1:])
        assert booked == sum(row.amount_fen for row in cube if row.company == company and row.year == 2025)


def test_the_style_of_2015_closes_every_expensed_ledger(outcome: tuple[Path, rulebook.Rulebook]) -> None:
    out, book = outcome
    papers = cost_papers.write(out, book, 2025, style="2015", language="en")
    company = sorted(papers.forms)[0]
    pages = CalamineWorkbook.from_path(out / "papers" / f"{company}.ledgers.xlsx")
    summary = pages.get_sheet_by_index(0).to_python()

    assert summary[0][0] == "Summary of the auxiliary ledgers (2015)"
    footers = {line[2]: line[6] for line in summary[-6:]}
    assert footers["Debited this year"] == footers["Credited this year"] + footers["Closing balance"]
    assert footers["of which to expense"] == footers["Credited this year"]


def test_what_finance_states_governs_the_claim(outcome: tuple[Path, rulebook.Rulebook]) -> None:
    out, book = outcome
    first, second = sorted(cost_papers.write(out, book, 2025).forms)[:2]
    stated = [
        {"company": first, "year": 2025, "industry": "F51"},
        {"company": second, "year": 2025, "special_income_fen": 10**13},
    ]
    papers = cost_papers.write(out, replace(book, tax={"statements": stated}), 2025)

    assert not papers.forms[first].verdict
    assert papers.forms[first].fen("additional") == papers.forms[second].fen("additional") == 0
    assert papers.forms[second].fen("eligible") > 0
    assert not (out / ".papers.part").exists()
