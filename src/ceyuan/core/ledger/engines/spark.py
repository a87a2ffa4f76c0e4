"""Spark, for what outgrows one machine; in local mode when no cluster is named."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ibis
import pyarrow.parquet as pq

from ceyuan.core.kernel.verdict import Refused

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa


class SparkEngine:
    """Ibis over a Spark session. What is kept is written to `work` as Parquet, so that no plan grows long.

    On a cluster `work` and all paths lie on storage that every node sees, and the master is named by SPARK_MASTER;
    without it, Spark runs here with `threads` threads and a heap of `memory`.
    """

    name = "spark"
    batch_lines = 10**12  # Spark cuts its input itself.

    def __init__(self, *, work: Path, memory: str = "2GB", threads: int = 2) -> None:
        try:
            from pyspark.sql import SparkSession
        except ImportError as absent:
            raise Refused("ledger.engine_absent", found="pyspark") from absent
        if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
            raise Refused("ledger.engine_absent", found="java")
        self._work = work
        self._count = 0
        work.mkdir(parents=True, exist_ok=True)
        settings = {
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.host": "127.0.0.1",
            "spark.driver.memory": memory.upper().removesuffix("B"),
            "spark.local.dir": str(work / "spill"),
            "spark.sql.session.timeZone": "UTC",
            "spark.sql.shuffle.partitions": str(threads * 2),
            "spark.sql.parquet.compression.codec": "zstd",
            "spark.sql.warehouse.dir": str(work / "warehouse"),
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
        }
        master = os.environ.get("SPARK_MASTER")
        if master:
            local = {"spark.driver.bindAddress", "spark.driver.host", "spark.sql.shuffle.partitions", "spark.local.dir"}
            settings = {name: value for name, value in settings.items() if name not in local}
        builder: Any = SparkSession.builder.master(master or f"local[{threads}]").appName("ceyuan-ledger")
        for name, value in settings.items():
            builder = builder.config(name, value)
        self._session = builder.getOrCreate()
        self._session.sparkContext.setLogLevel("ERROR")
        self._backend: Any = ibis.pyspark.connect(self._session)

    def read(self, files: Sequence[Path]) -> ir.Table:
        """The rows of Parquet files, columns matched by name."""
        frame = self._session.read.option("mergeSchema", len(files) > 1).parquet(*(str(file) for file in files))
        return self._view("read", frame)

    def table(self, name: str, rows: pa.Table) -> ir.Table:
        """A small table of ours, ready to be joined."""
        folder = self._fresh(name)
        folder.mkdir(parents=True)
        pq.write_table(rows, folder / "rows.parquet")
        return self._view(name, self._session.read.parquet(str(folder)))

    def keep(self, name: str, expression: ir.Table) -> ir.Table:
        """Compute an expression once and hold its rows."""
        folder = self._fresh(name)
        self._backend.to_parquet(expression, str(folder))
        return self._view(name, self._session.read.parquet(str(folder)))

    def rows(self, expression: ir.Table) -> pa.Table:
        """The rows of an expression."""
        return self._backend.to_pyarrow(expression)

    def write(self, expression: ir.Table, target: Path, *, partition_by: Sequence[str] = ()) -> None:
        """Write an expression as Parquet."""
        if partition_by:
            self._backend.to_parquet(expression, str(target), partitionBy=list(partition_by), mode="append")
        else:
            pq.write_table(self.rows(expression), target, compression="zstd")

    def close(self) -> None:
        """Stop the session and remove what was kept."""
        with contextlib.suppress(Exception):
            self._session.stop()
        shutil.rmtree(self._work, ignore_errors=True)

    def _fresh(self, name: str) -> Path:
        """A folder never used before: a kept table may be read while its successor is written."""
        self._count += 1
        return self._work / "kept" / f"{name}_{self._count}"

    def _view(self, name: str, frame: Any) -> ir.Table:
        self._count += 1
        view = f"ledger_{name}_{self._count}"
        frame.createOrReplaceTempView(view)
        return self._backend.table(view)
