"""`ceyuan audit ...`: verify the chain of acts, and hand it to somebody who does not trust us."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ceyuan.entry.cli.session import with_database

if TYPE_CHECKING:
    from ceyuan.apps.audit.interface import Finding

FAULTS = {
    "gap": "the act is missing",
    "link": "it does not follow the act before it",
    "content": "it was changed after it was written",
    "number": "its row number was changed",
    "tail": "it and perhaps later ones are missing at the end",
    "head": "its hash is not the one that was noted",
}


@click.group("audit")
def audit() -> None:
    """The chain of acts."""


@audit.command("verify")
@click.option("--head", metavar="HASH", help="Hash that was noted outside, together with --seq.")
@click.option("--seq", type=click.IntRange(1), help="Number of the act that had this hash.")
@with_database
def verify(head: str | None, seq: int | None) -> None:
    """Compute every hash again, without the database's help. Exit code 1 and the first broken act when one is found."""
    from ceyuan.apps.audit import interface

    if (head is None) != (seq is None):
        raise click.UsageError("--head and --seq belong together: give both or none.")
    noted = interface.Noted(seq, head.strip().lower()) if seq is not None and head is not None else None
    found = interface.verification(noted)
    click.echo(f"acts    {found.acts}")
    click.echo(f"head    {found.head}")
    if found.is_whole:
        click.echo("result  ok: every act is as it was written, none is missing")
        return
    for line in _broken(found):
        click.echo(line)
    raise click.exceptions.Exit(1)


def _broken(found: Finding) -> list[str]:
    lines = [f"result  broken at act {found.broken_seq}: {FAULTS[found.fault]}", f"fault   {found.fault}"]
    if found.act:
        lines += [f"act     {found.act}", f"subject {found.subject}"]
    return lines


@audit.command("export")
@click.argument("target", metavar="FILE", type=click.Path(dir_okay=False, writable=True))
@with_database
def export(target: str) -> None:
    """Write the chain to FILE as lines of JSON (how to verify them: docs/operate/audit.md)."""
    from pathlib import Path

    from ceyuan.apps.audit import interface

    with Path(target).open("w", encoding="utf-8", newline="\n") as file:
        count, head = interface.write_chain(file)
    click.echo(f"{count} acts written to {target}; last hash {head or 'none'}")


commands = [audit]
