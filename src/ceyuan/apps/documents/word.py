"""The same record as an editable Word file: headings, facts, tables, texts, in Chinese type for Word and WPS."""

from io import BytesIO
from typing import Any

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from .records import PaperTable, Record, Section, record_facts
from .rendering import fingerprint

BODY, HEADINGS = "仿宋", "黑体"
LATIN = "Times New Roman"
_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
}
# What XML cannot hold; everything else is printed as it is.
_UNFIT = {code: None for code in range(32) if code not in {9, 10, 13}} | {0xFFFE: None, 0xFFFF: None}


def render_word(record: Record) -> bytes:
    """The record as .docx: the same words as the PDF, to be worked on; the PDF is what is signed."""
    facts = record_facts(record)
    paper: Any = docx.Document()
    _styles(paper)
    paper.core_properties.title = _fit(record.title)
    paper.core_properties.author = _fit(record.group)
    paper.core_properties.created = paper.core_properties.modified = record.as_of.replace(tzinfo=None)
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.6)
    labels = facts["labels"]
    section.footer.paragraphs[0].text = _fit(
        f"{labels['as_of']} {facts['as_of']} · {labels['printed_by']} {record.printed_by}\n"
        f"{labels['fingerprint']} {fingerprint(facts)}"
    )
    _head(paper, record)
    for one in record.sections:
        _section(paper, one)
    target = BytesIO()
    paper.save(target)
    return target.getvalue()


def _styles(paper: Any) -> None:
    for name, face, size in (
        ("Normal", BODY, 12),
        ("Title", HEADINGS, 20),
        ("Heading 1", HEADINGS, 14),
        ("Footer", BODY, 8),
    ):
        style = paper.styles[name]
        style.font.name, style.font.size = LATIN, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        # Themes would win over the faces named here and give Chinese text a Latin theme's fallback.
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:eastAsia"), face)
    paper.styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _head(paper: Any, record: Record) -> None:
    if record.group:
        paper.add_paragraph(_fit(record.group)).alignment = WD_ALIGN_PARAGRAPH.CENTER
    paper.add_paragraph(_fit(record.title), style="Title")
    if record.subtitle:
        paper.add_paragraph(_fit(record.subtitle)).alignment = WD_ALIGN_PARAGRAPH.CENTER
    if record.number:
        paper.add_paragraph(_fit(f"{record.number_label} {record.number}")).alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _section(paper: Any, section: Section) -> None:
    paper.add_paragraph(_fit(section.heading), style="Heading 1")
    if section.facts:
        grid = paper.add_table(rows=0, cols=2, style="Table Grid")
        for label, value in section.facts:
            cells = grid.add_row().cells
            _write(cells[0], label, "left", bold=True)
            _write(cells[1], value, "left")
            cells[0].width, cells[1].width = Cm(4.5), Cm(11.3)
    if section.table is not None:
        _table(paper, section.table)
    for part in section.text.split("\n") if section.text else ():
        paragraph = paper.add_paragraph(_fit(part))
        paragraph.paragraph_format.first_line_indent = Pt(24)


def _table(paper: Any, table: PaperTable) -> None:
    grid = paper.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    for cell, column in zip(grid.rows[0].cells, table.columns, strict=True):
        _write(cell, column.label, column.align, bold=True)
    _repeat(grid.rows[0])
    rows = [(row, False) for row in table.rows] + ([(table.total, True)] if table.total is not None else [])
    for row, bold in rows:
        for cell, text, column in zip(grid.add_row().cells, row, table.columns, strict=True):
            _write(cell, text, column.align, bold=bold)


def _write(cell: Any, text: str, align: str, *, bold: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = _ALIGN[align]
    paragraph.add_run(_fit(text)).bold = bold


def _repeat(row: Any) -> None:
    """The head of a table stands again on every page."""
    mark = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no public way to it
    mark.append(mark.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"}))


def _fit(text: str) -> str:
    return "".join(c for c in text.translate(_UNFIT) if not 0xD800 <= ord(c) <= 0xDFFF)
