"""Bringing the kept roll-ups up to date, making them anew, and proving that both give the same."""

from collections.abc import Sequence
from typing import Any

from django.db import connection, transaction

from . import statements

# One refresh at a time: two would both take back the same old shares.
_LOCK = 732605312
# Above this many changed projects it is cheaper to make the cells of the group anew than to correct them.
REBUILD_ABOVE = 4000


def refresh_if_stale() -> int:
    """Roll up what changed since the last time. Returns the number of projects; 0 is one cheap look."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM insight_staleproject)")
        if not cursor.fetchone()[0]:
            return 0
    with transaction.atomic(), connection.cursor() as cursor:
        _lock(cursor)
        cursor.execute("DELETE FROM insight_staleproject RETURNING project_id")
        ids = sorted({row[0] for row in cursor.fetchall()})
        if len(ids) > REBUILD_ABOVE:
            for group_id in _groups_of(cursor, ids):
                _rebuild(cursor, group_id)
        else:
            _refresh(cursor, ids)
    return len(ids)


def refresh(project_ids: Sequence[int]) -> None:
    """Roll up these projects again, in the caller's transaction if there is one."""
    with transaction.atomic(), connection.cursor() as cursor:
        _lock(cursor)
        _refresh(cursor, list(project_ids))


def rebuild(group_id: int) -> None:
    """Throw the group's roll-ups away and make them from the records."""
    with transaction.atomic(), connection.cursor() as cursor:
        _lock(cursor)
        _rebuild(cursor, group_id)


def differences(group_id: int) -> list[dict[str, Any]]:
    """Cells that differ from what the records give now (at most 20 of each kind); empty when all is right."""
    found: list[dict[str, Any]] = []
    with transaction.atomic(), connection.cursor() as cursor:
        _lock(cursor)
        _make_shares(cursor, "p.group_id = %(group)s", {"group": group_id})
        for kind, statement in (
            ("unit", statements.UNIT_DIFFERENCES),
            ("programme", statements.PROGRAMME_DIFFERENCES),
        ):
            cursor.execute(statement, {"group": group_id})
            names = [column.name for column in cursor.description]
            found += [{"kind": kind, "row": list(zip(names, row, strict=True))} for row in cursor.fetchall()]
        cursor.execute("DROP TABLE ceyuan_share")
    return found


def _lock(cursor: Any) -> None:
    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _groups_of(cursor: Any, ids: list[int]) -> list[int]:
    cursor.execute(
        "SELECT DISTINCT group_id FROM projects_project WHERE id = ANY(%(ids)s)"
        " UNION SELECT DISTINCT group_id FROM insight_projectshare WHERE project_id = ANY(%(ids)s)",
        {"ids": ids},
    )
    return [row[0] for row in cursor.fetchall()]


def _make_shares(cursor: Any, which: str, parameters: dict[str, Any]) -> None:
    cursor.execute("DROP TABLE IF EXISTS pg_temp.ceyuan_share")
    cursor.execute(statements.SHARES.format(which=which), parameters)


def _refresh(cursor: Any, ids: list[int]) -> None:
    if not ids:
        return
    groups = _groups_of(cursor, ids)
    _make_shares(cursor, "p.id = ANY(%(ids)s)", {"ids": ids})
    cursor.execute(statements.TAKE_BACK, {"ids": ids})
    cursor.execute(statements.ADD_UNITS)
    cursor.execute(statements.ADD_PROGRAMMES)
    cursor.execute(statements.SWEEP_UNITS, {"groups": groups})
    cursor.execute(statements.SWEEP_PROGRAMMES, {"groups": groups})
    cursor.execute(statements.FORGET, {"ids": ids})
    cursor.execute(statements.KEEP)
    cursor.execute("DROP TABLE ceyuan_share")


def _rebuild(cursor: Any, group_id: int) -> None:
    _empty(cursor, group_id)
    cursor.execute("SET LOCAL work_mem = '256MB'")
    _make_shares(cursor, "p.group_id = %(group)s", {"group": group_id})
    cursor.execute("ANALYZE ceyuan_share")
    cursor.execute(statements.ADD_UNITS)
    cursor.execute(statements.ADD_PROGRAMMES)
    cursor.execute(statements.KEEP)
    cursor.execute("DROP TABLE ceyuan_share")
    cursor.execute(
        "DELETE FROM insight_staleproject s USING projects_project p WHERE p.id = s.project_id AND p.group_id = %s",
        [group_id],
    )
    for table in _TABLES:
        cursor.execute(f"ANALYZE {table}")


_TABLES = ("insight_unitcell", "insight_programmecell", "insight_projectshare")


def _empty(cursor: Any, group_id: int) -> None:
    for table in _TABLES:
        cursor.execute(f"SELECT EXISTS (SELECT 1 FROM {table} WHERE group_id <> %s)", [group_id])
        if cursor.fetchone()[0]:
            cursor.execute(f"DELETE FROM {table} WHERE group_id = %s", [group_id])
        else:
            cursor.execute(f"TRUNCATE {table}")
