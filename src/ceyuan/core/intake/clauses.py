"""A plan from a Word document or a table as a proposal of numbered clauses, for a person to look at before it is taken.

Every paragraph or row that holds something ends as a clause or as a rejection with its line and reason.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ceyuan.core.intake.accounting import Tally
from ceyuan.core.intake.clause_kinds import HEADING, Setting, kind_of
from ceyuan.core.intake.clause_rows import Columns, columns_of, find_columns, values_of
from ceyuan.core.intake.errors import IntakeError, Rejected, excerpt
from ceyuan.core.intake.figures import Figure, figures_in, table_figures
from ceyuan.core.intake.limits import Limits
from ceyuan.core.intake.outline import Numbered, split_number
from ceyuan.core.intake.sources import open_source
from ceyuan.core.intake.word import Paragraph, read_word

LONGEST_CLAUSE = 8_000
LONGEST_NUMBER = 40
DEEPEST = 9
TABLE_LIMITS = Limits(file_bytes=32 * 1024 * 1024, rows=20_000, columns=64)
_BODY_RANK = 100.0


@dataclass(frozen=True, slots=True)
class ProposedClause:
    """A clause as it would be taken. `parent` is the place of the clause above it in the proposal, None at the top."""

    line: int
    number: str
    text: str
    depth: int
    parent: int | None
    kind: str
    figures: tuple[Figure, ...] = ()
    lead: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class ClauseProposal:
    """What a file seems to say: its title, clauses in their order, and every paragraph or row that is none."""

    file: str
    title: str
    clauses: tuple[ProposedClause, ...]
    rejected: tuple[Rejected, ...]
    read: int

    def __post_init__(self) -> None:
        Tally(self.read, len(self.clauses), len(self.rejected))


@dataclass(frozen=True, slots=True)
class _Found:
    """A clause before its place in the tree is known. `rank` orders levels; body text ranks lowest."""

    line: int
    number: str
    text: str
    rank: float
    is_styled: bool = False
    given_kind: str = ""
    figures: tuple[Figure, ...] = ()
    lead: str = ""
    due: date | None = None


def propose_clauses(content: bytes, *, file: str) -> ClauseProposal:
    """Read a plan out of .docx, .xlsx, .xls, .ods or CSV. IntakeError for what is none of them, damaged or hostile."""
    if not content:
        raise IntakeError("intake.empty", file=file)
    if file.lower().endswith((".docx", ".docm", ".doc", ".wps")):
        if not content.startswith(b"PK\x03\x04"):
            raise IntakeError("intake.wrong_file", file=file, expected=".docx", found="no .docx document")
        return _from_word(read_word(content, file=file), file)
    return _from_table(content, file)


def _from_word(paragraphs: Sequence[Paragraph], file: str) -> ClauseProposal:
    found: list[_Found] = []
    rejected: list[Rejected] = []
    title = ""
    heads: dict[int, Sequence[str]] = {}
    learned = _learned_ranks(paragraphs)
    numbered_yet = False
    for one in paragraphs:
        if not one.text:
            continue
        told = split_number(f"{one.number} {one.text}".strip()) if one.number or not one.cells else None
        numbered_yet = numbered_yet or told is not None or one.level > 0
        if reason := _left_out(one, numbered_yet=numbered_yet, has_numbers=bool(learned)):
            title = title or (one.text if reason == "row.document_title" else "")
            rejected.append(Rejected(file, "", one.line, "", reason, excerpt(one.text)))
        elif one.cells and one.table not in heads:
            heads[one.table] = one.cells
            rejected.append(Rejected(file, "", one.line, "", "row.table_header", excerpt(one.text)))
        elif len(one.text) > LONGEST_CLAUSE:
            fault = Rejected(
                file, "", one.line, "", "row.text_too_long", f"{len(one.text)} characters", str(LONGEST_CLAUSE)
            )
            rejected.append(fault)
        elif one.cells:
            outcome = _table_row(one, heads[one.table], file)
            (rejected if isinstance(outcome, Rejected) else found).append(outcome)  # type: ignore[arg-type]
        else:
            found.append(_paragraph(one, told, learned))
    return _proposal(file, title, found, rejected)


def _learned_ranks(paragraphs: Iterable[Paragraph]) -> dict[float, float]:
    """Ranks of the schemes in use; a scheme that headings use takes the level of their style."""
    ranks: dict[float, float] = {}
    for one in paragraphs:
        told = split_number(f"{one.number} {one.text}".strip()) if one.text and not one.cells else None
        if told:
            level = one.level or told.rank + DEEPEST
            ranks[told.rank] = min(ranks.get(told.rank, level), level)
    return ranks


def _left_out(one: Paragraph, *, numbered_yet: bool, has_numbers: bool) -> str:
    if one.kind == "contents":
        return "row.contents"
    if one.text.isdecimal() and len(one.text) <= 4 and not one.cells:
        return "row.page_number"
    if one.kind == "title" or (has_numbers and not numbered_yet and len(one.text) <= 60 and not one.cells):
        return "row.document_title" if one.text[-1] not in "。：:；;.!" else ""
    return ""


def _paragraph(one: Paragraph, told: Numbered | None, learned: dict[float, float]) -> _Found:
    number, text = (told.number, told.text) if told else (one.number[:LONGEST_NUMBER], one.text)
    if not text:  # a number alone
        number, text = "", one.text
    rank = float(one.level) if one.level else learned[told.rank] if told else _BODY_RANK
    return _Found(one.line, number, text, rank, is_styled=one.level > 0, figures=figures_in(text))


def _table_row(one: Paragraph, heads: Sequence[str], file: str) -> _Found | Rejected:
    """A row of a table of the document: by its known columns, else written out with the heads of the table."""
    if columns := columns_of(heads):
        return _known_row(one.line, one.cells, columns, file=file, sheet="")
    name, rest = one.cells[0], list(zip(heads[1:], one.cells[1:], strict=False))
    if name.isdecimal() and rest:  # a running number in front
        name, rest = rest[0][1], rest[1:]
    told = "；".join(f"{head} {cell}".strip() for head, cell in rest if cell)
    text = f"{name}：{told}" if told and name else name or told
    figures = table_figures(name, tuple(head for head, _ in rest), tuple(cell for _, cell in rest))
    return _Found(one.line, "", text, _BODY_RANK, figures=figures)


def _known_row(line: int, cells: Sequence[object], columns: Columns, *, file: str, sheet: str) -> _Found | Rejected:
    values = values_of(cells, columns)
    if isinstance(values, tuple):
        code, column, shown = values
        return Rejected(file, sheet, line, column, code, excerpt(shown))
    if len(values.text) > LONGEST_CLAUSE:
        limit = str(LONGEST_CLAUSE)
        return Rejected(file, sheet, line, "", "row.text_too_long", f"{len(values.text)} characters", limit)
    told = split_number(f"{values.number} {values.text}".strip() if values.number else values.text)
    number, text = (told.number, told.text) if told and told.text else (values.number, values.text)
    return _Found(
        line,
        number[:LONGEST_NUMBER],
        text,
        told.rank if told else _BODY_RANK,
        given_kind=values.kind,
        figures=figures_in(text),
        lead=values.lead,
        due=values.due,
    )


def _from_table(content: bytes, file: str) -> ClauseProposal:
    source = open_source(content, file, limits=TABLE_LIMITS)
    chosen = find_columns(source)
    if chosen is None:
        raise IntakeError("intake.missing_column", file=file, expected="内容 / text", found=_first_words(source.sheets))
    sheet, header, columns = chosen
    found: list[_Found] = []
    rejected: list[Rejected] = []
    for line in sheet.lines():
        if line.number <= header:
            continue
        outcome = _known_row(line.number, line.cells, columns, file=file, sheet=sheet.name)
        (rejected if isinstance(outcome, Rejected) else found).append(outcome)  # type: ignore[arg-type]
    if not found and not rejected:
        raise IntakeError("intake.no_table", file=file)
    return _proposal(file, "", found, rejected)


def _first_words(sheets: Sequence[object]) -> str:
    first = next(iter(sheets[0].lines()), None) if sheets else None  # type: ignore[attr-defined]
    return " | ".join(str(cell) for cell in (first.cells if first else ()) if cell is not None)


def _proposal(file: str, title: str, found: Sequence[_Found], rejected: Sequence[Rejected]) -> ClauseProposal:
    clauses: list[ProposedClause] = []
    above: list[tuple[float, int]] = []  # rank and place of the clauses that are open above the present one
    setting = Setting()
    for place, one in enumerate(found):
        while above and above[-1][0] >= one.rank:
            above.pop()
        depth = min(len(above) + 1, DEEPEST)
        kind = one.given_kind or kind_of(
            one.text, numbered=bool(one.number), styled=one.is_styled, figures=one.figures, setting=setting.at(depth)
        )
        if kind == HEADING or one.rank < _BODY_RANK:
            setting = setting.within(depth, one.text)
        parent = above[-1][1] if above else None
        clauses.append(
            ProposedClause(one.line, one.number, one.text, depth, parent, kind, one.figures, one.lead, one.due)
        )
        if one.rank < _BODY_RANK and depth < DEEPEST:
            above.append((one.rank, place))
    rejected = sorted(rejected, key=lambda fault: fault.line)
    return ClauseProposal(file, title, tuple(clauses), tuple(rejected), len(clauses) + len(rejected))
