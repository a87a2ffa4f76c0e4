"""The tables of the database: whether they are of this version, and bringing them there."""

from __future__ import annotations


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
                call_command("migrate", verbosity=0, interactive=False)
            finally:
                cursor.execute("SELECT pg_advisory_unlock(hashtext('ceyuan.migrate'))")
    return count
