"""Relational deliveries with declared columns, and the arithmetic that loses no row."""

import zipfile
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceyuan.core.intake.accounting import Delivery, Duplicates, Tally, UnbalancedDelivery
from ceyuan.core.intake.errors import IntakeError, Rejected
from ceyuan.core.intake.records import ColumnSpec, read_table

COLUMNS = (
    ColumnSpec("project_id", "int", required=True, source_names=("id",)),
    ColumnSpec("title"),
    ColumnSpec("start_date", "date", source_names=("startDate",)),
    ColumnSpec("total_cost", "money", source_names=("totalCost",)),
    ColumnSpec("note", present=False),
)


def read(
    path: Path, *, member: str = "", batch_rows: int = 2
) -> tuple[list[tuple[int, dict]], list[Rejected], Delivery]:
    delivery = Delivery(path.name)
    accepted: list[tuple[int, dict]] = []
    rejected: list[Rejected] = []
    for batch in read_table(path, COLUMNS, member=member, batch_rows=batch_rows, delivery=delivery):
        accepted += batch.accepted
        rejected += batch.rejected
    return accepted, rejected, delivery


def test_a_semicolon_file_in_a_zip_is_read_with_decimal_commas(tmp_path: Path) -> None:
    path = tmp_path / "horizon.zip"
    text = (
        '\ufeffid;title;startDate;totalCost\n"1";"Two\nlines";2023-01-01;"1234,5"\n2;B;;7.25\n3;C;bad;x\n4;D\n;E;;1\n'
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("csv/project.csv", text)
        archive.writestr("csv/organization.csv", "id\n1\n")
    accepted, rejected, delivery = read(path, member="project.csv")
    assert accepted[0] == (
        2,
        {"project_id": 1, "title": "Two\nlines", "start_date": date(2023, 1, 1), "total_cost": 123450, "note": None},
    )
    assert [line for line, _ in accepted] == [2, 4]
    assert [(row.line, row.code, row.column, len(row.more)) for row in rejected] == [
        (5, "row.not_a_date", "start_date", 1),
        (6, "row.ragged", "", 0),
        (7, "row.required", "project_id", 0),
    ]
    assert delivery.close() == Tally(5, 2, 3)
    assert delivery.totals().to_dict()["money"] == [
        {"column": "total_cost", "currency": "EUR", "filled": 2, "sum_minor": 124175}
    ]


def test_parquet_rows_come_typed(tmp_path: Path) -> None:
    path = tmp_path / "project.parquet"
    pq.write_table(
        pa.table(
            {
                "project_id": [7, None],
                "title": ["A", "B"],
                "start_date": pa.array([date(2024, 2, 1), None]),
                "total_cost": pa.array([None, "3.10"]).cast(pa.decimal128(18, 2)),
            }
        ),
        path,
    )
    accepted, rejected, delivery = read(path)
    assert accepted == [
        (1, {"project_id": 7, "title": "A", "start_date": date(2024, 2, 1), "total_cost": None, "note": None})
    ]
    assert [(row.line, row.code) for row in rejected] == [(2, "row.required")]
    assert delivery.close() == Tally(2, 1, 1)


@pytest.mark.parametrize(
    ("text", "code", "fact"),
    [
        ("id;title;startDate\n1;A;\n", "intake.missing_column", "'totalCost' or 'total_cost'"),
        ("id;id;title;startDate;totalCost\n", "intake.duplicate_column", ""),
        ("id;title;startDate;totalCost\n1;A;;1\n2;B", "intake.truncated", ""),
        ('id;title;startDate;totalCost\n1;"A;;1\n', "intake.truncated", ""),
        ("", "intake.empty", ""),
        ("<html><body>503</body></html>", "intake.wrong_file", "parquet or CSV"),
    ],
)
def test_a_wrong_file_is_refused_by_name(tmp_path: Path, text: str, code: str, fact: str) -> None:
    path = tmp_path / "project.csv"
    path.write_text(text)
    with pytest.raises(IntakeError) as caught:
        read(path)
    assert caught.value.code == code
    assert caught.value.file == "project.csv"
    assert fact in caught.value.expected


def test_a_missing_member_lists_what_the_archive_holds(tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", "x")
        archive.writestr("b.csv", "x")
    with pytest.raises(IntakeError, match=r"no project\.csv; it holds a\.csv, b\.csv"):
        read(path, member="project.csv")


@given(st.lists(st.booleans(), max_size=50), st.integers(-2, 2))
def test_a_row_lost_or_counted_twice_breaks_the_balance(taken: list[bool], surplus: int) -> None:
    delivery = Delivery("f")
    delivery.read(len(taken))
    for accepted in taken + [True] * max(surplus, 0):
        if accepted:
            delivery.accept([("cost", "EUR", 5)])
        else:
            delivery.reject(Rejected("f", "", 1, "", "row.ragged"))
    if surplus > 0:
        with pytest.raises(UnbalancedDelivery):
            delivery.close()
    else:
        assert delivery.close() == Tally(len(taken), sum(taken), len(taken) - sum(taken))
        assert delivery.totals().sums.get(("cost", "EUR"), 0) == 5 * sum(taken)


def test_a_row_refused_later_leaves_the_sums() -> None:
    delivery = Delivery("f")
    delivery.read(2)
    delivery.accept([("cost", "EUR", 5)])
    delivery.accept([("cost", "EUR", 7)])
    delivery.reaccount(Rejected("f", "", 2, "", "row.required"), [("cost", "EUR", 7)])
    assert delivery.close() == Tally(2, 1, 1)
    assert delivery.totals().sums["cost", "EUR"] == 5
    assert delivery.codes == {"row.required": 1}


@given(st.lists(st.tuples(st.text(max_size=3), st.text(max_size=3) | st.none()), max_size=40))
def test_exactly_the_repeats_are_found(rows: list[tuple[str, str | None]]) -> None:
    duplicates = Duplicates()
    for line, row in enumerate(rows, start=1):
        first = rows.index(row) + 1
        assert duplicates.first_line(row, line) == (None if first == line else first)
