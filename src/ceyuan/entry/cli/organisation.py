"""`ceyuan organisation ...`: taking organisations from files, and looking at the tree of a day."""

from __future__ import annotations

import csv
import json
import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ceyuan.entry.cli.session import group_option, service_actor, with_database

if TYPE_CHECKING:
    from ceyuan.apps.organisation.services.imports import Taken

_SHOWN = 20


@click.group("organisation")
def organisation() -> None:
    """Units of a group: take them from files, show them as of a day."""


@organisation.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--group", metavar="CODE", help="Group to take them into; founded with the delivery's head when absent.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Day of the data; today when not told.")
@click.option(
    "--rejected", type=click.Path(dir_okay=False, path_type=Path), help="Write refused rows to this CSV file."
)
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@with_database
def take(
    files: tuple[Path, ...],
    group: str | None,
    as_of: datetime | None,
    rejected: Path | None,
    as_json: bool,  # noqa: FBT001 - click
) -> None:
    """Take FILES: an ownership tree (nodes and edges as two CSV files), the ROR tables (parquet), or one register.

    The register is a sheet or CSV with code, name, code of the unit above, kind, share, opened, closed; headers in
    Chinese or English. A second run with the same files changes nothing.
    """
    from ceyuan.apps.organisation import interface

    actor = interface.Actor(None, None, "command line", None)
    day = as_of.date() if as_of else None
    taken = interface.take_files(actor=actor, paths=files, group_code=group, on=day)
    if rejected is not None:
        _write_rejected(rejected, taken)
    if as_json:
        json.dump(_report(taken), sys.stdout, ensure_ascii=False, indent=1)
        click.echo()
    else:
        _print(taken, told_elsewhere=rejected is not None)


@organisation.command("tree")
@group_option
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Day; today when not told.")
@click.option("--depth", default=3, show_default=True, type=click.IntRange(0, 50), help="Levels below the head.")
@with_database
def tree(group: str | None, as_of: datetime | None, depth: int) -> None:
    """Print the tree of a day."""
    from ceyuan.apps.organisation import interface

    day = as_of.date() if as_of else date.today()  # noqa: DTZ011 - a calendar day on this machine
    for node in interface.tree_as_of(service_actor(group), day):
        if node.depth <= depth:
            click.echo(f"{'  ' * node.depth}{node.code}  {node}")


def _print(taken: Taken, *, told_elsewhere: bool) -> None:
    width = max(len(each.name) for each in taken.files)
    click.echo(f"{'file':<{width}} {'read':>9} {'accepted':>9} {'rejected':>9}  reasons")
    for each in taken.files:
        reasons = ", ".join(f"{code} {count:,}" for code, count in sorted(each.codes.items()))
        line = f"{each.name:<{width}} {each.read:>9,} {each.accepted:>9,} {each.rejected:>9,}  {reasons}"
        click.echo(line.rstrip())
    for refused in () if told_elsewhere else taken.rejections[:_SHOWN]:
        click.echo(f"  {refused}", err=True)
    if not told_elsewhere and len(taken.rejections) > _SHOWN:
        click.echo(f"  ... and {len(taken.rejections) - _SHOWN:,} more: name a file with --rejected.", err=True)
    said = ", ".join(f"{count:,} {kind}" for kind, count in taken.changed.items() if count)
    click.echo(f"changed  {said}" if said else "unchanged: the files say nothing new")


def _report(taken: Taken) -> dict[str, Any]:
    files = [
        {
            "name": each.name,
            "read": each.read,
            "accepted": each.accepted,
            "rejected": each.rejected,
            "codes": dict(each.codes),
        }
        for each in taken.files
    ]
    return {"files": files, "changed": dict(taken.changed)}


def _write_rejected(target: Path, taken: Taken) -> None:
    with target.open("w", encoding="utf-8-sig", newline="") as out:
        lines = csv.writer(out)
        lines.writerow(["file", "sheet", "line", "column", "code", "found", "expected"])
        for one in taken.rejections:
            cells = (one.file, one.sheet, one.line, one.column, one.code, one.found, one.expected)
            lines.writerow([_harmless(cell) for cell in cells])


def _harmless(cell: object) -> object:
    """A text that a spreadsheet program would run as a formula is marked as text."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in {"=", "+", "-", "@"} else cell


commands = [organisation]
