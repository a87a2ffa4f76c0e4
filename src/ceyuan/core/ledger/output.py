"""The folder an accounting writes: complete under its name, or not there at all."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from types import TracebackType
from typing import Any

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from ceyuan.core.kernel.verdict import Refused
from ceyuan.core.ledger.totals import Totals

MARK = "totals.json"


class OutputFolder:
    """Writes into a folder beside the target and takes the target's place at the end, whatever was there before.

    Rows of one kind go to one file as they come. Only a folder that an accounting wrote, or an empty one, is replaced:
    Refused with "ledger.folder_in_use" otherwise.
    """

    def __init__(self, target: Path) -> None:
        if target.exists() and not (target / MARK).is_file() and (not target.is_dir() or any(target.iterdir())):
            raise Refused("ledger.folder_in_use", folder=str(target))
        self._target = target
        self.folder = target.parent / f".{target.name}.{os.getpid()}.part"
        self._writers: dict[str, pq.ParquetWriter] = {}
        self._rejected: pa_csv.CSVWriter | None = None

    def __enter__(self) -> OutputFolder:
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def add(self, name: str, rows: pa.Table) -> None:
        """Add rows to `name`.parquet."""
        if name not in self._writers:
            self._writers[name] = pq.ParquetWriter(self.folder / f"{name}.parquet", rows.schema, compression="zstd")
        self._writers[name].write_table(rows.cast(self._writers[name].schema))

    def add_rejected(self, rows: pa.Table) -> None:
        """Add rejected lines to rejections.parquet and, for those who correct them, to rejections.csv."""
        self.add("rejections", rows)
        if self._rejected is None:
            stream = (self.folder / "rejections.csv").open("wb")
            stream.write(b"\xef\xbb\xbf")  # Excel takes text without this mark for the code page of its system.
            self._rejected = pa_csv.CSVWriter(stream, rows.schema)
        self._rejected.write_table(rows)

    def write_json(self, name: str, content: object) -> None:
        """Write a JSON file."""
        text = json.dumps(content, ensure_ascii=False, indent=1)
        (self.folder / name).write_text(f"{text}\n", encoding="utf-8")

    def finish(self, totals: Totals, **about: Any) -> None:
        """Close all files, write totals.json and take the target's place."""
        self._close()
        pq.write_table(pa.Table.from_pylist(totals.control_rows()), self.folder / "controls.parquet")
        self.write_json(MARK, {**totals.to_dict(), **about})
        before = self.folder.with_suffix(".before")
        if self._target.exists():
            self._target.rename(before)
        self.folder.rename(self._target)
        shutil.rmtree(before, ignore_errors=True)

    def _close(self) -> None:
        for writer in self._writers.values():
            writer.close()
        self._writers = {}
        if self._rejected is not None:
            self._rejected.close()
            self._rejected = None
