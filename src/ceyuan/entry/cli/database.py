"""`ceyuan db ...` and `ceyuan migrate`: the embedded database and its tables."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import click

from ceyuan.entry.cli.session import with_database

if TYPE_CHECKING:
    from ceyuan.entry.embedded import Cluster


@click.group("db")
def db() -> None:
    """Start, stop and look at the embedded database.

    Other commands start it when they need it and stop it when nobody uses it any more. `start` keeps it running.
    """


@db.command("start")
def start() -> None:
    """Start it, and keep it running until `stop`."""
    from ceyuan.entry.embedded.lease import keep_mark
    from ceyuan.entry.home import prepare

    prepare()
    server = _embedded()
    keep_mark(server).touch()
    started = server.start()
    click.echo(f"{'Started' if started else 'Already running'}: process {server.status().pid}, {server.folder}")


@db.command("stop")
def stop() -> None:
    """Stop it in order."""
    from ceyuan.entry.embedded.lease import keep_mark

    server = _embedded()
    keep_mark(server).unlink(missing_ok=True)
    click.echo("Stopped." if server.stop() else "It was not running.")


@db.command("status")
def status() -> None:
    """Say whether it runs, and where everything is. Exit code 1 when it does not run."""
    found = _embedded().status()
    state = f"running (process {found.pid})" if found.running else "not running"
    click.echo(f"state    {state}")
    click.echo(f"version  {found.version or 'not initialised yet'}")
    click.echo(f"folder   {found.folder}")
    click.echo(f"log      {found.log}")
    click.echo(f"url      {found.url}")
    sys.exit(0 if found.running else 1)


@db.command("url")
def url() -> None:
    """Print the address for other programs (psql, CEYUAN_DATABASE_URL)."""
    if named := os.environ.get("CEYUAN_DATABASE_URL"):
        click.echo(named)
        return
    server = _embedded()
    click.echo(server.url())
    if not server.status().running:
        click.echo("It is not running: start it with `ceyuan db start`.", err=True)


@db.command("shell", context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def shell(arguments: tuple[str, ...]) -> None:
    """Open psql; ARGUMENTS are passed on (for example: -c "SELECT 1")."""
    from ceyuan.entry.home import database

    with database():
        command = [_psql(), os.environ["CEYUAN_DATABASE_URL"], *arguments]
        code = subprocess.run(command, check=False).returncode
    sys.exit(code)


@db.command("grants")
@click.argument("role", default="ceyuan_app")
def grants(role: str) -> None:
    """Print the statements that give ROLE what the web server needs and no more, for a server of your own."""
    from ceyuan.entry.narrowing import statements

    click.echo(statements(role).as_string())


@click.command("migrate")
@with_database
def migrate() -> None:
    """Bring the tables of the database to this version."""
    from ceyuan.entry.tables import bring_up_to_date

    count = bring_up_to_date()
    click.echo(f"{count} migrations applied." if count else "Nothing to do: the tables are of this version.")


def _embedded() -> Cluster:
    from ceyuan.entry.home import cluster

    server = cluster()
    if server is None:
        raise click.ClickException(
            "CEYUAN_DATABASE_URL names a server that Ceyuan does not run. Unset it to work with the embedded database."
        )
    return server


def _psql() -> str:
    from ceyuan.entry.embedded import ServerTrouble, find_binaries

    try:
        program = shutil.which(find_binaries().program("psql"))
    except ServerTrouble:
        program = None
    if found := program or shutil.which("psql"):
        return found
    raise click.ClickException("psql is not installed. Install the package `postgresql-client`.")


commands = [db, migrate]
