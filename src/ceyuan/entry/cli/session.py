"""What commands share: a running database, Django, and the actor who is written into the audit trail."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import click


def with_database(command: Callable[..., Any]) -> Callable[..., Any]:
    """Decorator below `@click.command()`: the function runs with the database up, its tables made, and Django ready.

    A database that Ceyuan runs itself is brought to this version first; a server of others is left to `ceyuan migrate`.
    """

    @functools.wraps(command)
    def run(*args: Any, **options: Any) -> Any:
        from ceyuan.entry.home import cluster, database
        from ceyuan.entry.tables import are_of_this_version, bring_up_to_date

        ours = cluster() is not None
        with database():
            start_django()
            if ours and not are_of_this_version():
                bring_up_to_date()
            return command(*args, **options)

    return run


def start_django() -> None:
    """Load settings and applications; the command line speaks English unless told otherwise."""
    import django
    from django.utils import translation

    django.setup()
    translation.activate("en")


def group_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds `--group CODE`; without it the function gets None, which stands for the only group there is."""
    help_text = "Code of the group; may be left out when there is only one."
    return click.option("--group", metavar="CODE", default=None, help=help_text)(command)


def service_actor(group: str | None) -> Any:
    """The named actor under which commands act in a group."""
    from ceyuan.apps.organisation import interface

    return interface.service_actor(group)
