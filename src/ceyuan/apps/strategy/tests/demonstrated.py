"""The whole demonstration group, loaded once for a module of tests and rolled back after it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from ceyuan.apps.organisation.interface import Actor


@pytest.fixture(scope="module")
def demonstrated(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Units, people, strategy and projects of the Kunyue group; each test's own transaction lies within this one."""
    from django.db import connection, transaction

    from ceyuan.entry.cli.demo import loaders

    with django_db_blocker.unblock(), transaction.atomic():
        for _name, load in loaders():
            load()
        with connection.cursor() as cursor:  # what was put off is checked once, not again after each test
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        with django_db_blocker.block():
            yield
        transaction.set_rollback(True)


@pytest.fixture
def officer(demonstrated: None, db: None) -> Actor:
    """The group's S&T officer, who sees everything of the group."""
    return log_in("keji")


def log_in(username: str) -> Actor:
    """The actor behind a log-in of the demonstration on its as-of day."""
    from ceyuan.apps.organisation.demo.units import AS_OF
    from ceyuan.apps.organisation.interface import actor_of
    from ceyuan.apps.organisation.models import Account

    return actor_of(Account.objects.get(username=username), on=AS_OF)
