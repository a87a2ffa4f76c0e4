"""`ceyuan documents ...`: the file store."""

from __future__ import annotations

import click

from ceyuan.entry.cli.session import with_database


@click.group("documents")
def documents() -> None:
    """Look after the stored files."""


@documents.command("verify")
@with_database
def verify() -> None:
    """Hash every stored file again and name what is missing or changed. Exit code 1 when anything is."""
    from ceyuan.apps.documents import selectors, shelf

    sound, damaged = 0, 0
    for damage in selectors.damages():
        if damage is None:
            sound += 1
            continue
        damaged += 1
        click.echo(f"damaged  {damage.sha256}  {', '.join(damage.names)}")
    for stray in shelf.strays(selectors.known_contents()):
        click.echo(f"stray    {stray}  (no record names it; it may be deleted)")
    click.echo(f"{sound} sound, {damaged} damaged, in {shelf.root()}")
    if damaged:
        click.echo("Restore the damaged files from a backup of this folder; each goes to its own name.")
        raise click.exceptions.Exit(1)


commands = [documents]
