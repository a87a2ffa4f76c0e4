"""From an unknown sheet to typed rows: header, mapping, rows."""

import csv
import io
import json
from datetime import date
from decimal import Decimal

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from ceyuan.core.intake.accounting import Delivery, Tally
from ceyuan.core.intake.assignment import best_assignment
from ceyuan.core.intake.convert import Amount
from ceyuan.core.intake.errors import IntakeError, Rejected
from ceyuan.core.intake.field_sets import PROJECT_FIELDS
from ceyuan.core.intake.rows import Accepted
from ceyuan.core.intake.sheets import Sheet
from ceyuan.core.intake.take import Mapping, open_source, propose, take


def chinese_workbook() -> Sheet:
    """A plan list as offices make it: banner, unit note, two-row header, merged cells, subtotal, signature."""
    body = io.BytesIO()
    with xlsxwriter.Workbook(body, {"in_memory": True}) as book:
        sheet = book.add_worksheet("计划")
        sheet.merge_range(0, 0, 0, 7, "昆岳有色集团 2026 年度科技计划项目表")
        sheet.write(1, 6, "金额单位：万元")
        for column, name in enumerate(["序号", "项目名称", "承担单位", "项目负责人"]):
            sheet.merge_range(2, column, 3, column, name)
        sheet.merge_range(2, 4, 2, 5, "经费")
        sheet.write_row(3, 4, ["总经费", "自筹经费"])
        sheet.merge_range(2, 6, 3, 6, "起止年月")
        sheet.write_row(4, 0, [1, "大型电解槽节能", "铝业一公司", "李明", 120.5, 20, "2026.01-2027.12"])
        sheet.merge_range(4, 2, 5, 2, "铝业一公司")
        sheet.write_row(5, 0, [2, "阳极长寿命技术"])
        sheet.write_row(5, 3, ["王芳", 80, 80, "2026.03-2026.11"])
        sheet.write_row(6, 0, [3, "余热回收", "铜业公司", "赵强", "待定", 5, "2026.01-2026.12"])
        sheet.write_row(7, 0, ["合计", None, None, None, 200.5, 105])
        sheet.write(9, 0, "制表人：陈静")
    return open_source(body.getvalue(), "计划.xlsx").sheets[0]


def outcomes(sheet: Sheet) -> tuple[list[Accepted], list[Rejected], Tally]:
    delivery = Delivery(sheet.file, sheet.name)
    rows = list(take(sheet, propose(sheet).mapping, PROJECT_FIELDS, delivery=delivery))
    accepted = [row for row in rows if isinstance(row, Accepted)]
    return accepted, [row for row in rows if isinstance(row, Rejected)], delivery.close()


def text_sheet(text: str) -> Sheet:
    return open_source(text.encode(), "list.csv").sheets[0]


def test_a_chinese_plan_list_is_understood() -> None:
    proposal = propose(chinese_workbook())
    assert (proposal.header.first_line, proposal.header_row) == (3, 4)
    found = {column.header: column.field for column in proposal.columns}
    assert found == {
        "序号": "code",
        "项目名称": "title",
        "承担单位": "lead_unit",
        "项目负责人": "leader",
        "经费 / 总经费": "total_cost",
        "经费 / 自筹经费": "own_share",
        "起止年月": "period",
    }
    assert all(column.reasons and 0 < column.confidence <= 1 for column in proposal.columns)
    assert {column.style.scale for column in proposal.columns if column.field == "total_cost"} == {10_000}


def test_its_rows_are_typed_and_every_one_accounted_for() -> None:
    accepted, rejected, tally = outcomes(chinese_workbook())
    assert accepted[0].values == {
        "code": "1",
        "title": "大型电解槽节能",
        "lead_unit": "铝业一公司",
        "leader": "李明",
        "total_cost": Amount(120_500_000, "CNY"),
        "own_share": Amount(20_000_000, "CNY"),
        "start": date(2026, 1, 1),
        "end": date(2027, 12, 31),
    }
    assert accepted[1].values["lead_unit"] == "铝业一公司"
    assert [(row.line, row.code, row.found) for row in rejected] == [
        (7, "row.not_money", "待定"),
        (8, "row.heading", "合计"),
        (10, "row.heading", "制表人：陈静"),
    ]
    assert tally == Tally(5, 2, 3)


def test_rows_that_continue_a_record_are_told_with_its_line_and_make_no_records() -> None:
    sheet = text_sheet(
        "Beneficiary Name,Operation Name,Operation Start Date,Total Eligible Expenditure,Location,Postcode\n"
        "Education Board,Training for work,2014-01-01,5000,,\n,,,,Cork,T12\n,,,,Galway,H91\n"
        "Priority 2,,,,,\n,,,,Sligo,F91\n"
        "Higher Authority,Springboard,2015-01-01,7000,,\n,,,,Athlone,N37\nInstitute,,,,Dublin,D02\n"
        "Third Board,Bridges,2016-01-01,9000,Cavan,H12\n"
    )
    accepted, rejected, tally = outcomes(sheet)
    assert [row.line for row in accepted] == [2, 7, 10]
    assert [(row.line, row.code, row.expected) for row in rejected if row.code == "row.continuation"] == [
        (3, "row.continuation", "2"),
        (4, "row.continuation", "2"),
        (8, "row.continuation", "7"),
    ]
    assert [(row.line, row.code) for row in rejected if row.code != "row.continuation"] == [
        (5, "row.heading"),
        (6, "row.required"),
        (9, "row.required"),
    ]
    assert tally == Tally(9, 3, 6)


def test_a_header_in_two_rows_of_two_languages_is_joined() -> None:
    sheet = text_sheet(
        "Liste der Vorhaben;;;\n1;2;3;4\nName des Begünstigten;Bezeichnung;Beginn;Fördersatz\n"
        "beneficiary name;operation name;operation start date;co-financing rate\n"
        "Müller GmbH;Halle;05.02.16;50\nStadt Ulm;Brücke;31.03.17;80\nStadt Köln;Schule;13.04.17;80\n"
    )
    proposal = propose(sheet)
    assert (proposal.header.first_line, proposal.header_row) == (3, 4)
    assert [column.field for column in proposal.columns] == ["lead_unit", "title", "start", "cofinancing_rate"]
    accepted, _, _ = outcomes(sheet)
    assert accepted[0].values["start"] == date(2016, 2, 5)
    assert accepted[0].values["cofinancing_rate"] == Decimal("0.5")


def test_a_table_without_column_names_is_refused_until_the_user_names_a_row() -> None:
    sheet = text_sheet("甲,乙,丙\n丁,戊,己\n")
    with pytest.raises(IntakeError) as caught:
        propose(sheet)
    assert caught.value.code == "intake.no_header"
    assert propose(sheet, header_lines=(1, 1)).header_row == 1


def test_an_exact_repeat_is_taken_once_and_names_the_first_line() -> None:
    _, rejected, tally = outcomes(text_sheet("项目名称,承担单位,总经费\n甲,一,1\n乙,二,2\n甲,一,1\n"))
    assert [(row.line, row.code, row.expected) for row in rejected] == [(4, "row.duplicate", "2")]
    assert tally == Tally(3, 2, 1)


def test_an_end_before_its_start_is_refused() -> None:
    _, rejected, _ = outcomes(
        text_sheet("项目名称,开始时间,结束时间\n甲,2026-05-01,2026-04-01\n乙,2026-05-01,2026-06-01\n")
    )
    assert [(row.line, row.code) for row in rejected] == [(2, "row.end_before_start")]


def test_a_saved_mapping_with_corrections_is_taken_over() -> None:
    sheet = chinese_workbook()
    corrected = propose(sheet).mapping.with_field(5, "funding").with_field(0, None)
    stored = Mapping.from_dict(json.loads(json.dumps(corrected.to_dict())))
    assert stored == corrected
    again = propose(sheet, saved=[stored])
    assert again.from_saved
    assert again.mapping.field_of(5) == "funding"
    assert again.mapping.field_of(0) is None
    rows = [row for row in take(sheet, stored, PROJECT_FIELDS) if isinstance(row, Accepted)]
    assert rows[0].values["funding"] == Amount(20_000_000, "CNY")
    assert rows[0].extra == {"序号": "1"}


def test_a_mapping_is_not_used_on_another_header() -> None:
    mapping = propose(text_sheet("项目名称,承担单位,总经费\n甲,一,1\n乙,二,2\n")).mapping
    other = text_sheet("承担单位,项目名称,总经费\n一,甲,1\n")
    with pytest.raises(IntakeError) as caught:
        list(take(other, mapping, PROJECT_FIELDS))
    assert caught.value.code == "intake.mapping_mismatch"
    with pytest.raises(IntakeError):
        Mapping.from_dict({"columns": []})


CELLS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp"), exclude_characters="\ufeff"), max_size=12
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=25), st.sampled_from([",", ";", "\t"]))
def test_no_row_and_no_text_of_a_written_csv_is_lost(rows: list[tuple[str, str, str]], delimiter: str) -> None:
    body = io.StringIO()
    writer = csv.writer(body, delimiter=delimiter)
    writer.writerows([("项目名称", "承担单位", "研究内容"), *[("Title", "Unit", "Text")] * 5, *rows])
    sheet = open_source(body.getvalue().encode(), "list.csv").sheets[0]
    kept = [row for row in rows if any(row)]
    seen = [tuple(line.cell(index) or "" for index in range(3)) for line in sheet.lines()]
    assert seen[6:] == kept
    mapping = propose(sheet, header_lines=(1, 1)).mapping
    delivery = Delivery("list.csv")
    count = sum(1 for _ in take(sheet, mapping, PROJECT_FIELDS, delivery=delivery))
    assert count == delivery.close().read == len(kept) + 5


@given(st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=1, max_size=4))
def test_the_assignment_is_the_best_of_all(gain: list[list[int]]) -> None:
    def best(row: int, used: frozenset[int]) -> int:
        if row == len(gain):
            return 0
        skipped = best(row + 1, used)
        return max([skipped] + [gain[row][c] + best(row + 1, used | {c}) for c in range(3) if c not in used])

    chosen = best_assignment(gain)
    taken = [column for column in chosen if column is not None]
    assert len(taken) == len(set(taken))
    assert sum(gain[row][column] for row, column in enumerate(chosen) if column is not None) == best(0, frozenset())
