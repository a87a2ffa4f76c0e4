"""Tables of HTML pages, the usual content of an ".xls" that a web page offers for download."""

import re
from collections.abc import Iterator

from lxml import etree, html

from ceyuan.core.intake import encoding
from ceyuan.core.intake.containers import Opener, megabytes
from ceyuan.core.intake.errors import IntakeError
from ceyuan.core.intake.limits import Limits
from ceyuan.core.intake.sheets import Line, Merge, Sheet, lines_of

CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
BLANKS = re.compile(r"\s+")
LARGEST_SPAN = 1000


def html_sheets(opener: Opener, *, file: str, limits: Limits) -> list[Sheet]:
    """Every outermost or inner table with more than one row and column, in the order of the page.

    Parsed without network and with the parser's own bounds; declared entities are refused unseen.
    """
    with opener() as stream:
        body = stream.read(limits.html_bytes + 1)
    if len(body) > limits.html_bytes:
        raise IntakeError("intake.too_large", file=file, expected=megabytes(limits.html_bytes), found="a larger page")
    if b"<!ENTITY" in body.upper():
        raise IntakeError("intake.unsafe_xml", file=file)
    codec = _codec(body, opener, file=file)
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, encoding=codec)
    try:
        page = html.document_fromstring(body, parser=parser)
    except (etree.LxmlError, ValueError, LookupError) as problem:
        raise IntakeError("intake.corrupt", file=file, found=str(problem)) from problem
    sheets = []
    for number, table in enumerate(page.iter("table"), start=1):
        rows, merges = _grid(table, limits)
        if sum(1 for row in rows.values() if len(row) > 1) > 1:
            sheets.append(_sheet(f"table {number}", rows, merges, file=file, limits=limits))
    if not sheets:
        raise IntakeError("intake.no_table", file=file)
    return sheets


def _codec(body: bytes, opener: Opener, *, file: str) -> str:
    declared = CHARSET.search(body[:4096])
    if declared:
        name = declared[1].decode("ascii").lower()
        name = "gb18030" if name in {"gb2312", "gbk"} else name
        try:
            body.decode(name)
        except (UnicodeDecodeError, LookupError):
            pass
        else:
            return name
    return encoding.detect(opener, file=file)


def _sheet(name: str, rows: dict[int, dict[int, str]], merges: list[Merge], *, file: str, limits: Limits) -> Sheet:
    def lines() -> Iterator[Line]:
        numbered = (
            (number + 1, [row.get(column) for column in range(max(row, default=-1) + 1)])
            for number, row in sorted(rows.items())
        )
        return lines_of(numbered, file=file, sheet=name, limits=limits)

    return Sheet(file, name, lines, merges=tuple(merges))


def _grid(table: html.HtmlElement, limits: Limits) -> tuple[dict[int, dict[int, str]], list[Merge]]:
    """Cells by row and column with spans laid out; a spanned area keeps its text in the top left cell."""
    rows: dict[int, dict[int, str]] = {}
    taken: set[tuple[int, int]] = set()
    merges: list[Merge] = []
    own = (row for row in table.iter("tr") if next(row.iterancestors("table"), None) is table)
    for top, row in enumerate(own):
        rows[top] = {}
        left = 0
        for cell in row.iterchildren("td", "th"):
            while (top, left) in taken:
                left += 1
            wide, tall = _span(cell, "colspan"), _span(cell, "rowspan")
            if left > limits.columns:
                break
            text = BLANKS.sub(" ", " ".join(cell.itertext())).strip()
            if text:
                rows[top][left] = text
            if wide > 1 or tall > 1:
                merges.append(Merge(top, left, top + tall - 1, left + wide - 1))
                taken.update((top + down, left + right) for down in range(tall) for right in range(wide))
            left += wide
    return rows, merges


def _span(cell: html.HtmlElement, name: str) -> int:
    value = cell.get(name) or "1"
    return min(max(int(value), 1), LARGEST_SPAN) if value.isdecimal() else 1
