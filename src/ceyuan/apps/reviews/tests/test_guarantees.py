"""What the database itself refuses, whoever asks."""

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db


def test_the_tables_that_only_grow_have_their_triggers() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE '%%_stays'")
        guarded = {row[0] for row in cursor.fetchall()}
    tables = ("draw", "drawentry", "recusal", "mark", "chainlink", "openvote", "envelope", "ballot")
    assert {f"reviews_{table}" for table in tables} <= guarded
