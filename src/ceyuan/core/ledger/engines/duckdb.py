"""DuckDB in this process: the default."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ibis

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa


class DuckDBEngine:
    """Ibis over one DuckDB connection with a bounded memory and its own folder for what spills.

    Extensions are neither installed nor loaded from outside. The order of rows is not kept: everything that needs an
    order says so.
    """

    name = "duckdb"
    batch_lines = 6_000_000

    def __init__(self, *, work: Path, memory: str = "4GB", threads: int = 2) -> None:
        work.mkdir(parents=True, exist_ok=True)
        self._backend: Any = ibis.duckdb.connect(
            threads=threads,
            memory_limit=memory,
            temp_directory=str(work / "spill"),
            autoinstall_known_extensions=False,
            autoload_known_extensions=False,
            preserve_insertion_order=False,
        )

    def read(self, files: Sequence[Path]) -> ir.Table:
        """The rows of Parquet files, columns matched by name."""
        return self._backend.read_parquet([str(file) for file in files], union_by_name=len(files) > 1)

    def table(self, name: str, rows: pa.Table) -> ir.Table:
        """A small table of ours, ready to be joined."""
        return self._backend.create_table(name, rows, temp=True, overwrite=True)

    def keep(self, name: str, expression: ir.Table) -> ir.Table:
        """Compute an expression once and hold its rows."""
        return self._backend.create_table(name, expression, temp=True, overwrite=True)

    def rows(self, expression: ir.Table) -> pa.Table:
        """The rows of an expression."""
        return self._backend.to_pyarrow(expression)

    def write(self, expression: ir.Table, target: Path, *, partition_by: Sequence[str] = ()) -> None:
        """Write an expression as Parquet."""
        options: dict[str, Any] = {"compression": "zstd"}
        if partition_by:
            options |= {"partition_by": tuple(partition_by), "overwrite_or_ignore": True}
            options["filename_pattern"] = "part_{uuid}"
        self._backend.to_parquet(expression, target, **options)

    def close(self) -> None:
        """Give back memory and files."""
        self._backend.disconnect()
