"""`ceyuan api ...`: the description of the programming interface."""

from __future__ import annotations

from typing import TextIO

import click


@click.group("api")
def api() -> None:
    """The programming interface."""


@api.command("schema")
@click.argument("target", metavar="FILE", type=click.File("w", encoding="utf-8"), default="-")
def schema(target: TextIO) -> None:
    """Write the OpenAPI description to FILE (standard output without one)."""
    from ceyuan.entry.cli.session import start_django
    from ceyuan.entry.home import prepare

    prepare()
    start_django()
    from ceyuan.entry.api.pages import schema_text

    target.write(schema_text())


commands = [api]
