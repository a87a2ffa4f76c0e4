"""The account of an import: for each file what was read, accepted and rejected, and why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ceyuan.core.intake.accounting import Delivery
from ceyuan.core.intake.errors import Rejected, excerpt
from ceyuan.core.intake.records import ColumnSpec, Row, read_table


@dataclass(frozen=True, slots=True)
class FileTally:
    """The balance of one file: accepted + rejected = read, with the number of rows for each reason."""

    name: str
    read: int
    accepted: int
    rejected: int
    codes: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import did: balances, refused rows, and how many records changed, by kind."""

    files: Sequence[FileTally]
    rejections: Sequence[Rejected]
    changed: Mapping[str, int]

    @property
    def is_unchanged(self) -> bool:
        """Whether the files said nothing new."""
        return not any(self.changed.values())


@dataclass(slots=True)
class Book:
    """Keeps account of one file while it is read and checked."""

    path: Path
    sheet: str = ""
    delivery: Delivery = field(init=False)
    rejections: list[Rejected] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.delivery = Delivery(self.path.name, self.sheet)

    def rows(self, columns: Sequence[ColumnSpec]) -> Iterator[tuple[int, Row]]:
        """The rows that fit the columns, with their lines; the others are noted as rejected."""
        for batch in read_table(self.path, columns, delivery=self.delivery):
            self.rejections.extend(batch.rejected)
            yield from batch.accepted

    def reject(self, line: int, column: str, code: str, *, found: object = "", expected: str = "") -> None:
        """A row that was read well does not stand after all."""
        refused = Rejected(self.path.name, self.sheet, line, column, code, excerpt(found), expected)
        self.delivery.reaccount(refused)
        self.rejections.append(refused)

    def close(self) -> FileTally:
        """The balance; raises when a row was lost."""
        tally = self.delivery.close()
        return FileTally(self.path.name, tally.read, tally.accepted, tally.rejected, dict(self.delivery.codes))
