"""The one front door: open a file, propose a mapping for a sheet, take its rows.

source = open_source(path)
sheet = source.sheets[0]
proposal = propose(sheet, PROJECT_FIELDS)
for row in take(sheet, proposal.mapping, PROJECT_FIELDS, delivery=delivery): ...
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from ceyuan.core.intake.errors import IntakeError
from ceyuan.core.intake.field_sets import PROJECT_FIELDS, FieldSet
from ceyuan.core.intake.header import Header, find_header, header_at
from ceyuan.core.intake.mapping import ColumnChoice, ColumnProposal, Mapping, fingerprint, propose_columns
from ceyuan.core.intake.profile import profiles
from ceyuan.core.intake.rows import Accepted, take
from ceyuan.core.intake.sheets import Line, Sheet
from ceyuan.core.intake.sources import Source, open_source
from ceyuan.core.intake.words import Lexicon

STUDIED = 3000
PREVIEWED = 12

__all__ = [
    "PROJECT_FIELDS",
    "Accepted",
    "Mapping",
    "Proposal",
    "Source",
    "best_sheet",
    "open_source",
    "propose",
    "take",
]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a sheet seems to be: header, a proposal per column, the first rows, required fields without a column."""

    sheet: str
    header: Header
    columns: tuple[ColumnProposal, ...]
    preview: tuple[Line, ...]
    missing: tuple[str, ...]
    from_saved: bool
    mapping: Mapping

    @property
    def header_row(self) -> int:
        """The last line of the header; data begin below."""
        return self.header.last_line


@lru_cache(maxsize=64)
def lexicon_of(fields: FieldSet) -> Lexicon:
    """The prepared words of a field set; preparing takes some milliseconds, so they are kept."""
    return Lexicon(fields)


def propose(
    sheet: Sheet,
    fields: FieldSet = PROJECT_FIELDS,
    *,
    saved: Sequence[Mapping] = (),
    header_lines: tuple[int, int] | None = None,
    currency: str = "CNY",
) -> Proposal:
    """Find the header and propose a field per column.

    A saved mapping with the same header is taken over. ``header_lines`` is the user's own choice of the header.
    IntakeError when no header is found; the user may then name it. ``currency`` is assumed where neither header nor
    cells name one.
    """
    lines = list(islice(sheet.lines(), STUDIED))
    lexicon = lexicon_of(fields)
    header = header_at(sheet, lines, *header_lines) if header_lines else find_header(sheet, lines, lexicon)
    if header is None:
        found = " | ".join(str(cell) for cell in (lines[0].cells if lines else ()) if cell is not None)
        raise IntakeError("intake.no_header", file=sheet.file, sheet=sheet.name, found=found)
    below = [line for line in lines if line.number > header.last_line]
    width = max([len(header.names), *(len(line.cells) for line in below)])
    columns = propose_columns(header, profiles(below, width), fields, lexicon, lines=below, currency=currency)
    mark = fingerprint(header.names)
    known = next((mapping for mapping in saved if mapping.fingerprint == mark), None)
    if known:
        columns = [_as_saved(column, known) for column in columns]
    chosen = {column.field for column in columns}
    choices = tuple(ColumnChoice(column.index, column.header, column.field, column.style) for column in columns)
    return Proposal(
        sheet=sheet.name,
        header=header,
        columns=tuple(columns),
        preview=tuple(below[:PREVIEWED]),
        missing=tuple(spec.name for spec in fields.fields if spec.required and spec.name not in chosen),
        from_saved=known is not None,
        mapping=Mapping(mark, header.first_line, header.last_line, choices),
    )


def _as_saved(column: ColumnProposal, saved: Mapping) -> ColumnProposal:
    choice = next((each for each in saved.columns if each.index == column.index), None)
    if choice is None:
        return column
    return ColumnProposal(column.index, column.header, choice.field, 1.0, ("mapping.saved",), choice.style)


def best_sheet(source: Source, fields: FieldSet = PROJECT_FIELDS) -> Sheet:
    """The visible sheet most likely to hold the list: most mapped columns, then most of the first rows filled."""

    def rank(sheet: Sheet) -> tuple[bool, float, int]:
        try:
            proposal = propose(sheet, fields)
        except IntakeError:
            return (not sheet.hidden, 0.0, 0)
        mapped = sum(column.confidence for column in proposal.columns if column.field)
        return (not sheet.hidden, mapped if proposal.preview else 0.0, len(proposal.preview))

    return max(source.sheets, key=rank) if len(source.sheets) > 1 else source.sheets[0]
