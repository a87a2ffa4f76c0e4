"""One figure and what it consists of, from the kept roll-ups."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal

from django.db import connection

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.projects import interface as projects
from ceyuan.core.kernel.verdict import Refused

from . import nodes
from .freshness import as_of

Axis = Literal["unit", "programme", "year"]
MEASURES = ("money", "projects", "participations")
AXES = ("unit", "programme", "year")


@dataclass(frozen=True, slots=True)
class Scope:
    """Which records are looked at: below a unit, below a programme, of a start year, in a state. Empty means all."""

    unit: str = ""
    programme: str = ""
    year: int | None = None
    state: str = ""
    phase: str = ""


@dataclass(frozen=True, slots=True)
class RollUpRow:
    """A child of the node: its value in all measures, and whether it can be opened further."""

    code: str
    name_zh: str
    name_en: str
    projects: int
    participations: int
    money: int
    is_leaf: bool = False
    kind: str = ""

    def value(self, measure: str) -> int:
        """The value in one measure; money in minor units."""
        return int(getattr(self, measure))


@dataclass(frozen=True, slots=True)
class RollUp:
    """The figures at a node and of its children. `own` is what the node has beside its children."""

    by: str
    at: str
    measure: str
    currency: str
    as_of: datetime | None
    total: RollUpRow
    rows: Sequence[RollUpRow]
    own: Mapping[str, int] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """The same figures as page, API and command line give them."""
        return {
            "by": self.by,
            "at": self.at,
            "measure": self.measure,
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "currency": self.currency,
            "total": self.total.value(self.measure),
            "rows": [
                {"code": row.code, "name": row.name_zh or row.name_en, "value": row.value(self.measure)}
                for row in self.rows
            ],
        }


@dataclass(frozen=True, slots=True)
class Place:
    """The scope resolved: the unit node is None when the whole group is looked at and no unit was named."""

    unit: nodes.Node | None
    programme: nodes.Node
    year: int | None
    states: Sequence[str]

    @property
    def filters(self) -> str:
        """Conditions on a cell `c` beside its node."""
        parts = [
            "AND c.year = %(year)s" if self.year is not None else "",
            "AND c.state = ANY(%(states)s)" if self.states else "",
        ]
        return " ".join(parts)

    @property
    def facts(self) -> dict[str, Any]:
        """Parameters for the statements of this module."""
        return {
            "unit": self.unit.id if self.unit else None,
            "programme": self.programme.id,
            "year": self.year,
            "states": list(self.states),
        }


def place(actor: Actor, scope: Scope, *, need_unit: bool = False) -> Place:
    """Resolve a scope within the actor's reach. Whoever does not reach the whole group always looks at a unit."""
    look_at_unit = need_unit or bool(scope.unit) or not actor.reaches_whole_group(nodes.PERMISSION)
    unit = nodes.unit(actor, scope.unit) if look_at_unit else None
    return Place(unit, nodes.programme(actor, scope.programme), scope.year, _states(scope))


def _states(scope: Scope) -> Sequence[str]:
    """The states that the scope names by state or phase; none stands for all, an unknown one matches nothing."""
    if scope.state:
        return (scope.state,)
    return projects.STATES_OF_PHASE.get(scope.phase, (scope.phase,)) if scope.phase else ()


def rollup(actor: Actor, *, by: str, at: str = "", measure: str = "money", scope: Scope | None = None) -> RollUp:
    """The figures of a node of an axis and of its children.

    `at` is the node's code on that axis (the root, or the topmost unit in reach, when empty). By unit, money is what
    the participations below get; by programme and by year it is what the funder gives to the projects, unless the
    scope names a unit: then it is again the participations below that unit. Raises `Refused` for unknown codes.
    """
    if by not in AXES:
        raise Refused("insight.unknown_axis", by=by, known=", ".join(AXES))
    if measure not in MEASURES:
        raise Refused("insight.unknown_measure", measure=measure, known=", ".join(MEASURES))
    wanted = scope or Scope()
    if by == "unit":
        return _by_unit(actor, at, measure, wanted)
    if by == "programme":
        return _by_programme(actor, at, measure, wanted)
    return _by_year(actor, at, measure, wanted)


_SUMS = ", ".join(f"coalesce(sum(c.{name}), 0)::bigint AS {name}" for name in ("projects", "participations", "money"))


def _by_unit(actor: Actor, at: str, measure: str, scope: Scope) -> RollUp:
    where = place(actor, replace(scope, unit=at or scope.unit), need_unit=True)
    node = where.unit
    assert node is not None  # noqa: S101 - need_unit promises it
    rows = _query(
        f"""
        SELECT u.code, u.name_zh, u.name_en, c.projects, c.participations, c.money,
               NOT EXISTS (SELECT 1 FROM organisation_unit x WHERE x.parent_id = u.id), u.kind
          FROM (SELECT c.unit_id, {_SUMS} FROM insight_unitcell c
                 WHERE c.parent_id = %(unit)s AND c.programme_id = %(programme)s {where.filters}
                 GROUP BY c.unit_id) c
          JOIN organisation_unit u ON u.id = c.unit_id
        """,
        where.facts,
    )
    return _result(actor, "unit", node, measure, _total_of_unit(where, node), rows)


def _by_programme(actor: Actor, at: str, measure: str, scope: Scope) -> RollUp:
    where = place(actor, replace(scope, programme=at or scope.programme))
    table, unit = _cells(where)
    rows = _query(
        f"""
        SELECT p.code, p.name_zh, p.name_en, {_SUMS},
               NOT EXISTS (SELECT 1 FROM projects_programme x WHERE x.parent_id = p.id), p.kind
          FROM projects_programme p JOIN {table} c ON c.programme_id = p.id {unit}
         WHERE p.parent_id = %(programme)s {where.filters}
         GROUP BY p.id ORDER BY 6 DESC, 4 DESC, p.code
        """,
        where.facts,
    )
    return _result(actor, "programme", where.programme, measure, _total_of_programme(where), rows)


def _by_year(actor: Actor, at: str, measure: str, scope: Scope) -> RollUp:
    if at and not at.isdecimal():
        raise Refused("insight.unknown_year", code=at)
    where = place(actor, replace(scope, year=int(at) if at else scope.year))
    table, unit = _cells(where)
    rows = _query(
        f"""
        SELECT c.year::text, CASE c.year WHEN 0 THEN '' ELSE c.year::text END, '', {_SUMS}, TRUE, 'year'
          FROM {table} c WHERE c.programme_id = %(programme)s {unit} {where.filters} GROUP BY c.year ORDER BY c.year
        """,
        where.facts,
    )
    total = _total_of_programme(where)
    year = nodes.Node(0, at, at, at, "0", "year")
    return _result(actor, "year", year, measure, total, [] if at else rows)


def _cells(where: Place) -> tuple[str, str]:
    if where.unit is None:
        return "insight_programmecell", ""
    return "insight_unitcell", "AND c.unit_id = %(unit)s"


def _total_of_unit(where: Place, node: nodes.Node) -> RollUpRow:
    sums = _query(
        f"""SELECT '', '', '', {_SUMS}, FALSE, '' FROM insight_unitcell c
            WHERE c.unit_id = %(unit)s AND c.programme_id = %(programme)s {where.filters}""",
        where.facts,
    )[0]
    return _named(sums, node)


def _total_of_programme(where: Place) -> RollUpRow:
    table, unit = _cells(where)
    sums = _query(
        f"""SELECT '', '', '', {_SUMS}, FALSE, '' FROM {table} c
            WHERE c.programme_id = %(programme)s {unit} {where.filters}""",
        where.facts,
    )[0]
    return _named(sums, where.programme)


def _named(sums: RollUpRow, node: nodes.Node) -> RollUpRow:
    return RollUpRow(
        node.code,
        node.name_zh,
        node.name_en,
        sums.projects,
        sums.participations,
        sums.money,
        is_leaf=False,
        kind=node.kind,
    )


def _result(
    actor: Actor, by: str, node: nodes.Node, measure: str, total: RollUpRow, rows: Sequence[RollUpRow]
) -> RollUp:
    ordered = rows if by == "year" else sorted(rows, key=lambda row: (-row.value(measure), row.code))
    freshness = as_of(actor)
    own = {name: total.value(name) - sum(row.value(name) for row in rows) for name in ("money", "participations")}
    return RollUp(by, node.code, measure, freshness.currency, freshness.at, total, ordered, own)


def _query(statement: str, facts: Mapping[str, Any]) -> list[RollUpRow]:
    with connection.cursor() as cursor:
        cursor.execute(statement, facts)
        return [RollUpRow(*row) for row in cursor.fetchall()]
