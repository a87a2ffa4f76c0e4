"""Files as source systems write them: encodings, widths, signs, dates as text, totals, merged cells."""

from datetime import date
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
import pytest
import xlsxwriter

from ceyuan.core.kernel.verdict import Invalid, Refused
from ceyuan.core.ledger.engines import Engine
from ceyuan.core.ledger.reading import load, profile, read_delivery
from ceyuan.core.ledger.reading.canonical import day, fen, month
from ceyuan.core.ledger.tests.ledger_desk import rows_of

JOURNAL = """凭证字号,公司代码,日期,摘要,科目编码,项目编码,借方金额,贷方金额
记-1,0101,2025-03-05,研发领料,5302,RD1,"1,234.50",
,,,,1403,,,"1,234.50"
记-2,0101,2025/3/6,红字冲销,5302,RD1,（１００．００）,
记-2,0101,20250306,红字冲销,1403,,,-100.00
合计,,,,,,"1,134.50","1,134.50"
"""
AMOUNTS = {
    "1234.5": 123450,
    "1,234,567.89": 123456789,
    "(24,994,000.00)": -2499400000,
    "-0.01": -1,
    "100-": -10000,
    "−7": -700,
    "１２３．４５": 12345,
    "（1,000）": -100000,
    "¥ 1 000.10": 100010,
    "£3.00": 300,
    "12.3400000": 1234,
    ".5": 50,
    "0": 0,
    "": None,
    "12.345": None,
    "1,23": None,
    "12,34.00": None,
    "1.2.3": None,
    "一百": None,
    "1e5": None,
    "-": None,
    "9999999999999999": None,
}
DAYS = {
    "2025-01-31": date(2025, 1, 31),
    "2025/1/3": date(2025, 1, 3),
    "2025.01.03": date(2025, 1, 3),
    "20250103": date(2025, 1, 3),
    "2025年1月3日": date(2025, 1, 3),
    "２０２５-01-03": date(2025, 1, 3),
    "2025-01-03 00:00:00": date(2025, 1, 3),
    "2025-01-03T10:00:00": date(2025, 1, 3),
    "45688": date(2025, 1, 31),
    "45688.0": date(2025, 1, 31),
    "2025-02-30": None,
    "31/01/2025": None,
    "yesterday": None,
    "": None,
}


def texts(engine: Engine, values: dict[str, Any]) -> Any:
    return engine.table("texts", pa.table({"given": list(values)}))


def test_amounts_are_read_exactly_or_not_at_all(engine: Engine) -> None:
    table = texts(engine, AMOUNTS)
    found = engine.rows(table.select("given", fen=fen(table.given, unit="yuan", blank_is_zero=False))).to_pylist()
    assert {row["given"]: row["fen"] for row in found} == AMOUNTS


def test_dates_are_read_as_their_map_says_or_not_at_all(engine: Engine) -> None:
    table = texts(engine, DAYS)
    found = engine.rows(table.select("given", day=day(table.given, order="ymd"))).to_pylist()
    assert {row["given"]: row["day"] for row in found} == DAYS
    table = texts(engine, {"31/01/2025": 1, "1.2.2025": 1})
    for order, expected in (("dmy", {date(2025, 1, 31), date(2025, 2, 1)}), ("mdy", {None, date(2025, 1, 2)})):
        found = engine.rows(table.select(day=day(table.given, order=order))).to_pylist()
        assert {row["day"] for row in found} == expected


def test_months_are_read_whole_or_with_the_year_of_the_date(duckdb_engine: Engine) -> None:
    table = texts(duckdb_engine, dict.fromkeys(("202503", "2025-3", "2025年3期", "3", "", "third")))
    found = table.select("given", month=month(table.given, ibis.date("2025-03-31")))
    months = {row["given"]: row["month"] for row in duckdb_engine.rows(found).to_pylist()}
    assert months == {"202503": 202503, "2025-3": 202503, "2025年3期": 202503, "3": 202503, "": 202503, "third": None}


def read(engine: Engine, folder: Path, name: str, body: bytes, **maps: Any) -> Any:
    (folder / name).write_bytes(body)
    return read_delivery(engine, folder / name, delivery="d1", out=folder / "lines.parquet", **maps)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_a_journal_is_read_in_any_encoding(duckdb_engine: Engine, tmp_path: Path, encoding: str) -> None:
    reading = read(duckdb_engine, tmp_path, "journal.csv", JOURNAL.encode(encoding))
    assert (reading.map.name, reading.lines, reading.rows, reading.totals) == ("journal-zh", 4, 5, (6,))
    lines = rows_of(reading.path)
    assert [(r["voucher"], r["debit_fen"], r["credit_fen"]) for r in sorted(lines, key=lambda r: r["line_no"])] == [
        ("记-1", 123450, 0),
        ("记-1", 0, 123450),
        ("记-2", -10000, 0),
        ("记-2", 0, -10000),
    ]
    assert {r["booked_on"] for r in lines} == {date(2025, 3, 5), date(2025, 3, 6)}
    assert {(r["period"], r["currency"], r["delivery"]) for r in lines} == {(202503, "CNY", "d1")}


def test_a_workbook_with_a_title_numbers_and_dates_is_read(duckdb_engine: Engine, tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "journal.xlsx")
    sheet = book.add_worksheet("凭证")
    sheet.write(0, 0, "凭证明细表 2025年3月")
    sheet.write_row(2, 0, ["日期", "凭证字号", "摘要", "科目编码", "借方金额", "贷方金额"])
    sheet.merge_range(3, 1, 4, 1, "记-1")
    sheet.write_datetime(3, 0, date(2025, 3, 5), book.add_format({"num_format": "yyyy-mm-dd"}))
    sheet.write_row(3, 2, ["领料", "5302", 0.1 + 0.2])
    sheet.write_row(4, 2, ["领料", "1403", "", 0.3])
    book.close()
    reading = read_delivery(duckdb_engine, tmp_path / "journal.xlsx", delivery="d1", out=tmp_path / "lines.parquet")
    lines = rows_of(reading.path)
    assert [(r["voucher"], r["booked_on"], r["account"], r["debit_fen"], r["credit_fen"]) for r in lines] == [
        ("记-1", date(2025, 3, 5), "5302", 30, 0),
        ("记-1", date(2025, 3, 5), "1403", 0, 30),
    ]


def test_lines_with_too_many_cells_are_told_by_number(duckdb_engine: Engine, tmp_path: Path) -> None:
    body = JOURNAL.replace("记-2,0101,2025/3/6,", "记-2,0101,2025/3/6,,,,,,,,").encode()
    reading = read(duckdb_engine, tmp_path, "torn.csv", body)
    assert (reading.ragged, reading.totals) == ((4,), (6,))
    assert sorted(row["line_no"] for row in rows_of(reading.path)) == [2, 3, 5]


def test_an_amount_with_its_side_as_a_word(duckdb_engine: Engine, tmp_path: Path) -> None:
    body = "BUKRS;BELNR;BUZEI;HKONT;BUDAT;SHKZG;DMBTR;HWAER\n"
    body += "1;9;1;5302;20250305;S;12.50;CNY\n1;9;2;1403;20250305;H;12.50;CNY\n"
    body += "1;9;3;1403;20250305;X;1.00;CNY\n"
    reading = read(duckdb_engine, tmp_path, "bseg.csv", body.encode())
    found = {(r["line_no"], r["debit_fen"], r["credit_fen"]) for r in rows_of(reading.path)}
    assert (reading.map.name, found) == ("sap-bseg", {(1, 1250, 0), (2, 0, 1250), (3, None, None)})


def test_a_file_that_no_map_fits_is_refused_by_name(duckdb_engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"ledger\.no_map"):
        read(duckdb_engine, tmp_path, "other.csv", b"a,b\n1,2\n3,4\n")
    own = load({"name": "own", "columns": {"account": ["a"], "amount": ["b"]}, "required": ["account", "amount"]})
    assert read(duckdb_engine, tmp_path, "other.csv", b"a,b\n1,2\n3,4\n", maps=[own]).lines == 2


def test_a_map_without_amounts_or_with_unknown_fields_is_invalid() -> None:
    with pytest.raises(Invalid) as caught:
        load({"columns": {"account": ["a"], "weather": ["b"]}, "dates": "ydm"})
    assert set(caught.value.fields) == {"columns", "columns.weather", "dates"}


def test_a_profile_shows_what_a_delivery_holds(duckdb_engine: Engine, tmp_path: Path) -> None:
    reading = read(duckdb_engine, tmp_path, "journal.csv", JOURNAL.encode("gbk"))
    found = profile(duckdb_engine, duckdb_engine.read([reading.path]))
    assert found.lines == 4
    assert sum(row["debit_fen"] for row in found.controls) == sum(row["credit_fen"] for row in found.controls) == 113450
    assert {row["column"]: row["values"] for row in found.columns}["voucher"] == 2
    assert found.accounts[0] == {"account": "1403", "lines": 2}
