"""Where the expressions of the ledger run: DuckDB in this process, or Spark on a cluster.

An engine reads Parquet, keeps results, writes Parquet and gives small results as Arrow; it knows nothing of cost.
`open_engine` opens one by name; use it as a context, because Spark holds a virtual machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ceyuan.core.kernel.verdict import Refused

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa

ENGINES = ("duckdb", "spark")


class Engine(Protocol):
    """What the pipeline asks of an engine. Names of kept tables are chosen by the caller and may be used again."""

    name: str
    batch_lines: int
    """How many lines the pipeline gives it at once, when it can cut its input."""

    def read(self, files: Sequence[Path]) -> ir.Table:
        """The rows of Parquet files, columns matched by name."""

    def table(self, name: str, rows: pa.Table) -> ir.Table:
        """A small table of ours, ready to be joined."""

    def keep(self, name: str, expression: ir.Table) -> ir.Table:
        """Compute an expression once and hold its rows under a name, in place of what was held under it."""

    def rows(self, expression: ir.Table) -> pa.Table:
        """The rows of an expression, for results that fit in memory."""

    def write(self, expression: ir.Table, target: Path, *, partition_by: Sequence[str] = ()) -> None:
        """Write an expression as one Parquet file, or into folders `column=value` below the target."""

    def close(self) -> None:
        """Give back memory, files and processes."""


def open_engine(name: str, *, work: Path, memory: str = "4GB", threads: int = 2) -> Engine:
    """The engine of that name, with a folder for what does not fit in memory.

    Refused with "ledger.unknown_engine", or "ledger.engine_absent" when Spark or Java is not installed.
    """
    if name == "duckdb":
        from ceyuan.core.ledger.engines.duckdb import DuckDBEngine

        return DuckDBEngine(work=work, memory=memory, threads=threads)
    if name == "spark":
        from ceyuan.core.ledger.engines.spark import SparkEngine

        return SparkEngine(work=work, memory=memory, threads=threads)
    raise Refused("ledger.unknown_engine", found=name, expected=", ".join(ENGINES))
