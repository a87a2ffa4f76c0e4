"""An ownership tree as two tables: nodes (id, name, share held by the parent) and edges (parent, child)."""

from decimal import Decimal
from pathlib import Path
from typing import Any

from ceyuan.apps.organisation.services.bulk import Load, Share, UnitRow
from ceyuan.apps.organisation.services.imports.accounts import Book
from ceyuan.apps.organisation.services.imports.placing import place
from ceyuan.core.intake.records import ColumnSpec

NODES = (
    ColumnSpec("id", required=True),
    ColumnSpec("name", required=True),
    ColumnSpec("percent_held_by_parent", "decimal", required=True),
)
EDGES = (ColumnSpec("parent_id", required=True), ColumnSpec("child_id", required=True))
WHOLE = 1_000_000


def read(nodes_path: Path, edges_path: Path) -> tuple[Load, list[Book]]:
    """The units of the tree with their shares, and the books of both files. Shares are exact: no rounding happens."""
    nodes, edges = Book(nodes_path), Book(edges_path)
    known = _nodes(nodes)
    above = _edges(edges, known)
    placed = place({code: above.get(code, (None, 0))[0] for code in known})
    for code in sorted(placed.adrift):
        edges.reject(above[code][1], "parent_id", "row.in_a_circle", found=code)
        nodes.reject(known[code]["line"], "id", "row.unplaced", found=code)
    units, shares = [], []
    for code in placed.ordered:
        parent = above.get(code, (None, 0))[0]
        units.append(UnitRow(code, parent, "enterprise" if parent else "group", known[code]["name"]))
        if parent is not None:
            shares.append(Share(parent, code, known[code]["ppm"]))
    return Load(units, shares), [nodes, edges]


def _nodes(book: Book) -> dict[str, dict[str, Any]]:
    known: dict[str, dict[str, Any]] = {}
    for line, row in book.rows(NODES):
        ppm = ppm_of(row["percent_held_by_parent"] / 100)
        if row["id"] in known:
            book.reject(line, "id", "row.repeated_key", found=row["id"], expected=str(known[row["id"]]["line"]))
        elif ppm is None:
            book.reject(line, "percent_held_by_parent", "row.not_a_ratio", found=row["percent_held_by_parent"])
        else:
            known[row["id"]] = {"line": line, "name": row["name"], "ppm": ppm}
    return known


def _edges(book: Book, known: dict[str, dict[str, Any]]) -> dict[str, tuple[str | None, int]]:
    above: dict[str, tuple[str | None, int]] = {}
    for line, row in book.rows(EDGES):
        parent, child = row["parent_id"], row["child_id"]
        missing = next((name for name in ("parent_id", "child_id") if row[name] not in known), None)
        if missing:
            book.reject(line, missing, "row.unknown_reference", found=row[missing], expected="an id of the nodes")
        elif child in above:
            # The nodes tell one share only, so a second owner's would have to be invented.
            book.reject(line, "parent_id", "row.second_parent", found=parent, expected=str(above[child][0]))
        else:
            above[child] = (parent, line)
    return above


def ppm_of(share: Decimal) -> int | None:
    """The share in millionths; None unless above nothing, at most the whole, and no finer than a millionth."""
    exact = share * WHOLE
    if exact != exact.to_integral_value() or not 0 < exact <= WHOLE:
        return None
    return int(exact)
