"""Where the money flows: from programmes to units to the units below them; and how it spreads over years and states."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from ceyuan.apps.insight.services.rollups import refresh_if_stale
from ceyuan.apps.organisation.interface import Actor

from .rollup import Scope, place

MOST_PROGRAMMES = 8
MOST_UNITS = 10
MOST_BELOW = 3
REST = "…"


@dataclass(frozen=True, slots=True)
class Flow:
    """Money from one node to another. A node is (level, code, zh, en); the code "…" stands for all the smaller ones."""

    source: tuple[int, str, str, str]
    target: tuple[int, str, str, str]
    money: int


@dataclass(frozen=True, slots=True)
class YearState:
    """Projects and money that start in a year and stand in a state."""

    year: int
    state: str
    projects: int
    money: int


def flows(actor: Actor, scope: Scope) -> list[Flow]:
    """Programme → unit → unit below, the largest of each, the rest summed: every level adds up to the same money."""
    refresh_if_stale()
    where = place(actor, scope, need_unit=True)
    pairs = _rows(
        f"""
        SELECT p.code, p.name_zh, p.name_en, u.id, u.code, u.name_zh, u.name_en, sum(c.money)::bigint
          FROM insight_unitcell c
          JOIN projects_programme p ON p.id = c.programme_id AND p.parent_id = %(programme)s
          JOIN organisation_unit u ON u.id = c.unit_id AND u.parent_id = %(unit)s
         WHERE c.money > 0 {where.filters} GROUP BY p.id, u.id
        """,
        where.facts,
    )
    first = _largest(((row[0], row[1], row[2]), row[7]) for row in pairs)[:MOST_PROGRAMMES]
    second = _largest(((row[4], row[5], row[6]), row[7]) for row in pairs)[:MOST_UNITS]
    ids = {row[4]: row[3] for row in pairs}
    upper: dict[tuple[tuple[int, str, str, str], tuple[int, str, str, str]], int] = defaultdict(int)
    for code, zh, en, _id, unit_code, unit_zh, unit_en, money in pairs:
        source = _node(0, (code, zh, en), first)
        upper[source, _node(1, (unit_code, unit_zh, unit_en), second)] += money
    lower = _below(where.facts, where.filters, [ids[code] for code, _zh, _en in second])
    return [Flow(a, b, money) for (a, b), money in upper.items()] + lower


def _below(facts: dict[str, object], filters: str, unit_ids: list[int]) -> list[Flow]:
    rows = _rows(
        f"""
        SELECT v.code, v.name_zh, v.name_en, u.code, u.name_zh, u.name_en, sum(c.money)::bigint
          FROM insight_unitcell c
          JOIN organisation_unit u ON u.id = c.unit_id
          JOIN organisation_unit v ON v.id = u.parent_id
         WHERE v.id = ANY(%(units)s) AND c.programme_id = %(programme)s AND c.money > 0 {filters}
         GROUP BY v.id, u.id ORDER BY 7 DESC
        """,
        {**facts, "units": unit_ids},
    )
    by_parent: dict[tuple[str, str, str], list[tuple[tuple[str, str, str], int]]] = defaultdict(list)
    for v_code, v_zh, v_en, code, zh, en, money in rows:
        by_parent[v_code, v_zh, v_en].append(((code, zh, en), money))
    found = []
    for parent, children in by_parent.items():
        source = (1, *parent)
        found += [Flow(source, (2, *child), money) for child, money in children[:MOST_BELOW]]
        if rest := sum(money for _child, money in children[MOST_BELOW:]):
            found.append(Flow(source, (2, REST, "", ""), rest))
    return found


def by_year_and_state(actor: Actor, scope: Scope) -> list[YearState]:
    """Projects and money by year of start and state; money as in `rollup`."""
    refresh_if_stale()
    where = place(actor, scope)
    table, unit = ("insight_unitcell", "AND c.unit_id = %(unit)s") if where.unit else ("insight_programmecell", "")
    rows = _rows(
        f"""SELECT c.year, c.state, sum(c.projects)::bigint, sum(c.money)::bigint FROM {table} c
            WHERE c.programme_id = %(programme)s {unit} {where.filters} GROUP BY c.year, c.state ORDER BY 1, 2""",
        where.facts,
    )
    return [YearState(*row) for row in rows]


def _largest(pairs: "Sequence[tuple[tuple[str, str, str], int]] | object") -> list[tuple[str, str, str]]:
    sums: dict[tuple[str, str, str], int] = defaultdict(int)
    for key, money in pairs:  # type: ignore[attr-defined]
        sums[key] += money
    return sorted(sums, key=lambda key: (-sums[key], key))


def _node(level: int, key: tuple[str, str, str], kept: Sequence[tuple[str, str, str]]) -> tuple[int, str, str, str]:
    return (level, *key) if key in kept else (level, REST, "", "")


def _rows(statement: str, facts: dict[str, object]) -> list[tuple]:  # type: ignore[type-arg]
    with connection.cursor() as cursor:
        cursor.execute(statement, facts)
        return list(cursor.fetchall())
