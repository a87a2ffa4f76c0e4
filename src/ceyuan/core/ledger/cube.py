"""The cost cube: accepted cost by company, project, month, unit, category, detail, form, treatment and scopes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ceyuan.core.ledger.schema import COST, CUBE_COLUMNS, CUBE_KEYS

if TYPE_CHECKING:
    import ibis.expr.types as ir


def cube(lines: ir.Table, parts: ir.Table | None = None) -> ir.Table:
    """Rows of the cube from cost lines and, where there are shares, their parts by project.

    `lines` counts the lines behind a cell; the lines of a pool stand behind each of its parts.
    """
    direct = lines.filter(lines.kind == COST).rename(month="period", amount_fen="net_fen")
    rows = direct.group_by(list(CUBE_KEYS)).agg(amount_fen=direct.amount_fen.sum().cast("int64"), lines=direct.count())
    if parts is None:
        return rows.select(*CUBE_COLUMNS)
    shared = parts.filter(parts.project != "")
    both = rows.select(*CUBE_COLUMNS).union(shared.select(*CUBE_COLUMNS))
    summed = both.group_by(list(CUBE_KEYS)).agg(
        amount_fen=both.amount_fen.sum().cast("int64"), lines=both.lines.sum().cast("int64")
    )
    return summed.select(*CUBE_COLUMNS)
