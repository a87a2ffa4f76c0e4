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

_TREE = """
WITH RECURSIVE shape AS MATERIALIZED (<shape>), tree AS (
    SELECT r.*, 0 AS depth, ARRAY[r.code::text COLLATE "C"] AS place FROM shape r
     WHERE r.parent_id IS NULL OR NOT EXISTS (SELECT FROM shape p WHERE p.unit_id = r.parent_id)
    UNION ALL
    SELECT s.*, t.depth + 1, t.place || (s.code::text COLLATE "C") FROM tree t JOIN shape s ON s.parent_id = t.unit_id
)
SELECT unit_id, parent_id, code, kind, name_zh, name_en, depth, 0 FROM tree ORDER BY place
""".replace("<shape>", _SHAPE)

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
WITH RECURSIVE shape AS (<shape>), way AS (
    SELECT s.*, 0 AS depth FROM shape s WHERE s.unit_id = %(unit)s
    UNION ALL
    SELECT s.*, w.depth + 1 FROM way w JOIN shape s ON s.unit_id = w.parent_id
)
SELECT unit_id, parent_id, code, kind, name_zh, name_en, 0,
       (SELECT count(*) FROM organisation_unit_shape c WHERE c.parent_id = way.unit_id AND c.valid @> %(day)s::date)
  FROM way ORDER BY depth
""".replace("<shape>", _SHAPE)

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
    """All visible units as they were called and stood on the day, parents before children, siblings by code."""
    return [Node(*row) for row in _rows(_TREE, _facts(actor, day))] if actor.may(VIEW) else []


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
