"""Paper as plain values: titled tables that a page or a workbook writer lays out. Words are codes; amounts are fen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal


class Word(str):
    """A code that stands in a column of free text, such as "total": it is worded where free text is left alone."""

    __slots__ = ()


Cell = str | int | date | None
Kind = Literal["text", "code", "date", "fen", "thousand", "count", "month", "ppm"]
"""What a cell holds: free text, a code to be worded, a day, fen shown in yuan, thousand yuan, a count, yyyymm, ppm."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `key` is the code of its heading, `group` that of the heading above several columns."""

    key: str
    kind: Kind = "fen"
    group: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: `title` is a code, `heading` what stands above it (code to value), `footers` follow the rows.

    Every row and footer has one cell per column; None stays empty.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    footers: tuple[tuple[Cell, ...], ...] = ()
    heading: Mapping[str, Cell] = field(default_factory=dict)

    def __post_init__(self) -> None:
        width = len(self.columns)
        if wrong := [row for row in (*self.rows, *self.footers) if len(row) != width]:
            raise ValueError(f"{self.title}: a row has {len(wrong[0])} cells for {width} columns.")

    def column(self, key: str) -> tuple[Cell, ...]:
        """The cells of one column, footers not included."""
        position = next(index for index, column in enumerate(self.columns) if column.key == key)
        return tuple(row[position] for row in self.rows)

    def footer(self, label: str) -> dict[str, Cell]:
        """The footer that bears a label in any cell, by column key."""
        row = next(row for row in self.footers if label in row)
        return {column.key: cell for column, cell in zip(self.columns, row, strict=True)}


def placed(columns: tuple[Column, ...], cells: Mapping[str, Cell]) -> tuple[Cell, ...]:
    """A row from cells by column key; what is not named stays empty. KeyError for a cell without column."""
    if unknown := set(cells) - {column.key for column in columns}:
        raise KeyError(f"no column {', '.join(sorted(unknown))}")
    return tuple(cells.get(column.key) for column in columns)
