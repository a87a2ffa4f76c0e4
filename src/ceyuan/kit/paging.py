"""Pages of a long list and the addresses that lead to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from ceyuan.kit.listing import Listing

SIZES = (25, 50, 100, 200)
DEFAULT_SIZE = 50


@dataclass(frozen=True, slots=True)
class Page:
    """One page of rows: `number` counts from 1, `size` is the most rows a page holds, `total` the rows of all pages.

    `is_cut`: there are more rows than `total`, too many to count or to turn to.
    """

    rows: Sequence[Any]
    number: int
    size: int
    total: int
    is_cut: bool = False

    @property
    def first(self) -> int:
        return (self.number - 1) * self.size + 1 if self.rows else 0

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1 if self.rows else 0

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))

    def window(self) -> list[int | None]:
        """Page numbers to offer: the ends, the neighbours, None where some are left out."""
        near = {1, self.pages, *range(self.number - 1, self.number + 2)}
        wanted = sorted(n for n in near if 1 <= n <= self.pages)
        found: list[int | None] = []
        for n in wanted:
            if found and n - (found[-1] or 0) > 1:
                found.append(None)
            found.append(n)
        return found


def turn_to(listing: Listing, params: Mapping[str, Any]) -> Page:
    """The page that `params` ask for (`page`, `size`); a number out of range gives the nearest page, never an error."""
    size = _whole(params.get("size"), DEFAULT_SIZE)
    size = size if size in SIZES else DEFAULT_SIZE
    number = max(1, _whole(params.get("page"), 1))
    # The rows first: a listing may learn the total from the same query.
    rows = listing.slice((number - 1) * size, size)
    total = listing.count()
    most = getattr(listing, "most", 0)
    is_cut = bool(most) and total > most
    total = min(total, most) if is_cut else total
    last = max(1, -(-total // size))
    if number > last:
        number, rows = last, listing.slice((last - 1) * size, size)
    return Page(rows=rows, number=number, size=size, total=total, is_cut=is_cut)


def query_string(params: Mapping[str, Any], **changes: Any) -> str:
    """`?…` of the present parameters with some changed; None removes one. Empty values are dropped."""
    lists = getattr(params, "lists", None)
    kept: dict[str, list[Any]] = dict(lists()) if lists else {k: [v] for k, v in params.items()}
    for key, value in changes.items():
        kept[key] = [] if value is None else list(value) if isinstance(value, list | tuple) else [value]
    pairs = [(key, value) for key, values in kept.items() for value in values if value not in {None, ""}]
    return f"?{urlencode(pairs)}" if pairs else "?"


def _whole(text: Any, default: int) -> int:
    try:
        return int(str(text)[:9])
    except ValueError:
        return default
