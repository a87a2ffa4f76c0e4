"""The whole accounting over deliveries of any size: what the command line and the web application call.

The outcome is a function of the set of deliveries, the hours and the rules alone: neither their order nor an earlier
run matters. To take a further delivery, or to undo one, the company-months it touches are accounted anew with all that
remains of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ceyuan.core.kernel.verdict import Refused
from ceyuan.core.ledger import apportion, controls
from ceyuan.core.ledger.batches import batches, survey
from ceyuan.core.ledger.cube import cube
from ceyuan.core.ledger.dimensions import dimensions
from ceyuan.core.ledger.judging import Judged, canonical, judge, rejections
from ceyuan.core.ledger.output import OutputFolder
from ceyuan.core.ledger.schema import COST, CUBE_COLUMNS, HOUR_COLUMNS, NONE, SHARE
from ceyuan.core.ledger.totals import Totals

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from ceyuan.core.ledger.dimensions import Dimensions
    from ceyuan.core.ledger.engines import Engine
    from ceyuan.core.ledger.rulebook import Rulebook

_TYPES = {"string": pa.string(), "int32": pa.int32(), "int64": pa.int64(), "boolean": pa.bool_()}
_HOURS = pa.schema([(name, _TYPES[kind]) for name, kind in HOUR_COLUMNS.items()])
_CUBE = pa.schema([(name, _TYPES[kind]) for name, kind in CUBE_COLUMNS.items()])
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be accounted: Parquet files or folders of canonical lines, Parquet files of hours, the rules."""

    vouchers: Sequence[Path]
    book: Rulebook
    hours: Sequence[Path] = field(default_factory=tuple)


def account(engine: Engine, order: Order, out: Path, *, progress: Progress | None = None) -> Totals:
    """Account all lines of the order into the folder `out`.

    It then holds lines/ (accepted cost and share lines with what was decided, by company and month), apportioned,
    cube, controls and rejections as Parquet, rejections.csv and totals.json. `progress` hears lines done and of how
    many. Refused when the input is none; the folder is then as it was.
    """
    files = survey(order.vouchers)
    whole = sum(file.lines for file in files)
    hours = read_hours(order.hours)
    with OutputFolder(out) as folder:
        known = dimensions(engine, order.book)
        run = _Run(engine, known, engine.table("hours", hours), folder)
        folder.add("cube", _CUBE.empty_table())
        done = 0
        for batch in batches(files, most_lines=engine.batch_lines):
            run.take(judge(engine, canonical(engine.read(batch.files), batch.nulls), known))
            done += batch.lines
            if progress is not None:
                progress(done, whole)
        folder.finish(run.totals, engine=engine.name)
    return run.totals


def read_hours(paths: Sequence[Path]) -> pa.Table:
    """The hours of Parquet files as one table. Refused when a file is none or lacks a column."""
    tables = [_HOURS.empty_table()]
    for path in paths:
        try:
            rows = pq.read_table(path)
        except (pa.ArrowInvalid, OSError) as fault:
            raise Refused("ledger.not_parquet", file=path.name, found=str(fault)[:120]) from fault
        absent = [name for name in HOUR_COLUMNS if name not in rows.column_names]
        if absent:
            raise Refused("ledger.not_hours", file=path.name, columns=", ".join(absent))
        tables.append(rows.select(list(HOUR_COLUMNS)).cast(_HOURS))
    return pa.concat_tables(tables)


@dataclass(slots=True)
class _Run:
    """One accounting under way: where it runs, what it knows, where it writes, what it has counted."""

    engine: Engine
    known: Dimensions
    hours: ir.Table
    folder: OutputFolder
    totals: Totals = field(default_factory=Totals)

    def take(self, judged: Judged) -> None:
        """Write one judged batch and add it to the totals."""
        accepted = judged.read if judged.bad is None else self._rows(controls.control_totals(judged.good))
        copied = [] if judged.copies is None else self._rows(controls.line_totals(judged.copies))
        self.totals.add_controls(judged.read + copied, accepted)
        told = rejections(judged, self.known)
        if told is not None:
            rejected = self.engine.rows(told)
            counted = pc.value_counts(rejected["reason"]).to_pylist()
            self.totals.add_rejected({row["values"]: row["counts"] for row in counted})
            self.folder.add_rejected(rejected)
        lines, kinds = judged.cost, judged.kinds
        if judged.bad is not None:
            counted = self._rows(lines.group_by("kind").agg(lines=lines.count()))
            kinds = {row["kind"]: row["lines"] for row in counted}
        self.totals.cost_lines += kinds.get(COST, 0)
        self.totals.share_lines += kinds.get(SHARE, 0)
        self.totals.transfer_lines += kinds.get(NONE, 0)
        if kinds.get(COST, 0) + kinds.get(SHARE, 0):
            self._write(lines, has_shares=SHARE in kinds)

    def _rows(self, expression: ir.Table) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.engine.rows(expression).to_pylist()
        return found

    def _write(self, lines: ir.Table, *, has_shares: bool) -> None:
        taken = lines.filter(lines.kind != NONE).drop("reason")
        self.engine.write(taken, self.folder.folder / "lines", partition_by=("company", "period"))
        parts = None
        if has_shares:
            parts = self.engine.keep("parts", apportion.apportioned(lines, self.hours, self.known))
            rows = self.engine.rows(parts)
            self.folder.add("apportioned", rows)
            production = rows.filter(pc.equal(rows["project"], ""))
            self.totals.production_fen += pc.sum(production["amount_fen"]).as_py() or 0
        cells = self.engine.rows(cube(lines, parts)).cast(_CUBE)
        self.folder.add("cube", cells)
        by = ["company", "category", "form"]
        summed = cells.filter(cells["in_account"]).group_by(by).aggregate([("amount_fen", "sum")])
        self.totals.add_cost(summed.rename_columns({"amount_fen_sum": "amount_fen"}).to_pylist())
