"""Finding the node of a tree that a code names, within the actor's reach."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection

from ceyuan.apps.organisation.interface import Actor
from ceyuan.core.kernel.verdict import Refused

PERMISSION = "insight.view"


@dataclass(frozen=True, slots=True)
class Node:
    """A unit or programme: what a roll-up is made at."""

    id: int
    code: str
    name_zh: str
    name_en: str
    path: str
    kind: str
    parent_id: int | None = None

    @property
    def depth(self) -> int:
        """0 at the root."""
        return self.path.count(".")


_COLUMNS = "id, code, name_zh, name_en, path, kind, parent_id"
_UNIT = f"SELECT {_COLUMNS} FROM organisation_unit WHERE group_id = %(group)s"
_UNITS_BY_ID = f"SELECT {_COLUMNS} FROM organisation_unit WHERE id = ANY(%s) ORDER BY length(path)"
_PROGRAMMES_BY_ID = f"SELECT {_COLUMNS} FROM projects_programme WHERE id = ANY(%s) ORDER BY length(path)"
_PROGRAMME = f"SELECT {_COLUMNS} FROM projects_programme WHERE group_id = %(group)s"


def unit(actor: Actor, code: str = "") -> Node:
    """The unit with this code; without one the topmost unit the actor reaches. `Refused` when there is none such."""
    roots = actor.reach.get(PERMISSION, ())
    if not roots:
        raise Refused("insight.no_reach")
    if code:
        found = _one(f"{_UNIT} AND code = %(code)s", {"group": actor.group_id, "code": code})
    else:
        found = _one(f"{_UNIT} AND path = %(path)s", {"group": actor.group_id, "path": roots[0]})
    if found is None or not actor.may(PERMISSION, found.path):
        raise Refused("insight.unknown_unit", code=code)
    return found


def programme(actor: Actor, code: str = "") -> Node:
    """The programme with this code ("PARENT/CODE" where several share it); without one the root of the tree."""
    if not actor.may(PERMISSION):
        raise Refused("insight.no_reach")
    facts = {"group": actor.group_id, "code": code}
    if not code:
        found = _one(f"{_PROGRAMME} AND parent_id IS NULL", facts)
    elif "/" in code:
        parent, own = code.rsplit("/", 1)
        statement = f"{_PROGRAMME} AND code = %(own)s AND parent_id IN (SELECT id FROM projects_programme"
        found = _one(
            f"{statement} WHERE group_id = %(group)s AND code = %(parent)s) ORDER BY length(path)",
            {**facts, "parent": parent, "own": own},
        )
    else:
        # A call and its only topic may share a code: the upper one holds the same projects and more.
        shallow = "array_length(string_to_array(path, '.'), 1)"
        found = _one(f"{_PROGRAMME} AND code = %(code)s ORDER BY {shallow}, id", facts)
    if found is None:
        raise Refused("insight.unknown_programme", code=code)
    return found


def has_programmes(actor: Actor) -> bool:
    """Whether the group has a programme tree at all; an empty installation has none."""
    return _one(f"{_PROGRAMME} AND parent_id IS NULL", {"group": actor.group_id}) is not None


def trail(kind: str, node: Node, above: str = "") -> list[Node]:
    """The nodes from the top (or from the path `above`) down to the node itself, for breadcrumbs."""
    ids = [int(part) for part in node.path.split(".")]
    skip = above.count(".") if above else 0
    statement = _UNITS_BY_ID if kind == "unit" else _PROGRAMMES_BY_ID
    with connection.cursor() as cursor:
        cursor.execute(statement, [ids[skip:]])
        return [Node(*row) for row in cursor.fetchall()]


def _one(statement: str, facts: Mapping[str, Any]) -> Node | None:
    with connection.cursor() as cursor:
        cursor.execute(f"{statement} LIMIT 1" if "LIMIT" not in statement else statement, facts)
        row = cursor.fetchone()
    return Node(*row) if row else None
