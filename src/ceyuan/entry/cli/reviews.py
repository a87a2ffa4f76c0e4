"""`ceyuan reviews ...`: whether the record of a review still holds."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from ceyuan.entry.cli.session import group_option, service_actor, with_database


@click.group("reviews")
def reviews() -> None:
    """Reviews by experts."""


@reviews.command("check")
@click.argument("panel", type=int)
@group_option
@with_database
def check(panel: int, group: str | None) -> None:
    """Verify the review record of PANEL from the database. Exit code 1 when it does not hold, 2 without a panel."""
    from ceyuan.apps.reviews import interface
    from ceyuan.kit.reasons import reason_text

    actor = service_actor(group)
    found = interface.check_record(actor.group_id, panel)
    if found is None:
        click.echo(f"There is no panel {panel} in {actor.group_code}.", err=True)
        sys.exit(2)
    seal, faults = found
    for fault in faults:
        click.echo(reason_text(fault))
    if not faults:
        click.echo(f"The record {seal.record} holds: {seal.length} entries, head {seal.head}")
    sys.exit(1 if faults else 0)


@reviews.command("verify")
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
def verify(file: str) -> None:
    """Verify a downloaded review record (JSON), without the database. Exit code 1 when it does not hold."""
    from ceyuan.core.review import chain

    told = json.loads(Path(file).read_text(encoding="utf-8"))
    seal = chain.Seal(**told["seal"])
    faults = chain.verify(seal, [chain.Link.from_dict(one) for one in told["links"]])
    for fault in faults:
        click.echo(str(fault))
    if not faults:
        click.echo(f"The record {seal.record} holds: {seal.length} entries, head {seal.head}")
    sys.exit(1 if faults else 0)


commands = [reviews]
