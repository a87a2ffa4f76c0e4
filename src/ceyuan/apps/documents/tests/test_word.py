"""The record as Word: the same words, Chinese type, tables with their heads."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import docx
from docx.oxml.ns import qn

from ceyuan.apps.documents import kinds
from ceyuan.apps.documents.interface import PaperColumn, PaperTable, Record, Section, render_word


def made(text: str = "第一段\n第二段") -> bytes:
    table = PaperTable(
        (PaperColumn("指标", width="wide"), PaperColumn("终值", "right")), (("电流效率", "95.2%"),), ("合计", "1")
    )
    sections = (Section("基本信息", (("名称", "超大型电解槽"),)), Section("考核指标", table=table, text=text))
    at = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
    return render_word(Record("科研任务书", at, "安科技", "Z-1", "编号", "附件", "测试集团", sections))


def test_it_says_the_same_words_in_their_order() -> None:
    content = made()
    assert kinds.recognise(BytesIO(content), "任务书.docx").extensions == ("docx",)
    paper = docx.Document(BytesIO(content))
    texts = [one.text for one in paper.paragraphs]
    assert texts == ["测试集团", "科研任务书", "附件", "编号 Z-1", "基本信息", "考核指标", "第一段", "第二段"]
    facts, figures = paper.tables
    assert [cell.text for cell in facts.rows[0].cells] == ["名称", "超大型电解槽"]
    assert [[cell.text for cell in row.cells] for row in figures.rows] == [
        ["指标", "终值"],
        ["电流效率", "95.2%"],
        ["合计", "1"],
    ]


def test_chinese_type_is_set_and_heads_repeat() -> None:
    paper = docx.Document(BytesIO(made()))
    fonts = {
        name: paper.styles[name].element.rPr.rFonts.get(qn("w:eastAsia")) for name in ("Normal", "Title", "Heading 1")
    }
    assert fonts == {"Normal": "仿宋", "Title": "黑体", "Heading 1": "黑体"}
    assert paper.tables[1].rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_what_xml_cannot_hold_is_left_out() -> None:
    paper = docx.Document(BytesIO(made("坏\x00字\x0b\ufffe")))
    assert paper.paragraphs[-1].text == "坏字"
