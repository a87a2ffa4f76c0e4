"""Sheets carry codes; every code has a word in both languages; the record of a form is ready for JSON."""

import json
from dataclasses import replace
from datetime import date

import pytest
import yaml

from ceyuan.core.kernel import Refused
from ceyuan.core.ledger import auxiliary_2015, auxiliary_2021
from ceyuan.core.ledger.auxiliary import LEDGERS, Entry, Transfer, month_end_transfers
from ceyuan.core.ledger.paper import form_record, form_sheet, words
from ceyuan.core.ledger.schema import COOPERATIVE, DOMESTIC
from ceyuan.core.ledger.sheets import Column, Sheet, Word, placed
from ceyuan.core.ledger.statistics import Enterprise, enterprise_form, projects_form
from ceyuan.core.ledger.tests.tax_cases import COMPANY, RULES_FILE, case, form, paid, row, statement
from ceyuan.core.ledger.tests.test_statistics import ANODE

HEADING = {"company": COMPANY, "year": 2025}
HERE = {"company": COMPANY, "year": 2025}


def worded(language: str) -> dict[str, str]:
    read = [
        yaml.safe_load(path.read_text(encoding="utf-8"))
        for path in (RULES_FILE.with_name("rd_sheets.yaml"), RULES_FILE)
    ]
    return words(*read, language)


def every_sheet() -> list[Sheet]:
    day = date(2025, 3, 5)
    entries = [
        Entry("P1", day, "记-1", "领料", 900, 900, "2.1"),
        Entry("P1", day, "记-2", "差旅", 40, 40, "6.5", form=COOPERATIVE),
        Entry("P1", day, "记-3", "委托", 70, 70, form=DOMESTIC),
        Entry("P1", day, "记-4", "领料", 80, 80, "2.1", treatment="capitalised"),
    ]
    moved = [*month_end_transfers(entries), Transfer("P1", date(2025, 4, 1), 30, "asset")]
    accounts = auxiliary_2015.accounts(entries, moved)
    filled = form([*case(five=90, other=20), paid(DOMESTIC, 5)])
    rows = [row("1.1", 5), paid(DOMESTIC, 5)]
    survey = Enterprise(2, home_partners={"institute": 500}, funds={"government": 1})
    return [
        *(account.sheet() for account in accounts),
        *(Sheet(f"auxiliary_2015_{kind}", auxiliary_2015.ledger_columns(kind), ()) for kind in LEDGERS),
        auxiliary_2015.summary(accounts, {}, HEADING),
        *auxiliary_2021.ledgers(entries, {}, HEADING),
        auxiliary_2021.summary(filled.parts, {}, HEADING),
        projects_form(rows, [replace(ANODE, government_fen=0)], **HERE),
        enterprise_form(rows, survey, **HERE),
        form_sheet(filled, "zh"),
        form_sheet(form(case(five=9, month=202203), 2022), "zh"),
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_code_on_every_sheet_has_a_word(language: str) -> None:
    known = worded(language)
    codes = set()
    for sheet in every_sheet():
        codes |= {sheet.title, *sheet.heading}
        codes |= {code for column in sheet.columns for code in (column.key, column.group) if code}
        for line in (*sheet.rows, *sheet.footers):
            for column, cell in zip(sheet.columns, line, strict=True):
                # The survey's own lists are numbers, which need no word.
                if isinstance(cell, Word) or (column.kind == "code" and cell and not str(cell).isdigit()):
                    codes.add(cell)

    assert sorted(code for code in codes if code not in known) == []


def test_the_form_is_printed_with_numbers_formulas_and_rate() -> None:
    sheet = form_sheet(form(case(five=90, other=20)), "zh")

    assert sheet.column("line_number")[39] == "40"
    assert sheet.column("title")[39] == "三、年度研发费用小计"
    assert sheet.column("formula")[39] == "2+36×80%+38"
    assert sheet.column("amount")[39] == 100_00
    assert sheet.column("amount")[49] == "100%"
    assert sheet.column("amount")[0] == "1"
    assert form_sheet(form(case(five=90)), "en").column("title")[39].startswith("III.")


def test_the_record_survives_json_and_explains_the_lines_asked_for() -> None:
    filled = form([*case(five=90, other=20), row("1.1", 7, project="P2")], activities={"P2": "humanities"})
    record = json.loads(json.dumps(form_record(filled, explained=["eligible"]), ensure_ascii=False))
    lines = {line["key"]: line for line in record["lines"]}

    assert record["form"] == "A107012-2023"
    assert lines["eligible"]["value"] == 100_00
    assert lines["eligible"]["explanation"]["value"] == {"minor": 100_00, "currency": "CNY"}
    assert "explanation" not in lines["own"]
    assert record["projects"][0]["allowed_fen"] == 100_00
    assert record["left_out"][0] == {
        "project": "P2",
        "fen": 7_00,
        "reason": "ledger.excluded_activity",
        "facts": {"project": "P2", "activity": "humanities"},
    }
    barred = form_record(form(case(five=9), entity={"resident": False}))
    assert (barred["may_claim"], barred["reasons"][0]["reason"]) == (False, "ledger.not_resident")


def test_a_sheet_refuses_rows_that_do_not_fit() -> None:
    columns = (Column("text", "text"), Column("debit"))
    with pytest.raises(ValueError, match="1 cells for 2 columns"):
        Sheet("a107012", columns, (("a",),))
    with pytest.raises(KeyError, match="credit"):
        placed(columns, {"credit": 1})


def test_finance_cannot_state_negative_income() -> None:
    with pytest.raises(Refused, match=r"ledger\.statement_negative"):
        statement(special_income_fen=-1)
