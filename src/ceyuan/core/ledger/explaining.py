"""Explanations of money figures, down to the rows of the cost cube from which a page opens the vouchers."""

from collections.abc import Iterable, Sequence

from ceyuan.core.kernel import Explained, Leaf, Money, Source
from ceyuan.core.ledger.schema import CostRow

Part = Explained | Leaf


def row_source(row: CostRow) -> Source:
    """The cube row as a source; its key is that of `CostRow.key`."""
    return Source("ledger.cube", row.key, row.project)


def project_source(project: str) -> Source:
    """The project that a part of a figure belongs to."""
    return Source("ledger.project", project, project)


def company_source(company: str, year: int) -> Source:
    """The legal entity and year that a figure belongs to."""
    return Source("ledger.entity", f"{company}|{year}", company)


def of_rows(rows: Iterable[CostRow]) -> tuple[Leaf, ...]:
    """Each row as a leaf of its amount."""
    return tuple(Leaf(Money(row.amount_fen), "ledger.cube_row", (row_source(row),)) for row in rows)


def given(fen: int, code: str, *sources: Source) -> Leaf:
    """An amount taken as somebody stated it."""
    return Leaf(Money(fen), code, sources)


def figure(fen: int, code: str, parts: Sequence[Part] = (), sources: tuple[Source, ...] = ()) -> Explained:
    """A computed amount with what went into it."""
    return Explained(Money(fen), code, tuple(parts), sources)


def added(code: str, parts: Sequence[Part], sources: tuple[Source, ...] = ()) -> Explained:
    """The sum of the parts, which are all amounts."""
    return figure(sum(fen_of(part) for part in parts), code, parts, sources)


def fen_of(part: Part) -> int:
    """The fen of an explained amount."""
    if not isinstance(part.value, Money):
        raise TypeError(f"{part.value!r} is no amount of money.")
    return part.value.minor
