"""Where the money flows: from programmes to units to the units below them; and how it spreads over years and states."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from ceyuan.apps.organisation.interface import Actor

from .rollup import Scope, place

MOST_PROGRAMMES = 6
MOST_UNITS = 7
MOST_BELOW = 2
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
    participations: int
    money: int


def flows(actor: Actor, scope: Scope) -> list[Flow]:
    """Programme → unit → unit below, the largest of each, the rest summed: every level adds up to the same money."""
    where = place(actor, scope, need_unit=True)
    pairs = _rows(
        f"""
        SELECT p.code, p.name_zh, p.name_en, u.id, u.code, u.name_zh, u.name_en, c.money
          FROM (SELECT c.unit_id, c.programme_id, sum(c.money)::bigint AS money FROM insight_unitcell c
                 WHERE c.parent_id = %(unit)s AND c.money > 0 {where.filters}
                   AND c.programme_id IN (SELECT id FROM projects_programme WHERE parent_id = %(programme)s)
                 GROUP BY c.unit_id, c.programme_id) c
          JOIN projects_programme p ON p.id = c.programme_id
          JOIN organisation_unit u ON u.id = c.unit_id
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


def _below(facts: Mapping[str, Any], filters: str, unit_ids: list[int]) -> list[Flow]:
    rows = _rows(
        f"""
        WITH sums AS (
            SELECT c.parent_id, c.unit_id, sum(c.money)::bigint AS money FROM insight_unitcell c
             WHERE c.parent_id = ANY(%(units)s) AND c.programme_id = %(programme)s AND c.money > 0 {filters}
             GROUP BY c.parent_id, c.unit_id
        ), ranked AS (
            SELECT *, row_number() OVER (PARTITION BY parent_id ORDER BY money DESC, unit_id) AS place,
                   sum(money) OVER (PARTITION BY parent_id) AS whole FROM sums
        )
        SELECT v.code, v.name_zh, v.name_en, u.code, u.name_zh, u.name_en, r.money, r.whole::bigint
          FROM ranked r
          JOIN organisation_unit u ON u.id = r.unit_id
          JOIN organisation_unit v ON v.id = r.parent_id
         WHERE r.place <= %(most)s ORDER BY v.code, r.place
        """,
        {**facts, "units": unit_ids, "most": MOST_BELOW},
    )
    found = [Flow((1, *row[0:3]), (2, *row[3:6]), row[6]) for row in rows]
    whole = {row[0:3]: row[7] for row in rows}
    for parent, money in whole.items():
        listed = sum(flow.money for flow in found if flow.source[1:] == parent)
        if money > listed:
            found.append(Flow((1, *parent), (2, REST, "", ""), money - listed))
    return found


def by_year_and_state(actor: Actor, scope: Scope) -> list[YearState]:
    """Projects, participations and money by year of start and state; money as in `rollup`."""
    where = place(actor, scope)
    table, unit = ("insight_unitcell", "AND c.unit_id = %(unit)s") if where.unit else ("insight_programmecell", "")
    rows = _rows(
        f"""SELECT c.year, c.state, sum(c.projects)::bigint, sum(c.participations)::bigint,
                   sum(c.money)::bigint FROM {table} c
            WHERE c.programme_id = %(programme)s {unit} {where.filters} GROUP BY c.year, c.state ORDER BY 1, 2""",
        where.facts,
    )
    return [YearState(*row) for row in rows]


def _largest(pairs: Iterable[tuple[tuple[str, str, str], int]]) -> list[tuple[str, str, str]]:
    sums: dict[tuple[str, str, str], int] = defaultdict(int)
    for key, money in pairs:
        sums[key] += money
    return sorted(sums, key=lambda key: (-sums[key], key))


def _node(level: int, key: tuple[str, str, str], kept: Sequence[tuple[str, str, str]]) -> tuple[int, str, str, str]:
    return (level, *key) if key in kept else (level, REST, "", "")


def _rows(statement: str, facts: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, facts)
        return list(cursor.fetchall())
