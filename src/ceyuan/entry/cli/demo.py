"""`ceyuan demo`: everything at once, with the demonstration group."""

from __future__ import annotations

import importlib
import importlib.util
import os
import time
from collections.abc import Callable
from types import ModuleType
from typing import Any

import click

from ceyuan.entry.cli.session import start_django


@click.command("demo")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on.")
@click.option("--no-serve", is_flag=True, help="Only load the demonstration group, then end.")
def demo(host: str, port: int, no_serve: bool) -> None:  # noqa: FBT001 - click passes options by keyword
    """Load the demonstration group, unless it is there, and serve it."""
    from ceyuan.entry.catalogues import compile_stale
    from ceyuan.entry.cli.serve import leave_database, run_server
    from ceyuan.entry.home import cluster, database
    from ceyuan.entry.serve import refuse_busy_port
    from ceyuan.entry.tables import bring_up_to_date

    if not no_serve:
        refuse_busy_port(host, port)
    # No mail of a demonstration leaves the machine; each person reads theirs on a page.
    os.environ.setdefault("CEYUAN_MAIL_URL", "caught:")
    ours = cluster() is not None
    with database():
        compile_stale()
        start_django()
        if bring_up_to_date():
            click.echo("The tables are made.")
        load_all()
        table = log_ins()
        leave_database()
        if no_serve:
            click.echo(table)
        else:
            run_server(host, port, ours=ours, ready_text=f"\n{table}\n")


def load_all() -> None:
    """Let each capability load its part, bottom first; a part that is there already is left alone."""
    from ceyuan.entry.tables import seldom_collecting

    with seldom_collecting():
        for name, load in loaders():
            began = time.monotonic()
            load()
            if (took := time.monotonic() - began) > 0.5:
                click.echo(f"Demonstration data of {name}: {took:.1f} s")


def loaders() -> list[tuple[str, Callable[[], Any]]]:
    """The `load` of every capability that has a `demo` package, in the order of the capabilities."""
    from django.apps import apps

    found = []
    for config in apps.get_app_configs():
        if not config.name.startswith("ceyuan.apps.") or importlib.util.find_spec(f"{config.name}.demo") is None:
            continue
        package = importlib.import_module(f"{config.name}.demo")
        load = getattr(package, "load", None)
        if load is None and importlib.util.find_spec(f"{config.name}.demo.load") is not None:
            load = importlib.import_module(f"{config.name}.demo.load")
        if isinstance(load, ModuleType):
            load = load.load
        if load is not None:
            found.append((config.label, load))
    return found


def log_ins() -> str:
    """Who may log in to the demonstration, as a table."""
    package = importlib.import_module("ceyuan.apps.organisation.demo")
    rows = getattr(package, "log_ins", lambda: ())()
    if not rows:
        return ""
    password = package.PASSWORD
    width = max(len(row[0]) for row in rows)
    lines = [f"  {user:<{width}}  {who}" for user, who in rows]
    return "\n".join([f"Log-ins (password of all: {password})", *lines])


commands = [demo]
