"""`ceyuan serve` and `ceyuan worker`: the processes of an installation."""

from __future__ import annotations

import os

import click

from ceyuan.entry.cli.session import start_django, with_database

POOL = "6"


def run_server(host: str, port: int, *, ours: bool, ready_text: str = "") -> None:
    """Serve until told to end. The database must run and be of this version; `ours`: it is the embedded one."""
    from ceyuan.entry.narrowing import narrowed
    from ceyuan.entry.serve import supervise, web, worker

    os.environ.setdefault("CEYUAN_POOL", POOL)
    shown = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104 - only compared
    address = f"http://[{shown}]:{port}" if ":" in shown else f"http://{shown}:{port}"

    def ready() -> None:
        click.echo(f"{ready_text}Ceyuan is at {address}  (Ctrl-C ends it)")

    with narrowed(ours=ours):
        supervise([web(host, port), worker()], address=address, ready=ready)


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on.")
def serve(host: str, port: int) -> None:
    """Run everything: database, web server and worker; ends on Ctrl-C or SIGTERM."""
    from ceyuan.entry.catalogues import compile_stale
    from ceyuan.entry.home import cluster, database
    from ceyuan.entry.serve import refuse_busy_port
    from ceyuan.entry.tables import bring_up_to_date, pending

    refuse_busy_port(host, port)
    ours = cluster() is not None
    with database():
        compile_stale()
        start_django()
        if ours:
            bring_up_to_date()
        elif count := pending():
            raise click.ClickException(f"The database lacks {count} migrations. Run `ceyuan migrate` first.")
        leave_database()
        run_server(host, port, ours=ours)


def leave_database() -> None:
    """Close our own connections: the supervisor only watches from here on."""
    from django.db import connections

    connections.close_all()


@click.command("worker")
@click.option("--at-once", default=1, show_default=True, type=click.IntRange(1, 64), help="Jobs done at the same time.")
@with_database
def worker(at_once: int) -> None:
    """Do queued work (imports, exports, rebuilds) until told to end. As many as wanted, on any machine."""
    from django.core.management import call_command

    call_command("procrastinate", "worker", concurrency=at_once, verbosity=0)


commands = [serve, worker]
