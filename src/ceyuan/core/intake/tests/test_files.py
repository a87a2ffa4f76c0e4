"""Opening files: what they are, and how hostile or damaged ones are refused."""

import gzip
import io
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from ceyuan.core.intake.errors import IntakeError
from ceyuan.core.intake.limits import Limits
from ceyuan.core.intake.sentences import FILE_SENTENCES, ROW_SENTENCES
from ceyuan.core.intake.sniff import Kind
from ceyuan.core.intake.take import open_source

ROWS = [["项目名称", "承担单位", "总经费（万元）"], ["电解槽节能研究", "一分公司", 120.5], ["阳极寿命", "二分公司", 80]]


def workbook(rows: list[list[object]]) -> bytes:
    """An .xlsx with one sheet."""
    body = io.BytesIO()
    with xlsxwriter.Workbook(body, {"in_memory": True}) as book:
        sheet = book.add_worksheet("项目")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return body.getvalue()


def zipped(members: dict[str, bytes]) -> bytes:
    """A zip of the given members."""
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return body.getvalue()


def rewritten(body: bytes, name: str, content: bytes) -> bytes:
    """The archive with one member replaced."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        members = {each: archive.read(each) for each in archive.namelist()}
    return zipped(members | {name: content})


def read_all(body: bytes | Path, limits: Limits) -> None:
    """Open a delivery and read every line of every sheet."""
    for sheet in open_source(body, "" if isinstance(body, Path) else "delivery", limits=limits).sheets:
        for _ in sheet.lines():
            pass


def refusal(body: bytes | Path, **limits: int) -> IntakeError:
    """The refusal that reading the whole file ends in."""
    with pytest.raises(IntakeError) as caught:
        read_all(body, Limits(**limits))
    assert caught.value.file
    assert caught.value.reason.code == caught.value.code
    assert str(caught.value).startswith(caught.value.file)
    return caught.value


def cells(body: bytes) -> list[tuple[object, ...]]:
    return [line.cells for line in open_source(body, "delivery").sheets[0].lines()]


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("gb18030", "gb18030"), ("gbk", "gb18030"), ("utf-16", "utf-16")],
)
def test_chinese_text_is_read_in_every_usual_encoding(encoding: str, expected: str) -> None:
    text = "项目名称,承担单位\r\n超大型电解槽节能技术研究,昆岳铝业公司\r\n"
    source = open_source(text.encode(encoding), "list.csv")
    assert (source.kind, source.encoding) == (Kind.TEXT, expected)
    assert cells(text.encode(encoding)) == [
        ("项目名称", "承担单位"),
        ("超大型电解槽节能技术研究", "昆岳铝业公司"),
    ]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Bezeichnung;Begünstigter\nFörderung für Köln;Universität zu Köln\nGrößere Maßnahme;Müller GmbH\n", "cp1252"),
        ("Název projektu;Žadatel\nZáruky pro mladé v kraji;Úřad práce České republiky\n", "cp1250"),
        ("Наименование на проекта;Бенефициент\nМодернизация на мрежата;Община Пловдив\n", "cp1251"),
        ("Τίτλος έργου;Δικαιούχος\nΑνάπτυξη δικτύου;Υπουργείο Εσωτερικών\n", "cp1253"),
    ],
)
def test_windows_code_pages_are_told_apart(text: str, encoding: str) -> None:
    source = open_source(text.encode(encoding), "list.csv")
    assert source.encoding == encoding
    assert cells(text.encode(encoding)) == [tuple(line.split(";")) for line in text.splitlines()]


def test_bytes_of_no_known_text_are_refused() -> None:
    assert refusal(bytes([0x81, 0xFF, 0x8D, 0xA4, 0x2C, 0xF8, 0xFE, 0x0A]) * 50).code == "intake.wrong_encoding"


def test_the_content_decides_and_not_the_name() -> None:
    assert open_source(workbook(ROWS), "list.csv").kind is Kind.XLSX
    assert open_source(b"a,b\n1,2\n", "list.xlsx").kind is Kind.TEXT
    page = "<html><table><tr><td>Nr.</td><td>Name</td></tr><tr><td>1</td><td>Pasākums</td></tr></table></html>"
    assert open_source(page.encode(), "list.xls").kind is Kind.HTML
    assert cells(page.encode()) == [("Nr.", "Name"), ("1", "Pasākums")]


def test_packed_and_columnar_files_are_opened() -> None:
    plain = b"a;b\n1;2\n"
    assert cells(gzip.compress(plain)) == [("a", "b"), ("1", "2")]
    source = open_source(zipped({"csv/one.csv": plain, "read.me": b"x", "two.csv": plain}), "all.zip")
    assert [sheet.name for sheet in source.sheets] == ["one", "two"]
    body = io.BytesIO()
    pq.write_table(pa.table({"项目": ["甲", None], "n": [1, None]}), body)
    assert cells(body.getvalue()) == [("项目", "n"), ("甲", 1), ()]


def test_spans_of_a_page_keep_the_columns_in_place() -> None:
    page = (
        b"<table><tr><td rowspan=2>A</td><td colspan=2>B</td></tr><tr><td>C</td><td>D</td></tr>"
        b"<tr><td>1</td><td>2</td><td>3</td></tr></table>"
    )
    assert cells(page) == [("A", "B"), (None, "C", "D"), ("1", "2", "3")]


def test_phantom_columns_and_rows_are_cut() -> None:
    body = io.BytesIO()
    with xlsxwriter.Workbook(body, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True})
        sheet.write_row(0, 0, ["a", "b"])
        sheet.write_row(5, 0, [1, 2])
        sheet.write_blank(3000, 16383, None, bold)
    lines = list(open_source(body.getvalue(), "phantom.xlsx").sheets[0].lines())
    assert [(line.number, line.cells) for line in lines] == [(1, ("a", "b")), (6, (1.0, 2.0))]


def test_empty_and_foreign_files_are_refused_by_what_they_are() -> None:
    assert refusal(b"").code == "intake.empty"
    assert refusal(b"\n\n \n").code == "intake.no_table"
    assert refusal(b"%PDF-1.7 ...").found == "a PDF document"
    assert refusal(b'{"a": 1}').found == "a JSON document"
    assert refusal(zipped({"word/document.xml": b"<a/>"})).code == "intake.unknown_kind"
    assert refusal(zipped({"read.me": b"text"})).code == "intake.missing_member"
    assert refusal(b"<html><p>no table</p></html>").code == "intake.no_table"
    assert refusal(Path("nowhere.csv")).code == "intake.missing_file"


def test_a_torn_workbook_is_refused() -> None:
    body = workbook(ROWS)
    for size in (60, len(body) // 2, len(body) - 30):
        assert refusal(body[:size]).code in {"intake.truncated", "intake.corrupt"}


def test_a_workbook_without_its_sheet_is_refused_as_damaged() -> None:
    assert refusal(rewritten(workbook(ROWS), "xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row>")).code in {
        "intake.corrupt",
        "intake.no_table",
    }


def test_a_torn_gzip_and_parquet_are_refused() -> None:
    packed = gzip.compress(("a,b\n" + "1,2\n" * 10_000).encode())
    assert refusal(packed[: len(packed) // 2]).code == "intake.truncated"
    body = io.BytesIO()
    pq.write_table(pa.table({"a": list(range(5000))}), body)
    assert refusal(body.getvalue()[:-100]).code == "intake.truncated"


def test_a_zip_bomb_is_refused_before_it_unpacks() -> None:
    bomb = rewritten(workbook(ROWS), "xl/worksheets/sheet1.xml", b"<!-- " + b" " * 30_000_000)
    assert len(bomb) < 200_000
    assert refusal(bomb).code == "intake.compression_bomb"
    assert refusal(zipped({"a.csv": b"0" * 30_000_000})).code == "intake.compression_bomb"
    assert refusal(gzip.compress(b"1,2\n" * 500_000), unpacked_bytes=1_000_000).code == "intake.compression_bomb"


def test_declared_entities_are_refused() -> None:
    lol = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l "lol"><!ENTITY m "&l;&l;&l;">]><worksheet>&m;</worksheet>'
    assert refusal(rewritten(workbook(ROWS), "xl/worksheets/sheet1.xml", lol)).code == "intake.unsafe_xml"
    page = b'<!DOCTYPE html [<!ENTITY l "lol">]><html><table><tr><td>&l;</td></tr></table></html>'
    assert refusal(page).code == "intake.unsafe_xml"


def test_cells_spread_beyond_memory_are_refused() -> None:
    sheet = (
        b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        b"</sheetData></worksheet>"
    )
    assert refusal(rewritten(workbook(ROWS), "xl/worksheets/sheet1.xml", sheet)).code == "intake.too_large"


def test_nul_bytes_and_open_quotes_are_refused_with_their_line() -> None:
    assert refusal(b"a,b\n1,2\n3,\x004\n").code == "intake.nul_bytes"
    torn = refusal(b'a,b\n1,2\n3,"open\n')
    assert (torn.code, torn.line) == ("intake.truncated", 3)
    assert refusal(b"a,b\n" + b"x" * 3000 + b",1\n", cell_characters=1000).code == "intake.cell_too_long"


def test_too_many_columns_are_refused() -> None:
    assert refusal(",".join("abcdefgh").encode() + b"\n", columns=5).code == "intake.too_many_columns"


def test_every_sentence_can_be_written_and_says_what_to_do() -> None:
    for sentence in (*FILE_SENTENCES.values(), *ROW_SENTENCES.values()):
        written = sentence.format(found="x", expected="y", column="z")
        assert "{" not in written
    assert all(";" in sentence or "," in sentence for sentence in FILE_SENTENCES.values())
