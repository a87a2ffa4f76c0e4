"""Paper: the same facts give the same bytes, every Chinese sign can be read back, and data never become program."""

from __future__ import annotations

import datetime
import hashlib
import json

import pytest
from django.utils import translation

from ceyuan.apps.documents import fonts
from ceyuan.apps.documents.interface import (
    PaperColumn,
    PaperTable,
    Record,
    RenderingTrouble,
    Section,
    render_pdf,
    render_record,
)
from ceyuan.apps.documents.records import record_facts
from ceyuan.apps.documents.tests.pdf_text import text_of

AS_OF = datetime.datetime(2025, 11, 30, 9, 12, tzinfo=datetime.UTC)
TABLE = PaperTable(
    (PaperColumn("来源", width="wide"), PaperColumn("金额（万元）", "right")),
    [(f"集团拨款第{number}笔", "1,234.50") for number in range(1, 81)],
    ("合计", "98,760.00"),
)


def record(text: str = "铼 𬭎 镕 喆 堃 䶮 㙍", *sections: Section) -> Record:
    return Record(
        title="铼铱合金制备关键技术研究",
        as_of=AS_OF,
        printed_by="安科技",
        number="KY-2023-0007",
        number_label="项目编号",
        group="昆岳有色集团",
        sections=(Section("基本情况", facts=[("关键材料", text)]), *sections),
    )


def test_it_prints_chinese_that_can_be_read_back() -> None:
    text = text_of(render_record(record("铼 𬭎 镕 喆 堃 䶮 㙍", Section("经费预算", table=TABLE))))
    for expected in (
        "铼铱合金制备关键技术研究",
        "铼 𬭎 镕 喆 堃 䶮 㙍",
        "昆岳有色集团",
        "集团拨款第80笔",
        "98,760.00",
        "KY-2023-0007",
    ):
        assert expected in text, expected


def test_every_page_tells_its_number_the_moment_and_the_fingerprint_of_the_facts() -> None:
    printed = record("铼", Section("经费预算", table=TABLE))
    with translation.override("zh-hans"):
        text = text_of(render_record(printed))
        canonical = json.dumps(record_facts(printed), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(canonical.encode()).hexdigest()
    pages = text.count("数据截至")
    assert pages == 3
    assert text.count(digest) == pages
    assert text.count("2025-11-30 17:12") == pages
    for page in range(1, pages + 1):
        assert f"页码{page} / {pages}" in text.replace("页码 ", "页码")


def test_the_same_facts_give_the_same_bytes() -> None:
    assert render_record(record()) == render_record(record())
    assert render_record(record("甲")) != render_record(record("乙"))


def test_it_declares_pdf_a_2b_and_embeds_its_only_typeface() -> None:
    pdf = render_record(record())
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in pdf
    assert b"/FontFile2" in pdf
    assert b"NotoSansSC" in pdf


def test_a_sign_that_the_font_lacks_is_printed_as_its_number() -> None:
    assert 0x13000 not in fonts.covered()
    assert "〔U+13000〕" in text_of(render_record(record("铼𓀀镕")))


@pytest.mark.parametrize("hostile", ['#panic("x")', "$x$ *b* `c`", '"); #read("/etc/passwd")', "// comment", "\\u{41}"])
def test_facts_are_printed_as_they_are_and_never_run(hostile: str) -> None:
    squeezed = text_of(render_record(record(hostile))).replace(" ", "")
    assert hostile.replace(" ", "") in squeezed


def test_english_words_stand_on_an_english_record() -> None:
    with translation.override("en"):
        text = text_of(render_record(record()))
    assert "Printed by" in text
    assert "数据截至" not in text


def test_a_row_with_missing_cells_is_refused_before_printing() -> None:
    with pytest.raises(ValueError, match="1 cells in a table of 2"):
        PaperTable(TABLE.columns, [("只有一格",)])


def test_an_unknown_template_names_the_known_ones() -> None:
    with pytest.raises(LookupError, match="documents/record"):
        render_pdf("documents/nothing", {})


def test_missing_facts_are_a_trouble_that_names_the_template() -> None:
    with pytest.raises(RenderingTrouble, match="documents/record"):
        render_pdf("documents/record", {"title": "x"})


def test_floats_are_refused() -> None:
    with pytest.raises(TypeError, match="floats"):
        render_pdf("documents/record", {**record_facts(record()), "amount": 1.5})
