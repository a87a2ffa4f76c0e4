"""Arithmetic of a delivery: what was read is accepted or rejected, nothing is lost, and the sums are there to compare.

The reader counts what it read, the taker counts what became of it; :meth:`Delivery.close` compares both.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from types import MappingProxyType

from ceyuan.core.intake.errors import Rejected


class UnbalancedDelivery(ArithmeticError):
    """Rows read and rows accounted for differ: a fault of the program, not of the user; roll the delivery back."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Numbers of rows; ``accepted + rejected == read`` or :class:`UnbalancedDelivery`."""

    read: int
    accepted: int
    rejected: int

    def __post_init__(self) -> None:
        if min(self.read, self.accepted, self.rejected) < 0 or self.accepted + self.rejected != self.read:
            raise UnbalancedDelivery(
                f"{self.read} rows read, but {self.accepted} accepted and {self.rejected} rejected"
            )

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.read + other.read, self.accepted + other.accepted, self.rejected + other.rejected)


@dataclass(frozen=True, slots=True)
class ControlTotals:
    """Accepted rows and, per money column and currency, the filled cells and their sum in minor units (fen, cent)."""

    rows: int
    filled: Mapping[tuple[str, str], int]
    sums: Mapping[tuple[str, str], int]

    def to_dict(self) -> dict[str, object]:
        """Plain form for storing: ``{"rows", "money": [{"column", "currency", "filled", "sum_minor"}]}``."""
        money = [
            {"column": column, "currency": currency, "filled": self.filled[column, currency], "sum_minor": total}
            for (column, currency), total in sorted(self.sums.items())
        ]
        return {"rows": self.rows, "money": money}


@dataclass(slots=True)
class Delivery:
    """Keeps account of one table while it streams by. The caller keeps the rejections (they may be many)."""

    file: str
    sheet: str = ""
    _read: int = 0
    _accepted: int = 0
    _rejected: int = 0
    _codes: Counter[str] = field(default_factory=Counter)
    _filled: Counter[tuple[str, str]] = field(default_factory=Counter)
    _sums: Counter[tuple[str, str]] = field(default_factory=Counter)

    def read(self, rows: int = 1) -> None:
        """The source handed out ``rows`` more rows."""
        self._read += rows

    def accept(self, money: Iterable[tuple[str, str, int | None]] = ()) -> None:
        """One row was taken; ``money`` lists (column, currency, minor units or None) of its money cells."""
        self._accepted += 1
        for column, currency, minor in money:
            if minor is not None:
                self._filled[column, currency] += 1
                self._sums[column, currency] += minor

    def reject(self, rejected: Rejected) -> None:
        """One row was refused for ``rejected.code``."""
        self._rejected += 1
        self._codes[rejected.code] += 1

    def reaccount(self, rejected: Rejected, money: Iterable[tuple[str, str, int | None]] = ()) -> None:
        """A row first accepted is refused after all (a later check failed): moves it over, sums included."""
        self._accepted -= 1
        for column, currency, minor in money:
            if minor is not None:
                self._filled[column, currency] -= 1
                self._sums[column, currency] -= minor
        self.reject(rejected)

    @property
    def codes(self) -> Mapping[str, int]:
        """How often each reason refused a row."""
        return MappingProxyType(self._codes)

    def totals(self) -> ControlTotals:
        """The control totals up to now."""
        return ControlTotals(self._accepted, dict(self._filled), dict(self._sums))

    def close(self) -> Tally:
        """The balance; raises :class:`UnbalancedDelivery` if a row got lost or was counted twice."""
        return Tally(self._read, self._accepted, self._rejected)


class Duplicates:
    """Finds exact repeats of rows inside one table with 16 bytes per row, so that a million rows stay affordable."""

    def __init__(self) -> None:
        self._first: dict[bytes, int] = {}

    def first_line(self, cells: Iterable[Hashable], line: int) -> int | None:
        """The line of the first row with exactly these cells, or None if this row is the first."""
        digest = blake2b(digest_size=16)
        for cell in cells:
            part = b"" if cell is None else repr(cell).encode("utf-8", "surrogatepass")
            digest.update(b"%d:" % len(part) + part)
        first = self._first.setdefault(digest.digest(), line)
        return None if first == line else first
