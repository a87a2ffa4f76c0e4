"""One file of a delivery, read: canonical lines as Parquet, and what was no line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ceyuan.core.ledger.reading.canonical import canonical_lines, is_total
from ceyuan.core.ledger.reading.maps import ColumnMap, builtin
from ceyuan.core.ledger.reading.raw import SRC_LINE, extract

if TYPE_CHECKING:
    from ceyuan.core.ledger.engines import Engine

TOTALS_KEPT = 10_000


@dataclass(frozen=True, slots=True)
class Reading:
    """`lines` canonical lines at `path`; the other `rows` are `totals` (numbers of lines that print sums).

    Lines with too few or too many cells are no rows: `ragged` holds their numbers.
    """

    path: Path
    map: ColumnMap
    lines: int
    rows: int
    totals: tuple[int, ...]
    ragged: tuple[int, ...]


def read_delivery(engine: Engine, path: Path, *, delivery: str, out: Path, maps: Sequence[ColumnMap] = ()) -> Reading:
    """Read a file by the first map that fits, own maps before those of the product, into canonical lines at `out`.

    Refused with "ledger.no_map" when none fits; IntakeError when the file cannot be read at all.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    raw_path = out.with_suffix(".raw.parquet")
    table = extract(path, [*maps, *builtin()], raw_path)
    raw = engine.read([raw_path])
    chosen = table.map.chosen(table.headers)
    totals = engine.rows(raw.filter(is_total(raw, chosen)).select(SRC_LINE).limit(TOTALS_KEPT))[SRC_LINE].to_pylist()
    lines = canonical_lines(raw, table.map, delivery=delivery)
    engine.write(lines.order_by("company", "period") if table.rows < 5_000_000 else lines, out)
    raw_path.unlink()
    kept = table.rows - len(totals)
    return Reading(out, table.map, kept, table.rows, tuple(sorted(totals)), table.ragged)
