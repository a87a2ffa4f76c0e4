"""Small deliveries written out line by line, and what their accounting yields."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from ceyuan.core.ledger import pipeline, rulebook
from ceyuan.core.ledger.engines import Engine
from ceyuan.core.ledger.schema import HOUR_COLUMNS, LINE_COLUMNS

_TYPES = {"string": pa.string(), "int64": pa.int64(), "int32": pa.int32(), "date": pa.date32()}
LINES = pa.schema([(name, _TYPES[kind]) for name, kind in LINE_COLUMNS.items()])
HOURS = pa.schema([(name, _TYPES[kind]) for name, kind in HOUR_COLUMNS.items()])
RULES: dict[str, Any] = {
    "format": 1,
    "companies": [
        {"code": "A", "unit": "1.2", "locked": [202412]},
        {"code": "B", "unit": "1.3", "currency": "EUR"},
    ],
    "accounts": [{"code": code} for code in ("1002", "1403", "2211", "6602", "5301", "5302", "5303", "5304", "5309")],
    "projects": [
        {"code": "RD1", "unit": "1.2.1", "capitalised_from": 202507},
        {"code": "RD2", "unit": "1.2.2", "scopes": ["account", "stat"], "form": "cooperative"},
        {"code": "RD0", "closed": 202412},
    ],
    "cost_centres": [{"code": "LAB", "unit": "1.2.9"}],
    "cost_rules": [
        {
            "id": "closing",
            "when": {"account": ["53*"], "side": "credit", "text": ["结转"]},
            "is": "none",
            "reason": "transfer",
        },
        {"id": "wages", "when": {"account": ["5301"]}, "is": "cost", "detail": "1.1"},
        {"id": "moulds", "when": {"account": ["5302"], "text": ["模具"]}, "is": "cost", "detail": "2.4"},
        {"id": "materials", "when": {"account": ["5302"]}, "is": "cost", "detail": "2.1"},
        {"id": "abroad", "when": {"account": ["5303"]}, "is": "cost", "form": "entrusted_overseas"},
        {"id": "travel", "when": {"account": ["5304"]}, "is": "cost", "detail": "6.5", "treatment": "expensed"},
        {"id": "shared", "when": {"account": ["5309"]}, "is": "share", "by": "cost_object", "detail": "1.1"},
    ],
    "project_rules": [
        {"id": "code", "take": "project"},
        {"id": "object", "when": {"cost_object": ["RD*"]}, "take": "cost_object"},
        {"id": "laboratory", "when": {"cost_centre": ["LAB"], "department": ["氢*", "锂*"]}, "project": "RD2"},
    ],
}
_numbers = itertools.count(1)


def line(account: str, debit: int | None = 0, credit: int | None = 0, **fields: Any) -> dict[str, Any]:
    """One line of voucher 记-1 of company A in March 2025; anything else by name."""
    period = fields.get("period", 202503)
    given = {
        **dict.fromkeys(("cost_centre", "cost_object", "project", "department", "text", "counterparty"), ""),
        "delivery": "d1",
        "line_no": next(_numbers),
        "company": "A",
        "period": period,
        "voucher": "记-1",
        "booked_on": date(period // 100, period % 100, 15),
        "currency": "CNY",
        "account": account,
        "debit_fen": debit,
        "credit_fen": credit,
    }
    return given | fields


def booked(account: str, fen: int, **fields: Any) -> list[dict[str, Any]]:
    """A balanced voucher of its own: the account against the bank."""
    fields.setdefault("voucher", f"记-{next(_numbers)}")
    return [line(account, fen, 0, **fields), line("1002", 0, fen, **fields)]


@dataclass(frozen=True)
class Outcome:
    """What an accounting wrote."""

    totals: dict[str, Any]
    cube: list[dict[str, Any]]
    lines: list[dict[str, Any]]
    rejected: dict[int, str]
    parts: list[dict[str, Any]]
    rejections: list[dict[str, Any]]

    def cost(self, *keys: str) -> dict[Any, int]:
        """Cost in fen by columns of the cube."""
        sums: dict[Any, int] = {}
        for row in self.cube:
            key = tuple(row[name] for name in keys) if len(keys) > 1 else row[keys[0]]
            sums[key] = sums.get(key, 0) + row["amount_fen"]
        return sums


@dataclass
class Desk:
    """An engine and a folder to work in."""

    engine: Engine
    folder: Path

    def account(
        self,
        *deliveries: Sequence[Mapping[str, Any]],
        hours: Iterable[Mapping[str, Any]] = (),
        rules: Mapping[str, Any] = RULES,
    ) -> Outcome:
        """Account deliveries, each a list of lines."""
        run = self.folder / f"run{next(_numbers)}"
        given = run / "given"
        given.mkdir(parents=True)
        for number, rows in enumerate(deliveries):
            pq.write_table(pa.Table.from_pylist(list(rows), schema=LINES), given / f"{number}.parquet")
        pq.write_table(pa.Table.from_pylist(list(hours), schema=HOURS), run / "hours.parquet")
        order = pipeline.Order([given], rulebook.load(rules), [run / "hours.parquet"])
        totals = pipeline.account(self.engine, order, run / "out")
        return outcome(run / "out", totals.to_dict())


def outcome(out: Path, totals: dict[str, Any]) -> Outcome:
    """What lies in an output folder."""
    rejected = rows_of(out / "rejections.parquet")
    return Outcome(
        totals,
        rows_of(out / "cube.parquet"),
        rows_of(out / "lines"),
        {row["line_no"]: row["reason"] for row in rejected},
        rows_of(out / "apportioned.parquet"),
        rejected,
    )


def rows_of(path: Path) -> list[dict[str, Any]]:
    """Rows of a Parquet file or partitioned folder; none where it is absent."""
    return pq.read_table(path, partitioning="hive" if path.is_dir() else None).to_pylist() if path.exists() else []
