"""Reading CSV and TSV as a stream of (line, cells), with the delimiter found from the text and a torn end noticed."""

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from ceyuan.core.intake.errors import IntakeError
from ceyuan.core.intake.limits import DEFAULT, Limits

DELIMITERS = (",", ";", "\t", "|", "，")
SAMPLE_CHARACTERS = 1 << 17
SAMPLE_ROWS = 200


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the cells of a text file are separated."""

    delimiter: str = ","
    quote: str = '"'


def find_dialect(sample: str) -> Dialect:
    """The delimiter that cuts most rows of the sample into the same number (> 1) of cells; a comma if none does."""
    named = sample[:6].lower()
    if named.startswith("sep=") and len(named) > 4:
        return Dialect(named[4])
    best, best_score = ",", 0.0
    for delimiter in DELIMITERS:
        score = _evenness(sample, delimiter)
        if score > best_score:
            best, best_score = delimiter, score
    return Dialect(best)


def _evenness(sample: str, delimiter: str) -> float:
    rows = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    widths: Counter[int] = Counter()
    try:
        for row in rows:
            if row and any(row):
                widths[len(row)] += 1
            if rows.line_num > SAMPLE_ROWS:
                break
    except csv.Error:
        return 0.0
    cut = {width: count for width, count in widths.items() if width > 1}
    if not cut:
        return 0.0
    width, count = max(cut.items(), key=lambda pair: (pair[1], pair[0]))
    return count / sum(widths.values()) + min(width, 50) / 1000


class _Lines:
    """Physical lines of the text, remembering those of the record being read, within bounds."""

    def __init__(self, text: io.TextIOBase, limits: Limits) -> None:
        self._text, self._limits = text, limits
        self.count = 0
        self.held: list[str] = []
        self.last = ""

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._text.readline(self._limits.cell_characters * 4)
        if not line:
            raise StopIteration
        if "\0" in line:
            raise IntakeError("intake.nul_bytes", line=self.count + 1)
        self.count += 1
        self.held.append(line)
        self.last = line
        return line


@dataclass(frozen=True, slots=True)
class TextRow:
    """One record: the 1-based line where it starts, its cells, and whether the file ends right after it."""

    line: int
    cells: list[str]
    torn: bool = False


def rows(
    opener: Callable[[], BinaryIO], *, encoding: str, dialect: Dialect, file: str = "", limits: Limits = DEFAULT
) -> Iterator[TextRow]:
    """Stream the records of a text file; wholly blank lines are skipped.

    Raises IntakeError for undecodable bytes, an over-long cell, NUL bytes and a quote that is still open at the end.
    """
    csv.field_size_limit(limits.cell_characters)
    with opener() as raw, io.TextIOWrapper(raw, encoding=encoding, errors="strict", newline="") as text:
        lines = _Lines(text, limits)
        try:
            yield from _records(lines, dialect)
        except UnicodeDecodeError as problem:
            found = repr(problem.object[problem.start : problem.start + 4])
            raise IntakeError(
                "intake.wrong_encoding", file=file, line=lines.count + 1, expected=encoding, found=found
            ) from problem
        except csv.Error as problem:
            limit = f"{limits.cell_characters} characters"
            raise IntakeError(
                "intake.cell_too_long", file=file, line=lines.count, expected=limit, found=str(problem)
            ) from problem
        except EOFError as problem:
            raise IntakeError("intake.truncated", file=file, line=lines.count, found=str(problem)) from problem
        except IntakeError as problem:
            raise problem.placed(file=file) from None


def _records(lines: _Lines, dialect: Dialect) -> Iterator[TextRow]:
    reader = csv.reader(lines, delimiter=dialect.delimiter, quotechar=dialect.quote)
    start = 1
    waiting: TextRow | None = None
    held: list[str] = []
    for cells in reader:
        if waiting:
            yield waiting
        held, lines.held = lines.held, []
        torn = not lines.last.endswith(("\n", "\r"))
        named = start == 1 and bool(cells) and cells[0].lower().startswith("sep=")
        waiting = TextRow(start, cells, torn) if cells and not named else None
        start = lines.count + 1
    if waiting:
        if _quote_is_open(held, dialect):
            raise IntakeError("intake.truncated", line=waiting.line, found="a quoted cell that is never closed")
        yield waiting


def _quote_is_open(held: list[str], dialect: Dialect) -> bool:
    try:
        for _ in csv.reader(held, delimiter=dialect.delimiter, quotechar=dialect.quote, strict=True):
            pass
    except csv.Error as problem:
        return "unexpected end" in str(problem)
    return False
