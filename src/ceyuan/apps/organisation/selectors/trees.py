"""The tree as it stood on a day, whole or one level at a time, and the bridge from then to now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import connection

from ceyuan.apps.organisation.models import Unit
from ceyuan.apps.organisation.scoping import Actor

VIEW = "organisation.view"


@dataclass(frozen=True, slots=True)
class Node:
    """A unit in the shape of a day. `children` counts those directly below it on that day."""

    unit_id: int
    parent_id: int | None
    code: str
    kind: str
    name_zh: str
    name_en: str
    depth: int
    children: int = 0
    carries: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.name_zh or self.name_en


# Visible are units whose place today is within reach; shown is the shape that they had on the day.
_SHAPE = """
SELECT s.unit_id, s.parent_id, s.kind, s.name_zh, s.name_en, u.code
  FROM organisation_unit_shape s JOIN organisation_unit u ON u.id = s.unit_id
 WHERE u.group_id = %(group)s AND s.valid @> %(day)s::date
   AND (%(whole)s OR u.path = ANY(%(roots)s) OR u.path LIKE ANY(%(below)s))
"""

# The view, with the group told to both of its halves: the planner cannot carry it through the union by itself.
_ALL = """
SELECT v.unit_id, v.parent_id, u.code, v.kind, v.name_zh, v.name_en
  FROM organisation_unitversion v JOIN organisation_unit u ON u.id = v.unit_id
 WHERE u.group_id = %(group)s AND v.valid @> %(day)s::date AND <within>
UNION ALL
SELECT u.id, u.parent_id, u.code, u.kind, u.name_zh, u.name_en
  FROM organisation_unit u LEFT JOIN (SELECT DISTINCT unit_id FROM organisation_unitversion) v ON v.unit_id = u.id
 WHERE u.group_id = %(group)s AND v.unit_id IS NULL AND <within>
   AND (u.opened_on IS NULL OR u.opened_on <= %(day)s) AND (u.closed_on IS NULL OR u.closed_on > %(day)s)
""".replace("<within>", "(%(whole)s OR u.path = ANY(%(roots)s) OR u.path LIKE ANY(%(below)s))")

_LEVEL = """
WITH level AS (<shape> AND <place>)
SELECT unit_id, parent_id, code, kind, name_zh, name_en, 0,
       (SELECT count(*) FROM organisation_unit_shape c WHERE c.parent_id = level.unit_id AND c.valid @> %(day)s::date)
  FROM level ORDER BY code COLLATE "C" LIMIT %(limit)s OFFSET %(offset)s
""".replace("<shape>", _SHAPE)

_CHILDREN = _LEVEL.replace("<place>", "s.parent_id = %(parent)s")
_TOPS = _LEVEL.replace("<place>", "(u.parent_id IS NULL OR u.path = ANY(%(roots)s))")
_COUNT = "SELECT count(*) FROM (<shape> AND s.parent_id = %(parent)s) level".replace("<shape>", _SHAPE)

_WAY = """
WITH RECURSIVE way AS (
    SELECT s.*, 0 AS depth FROM organisation_unit_shape s
     WHERE s.unit_id = %(unit)s AND s.valid @> %(day)s::date
    UNION ALL
    SELECT s.*, w.depth + 1 FROM way w JOIN organisation_unit_shape s ON s.unit_id = w.parent_id
     WHERE s.valid @> %(day)s::date
)
SELECT s.unit_id, s.parent_id, u.code, s.kind, s.name_zh, s.name_en, 0,
       (SELECT count(*) FROM organisation_unit_shape c WHERE c.parent_id = s.unit_id AND c.valid @> %(day)s::date)
  FROM way s JOIN organisation_unit u ON u.id = s.unit_id
 WHERE u.group_id = %(group)s AND (%(whole)s OR u.path = ANY(%(roots)s) OR u.path LIKE ANY(%(below)s))
 ORDER BY s.depth
"""

_HEIRS = """
WITH RECURSIVE chain AS (
    SELECT s.predecessor_id AS origin, s.successor_id AS heir, s.is_main, 1 AS step
      FROM organisation_succession s JOIN organisation_unit u ON u.id = s.predecessor_id
     WHERE u.group_id = %(group)s AND u.closed_on IS NOT NULL
    UNION
    SELECT c.origin, s.successor_id, c.is_main AND s.is_main, c.step + 1
      FROM chain c JOIN organisation_unit u ON u.id = c.heir AND u.closed_on IS NOT NULL
      JOIN organisation_succession s ON s.predecessor_id = c.heir
     WHERE c.step < 64
)
SELECT DISTINCT c.origin, c.heir, c.is_main FROM chain c JOIN organisation_unit h ON h.id = c.heir
 WHERE h.closed_on IS NULL ORDER BY 1, 3 DESC, 2
"""


@dataclass(frozen=True, slots=True)
class Heir:
    """Who carries a closed unit on today; the main heir takes its figures when they are restated."""

    unit_id: int
    is_main: bool


def tree_as_of(actor: Actor, day: date) -> list[Node]:
    """All visible units as they were called and stood on the day, parents before children, siblings by code.

    One flat query; the order is made here, which for tens of thousands of units is faster than a recursive query.
    """
    if not actor.may(VIEW):
        return []
    rows = {row[0]: row for row in _rows(_ALL, _facts(actor, day))}
    below: dict[int | None, list[tuple[Any, ...]]] = {}
    for row in sorted(rows.values(), key=lambda row: row[2], reverse=True):
        below.setdefault(row[1] if row[1] in rows else None, []).append(row)
    nodes: list[Node] = []
    waiting = [(row, 0) for row in below.get(None, ())]
    while waiting:
        row, depth = waiting.pop()
        children_of = below.get(row[0], ())
        nodes.append(Node(row[0], row[1], row[2], row[3], row[4], row[5], depth, len(children_of)))
        waiting.extend((child, depth + 1) for child in children_of)
    return nodes


def tops(actor: Actor, day: date) -> list[Node]:
    """Where the tree begins for this actor: the root, or the units at whose heads the reach was given."""
    return [Node(*row) for row in _rows(_TOPS, _facts(actor, day, offset=0, limit=500))] if actor.may(VIEW) else []


def children(actor: Actor, unit_id: int, day: date, *, offset: int = 0, limit: int = 100) -> list[Node]:
    """The units directly below one on the day, by code; each knows how many stand below it."""
    if not actor.may(VIEW):
        return []
    facts = _facts(actor, day, parent=unit_id, offset=offset, limit=limit)
    return [Node(*row) for row in _rows(_CHILDREN, facts)]


def way_to(actor: Actor, unit_id: int, day: date) -> list[Node]:
    """The nodes from the top of the actor's tree down to a unit on the day; empty when it is not to be seen then."""
    if not actor.may(VIEW):
        return []
    way = [Node(*row) for row in _rows(_WAY, _facts(actor, day, unit=unit_id))]
    return list(reversed(way))


def count_children(actor: Actor, unit_id: int, day: date) -> int:
    """How many visible units stand directly below one on the day."""
    if not actor.may(VIEW):
        return 0
    return int(_rows(_COUNT, _facts(actor, day, parent=unit_id))[0][0])


def heirs(actor: Actor) -> dict[int, list[Heir]]:
    """For every closed unit of the group that anybody carries on: who does so today, the main heir first."""
    found: dict[int, list[Heir]] = {}
    for origin, heir, is_main in _rows(_HEIRS, {"group": actor.group_id}):
        found.setdefault(origin, []).append(Heir(heir, is_main))
    return found


def restated(actor: Actor) -> dict[int, int]:
    """Closed unit to the open one that its figures are restated to; a unit not named here stands for itself."""
    return {origin: who[0].unit_id for origin, who in heirs(actor).items() if who[0].is_main}


def with_predecessors(actor: Actor, nodes: Sequence[Node], day: date) -> list[Node]:
    """Today's nodes, each naming the units of the day that it carries on since then."""
    carried: dict[int, list[int]] = {}
    for origin, heir in restated(actor).items():
        carried.setdefault(heir, []).append(origin)
    wanted = [origin for node in nodes for origin in carried.get(node.unit_id, ())]
    if not wanted:
        return list(nodes)
    alive = Unit.objects.all().visible_to(actor, VIEW).filter(pk__in=wanted).exclude(closed_on__lte=day)
    names = {unit.pk: str(unit) for unit in alive.exclude(opened_on__gt=day)}
    return [_carrying(node, carried.get(node.unit_id, ()), names) for node in nodes]


def _carrying(node: Node, origins: Sequence[int], names: Mapping[int, str]) -> Node:
    return replace(node, carries=tuple(sorted(names[origin] for origin in origins if origin in names)))


def _facts(actor: Actor, day: date, **more: Any) -> dict[str, Any]:
    roots = list(actor.reach.get(VIEW, ()))
    return {
        "group": actor.group_id,
        "day": day,
        "whole": actor.reaches_whole_group(VIEW),
        "roots": roots,
        "below": [f"{root}.%" for root in roots],
        **more,
    }


def _rows(statement: str, facts: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, facts)
        return list(cursor.fetchall())
