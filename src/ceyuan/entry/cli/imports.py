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


@imports.command("excel")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--group", default=None, metavar="CODE", help="Group to take them into; made when absent and named.")
@click.option("--currency", default=None, metavar="CODE", help="Currency of a group that is made (default CNY).")
@click.option(
    "--mapping",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Mapping as --propose --json printed it.",
)
@click.option("--propose", is_flag=True, help="Only print which column would be which field.")
@click.option("--yes", is_flag=True, help="Take the proposal without asking.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@with_database
def excel(files: Sequence[Path], group: str | None, currency: str | None, mapping: Path | None, **flags: bool) -> None:
    """Take projects from FILES: workbooks (.xlsx, .xls, .ods), CSV in any usual encoding, HTML tables, parquet.

    The header is found and a field proposed for each column; look at the proposal, correct it with --mapping.
    """
    from ceyuan.apps.projects.services import workbook

    money = _currency(group, currency)
    books = [_book(path, mapping) for path in files]
    if flags["propose"] or not (flags["yes"] or flags["as_json"]):
        proposals = [(book, workbook.propose_book(book, currency=money)) for book in books]
        _print_proposals(proposals, as_json=flags["as_json"])
        if flags["propose"]:
            return
        click.confirm("Take the rows like this?", abort=True, err=True)
    actor = _actor(group, money)
    taken = workbook.take_books(actor=actor, books=books, currency=money, screen=not flags["as_json"])
    _print([_report(each) for each in taken], as_json=flags["as_json"])


def _currency(group: str | None, currency: str | None) -> str:
    from ceyuan.apps.organisation import interface as organisation

    try:
        found = organisation.group_by_code(group)
    except LookupError:
        if not group:
            raise
        return currency or "CNY"
    if currency and currency != found.currency:
        raise click.UsageError(f"The group {found.code} keeps its money in {found.currency}; leave --currency out.")
    return str(found.currency)


def _actor(group: str | None, currency: str) -> Any:
    from ceyuan.apps.organisation import interface as organisation

    if group:
        nobody = organisation.Actor(None, None, "command line", None)
        organisation.ensure_group(actor=nobody, code=group, name_zh=group, name_en=group, currency=currency)
    return service_actor(group)


def _book(path: Path, mapping: Path | None) -> Any:
    from ceyuan.apps.projects.services.workbook import Book
    from ceyuan.core.intake.mapping import Mapping

    if mapping is None:
        return Book(path, path.name)
    stored = json.loads(mapping.read_text(encoding="utf-8"))
    stored = stored["proposals"][0] if "proposals" in stored else stored
    return Book(path, path.name, stored.get("sheet", ""), Mapping.from_dict(stored.get("mapping", stored)))


def _print_proposals(proposals: Sequence[tuple[Any, Any]], *, as_json: bool) -> None:
    if as_json:
        listed = [
            {"file": book.name, "sheet": found.sheet, "missing": found.missing, "mapping": found.mapping.to_dict()}
            for book, found in proposals
        ]
        json.dump({"proposals": listed}, sys.stdout, ensure_ascii=False, indent=1)
        click.echo()
        return
    for book, found in proposals:
        click.echo(f"\n{book.name}, sheet '{found.sheet}', header to line {found.header_row}")
        for column in found.columns:
            reasons = "; ".join(column.reasons)
            click.echo(f"  {column.header[:50]:<50} {column.field or '-':<16} {column.confidence:4.0%}  {reasons}")
        if found.missing:
            click.echo(f"  No column for: {', '.join(found.missing)}")


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
