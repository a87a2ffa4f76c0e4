"""A plan out of a file: levels, kinds, figures, the account of what was read, and files that are refused."""

import io
from datetime import date
from decimal import Decimal

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ceyuan.core.intake.clauses import ClauseProposal, propose_clauses
from ceyuan.core.intake.errors import IntakeError
from ceyuan.core.intake.figures import figures_in
from ceyuan.core.intake.outline import chinese_count, counted, roman, split_number

from .word_files import NAMESPACE, document, official_plan, packed, paragraph, table


def shape(proposal: ClauseProposal) -> list[tuple[int, str, str]]:
    return [(one.depth, one.number, one.kind) for one in proposal.clauses]


def test_it_reads_the_levels_of_an_official_document() -> None:
    proposal = propose_clauses(official_plan(), file="规划.docx")
    assert proposal.title == "测试集团五年科技规划"
    assert shape(proposal) == [
        (1, "一、", "heading"),
        (2, "", "statement"),
        (1, "二、", "heading"),
        (2, "（一）", "target"),
        (2, "（二）", "target"),
        (3, "", "target"),
        (1, "三、", "heading"),
        (2, "（一）", "heading"),
        (3, "1.", "task"),
        (3, "2.", "task"),
        (1, "四、", "heading"),
        (2, "（一）", "safeguard"),
    ]
    assert [one.parent for one in proposal.clauses] == [None, 0, None, 2, 2, 4, None, 6, 7, 7, None, 10]


def test_every_paragraph_is_a_clause_or_rejected_with_its_line() -> None:
    proposal = propose_clauses(official_plan(), file="规划.docx")
    assert proposal.read == 14
    assert [(one.line, one.code) for one in proposal.rejected] == [
        (1, "row.document_title"),
        (8, "row.table_header"),
    ]


def test_a_row_of_an_indicator_table_tells_its_figures_by_year() -> None:
    row = propose_clauses(official_plan(), file="规划.docx").clauses[5]
    assert row.text == "国家级平台数：单位 个；2024年 3；2029年 6"
    assert [(one.name, one.value, one.year) for one in row.figures] == [
        ("国家级平台数", Decimal(3), 2024),
        ("国家级平台数", Decimal(6), 2029),
    ]


def test_it_follows_heading_styles_and_automatic_numbers() -> None:
    content = document(
        paragraph("集团规划", style="t"),
        paragraph("目标 1", style="toc1"),
        paragraph("主要目标", style="1"),
        paragraph("投入", style="own"),
        paragraph("提高研发投入，到2027年达到3%。", level=1),
        paragraph("建设平台。", level=1),
        paragraph("保障措施", style="1"),
        paragraph("加强组织领导。", level=0),
    )
    proposal = propose_clauses(content, file="a.docx")
    assert [(one.depth, one.number, one.text[:4]) for one in proposal.clauses] == [
        (1, "", "主要目标"),
        (2, "", "投入"),
        (3, "（一）", "提高研发"),
        (3, "（二）", "建设平台"),
        (1, "", "保障措施"),
        (2, "一、", "加强组织"),
    ]
    assert {one.code for one in proposal.rejected} == {"row.document_title", "row.contents"}


def test_deleted_text_is_not_read_and_inserted_text_is() -> None:
    body = (
        f"<w:document {NAMESPACE}><w:body><w:p><w:r><w:t>一、研发</w:t></w:r><w:del><w:r><w:delText>旧</w:delText>"
        "<w:t>旧</w:t></w:r></w:del><w:ins><w:r><w:t>投入</w:t><w:br/><w:t>说明</w:t></w:r></w:ins></w:p></w:body></w:document>"
    )
    assert [one.text for one in propose_clauses(document(document=body), file="a.docx").clauses] == ["研发投入\n说明"]


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("第一章 总则", "第一章", "总则"),
        ("第十二节　平台", "第十二节", "平台"),
        ("二、主要目标", "二、", "主要目标"),
        ("（十一）人才", "（十一）", "人才"),
        ("3.开展研究", "3.", "开展研究"),
        ("（2）试验", "（2）", "试验"),
        ("③推广", "③", "推广"),
        ("1.2 Aims", "1.2", "Aims"),
        ("2.1.3 Scope of it", "2.1.3", "Scope of it"),
        ("(a) first", "(a)", "first"),
        ("(ii) second", "(ii)", "second"),
        ("Chapter 3 Tasks", "Chapter 3", "Tasks"),
    ],
)
def test_it_tells_number_and_text_apart(text: str, number: str, rest: str) -> None:
    told = split_number(text)
    assert told
    assert (told.number, told.text) == (number, rest)


@pytest.mark.parametrize("text", ["3.2%以上的企业", "10.5亿元投入", "2025年底前完成", "研发投入", "一流企业", "a plan"])
def test_a_figure_or_running_text_is_no_number(text: str) -> None:
    assert split_number(text) is None


def test_english_levels_nest() -> None:
    content = document(
        *(paragraph(text) for text in ("1. Targets", "1.1 R&D intensity", "(a) at least 3.2 % by then", "2. Tasks"))
    )
    assert [(one.depth, one.number) for one in propose_clauses(content, file="a.docx").clauses] == [
        (1, "1."),
        (2, "1.1"),
        (3, "(a)"),
        (1, "2."),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("到2025年，研发投入强度达到3.2%以上", ("研发投入强度", "at_least", "3.2", "%", 2025)),
        ("年授权发明专利不低于3,000件", ("年授权发明专利", "at_least", "3000", "件", None)),
        ("吨铝电耗降至12800千瓦时", ("吨铝电耗", "at_most", "12800", "千瓦时", None)),
        ("损失控制在2%以内", ("损失", "at_most", "2", "%", None)),
        ("资产负债率稳定在60%", ("资产负债率", "equal", "60", "%", None)),
        ("By 2027 the R&D intensity reaches 3.5 %", ("By 2027 the R&D intensity", "at_least", "3.5", "%", 2027)),
    ],
)
def test_it_recognises_a_figure(text: str, expected: tuple[object, ...]) -> None:
    (one,) = figures_in(text)
    assert (one.name, one.direction, str(one.value), one.unit, one.year) == expected


def test_a_year_is_no_figure() -> None:
    assert figures_in("力争在2030年达到2030年前的水平，超过2025年。") == ()


def test_counts_are_written_as_word_writes_them() -> None:
    assert [chinese_count(one) for one in (1, 10, 11, 20, 25, 101, 110)] == [
        "一",
        "十",
        "十一",
        "二十",
        "二十五",
        "一百零一",
        "一百一十",
    ]
    assert (counted(3, "decimalEnclosedCircle"), counted(4, "upperRoman"), counted(2, "lowerLetter")) == (
        "③",
        "IV",
        "b",
    )
    assert roman(49) == "xlix"


def workbook(rows: list[list[object]]) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return stream.getvalue()


def test_a_workbook_says_number_text_kind_unit_and_day() -> None:
    content = workbook(
        [
            ["年度计划条款"],
            ["编号", "内容", "类别", "牵头单位", "完成时限"],
            ["一、", "重点任务", "标题", "", ""],
            ["（一）", "完成工业试验", "任务", "A", "2026-09-30"],
            ["（二）", "无从归类", "胡乱", "", ""],
            ["（三）", "", "任务", "", ""],
            ["（四）", "推广应用", "", "", "某天"],
        ]
    )
    proposal = propose_clauses(content, file="plan.xlsx")
    assert [(one.depth, one.number, one.kind, one.lead, one.due) for one in proposal.clauses] == [
        (1, "一、", "heading", "", None),
        (2, "（一）", "task", "A", date(2026, 9, 30)),
    ]
    assert [(one.line, one.column, one.code) for one in proposal.rejected] == [
        (5, "kind", "row.unknown_clause_kind"),
        (6, "text", "row.required"),
        (7, "due", "row.not_a_date"),
    ]
    assert proposal.read == 5


def test_a_csv_in_english_is_read_too() -> None:
    content = b"number,text,kind\n1.,Targets,heading\n1.1,R&D intensity reaches 3.2 %,target\n"
    assert shape(propose_clauses(content, file="plan.csv")) == [(1, "1.", "heading"), (2, "1.1", "target")]


BOMB = packed({"[Content_Types].xml": "<T/>", "word/document.xml": b" " * (30 * 1024 * 1024)})
ENTITIES = document(document=f'<!DOCTYPE x [<!ENTITY a "aaaa">]><w:document {NAMESPACE}>&a;</w:document>')


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "a.docx", "intake.empty"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "a.doc", "intake.wrong_file"),
        (b"%PDF-1.7", "a.pdf", "intake.unknown_kind"),
        (official_plan()[:400], "a.docx", "intake.truncated"),
        (packed({"xl/workbook.xml": "<w/>"}), "a.docx", "intake.wrong_file"),
        (document(document="<w:document><w:body>"), "a.docx", "intake.corrupt"),
        (ENTITIES, "a.docx", "intake.unsafe_xml"),
        (BOMB, "a.docx", "intake.compression_bomb"),
        (b"code,amount\n1,2\n", "a.csv", "intake.missing_column"),
    ],
)
def test_it_refuses_what_is_no_plan_or_hostile(content: bytes, name: str, code: str) -> None:
    with pytest.raises(IntakeError) as refused:
        propose_clauses(content, file=name)
    assert refused.value.code == code


def test_a_paragraph_too_long_is_rejected_and_the_rest_stands() -> None:
    proposal = propose_clauses(document(paragraph("一、目标"), paragraph("长" * 9000)), file="a.docx")
    assert [one.code for one in proposal.rejected] == ["row.text_too_long"]
    assert len(proposal.clauses) == 1


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co"]), max_size=30), max_size=12))
def test_whatever_the_words_the_account_closes_and_the_tree_is_a_tree(texts: list[str]) -> None:
    safe = ["".join(sign for sign in text if sign.isprintable()) for text in texts]
    content = document(*(paragraph(text) for text in safe), table([("甲", "乙"), ("1", "2")]))
    proposal = propose_clauses(content, file="a.docx")
    assert proposal.read == len(proposal.clauses) + len(proposal.rejected)
    for place, one in enumerate(proposal.clauses):
        above = proposal.clauses[one.parent] if one.parent is not None else None
        assert one.parent is None or one.parent < place
        assert one.depth == (above.depth + 1 if above else 1)
