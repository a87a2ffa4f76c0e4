"""What the web server's role can do in the database, and what it cannot."""

import os
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from ceyuan.entry.narrowing import ONLY_GROWS, as_role, narrow, narrowed, statements

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def narrow_connection(cast: Any) -> Iterator[psycopg.Connection[Any]]:
    """A connection as the web server has it, to the database of this test."""
    with psycopg.connect(narrow(os.environ["CEYUAN_DATABASE_URL"]), autocommit=True) as connection:
        yield connection


def test_it_reads_and_writes_rows(narrow_connection: psycopg.Connection[Any]) -> None:
    narrow_connection.execute("UPDATE organisation_unit SET name_en = 'Renamed' WHERE code = 'A'")
    found = narrow_connection.execute("SELECT name_en FROM organisation_unit WHERE code = 'A'").fetchone()
    assert found == ("Renamed",)


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE strategy_target DISABLE TRIGGER target_rules",
        "ALTER TABLE organisation_unit DROP CONSTRAINT unit_code_once_per_group",
        "DROP TABLE projects_project",
        "TRUNCATE audit_act",
        "CREATE TABLE of_my_own (id int)",
        "CREATE OR REPLACE FUNCTION ceyuan_state_guard() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "SET session_replication_role = replica",
        "SET ROLE ceyuan",
        "UPDATE django_migrations SET name = name",
        *(" ".join(("DELETE FROM", table)) for table in ONLY_GROWS),
        *(" ".join(("UPDATE", table, "SET id = id")) for table in ONLY_GROWS),
    ],
)
def test_it_is_refused_what_only_an_owner_may(narrow_connection: psycopg.Connection[Any], statement: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        narrow_connection.execute(statement)  # type: ignore[arg-type]


def test_what_only_grows_grows(narrow_connection: psycopg.Connection[Any]) -> None:
    narrow_connection.execute(
        "INSERT INTO audit_act (actor_name, act, subject_kind, subject_id, subject_label, unit_path, before, after, "
        "reason, request_id) VALUES ('x', 'x', 'x', '1', 'x', '', '{}', '{}', '', '')"
    )
    assert narrow_connection.execute("SELECT count(*) FROM audit_act").fetchone() == (1,)


def test_the_rights_can_be_given_again_and_printed(narrow_connection: psycopg.Connection[Any]) -> None:
    del narrow_connection
    again = narrow(os.environ["CEYUAN_DATABASE_URL"])
    assert again == as_role(os.environ["CEYUAN_DATABASE_URL"], "ceyuan_app")
    assert 'CREATE ROLE "web"' in statements("web").as_string()


def test_children_of_a_foreign_server_get_the_address_they_are_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CEYUAN_DATABASE_URL", "postgresql://owner@db/ceyuan")
    monkeypatch.setenv("CEYUAN_APP_DATABASE_URL", "postgresql://web:secret@db/ceyuan")
    with narrowed(ours=False):
        assert os.environ["CEYUAN_DATABASE_URL"] == "postgresql://web:secret@db/ceyuan"
    assert os.environ["CEYUAN_DATABASE_URL"] == "postgresql://owner@db/ceyuan"
