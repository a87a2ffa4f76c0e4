"""Cutting deliveries into batches that can be accounted one after the other, from what Parquet tells about itself.

Everything that is checked or added up stays within one company and month. Files whose row groups each hold one company
and month are therefore put into batches of a bounded size, and memory does not grow with the year; other files form
one batch, together with all that may share a company and month with them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from ceyuan.core.kernel.verdict import Refused
from ceyuan.core.ledger.schema import LINE_COLUMNS

KEYS = ("delivery", "company", "period", "voucher", "line_no")
Pair = tuple[Any, Any]


@dataclass(frozen=True, slots=True)
class VoucherFile:
    """A Parquet file of lines: how many, which company-months (None: unknown), which key columns may hold nulls."""

    path: Path
    lines: int
    pairs: frozenset[Pair] | None
    nulls: frozenset[str]


@dataclass(frozen=True, slots=True)
class Batch:
    """Files that are accounted together."""

    files: tuple[Path, ...]
    lines: int
    nulls: frozenset[str]


def survey(paths: Iterable[Path]) -> list[VoucherFile]:
    """What the files below the paths hold, by reading their footers.

    Refused with "ledger.no_vouchers", "ledger.not_parquet" or "ledger.not_canonical" (naming file and columns).
    """
    files: list[Path] = []
    for path in paths:
        if not path.exists():
            raise Refused("ledger.missing_file", file=str(path))
        files += sorted(path.rglob("*.parquet")) if path.is_dir() else [path]
    if not files:
        raise Refused("ledger.no_vouchers", found=", ".join(map(str, paths)))
    return [_survey(file) for file in files]


def _survey(path: Path) -> VoucherFile:
    try:
        parquet = pq.ParquetFile(path)
    except (pa.ArrowInvalid, OSError) as fault:
        raise Refused("ledger.not_parquet", file=path.name, found=str(fault)[:120]) from fault
    names = parquet.schema_arrow.names
    absent = [name for name in LINE_COLUMNS if name not in names]
    if absent:
        raise Refused("ledger.not_canonical", file=path.name, columns=", ".join(absent))
    place = {name: parquet.metadata.schema.to_arrow_schema().get_field_index(name) for name in KEYS}
    pairs: set[Pair] | None = set()
    nulls: set[str] = set()
    for number in range(parquet.metadata.num_row_groups):
        group = parquet.metadata.row_group(number)
        stats = {name: group.column(place[name]).statistics for name in KEYS}
        nulls |= {name for name, stat in stats.items() if stat is None or stat.null_count != 0}
        company, month = (_only_value(stats[name]) for name in ("company", "period"))
        pairs = None if pairs is None or company is None or month is None else pairs | {(company, month)}
    if "line_no" in nulls and parquet.metadata.num_rows:
        raise Refused("ledger.no_line_numbers", file=path.name)
    return VoucherFile(
        path, parquet.metadata.num_rows, frozenset(pairs) if pairs is not None else None, frozenset(nulls)
    )


def _only_value(stat: Any) -> Any:
    return stat.min if stat is not None and stat.has_min_max and stat.min == stat.max and not stat.null_count else None


def batches(files: Sequence[VoucherFile], *, most_lines: int) -> list[Batch]:
    """The files in batches of at most `most_lines`, where one company-month is not larger by itself."""
    if any(file.pairs is None for file in files):
        return [_batch(files)]
    made: list[Batch] = []
    waiting: list[VoucherFile] = []
    for group in _connected(files):
        if waiting and sum(file.lines for file in (*waiting, *group)) > most_lines:
            made.append(_batch(waiting))
            waiting = []
        waiting += group
    return [*made, _batch(waiting)] if waiting else made


def _batch(files: Sequence[VoucherFile]) -> Batch:
    nulls = frozenset(name for file in files for name in file.nulls)
    return Batch(tuple(file.path for file in files), sum(file.lines for file in files), nulls)


def _connected(files: Sequence[VoucherFile]) -> list[list[VoucherFile]]:
    """Files that share a company-month, directly or through others, together; in the order of company and month."""
    group_of: dict[Pair, list[VoucherFile]] = {}
    for file in files:
        mine: list[VoucherFile] = [file]
        for pair in file.pairs or ():
            known = group_of.get(pair)
            if known is not None and known is not mine:
                mine += [each for each in known if each not in mine]
        for each in mine:
            group_of.update(dict.fromkeys(each.pairs or (), mine))
    ordered = {id(group): group for _, group in sorted(group_of.items(), key=lambda item: str(item[0]))}
    return list(ordered.values())
