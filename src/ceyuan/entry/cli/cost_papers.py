"""The tax papers beside an accounting: form A107012 and auxiliary ledgers of each legal entity, without a database.

`write(out, ...)` reads cube.parquet, lines/ and apportioned.parquet of an outcome and adds the folder papers/ with
`<company>.a107012.json`, `<company>.a107012.xlsx` and `<company>.ledgers.xlsx` (2021 style, or 2015).
"""

from __future__ import annotations

import json
import shutil
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import pyarrow.dataset as ds
import pyarrow.parquet as pq
import yaml

from ceyuan.core.ledger import auxiliary_2015, auxiliary_2021, statements
from ceyuan.core.ledger.auxiliary import ENTRUSTED_LEDGER, Entry, ProjectWords, forming_transfers, month_end_transfers
from ceyuan.core.ledger.form import Form, Statement, a107012
from ceyuan.core.ledger.paper import Language, form_record, form_sheet, words
from ceyuan.core.ledger.parameters import DeductionRules
from ceyuan.core.ledger.rulebook import Rulebook
from ceyuan.core.ledger.schema import CAPITALISED, COST, ENTRUSTED, CostRow, cost_rows
from ceyuan.core.ledger.sheets import Cell, Sheet, Word
from ceyuan.kit.sheets import write_workbook

MOST_LINES = 500_000
"""More ledger lines of one company and year than this are not put into a workbook: they are in lines/."""

_COLUMNS = ["booked_on", "voucher", "text", "project", "detail", "form", "treatment", "in_tax", "net_fen"]


@dataclass(frozen=True, slots=True)
class Papers:
    """What was written: the forms by company, and the companies whose ledgers are too long for a workbook."""

    forms: Mapping[str, Form]
    without_ledgers: Mapping[str, int] = field(default_factory=dict)


def write(
    out: Path, book: Rulebook, year: int, *, language: Language = "zh", style: Literal["2015", "2021"] = "2021"
) -> Papers:
    """Write the papers of every company with cost in the cube. Refused and Invalid as the form and the statements."""
    deduction, sheets = _rules("rd_deduction"), _rules("rd_sheets")
    rules, known = DeductionRules.read(deduction), statements.read(book.tax)
    texts = words(sheets, deduction, language)
    rows = cost_rows(pq.read_table(out / "cube.parquet").to_pylist())
    by_company: dict[str, list[CostRow]] = {}
    for row in rows:
        by_company.setdefault(row.company, []).append(row)
    folder = out / ".papers.part"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    forms, too_long = {}, {}
    for company, found in sorted(by_company.items()):
        statement = statements.statement_of(known, company, year)
        form = forms[company] = a107012(found, statement, rules)
        record = json.dumps(form_record(form), ensure_ascii=False, indent=1)
        (folder / f"{company}.a107012.json").write_text(f"{record}\n", encoding="utf-8")
        write_workbook(folder / f"{company}.a107012.xlsx", [form_sheet(form, language)], texts)
        count = _count(out, company, year)
        if count > MOST_LINES:
            too_long[company] = count
            continue
        entries = list(_entries(out, company, year))
        if style == "2021":
            ledgers = _ledgers_2021(entries, form, book)
        else:
            ledgers = _ledgers_2015(entries, found, form, statement, book)
        write_workbook(folder / f"{company}.ledgers.xlsx", ledgers, texts)
    shutil.rmtree(out / "papers", ignore_errors=True)
    folder.rename(out / "papers")
    return Papers(forms, too_long)


def _rules(name: str) -> Mapping[str, Any]:
    text = (files("ceyuan") / "rules" / "cn" / f"{name}.yaml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return dict(yaml.load(text, Loader=loader))  # noqa: S506 - one of the two safe loaders


def _ledgers_2021(entries: list[Entry], form: Form, book: Rulebook) -> tuple[Sheet, ...]:
    named, heading = _named(book, form), _heading(book, form)
    return (auxiliary_2021.summary(form.parts, named, heading), *auxiliary_2021.ledgers(entries, named, heading))


def _ledgers_2015(
    entries: list[Entry], rows: Sequence[CostRow], form: Form, statement: Statement, book: Rulebook
) -> tuple[Sheet, ...]:
    year, moved = form.entity.year, month_end_transfers(entries)
    openings = _openings(rows, statement, year)
    for formation in statement.formations:
        if formation.month // 100 == year:
            moved += forming_transfers(entries, formation.project, _month_end(formation.month), openings)
    accounts = auxiliary_2015.accounts(entries, moved, openings)
    summary = auxiliary_2015.summary(accounts, _named(book, form), _heading(book, form))
    return (summary, *(account.sheet() for account in accounts))


def _openings(
    rows: Iterable[CostRow], statement: Statement, year: int
) -> Mapping[tuple[str, str, str], Mapping[str, int]]:
    """Capitalised cost of earlier years, as far as it was delivered, that has not become an asset before this year."""
    balances: dict[tuple[str, str, str], dict[str, int]] = {}
    formed = [one for one in statement.formations if one.month // 100 < year]
    for row in rows:
        is_formed = any(one.project == row.project and row.month <= one.month for one in formed)
        if row.treatment == CAPITALISED and row.year < year and row.in_account and not is_formed:
            ledger = ENTRUSTED_LEDGER if row.form in ENTRUSTED else row.form
            balance = balances.setdefault((ledger, row.project, CAPITALISED), {})
            head = row.detail or row.form
            balance[head] = balance.get(head, 0) + row.amount_fen
    return balances


def _named(book: Rulebook, form: Form) -> Mapping[str, ProjectWords]:
    last = form.entity.year * 100 + 12
    return {
        code: ProjectWords(code, project.name_zh or code, completed=project.closed <= last)
        for code, project in book.projects.items()
    }


def _heading(book: Rulebook, form: Form) -> Mapping[str, Cell]:
    company = book.companies.get(form.entity.company)
    return {"company": (company.name_zh if company else "") or form.entity.company, "year": form.entity.year}


def _lines(out: Path, company: str, year: int) -> ds.Dataset | None:
    folder = out / "lines" / f"company={company}"
    paths = [str(path) for path in sorted(folder.glob(f"period={year}*/*.parquet"))]
    return ds.dataset(paths, format="parquet") if paths else None


def _count(out: Path, company: str, year: int) -> int:
    lines = _lines(out, company, year)
    return lines.count_rows(filter=ds.field("kind") == COST) if lines is not None else 0


def _entries(out: Path, company: str, year: int) -> Iterator[Entry]:
    lines = _lines(out, company, year)
    if lines is not None:
        for batch in lines.to_batches(columns=_COLUMNS, filter=ds.field("kind") == COST):
            for line in batch.to_pylist():
                yield Entry(
                    project=line["project"],
                    booked_on=line["booked_on"],
                    voucher=line["voucher"],
                    text=line["text"],
                    fen=line["net_fen"],
                    tax_fen=line["net_fen"] if line["in_tax"] else 0,
                    detail=line["detail"] or "",
                    form=line["form"],
                    treatment=line["treatment"],
                )
    if (out / "apportioned.parquet").is_file():
        yield from _apportioned(out / "apportioned.parquet", company, year)


def _apportioned(path: Path, company: str, year: int) -> Iterator[Entry]:
    """Cost of people and machines, which has no voucher of its own but the month's table of hours."""
    within = (
        (ds.field("company") == company) & (ds.field("month") >= year * 100) & (ds.field("month") < year * 100 + 100)
    )
    for part in ds.dataset(path).to_table(filter=within).to_pylist():
        if part["project"] and part["amount_fen"]:
            yield Entry(
                project=part["project"],
                booked_on=_month_end(part["month"]),
                voucher=part["resource"],
                text=Word("apportioned_by_hours"),
                fen=part["amount_fen"],
                tax_fen=part["amount_fen"] if part["in_tax"] else 0,
                detail=part["detail"],
                form=part["form"],
                treatment=part["treatment"],
            )


def _month_end(month: int) -> date:
    year, number = divmod(month, 100)
    return date(year, number, monthrange(year, number)[1])
