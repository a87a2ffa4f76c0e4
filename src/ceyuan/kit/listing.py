"""What a list page needs from a selector: a count, a page of rows, and a stream of all rows for the export."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.db.models import Count, QuerySet, Window


class Listing(Protocol):
    """The result of a list selector: already reduced to what the actor may see, filtered and sorted."""

    def count(self) -> int: ...
    def exceeds(self, number: int) -> bool: ...
    def slice(self, offset: int, limit: int) -> Sequence[Any]: ...
    def stream(self) -> Iterator[Any]: ...


@dataclass(frozen=True)
class QueryListing:
    """A queryset read in two steps: the ids of the page first (index only), then these rows with their relations.

    `related` names what `select_related` follows. With `columns` the rows are no records but named tuples of these
    columns (of relations too, as "unit__code"): half the work per row, and long texts stay in the database.
    With `most` counting stops behind that many rows: nobody turns to the ten-thousandth hit, and the page says "more".
    `at_once` counts in the same query that finds the page: for conditions that cost more than the rows they leave.
    `enrich` may add figures to the rows of one page in bulk; `total` replaces the counting where it is known cheaper.
    """

    ordered: QuerySet[Any]
    related: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    enrich: Callable[[list[Any]], Sequence[Any]] | None = None
    total: Callable[[], int] | None = None
    at_once: bool = False
    most: int = 0
    _known: list[int] = field(default_factory=list, init=False, repr=False, compare=False)

    def count(self) -> int:
        """Number of rows behind the filters; with `most`, one more than that stands for any larger number."""
        if not self._known:
            self._known.append(self._count())
        return self._known[0]

    def exceeds(self, number: int) -> bool:
        """Whether there are more rows than this number, however far `count` goes."""
        return self.ordered.order_by()[: number + 1].count() > number

    def _count(self) -> int:
        if self.total:
            return self.total()
        return self.ordered.order_by()[: self.most + 1].count() if self.most else self.ordered.count()

    def slice(self, offset: int, limit: int) -> Sequence[Any]:
        """The rows of one page in the order of the query."""
        if not self.at_once or self._known:
            return self._rows(list(self.ordered.values_list("pk", flat=True)[offset : offset + limit]))
        counted = self.ordered.annotate(behind=Window(Count("pk"))).values_list("pk", "behind")
        found = list(counted[offset : offset + limit])
        self._known.extend(total for _pk, total in found[:1])
        return self._rows([pk for pk, _total in found])

    def stream(self) -> Iterator[Any]:
        """All rows, read in portions, for an export."""
        step = 2000
        ids = list(self.ordered.values_list("pk", flat=True))
        for start in range(0, len(ids), step):
            yield from self._rows(ids[start : start + step])

    def _rows(self, ids: list[Any]) -> Sequence[Any]:
        # `ordered` was scoped by its selector, so its ids are all visible; a plain lookup avoids its joins.
        source = self.ordered.model._default_manager.filter(pk__one_of=ids)  # noqa: SLF001
        if self.columns:
            source = source.values_list("pk", *self.columns, named=True)
        elif self.related:
            source = source.select_related(*self.related)
        by_id = {row.pk: row for row in source}
        rows = [by_id[pk] for pk in ids if pk in by_id]
        return self.enrich(rows) if self.enrich else rows


@dataclass(frozen=True)
class SequenceListing:
    """Rows that are already in memory (a report, a short reference list)."""

    rows: Sequence[Any]

    most: int = 0

    def count(self) -> int:
        return len(self.rows)

    def exceeds(self, number: int) -> bool:
        return len(self.rows) > number

    def slice(self, offset: int, limit: int) -> Sequence[Any]:
        return self.rows[offset : offset + limit]

    def stream(self) -> Iterator[Any]:
        return iter(self.rows)
