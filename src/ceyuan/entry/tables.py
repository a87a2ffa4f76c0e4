"""The tables of the database: whether they are of this version, and bringing them there."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator
from pathlib import Path


def are_of_this_version() -> bool:
    """A quick look that costs one query: whether the database has seen every migration file of every application."""
    from django.apps import apps
    from django.db import connection

    wanted = {
        (config.label, file.stem)
        for config in apps.get_app_configs()
        for file in (Path(config.path) / "migrations").glob("[0-9]*.py")
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('django_migrations') IS NOT NULL")
        if not cursor.fetchone()[0]:
            return False
        cursor.execute("SELECT app, name FROM django_migrations")
        return wanted <= set(cursor.fetchall())


def pending() -> int:
    """Number of migrations that this version has and the database has not seen."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def bring_up_to_date() -> int:
    """Apply what is missing; returns how many migrations that were. Two at once wait for each other."""
    from django.core.management import call_command
    from django.db import connection

    count = pending()
    if count:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(hashtext('ceyuan.migrate'))")
            try:
                with seldom_collecting():
                    call_command("migrate", verbosity=0, interactive=False)
            finally:
                cursor.execute("SELECT pg_advisory_unlock(hashtext('ceyuan.migrate'))")
    return count


@contextlib.contextmanager
def seldom_collecting() -> Iterator[None]:
    """Within it memory is searched for garbage a hundred times less often: for work that makes very many small objects.

    Migrating and loading a demonstration spend up to half of their time on that search otherwise.
    """
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(before[0] * 100, before[1], before[2])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
