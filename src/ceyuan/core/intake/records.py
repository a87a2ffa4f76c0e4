"""Streams relational deliveries with declared columns: parquet, CSV of any delimiter, gzip of these, a member of a zip.

A missing column, a wrong or a torn file raises :class:`IntakeError` naming file, line, column and what was expected;
since a tear may show only at the end of the stream, the caller must load within one transaction. A row that does
not fit is handed out as :class:`Rejected`; nothing is dropped in silence.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ceyuan.core.intake import plain
from ceyuan.core.intake.accounting import Delivery
from ceyuan.core.intake.errors import Rejected, excerpt
from ceyuan.core.intake.limits import DEFAULT, Limits
from ceyuan.core.intake.record_sources import open_table

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """A declared column.

    ``kind`` is a key of ``plain.READERS``: text, int, decimal, money (in cents), money_rounded, date, datetime, bool.
    ``required``: no cell may be empty. ``present``: the file must have the column. ``source_names`` are tried before
    ``name``, without regard to case. ``currency`` is the one the sums of a money column are kept under.
    """

    name: str
    kind: str = "text"
    required: bool = False
    source_names: tuple[str, ...] = ()
    present: bool = True
    currency: str = "EUR"

    def __post_init__(self) -> None:
        if self.kind not in plain.READERS:
            raise ValueError(f"column {self.name!r}: unknown kind {self.kind!r}, use one of {', '.join(plain.READERS)}")

    @property
    def is_money(self) -> bool:
        """Whether the column takes part in the control totals."""
        return self.kind.startswith("money")

    @property
    def names(self) -> tuple[str, ...]:
        """All names under which a file may carry the column, best first."""
        return (*self.source_names, self.name)


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows in file order: accepted as (1-based line in the file, values by column name; empty cells are None)."""

    accepted: list[tuple[int, Row]] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)


def read_table(
    path: Path,
    columns: Sequence[ColumnSpec],
    *,
    member: str = "",
    batch_rows: int = 2000,
    delivery: Delivery | None = None,
    limits: Limits = DEFAULT,
) -> Iterator[Batch]:
    """Stream the rows of a table in batches.

    ``member`` names the file inside a zip (its last path part suffices). ``delivery`` is told of every row read,
    accepted and rejected; call its ``close()`` after the last batch. Lines of a parquet file are its row numbers.
    """
    table = open_table(path, member=member, wanted=[(spec.names, spec.present) for spec in columns], limits=limits)
    account = delivery or Delivery(table.file)
    batch = Batch()
    for line, cells in table.rows(batch_rows):
        account.read()
        outcome = cells if isinstance(cells, Rejected) else _take(table.file, line, columns, cells)
        if isinstance(outcome, Rejected):
            account.reject(outcome)
            batch.rejected.append(outcome)
        else:
            account.accept((spec.name, spec.currency, outcome[spec.name]) for spec in columns if spec.is_money)
            batch.accepted.append((line, outcome))
        if len(batch.accepted) + len(batch.rejected) >= batch_rows:
            yield batch
            batch = Batch()
    if batch.accepted or batch.rejected:
        yield batch


def _take(file: str, line: int, columns: Sequence[ColumnSpec], cells: Sequence[Any]) -> Row | Rejected:
    values: Row = {}
    faults: list[Rejected] = []
    for spec, cell in zip(columns, cells, strict=True):
        try:
            values[spec.name] = _value(spec, cell)
        except plain.Unfit as unfit:
            found = excerpt("" if cell is None else cell)
            faults.append(Rejected(file, "", line, spec.name, unfit.code, found, unfit.expected))
    return Rejected.joined(faults) if faults else values


def _value(spec: ColumnSpec, cell: Any) -> Any:
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        value = None
    else:
        reader: Callable[[Any], Any] = plain.READERS[spec.kind]
        value = reader(cell)
    if value is None and spec.required:
        raise plain.Unfit("row.required", spec.kind)
    return value
