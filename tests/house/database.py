"""One throw-away PostgreSQL for the whole run, started by the first test that needs it.

Migrations run once, into a template; each worker gets its own copy of it (about 50 ms). After a test with real
transactions the copy is replaced, which is faster than emptying each table, restores what migrations wrote, and
works with tables that refuse to be emptied.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from tests.house.environment import run_folder

if TYPE_CHECKING:
    from ceyuan.entry.embedded import Cluster

TEMPLATE = "ceyuan_template"
FAST = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "autovacuum": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """The running throw-away server of this test run (the controller stops it)."""
    from ceyuan.entry.embedded import Cluster

    server = Cluster(run_folder() / "pg", FAST)
    server.start()
    return server


@pytest.fixture(scope="session")
def django_db_setup(request: Any, cluster: Cluster, django_test_environment: None, django_db_blocker: Any) -> None:
    """Replaces pytest-django's: a copy of the migrated template for this worker."""
    from django.test import TransactionTestCase

    name = f"test_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    with django_db_blocker.unblock():
        with _alone():
            if not _template_exists(cluster):
                _migrate(cluster)
        _replace(cluster, name)
        _use(cluster, name)

    def fresh_copy(self: TransactionTestCase) -> None:
        from django.db import connections

        connections.close_all()
        _replace(cluster, name)

    TransactionTestCase._fixture_teardown = fresh_copy  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def as_new() -> None:
    """Each test begins with a database of the past and in Chinese: pages drawn before and another language must go."""
    from django.conf import settings
    from django.utils import translation

    from ceyuan.entry.web import shell
    from ceyuan.kit.views import PAGES

    translation.activate(settings.LANGUAGE_CODE)
    PAGES.forget()
    shell.forget()


@contextmanager
def _alone() -> Iterator[None]:
    with (run_folder() / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _migrate(cluster: Cluster) -> None:
    from django.core.management import call_command
    from django.db import connections

    half = f"{TEMPLATE}_new"
    _execute(cluster, f'DROP DATABASE IF EXISTS "{half}" WITH (FORCE)', f'CREATE DATABASE "{half}"')
    _use(cluster, half)
    call_command("migrate", verbosity=0, interactive=False)
    connections.close_all()
    _execute(cluster, f'ALTER DATABASE "{half}" RENAME TO "{TEMPLATE}"')


def _use(cluster: Cluster, name: str) -> None:
    from django.db import connections

    connections.close_all()
    connections["default"].settings_dict.update(
        NAME=name,
        USER="ceyuan",
        PASSWORD="",
        HOST=str(cluster.socket_folder),
        PORT="5433",
        CONN_MAX_AGE=0,
        OPTIONS={},
    )
    os.environ["CEYUAN_DATABASE_URL"] = cluster.url(name)


def _replace(cluster: Cluster, name: str) -> None:
    with _alone():  # two copies of one template at once would refuse each other
        _execute(
            cluster, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', f'CREATE DATABASE "{name}" TEMPLATE "{TEMPLATE}"'
        )


def _template_exists(cluster: Cluster) -> bool:
    return (TEMPLATE,) in _execute(cluster, "SELECT datname FROM pg_database")


def _execute(cluster: Cluster, *statements: str) -> list[Any]:
    import psycopg

    with psycopg.connect(cluster.url("postgres"), autocommit=True) as connection:
        for statement in statements:
            answer = connection.execute(statement)
        return answer.fetchall() if answer.description else []
