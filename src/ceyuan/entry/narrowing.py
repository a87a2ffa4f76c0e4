"""The database role of the web server and the worker: it reads and writes rows, and owns nothing.

Who slips a statement of his own into the web server then still cannot drop a constraint, switch off a trigger, empty a
table, or change what can only grow. The owner's role is used for migrations and by the command line.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

ROLE = "ceyuan_app"

# Rows of these tables are added and read; triggers say the same, but an owner could switch them off.
ONLY_GROWS = (
    "audit_act",
    "strategy_targetmove",
    "strategy_lettersignature",
    "strategy_directionlevel",
    "notices_objectionline",
    "notices_noticeprolonging",
    "reviews_draw",
    "reviews_drawentry",
    "reviews_recusal",
    "reviews_mark",
    "reviews_chainlink",
    "reviews_openvote",
    "reviews_envelope",
    "reviews_ballot",
    "reviews_outcome",
    "reviews_minute",
    "reviews_feedback",
    "projects_milestonedecision",
    "projects_midtermcheck",
    "projects_readinessassessment",
    "projects_archivecheck",
    "projects_diligencerecord",
    "projects_exemption",
    "calls_lanemark",
)

_MADE = """
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = {name}) THEN
        CREATE ROLE {role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT;
    END IF;
END $$;
"""
_GIVEN = """
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role};
GRANT USAGE ON SCHEMA public TO {role};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role};
REVOKE UPDATE, DELETE ON {growing} FROM {role};
REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role};
"""


def statements(role: str = ROLE) -> sql.Composed:
    """What an owner runs once after every migration, to give a role of that name what the web server needs."""
    growing = sql.SQL(", ").join(sql.Identifier(table) for table in ONLY_GROWS)
    parts = {"role": sql.Identifier(role), "name": sql.Literal(role), "growing": growing}
    return sql.SQL(_MADE + _GIVEN).format(**parts)


def narrow(owner_url: str) -> str:
    """Make the role, give it its rights, and return the address under which it connects."""
    with psycopg.connect(owner_url, autocommit=True) as connection:
        # Several starts at once would change the same grants at the same time, which the database refuses.
        connection.execute("SELECT pg_advisory_lock(hashtext('ceyuan.narrow'))")
        connection.execute(statements())
    return as_role(owner_url, ROLE)


def as_role(url: str, role: str) -> str:
    """The same address with another user name."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=f"{role}@{parts.netloc.rpartition('@')[2]}"))


@contextmanager
def narrowed(*, ours: bool) -> Iterator[None]:
    """For children started within: the narrow address of the embedded server, or CEYUAN_APP_DATABASE_URL."""
    owner_url = os.environ["CEYUAN_DATABASE_URL"]
    given = os.environ.get("CEYUAN_APP_DATABASE_URL")
    os.environ["CEYUAN_DATABASE_URL"] = narrow(owner_url) if ours else given or owner_url
    try:
        yield
    finally:
        os.environ["CEYUAN_DATABASE_URL"] = owner_url
