"""Reading a Word document (.docx) as numbered paragraphs and table rows: the document part alone, nothing is run.

Styles and automatic numbering are followed, deleted text and alternative drawings are left out. Parts are read with
bounds, and a part that declares entities is refused.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat

from ceyuan.core.intake.containers import Opener, bytes_opener, member_opener, zip_archive
from ceyuan.core.intake.errors import IntakeError
from ceyuan.core.intake.limits import Limits
from ceyuan.core.intake.word_styles import Numbering, Styles, read_numbering, read_styles

WORD_LIMITS = Limits(unpacked_bytes=96 * 1024 * 1024, members=4096)
PART_BYTES = 48 * 1024 * 1024
MOST_PARAGRAPHS = 20_000
_LEFT_OUT = frozenset({"del", "moveFrom", "Fallback"})
Attributes = dict[str, str]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or, with `cells`, a table row. `line` counts paragraphs and rows from 1, empty ones too.

    `number` is the automatic number as printed, `level` that of a heading style (1 is the highest, 0 is none), `kind`
    "title" or "contents" for the styles of the title and of the table of contents, `table` counts the tables from 1.
    """

    line: int
    text: str
    number: str = ""
    level: int = 0
    kind: str = ""
    cells: tuple[str, ...] = ()
    table: int = 0


def read_word(content: bytes, *, file: str) -> list[Paragraph]:
    """The paragraphs and rows of a document in their order. IntakeError when it is damaged, hostile or no document."""
    opener = bytes_opener(content)
    with zip_archive(opener, file=file, limits=WORD_LIMITS) as archive:
        names = {member.filename for member in archive.infolist()}
    if "word/document.xml" not in names:
        raise IntakeError("intake.wrong_file", file=file, expected=".docx", found=", ".join(sorted(names)[:4]))
    styles, numbering = Styles(), Numbering()
    if "word/styles.xml" in names:
        styles = read_styles(_walker(opener, "word/styles.xml", file))
    if "word/numbering.xml" in names:
        numbering = read_numbering(_walker(opener, "word/numbering.xml", file))
    body = _Body(styles, numbering, file)
    _walker(opener, "word/document.xml", file)(body.start, body.end, body.characters)
    return body.paragraphs


Start = Callable[[str, Attributes], None]
End = Callable[[str], None]
Characters = Callable[[str], None]


def _walker(opener: Opener, part: str, file: str) -> Callable[[Start, End, Characters], None]:
    """Streams a part to handlers; names come without their prefixes."""

    def walk(start: Start, end: End, characters: Characters) -> None:
        parser = expat.ParserCreate()
        parser.buffer_text = True

        def refuse(*_declared: object) -> None:
            raise IntakeError("intake.unsafe_xml", file=file)

        parser.StartDoctypeDeclHandler = refuse
        parser.EntityDeclHandler = refuse
        parser.StartElementHandler = lambda name, given: start(
            name.rpartition(":")[2], {key.rpartition(":")[2]: value for key, value in given.items()}
        )
        parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
        parser.CharacterDataHandler = characters
        limits = Limits(unpacked_bytes=PART_BYTES)
        try:
            with member_opener(opener, part, file=file, limits=limits)() as stream:
                while piece := stream.read(1 << 16):
                    parser.Parse(piece, False)  # noqa: FBT003 - expat takes it by place
            parser.Parse(b"", True)  # noqa: FBT003
        except expat.ExpatError as problem:
            raise IntakeError("intake.corrupt", file=f"{file}:{part}", found=str(problem)) from problem

    return walk


@dataclass(slots=True)
class _Open:
    """A paragraph while it is read."""

    pieces: list[str] = field(default_factory=list)
    style: str = ""
    outline: int = 0
    number: str = ""
    depth: int | None = None


class _Body:
    """Collects paragraphs and rows from the events of the document part."""

    def __init__(self, styles: Styles, numbering: Numbering, file: str) -> None:
        self.paragraphs: list[Paragraph] = []
        self._styles, self._numbering, self._file = styles, numbering, file
        self._open: list[_Open] = []
        self._path: list[str] = []
        self._left_out = 0
        self._tables = self._table = self._line = 0
        self._row: list[list[str]] = []

    def start(self, name: str, given: Attributes) -> None:
        self._path.append(name)
        if name in _LEFT_OUT:
            self._left_out += 1
        elif name == "p":
            self._open.append(_Open())
        elif name == "tbl":
            self._table += 1
            self._tables += self._table == 1
        elif name == "tr" and self._table == 1:
            self._row = []
        elif name == "tc" and self._table == 1:
            self._row.append([])
        elif self._open:
            self._within(name, given.get("val", ""))

    def _within(self, name: str, value: str) -> None:
        one = self._open[-1]
        parent = self._path[-2] if len(self._path) > 1 else ""
        if name == "pStyle":
            one.style = value
        elif name == "outlineLvl" and value.isdecimal():
            one.outline = int(value) + 1 if int(value) < 9 else 0
        elif name == "numId":
            one.number = value
        elif name == "ilvl" and value.isdecimal():
            one.depth = min(int(value), 8)
        elif parent == "r" and not self._left_out:
            one.pieces += {"tab": [" "], "br": ["\n"], "cr": ["\n"], "noBreakHyphen": ["-"]}.get(name, [])

    def characters(self, text: str) -> None:
        if self._open and self._path[-1] == "t" and not self._left_out:
            self._open[-1].pieces.append(text)

    def end(self, name: str) -> None:
        self._path.pop()
        if name in _LEFT_OUT:
            self._left_out -= 1
        elif name == "p" and self._open:
            self._close(self._open.pop())
        elif name == "tbl":
            self._table -= 1
        elif name == "tr" and self._table == 1:
            cells = tuple(" ".join(part for part in cell if part) for cell in self._row)
            self._add(Paragraph(self._next(), " ".join(filter(None, cells)), cells=cells, table=self._tables))

    def _close(self, one: _Open) -> None:
        text = "".join(one.pieces).replace("\xa0", " ").strip(" \t\n\u3000")
        if self._table:
            if self._row:
                self._row[-1].append(text)
            return
        style = self._styles.of(one.style)
        number = ""
        if text:
            number_id = one.number or style.number
            number = self._numbering.next(number_id, one.depth if one.depth is not None else style.depth)
        self._add(Paragraph(self._next(), text, number, one.outline or style.level, style.kind))

    def _next(self) -> int:
        self._line += 1
        return self._line

    def _add(self, paragraph: Paragraph) -> None:
        if len(self.paragraphs) >= MOST_PARAGRAPHS:
            raise IntakeError(
                "intake.too_large",
                file=self._file,
                expected=f"{MOST_PARAGRAPHS} paragraphs",
                found=f"over {MOST_PARAGRAPHS} paragraphs",
            )
        self.paragraphs.append(paragraph)
