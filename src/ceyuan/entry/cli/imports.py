"""`ceyuan import ...`: taking portfolios of projects from files."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from ceyuan.entry.cli.session import service_actor, with_database


@click.group("import")
def imports() -> None:
    """Take a portfolio of projects from files: every row is accepted or rejected with its reason."""


@imports.command("cordis")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--group", default="EU", show_default=True, metavar="CODE", help="Group to take it into; made when absent."
)
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Day of the data, when the files do not tell it.")
@click.option("--partial", is_flag=True, help="It is only a part: leave what is missing as it is.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@with_database
def cordis(path: Path, group: str, as_of: datetime | None, partial: bool, as_json: bool) -> None:  # noqa: FBT001 - click
    """Take CORDIS projects from PATH: a folder or zip of CORDIS' own CSV download, or of the relational tables.

    A second run changes nothing. Where the files tell an earlier snapshot too, it is taken first.
    """
    from ceyuan.apps.organisation import interface as organisation
    from ceyuan.apps.projects.services import cordis as service

    service.find_layout(path)
    made = {**service.GROUP, "code": group} if group != "EU" else service.GROUP
    organisation.ensure_group(actor=organisation.Actor(None, None, "command line", None), **made)
    taken = service.take_cordis(
        actor=service_actor(group),
        path=path,
        as_of=as_of.date() if as_of else None,
        is_partial=partial,
        screen=not as_json,
    )
    _print([_report(each) for each in taken], as_json=as_json)


def _report(delivery: Any) -> dict[str, Any]:
    from ceyuan.apps.intake import interface as intake

    return intake.report(delivery)


def _print(reports: Sequence[dict[str, Any]], *, as_json: bool) -> None:
    if as_json:
        json.dump({"deliveries": list(reports)}, sys.stdout, ensure_ascii=False, indent=1)
        click.echo()
        return
    for report in reports:
        _print_one(report)


def _print_one(report: dict[str, Any]) -> None:
    click.echo(f"\nDelivery {report['id']}: {report['name']}, as of {report['as_of']}: {report['status']}")
    width = max([len(file["name"]) for file in report["files"]] + [10])
    click.echo(f"  {'file':<{width}} {'read':>9} {'accepted':>9} {'rejected':>9}  control totals")
    for file in report["files"]:
        money = "  ".join(
            f"{each['column']} {_money(each['sum_minor'])} {each['currency']} in {each['filled']:,}"
            for each in file["totals"].get("money", ())
        )
        counts = f"{file['read']:>9,} {file['accepted']:>9,} {file['rejected']:>9,}"
        click.echo(f"  {file['name']:<{width}} {counts}  {money}".rstrip())
    for table, counts in report["changed"].items():
        if said := ", ".join(f"{count:,} {kind}" for kind, count in counts.items() if count):
            click.echo(f"  {table}: {said}")
    if report["status"] == "unchanged":
        click.echo("  Nothing changed: the records already say what the files say.")
    if rejected := report["balance"]["rejected"]:
        click.echo(f"  {rejected:,} rejected rows with their reasons: {report['rejected_csv']}")


def _money(minor: int) -> str:
    whole, cents = divmod(abs(minor), 100)
    return f"{'-' if minor < 0 else ''}{whole:,}.{cents:02d}"


commands = [imports]
