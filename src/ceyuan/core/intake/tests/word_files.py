"""Word documents made for tests: the parts that matter, written by hand."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STYLES = f"""<?xml version="1.0" encoding="UTF-8"?><w:styles {NAMESPACE}>
<w:style w:type="paragraph" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="own"><w:name w:val="own heading"/><w:basedOn w:val="2"/></w:style>
<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="toc1"><w:name w:val="toc 1"/></w:style></w:styles>"""
NUMBERING = f"""<?xml version="1.0" encoding="UTF-8"?><w:numbering {NAMESPACE}>
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl></w:abstractNum>
<w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""


def paragraph(text: str, *, style: str = "", level: int | None = None) -> str:
    """A paragraph; `level` puts it into the list of NUMBERING."""
    inner = f'<w:pStyle w:val="{style}"/>' if style else ""
    if level is not None:
        inner += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="5"/></w:numPr>'
    return f'<w:p><w:pPr>{inner}</w:pPr><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def table(rows: Sequence[Sequence[str]]) -> str:
    """A table of plain cells."""
    lines = ["<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in rows]
    return f"<w:tbl>{''.join(lines)}</w:tbl>"


def document(*parts: str, **members: str | bytes) -> bytes:
    """A .docx of paragraphs and tables; `members` replace or add parts (`document`, `styles`, `numbering`)."""
    body = (
        f'<?xml version="1.0" encoding="UTF-8"?><w:document {NAMESPACE}><w:body>{"".join(parts)}</w:body></w:document>'
    )
    return packed(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": members.get("document", body),
            "word/styles.xml": members.get("styles", STYLES),
            "word/numbering.xml": members.get("numbering", NUMBERING),
        }
    )


def packed(members: Mapping[str, str | bytes]) -> bytes:
    """A zip of these members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def official_plan() -> bytes:
    """A plan in the style of an official document: title, three chapters, a table of indicators."""
    return document(
        paragraph("测试集团五年科技规划"),
        paragraph(""),
        paragraph("一、总体要求"),
        paragraph("坚持创新驱动发展，面向世界科技前沿。"),
        paragraph("二、主要目标"),
        paragraph("（一）研发投入强度达到3.2%以上，年发明专利授权数不低于3000件。"),
        paragraph("（二）铝液损失量控制在120吨以内。"),
        table([("指标名称", "单位", "2024年", "2029年"), ("国家级平台数", "个", "3", "6")]),
        paragraph("三、重点任务"),
        paragraph("（一）攻克超大型电解槽关键技术"),
        paragraph("1. 开展热平衡仿真。"),
        paragraph("2. 完成工业试验。"),
        paragraph("四、保障措施"),
        paragraph("（一）加大经费投入，各单位按季度报告。"),
    )
