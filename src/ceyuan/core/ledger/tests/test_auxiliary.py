"""Auxiliary ledgers of both styles: they hold every entry, balance, and lead to the same form."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ceyuan.core.kernel import Refused
from ceyuan.core.ledger import auxiliary_2015, auxiliary_2021
from ceyuan.core.ledger.auxiliary import (
    HEADS,
    Entry,
    ProjectWords,
    Transfer,
    forming_transfers,
    month_end_transfers,
    voucher_parts,
)
from ceyuan.core.ledger.schema import (
    CAPITALISED,
    CENTRALISED,
    COOPERATIVE,
    DOMESTIC,
    EXPENSED,
    OVERSEAS_INDIVIDUAL,
    OWN,
    CostRow,
)
from ceyuan.core.ledger.tests.tax_cases import COMPANY, form

WORDS = {"P1": ProjectWords("KY-01", "惰性阳极", completed=True)}
HEADING = {"company": COMPANY, "year": 2025}


def entry(fen: int, day: date = date(2025, 3, 5), **others) -> Entry:
    known = {"project": "P1", "voucher": "记-0012", "text": "领料", "detail": "2.1"} | others
    return Entry(booked_on=day, fen=fen, tax_fen=known.pop("tax_fen", fen), **known)


def rows_of(entries: list[Entry]) -> list[CostRow]:
    return [
        CostRow(
            company=COMPANY,
            project=found.project,
            month=found.booked_on.year * 100 + found.booked_on.month,
            category=found.detail[:1],
            detail=found.detail,
            form=found.form,
            treatment=found.treatment,
            amount_fen=found.tax_fen,
        )
        for found in entries
    ]


entries = st.lists(
    st.builds(
        lambda fen, month, head, project, kind: entry(
            fen,
            date(2025, month, 7),
            project=project,
            detail="" if head == DOMESTIC else head,
            form=DOMESTIC if head == DOMESTIC else kind,
        ),
        st.integers(0, 10**9),
        st.integers(1, 12),
        st.sampled_from((*HEADS, DOMESTIC)),
        st.sampled_from(["P1", "P2"]),
        st.sampled_from([OWN, COOPERATIVE, CENTRALISED]),
    ),
    max_size=30,
)


@pytest.mark.parametrize(
    ("voucher", "parts"),
    [
        ("记-0012", ("记", "0012")),
        ("转字第7号", ("转", "7号")),
        ("2025010045", ("", "2025010045")),
        ("ABC", ("", "ABC")),
    ],
)
def test_a_voucher_is_printed_as_kind_and_number(voucher: str, parts: tuple[str, str]) -> None:
    assert voucher_parts(voucher) == parts


def test_2015_has_a_ledger_for_each_form_of_research() -> None:
    found = [
        entry(1),
        entry(2, form=COOPERATIVE),
        entry(3, form=CENTRALISED),
        entry(4, form=DOMESTIC, detail=""),
        entry(5, form=OVERSEAS_INDIVIDUAL, detail=""),
    ]
    kept = auxiliary_2015.accounts(found, [])

    assert [(account.ledger, sum(account.debited.values())) for account in kept] == [
        (CENTRALISED, 3),
        (COOPERATIVE, 2),
        ("entrusted", 9),
        (OWN, 1),
    ]
    assert [account.sheet().title for account in kept][2] == "auxiliary_2015_entrusted"


def test_2015_debits_credits_and_running_balance_are_shown_voucher_by_voucher() -> None:
    found = [
        entry(100_00),
        entry(-30_00, date(2025, 3, 9), voucher="记-0020", text="红字冲销"),
        entry(50_00, date(2025, 4, 2)),
    ]
    account = auxiliary_2015.accounts(found, month_end_transfers(found))[0]
    sheet = account.sheet()

    assert sheet.column("text") == ("opening", "领料", "红字冲销", "transfer_to_expense", "领料", "transfer_to_expense")
    assert sheet.column("balance") == (0, 100_00, 70_00, 0, 50_00, 0)
    assert sheet.column("direction")[1:4] == ("debit_side", "debit_side", "even")
    assert sheet.column("credit")[3] == 70_00
    assert sheet.footer("year_total")["debit"] == 120_00
    assert sheet.footer("closing")["balance"] == 0


def test_2015_summary_is_built_from_credits_so_unfinished_assets_stay_out() -> None:
    found = [entry(80_00), entry(500_00, treatment=CAPITALISED), entry(40_00, treatment=CAPITALISED, project="P2")]
    moved = month_end_transfers(found) + forming_transfers(found, "P1", date(2025, 6, 30))
    sheet = auxiliary_2015.summary(auxiliary_2015.accounts(found, moved), WORDS, HEADING)

    assert sheet.column("project_name") == ("惰性阳极", "惰性阳极", "P2")
    assert sheet.column("treatment") == (CAPITALISED, EXPENSED, CAPITALISED)
    assert sheet.column("credited_total") == (500_00, 80_00, 0)
    assert sheet.column("completed")[0] == "project_completed"
    totals = {name: sheet.footer(name)["credited_total"] for name in ("debited", "credited", "closing")}
    assert totals == {"debited": 620_00, "credited": 580_00, "closing": 40_00}
    assert sheet.footer("of_which_to_asset")["credited_total"] == 500_00
    assert sheet.footer("of_which_to_expense")["credited_total"] == 80_00


def test_2015_the_balance_of_last_year_is_taken_up_and_transferred_by_detail() -> None:
    before = {(OWN, "P1", CAPITALISED): {"2.1": 300_00, "1.1": 100_00}}
    moved = [Transfer("P1", date(2025, 2, 28), 100_00, "asset")]
    account = auxiliary_2015.accounts([], moved, before)[0]

    assert account.credited == {"2.1": 75_00, "1.1": 25_00}
    assert account.closing == {"2.1": 225_00, "1.1": 75_00}


def test_2015_more_cannot_be_transferred_than_was_collected() -> None:
    with pytest.raises(Refused, match=r"ledger\.transfer_above_balance"):
        auxiliary_2015.accounts([entry(5)], [Transfer("P1", date(2025, 3, 31), 6, "expense")])
    with pytest.raises(Refused, match=r"ledger\.transfer_without_cost"):
        auxiliary_2015.accounts([entry(5)], [Transfer("P1", date(2025, 3, 31), 5, "asset")])


@settings(max_examples=40)
@given(entries)
def test_2015_opening_plus_debit_less_credit_is_closing_and_leads_to_the_same_form(found: list[Entry]) -> None:
    accounts = auxiliary_2015.accounts(found, month_end_transfers(found))

    assert sum(sum(account.debited.values()) for account in accounts) == sum(one.fen for one in found)
    assert all(sum(account.closing.values()) == 0 for account in accounts)
    straight = form(rows_of(found))
    through = form(auxiliary_2015.credited_rows(COMPANY, 2025, accounts))
    assert {key: straight.fen(key) for key in ("eligible", "other_limited", "1", "2", "entrusted")} == {
        key: through.fen(key) for key in ("eligible", "other_limited", "1", "2", "entrusted")
    }


def test_2021_has_one_ledger_per_project_and_treatment_with_six_totals() -> None:
    found = [
        entry(100_00, tax_fen=90_00),
        entry(20_00, form=COOPERATIVE, detail="6.5"),
        entry(7_00, form=DOMESTIC, detail=""),
        entry(3_00, form=OVERSEAS_INDIVIDUAL, detail=""),
        entry(9_00, treatment=CAPITALISED),
    ]
    sheets = auxiliary_2021.ledgers(found, WORDS, HEADING)

    assert [sheet.heading["treatment"] for sheet in sheets] == [CAPITALISED, EXPENSED]
    total = sheets[1].footer("total")
    assert total["voucher_amount"] == 130_00
    assert total["tax_amount"] == 117_00
    assert (total["category_2"], total["category_6"], total[DOMESTIC]) == (90_00, 20_00, 7_00)


@settings(max_examples=40)
@given(entries)
def test_2021_summary_agrees_with_the_form_to_the_fen(found: list[Entry]) -> None:
    filled = form(rows_of(found))
    sheet = auxiliary_2021.summary(filled.parts, WORDS, HEADING)
    total = sheet.footer("grand_total")

    assert total["allowed_total"] == filled.fen("eligible")
    assert total["other_limited"] == filled.fen("other_limited")
    assert total["domestic_paid"] == filled.fen("domestic")
    assert total["five_subtotal"] + total["other_limited"] == filled.fen("own")
    assert sheet.footer("expensed_subtotal")["allowed_total"] == filled.fen("expensed")
    assert sum(sheet.column("allowed_total")) == total["allowed_total"]


def test_2021_other_matters_enter_the_expensed_subtotal_and_the_total() -> None:
    filled = form(rows_of([entry(100_00)]))
    sheet = auxiliary_2021.summary(filled.parts, {}, HEADING, other_matters_fen=5_00)

    assert sheet.footer("of_which_other_matters")["allowed_total"] == 5_00
    assert sheet.footer("expensed_subtotal")["allowed_total"] == 105_00
    assert sheet.footer("grand_total")["allowed_total"] == 105_00
