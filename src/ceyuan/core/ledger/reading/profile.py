"""What a delivery holds, before it is taken: figures that a person compares with the source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ceyuan.core.ledger.schema import LINE_COLUMNS

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from ceyuan.core.ledger.engines import Engine

TOP = 12


@dataclass(frozen=True, slots=True)
class Profile:
    """`controls`: lines, debit and credit by company and month. `accounts`: those with most lines.

    `columns`: for each column how many lines leave it empty and how many values it has.
    """

    lines: int
    controls: tuple[dict[str, Any], ...]
    columns: tuple[dict[str, Any], ...]
    accounts: tuple[dict[str, Any], ...]


def profile(engine: Engine, lines: ir.Table) -> Profile:
    """Look at canonical lines."""
    by_month = lines.group_by(["company", "period"]).agg(
        lines=lines.count(),
        debit_fen=lines.debit_fen.sum().cast("int64"),
        credit_fen=lines.credit_fen.sum().cast("int64"),
        without_amount=(lines.debit_fen.isnull() | lines.credit_fen.isnull()).sum().cast("int64"),
        without_date=lines.booked_on.isnull().sum().cast("int64"),
    )
    controls = engine.rows(by_month.order_by("company", "period")).to_pylist()
    measured = {}
    for name, kind in LINE_COLUMNS.items():
        empty = lines[name].isnull() | (lines[name] == "") if kind == "string" else lines[name].isnull()
        measured[f"{name}_empty"] = empty.sum().cast("int64")
        measured[f"{name}_values"] = lines[name].nunique().cast("int64")
    found = engine.rows(lines.aggregate(**measured)).to_pylist()[0]
    columns = tuple(
        {"column": name, "empty": found[f"{name}_empty"] or 0, "values": found[f"{name}_values"]}
        for name in LINE_COLUMNS
    )
    accounts = lines.group_by("account").agg(lines=lines.count())
    accounts = accounts.order_by(accounts.lines.desc(), accounts.account).limit(TOP)
    whole = sum(row["lines"] for row in controls)
    return Profile(whole, tuple(controls), columns, tuple(engine.rows(accounts).to_pylist()))
