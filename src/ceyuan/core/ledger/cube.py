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


def rolled_up(rows: ir.Table, *, path: str, amount: str, levels: int) -> ir.Table:
    """Sums of every node of a tree down to `levels`: columns node (a path like "1.2.7"), amount_fen and lines.

    Rows are added up by their own path once; every level is made from those sums. A row above a level is not in it.
    """
    leaves = rows.group_by(path).agg(amount_fen=rows[amount].sum().cast("int64"), lines=rows.count())
    parts = []
    for level in range(1, levels + 1):
        node = leaves[path].re_extract(rf"^((?:[^.]+\.){{{level - 1}}}[^.]+)", 1)
        named = leaves.mutate(node=node).filter(lambda row: row.node != "")
        parts.append(
            named.group_by("node").agg(
                amount_fen=named.amount_fen.sum().cast("int64"), lines=named.lines.sum().cast("int64")
            )
        )
    whole = parts[0]
    for part in parts[1:]:
        whole = whole.union(part)
    return whole
