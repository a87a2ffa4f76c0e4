"""Many readings at once: every line is accounted for, and what is rejected says why."""

import io
from datetime import date
from decimal import Decimal

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from ceyuan.apps.audit.models import Act
from ceyuan.apps.strategy.models import Reading, Standing
from ceyuan.apps.strategy.services import reading_import
from ceyuan.core.kernel import Invalid

from .boardroom import YEAR, Boardroom

TODAY = date(YEAR, 10, 10)
HEAD = "单位\t基础量\t报告期\t数值\t计量单位\t备注"


def lines(*rows: str) -> str:
    return "\n".join([HEAD, *rows])


def take(room: Boardroom, text: str, who: str = "manager_a") -> reading_import.Account:
    return reading_import.take(actor=room.cast.members[who].actor, text=text, today=TODAY)


def test_accepted_and_rejected_are_what_was_read(boardroom: Boardroom) -> None:
    account = take(
        boardroom,
        lines(
            f"A\tRD\t{YEAR}-Q3\t12.5",
            f"A\tREV\t{YEAR}-Q3\t2.5\t亿元",
            f"A\tPAT\t{YEAR}-Q3\t2.5",
            f"B\tPAT\t{YEAR}-Q3\t3",
            f"A\tPAT\t{YEAR}-07\t3",
            "A\tNOPE\t2026-Q3\t3",
            f"A\tLAB\t{YEAR}-Q3\t铝国重；镁中心",
            f"A1\tPAT\t{YEAR}-Q3\t4\t吨",
            f"A\tRD\t{YEAR}-Q3\t13",
            f"A\tREV\t{YEAR}-Q2\t0",
            "A\tRD\t\t3",
        ),
    )
    assert (len(account.outcomes), account.accepted, account.rejected) == (11, 3, 8)
    assert [one.reason.code.removeprefix("strategy.") for one in account.outcomes if one.reason] == [
        "not_whole",
        "no_such_unit",
        "not_a_period",
        "unknown_quantity",
        "unit_mismatch",
        "row_twice",
        "denominator_zero",
        "import_cell",
    ]
    values = {row.quantity.code: row.value for row in Reading.objects.select_related("quantity")}
    assert values == {"RD": 12_500_000, "REV": 25_000_000_000, "LAB": None}
    assert Standing.objects.get(kpi__code="INT", unit=boardroom.cast.units["T"]).value == Decimal("0.05")
    act = Act.objects.get(act="strategy.readings.imported")
    assert act.after == {"read": 11, "accepted": 3, "written": 3, "rejected": 8}


def test_a_preview_writes_nothing(boardroom: Boardroom) -> None:
    account = reading_import.preview(
        actor=boardroom.cast.manager_a.actor, text=lines(f"A\tPAT\t{YEAR}-Q3\t3"), today=TODAY
    )
    assert [one.state for one in account.outcomes] == ["new"]
    assert not Reading.objects.exists()


def test_the_same_lines_again_change_nothing_and_others_need_a_note(boardroom: Boardroom) -> None:
    take(boardroom, lines(f"A\tPAT\t{YEAR}-Q3\t3"))
    assert [one.state for one in take(boardroom, lines(f"A\tPAT\t{YEAR}-Q3\t3")).outcomes] == ["same"]
    assert [one.state for one in take(boardroom, lines(f"A\tPAT\t{YEAR}-Q3\t5")).outcomes] == ["rejected"]
    assert [one.state for one in take(boardroom, lines(f"A\tPAT\t{YEAR}-Q3\t5\t件\t漏报")).outcomes] == ["rejected"]
    boardroom.quantities["PAT"].unit_of_measure = "件"
    boardroom.quantities["PAT"].save()
    assert [one.state for one in take(boardroom, lines(f"A\tPAT\t{YEAR}-Q3\t5\t件\t漏报")).outcomes] == ["corrects"]
    assert list(Reading.objects.filter(is_current=True).values_list("value", "reason")) == [(Decimal(5), "漏报")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "strategy.import_empty"),
        ("A\tPAT\t2026-Q3\t3", "strategy.import_columns"),
        ("\n\n", "strategy.import_empty"),
    ],
)
def test_it_refuses_what_has_no_columns(boardroom: Boardroom, text: str, code: str) -> None:
    with pytest.raises(Invalid) as problem:
        take(boardroom, text)
    assert problem.value.fields["text"][0].code == code


def test_a_workbook_is_read_with_its_numbers_as_typed() -> None:
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept)
    sheet = book.add_worksheet()
    for row, cells in enumerate([("unit", "quantity", "period", "value"), ("A", "RD", "2026-Q3", 0.1)]):
        sheet.write_row(row, 0, cells)
    book.close()
    text = reading_import.text_of(SimpleUploadedFile("readings.xlsx", kept.getvalue()))
    assert text.splitlines() == ["unit\tquantity\tperiod\tvalue", "A\tRD\t2026-Q3\t0.1"]


def test_a_file_that_is_no_table_is_refused_beside_its_field() -> None:
    with pytest.raises(Invalid) as problem:
        reading_import.text_of(SimpleUploadedFile("readings.xlsx", b"PK\x03\x04 not a workbook"))
    assert set(problem.value.fields) == {"file"}
