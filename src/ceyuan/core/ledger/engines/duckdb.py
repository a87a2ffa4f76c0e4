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
        self._queries: dict[Any, str] = {}

    def read(self, files: Sequence[Path]) -> ir.Table:
        """The rows of Parquet files, columns matched by name."""
        paths = [str(file) for file in files]
        # One name for all that is read, so that a batch asks for what the batch before asked for.
        return self._backend.read_parquet(paths, table_name="read", union_by_name=len(files) > 1)

    def table(self, name: str, rows: pa.Table) -> ir.Table:
        """A small table of ours, ready to be joined."""
        self._backend.con.register(f"{name}_given", rows)
        kept = self._hold(name, f'FROM "{name}_given"')
        self._backend.con.unregister(f"{name}_given")
        return kept

    def keep(self, name: str, expression: ir.Table) -> ir.Table:
        """Compute an expression once and hold its rows."""
        return self._hold(name, self._typed(expression))

    def _typed(self, expression: ir.Table) -> str:
        """The query of an expression whose columns have the types that the expression says.

        DuckDB adds up int64 to int128, of which Ibis knows nothing and which Parquet would hold as binary fractions;
        the cast back fails where a sum does not fit. Compiling takes longer than answering over small tables, and every
        batch asks the same: queries are remembered.
        """
        question = expression.op()
        if question not in self._queries:
            types = self._backend.compiler.type_mapper
            kinds = expression.schema().items()
            columns = ", ".join(f'CAST("{name}" AS {types.to_string(kind)}) AS "{name}"' for name, kind in kinds)
            query = self._backend.compile(expression)
            self._queries[question] = f"SELECT {columns} FROM ({query})"  # noqa: S608 - names of ours
        return self._queries[question]

    def _hold(self, name: str, query: str) -> ir.Table:
        # Ibis' own `create_table(overwrite=True)` writes the rows twice.
        self._backend.raw_sql(f'CREATE OR REPLACE TEMP TABLE "{name}" AS {query}')
        return self._backend.table(name, database="temp.main")

    def rows(self, expression: ir.Table) -> pa.Table:
        """The rows of an expression."""
        return self._backend.con.sql(self._typed(expression)).to_arrow_table()

    def write(self, expression: ir.Table, target: Path, *, partition_by: Sequence[str] = ()) -> None:
        """Write an expression as Parquet."""
        options = "FORMAT parquet, COMPRESSION zstd"
        if partition_by:
            options += (
                f", PARTITION_BY ({', '.join(partition_by)}), OVERWRITE_OR_IGNORE, FILENAME_PATTERN 'part_{{uuid}}'"
            )
        path = str(target).replace("'", "''")
        self._backend.raw_sql(f"COPY ({self._typed(expression)}) TO '{path}' ({options})")

    def close(self) -> None:
        """Give back memory and files."""
        self._backend.disconnect()
