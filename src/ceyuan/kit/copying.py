"""Many rows of one model into the database at once, by COPY.

Triggers and constraints see the rows as any others. Nothing of Django's `save` or of signals happens, and days that
are usually stamped at insertion may be given, because what was taken over from elsewhere happened in the past.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection, models
from django.utils import timezone
from psycopg import sql

_PLAIN = "django."  # fields of Django itself go in as they are, but for JSON; ours know how they want to be written


def copy_in(rows: Sequence[models.Model]) -> None:
    """Insert the rows, all of one model; those without an id are given one.

    A row may refer to rows that had no id when it was made: earlier ones, or others of the same batch. Call it inside
    a transaction.
    """
    if not rows:
        return
    model: Any = type(rows[0])
    fields: list[Any] = [field for field in model._meta.concrete_fields if not field.generated]  # noqa: SLF001
    _give_ids(model, rows)
    told = [(field.attname, _when_missing(field), _writer(field)) for field in fields]
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(model._meta.db_table),  # noqa: SLF001
        sql.SQL(", ").join(sql.Identifier(field.column) for field in fields),
    )
    with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            values = []
            for name, missing, write in told:
                value = getattr(row, name)
                if value is None and missing is not None:
                    value = missing(row)
                values.append(value if write is None or value is None else write(value))
            copy.write_row(values)


def _when_missing(field: Any) -> Callable[[models.Model], Any] | None:
    """What stands in for a value that is not there: the id of a row that has one by now, or this moment."""
    if field.is_relation:
        return lambda row: getattr(field.get_cached_value(row, None), "pk", None)
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        now = timezone.now()
        return lambda _row: now
    return None


def _writer(field: Any) -> Callable[[Any], Any] | None:
    if type(field).__module__.startswith(_PLAIN) and not isinstance(field, models.JSONField):
        return None
    return lambda value: field.get_db_prep_save(value, connection)


def _give_ids(model: Any, rows: Sequence[models.Model]) -> None:
    missing = [row for row in rows if row.pk is None]
    if not missing:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, len(missing)],  # noqa: SLF001
        )
        for row, (key,) in zip(missing, cursor.fetchall(), strict=True):
            row.pk = key
