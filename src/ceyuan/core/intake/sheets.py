"""One shape for every table: a sheet with a name and lines that can be read again and again."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from ceyuan.core.intake.errors import IntakeError
from ceyuan.core.intake.limits import DEFAULT, Limits

Cell = str | int | float | Decimal | bool | date | datetime | time | timedelta | None


@dataclass(frozen=True, slots=True)
class Line:
    """One row that holds something: its 1-based number in the file and its cells without the empty ones at the end."""

    number: int
    cells: tuple[Cell, ...]

    def cell(self, index: int) -> Cell:
        """The cell, or None beyond the end."""
        return self.cells[index] if index < len(self.cells) else None

    @property
    def filled(self) -> int:
        """How many cells hold something."""
        return sum(1 for cell in self.cells if cell is not None)


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged area; rows and columns count from 0, both ends included. Its value stands in the top left cell."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of a file. ``lines()`` streams it anew each time; blank rows are left out, numbers stay true."""

    file: str
    name: str
    lines: Callable[[], Iterator[Line]]
    hidden: bool = False
    hidden_columns: frozenset[int] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    merges: tuple[Merge, ...] = field(default=(), repr=False)

    def lines_between(self, first: int, last: int) -> list[Line]:
        """The lines numbered from ``first`` to ``last``."""
        found = []
        for line in self.lines():
            if line.number > last:
                break
            if line.number >= first:
                found.append(line)
        return found

    @property
    def rows(self) -> Iterator[tuple[Cell, ...]]:
        """The cells alone, for callers that need no line numbers."""
        return (line.cells for line in self.lines())


def clean(value: object) -> Cell:
    """A cell as the rest of the room expects it: no outer blanks, no no-break spaces, empty is None."""
    if isinstance(value, str):
        text = value.replace("\xa0", " ").replace("\u3000", " ").replace("\ufeff", "").strip()
        return text or None
    if isinstance(value, int | float | Decimal | date | time | timedelta) or value is None:
        return value
    return str(value)


def lines_of(
    numbered: Iterable[tuple[int, Iterable[object]]],
    *,
    file: str,
    sheet: str,
    limits: Limits = DEFAULT,
    keep_blank: bool = False,
) -> Iterator[Line]:
    """Clean rows into lines: empty cells at the end are cut, blank rows skipped unless kept, bounds watched."""
    count = 0
    for number, row in numbered:
        cells = [clean(cell) for cell in row]
        while cells and cells[-1] is None:
            cells.pop()
        if not cells and not keep_blank:
            continue
        count += 1
        if len(cells) > limits.columns:
            raise IntakeError(
                "intake.too_many_columns",
                file=file,
                sheet=sheet,
                line=number,
                expected=str(limits.columns),
                found=str(len(cells)),
            )
        if count > limits.rows:
            raise IntakeError(
                "intake.too_large",
                file=file,
                sheet=sheet,
                expected=f"{limits.rows} rows",
                found=f"over {count - 1} rows",
            )
        for cell in cells:
            if isinstance(cell, str) and len(cell) > limits.cell_characters:
                raise IntakeError(
                    "intake.cell_too_long",
                    file=file,
                    sheet=sheet,
                    line=number,
                    expected=f"{limits.cell_characters} characters",
                    found=f"{len(cell)} characters",
                )
        yield Line(number, tuple(cells))
