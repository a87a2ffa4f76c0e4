"""`ceyuan import workplan`: a work plan with the log of its changes, replayed as versions of a task book."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from ceyuan.entry.cli.imports import imports
from ceyuan.entry.cli.session import service_actor, with_database


@imports.command("workplan")
@click.argument("path", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--group", default="ODK", show_default=True, metavar="CODE", help="Group to take it into; made when absent."
)
@click.option("--code", metavar="NUMBER", help="Number of the project, when it is not the OpenDreamKit grant.")
@click.option("--title", metavar="TEXT", help="Its title.")
@click.option("--starts", type=click.DateTime(["%Y-%m-%d"]), help="Its first day; month 1 begins there.")
@click.option("--months", type=click.IntRange(1, 240), help="Its length in months.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@with_database
def workplan(path: Path, group: str, as_json: bool, **told: str | datetime | int | None) -> None:  # noqa: FBT001 - click
    """Take the work plan in the folder PATH: work packages, tasks, deliverables, efforts, and the log of its changes.

    Every commit of the log becomes a change order and a version, adopted from history, not signed. A second run
    changes nothing. What does not fit together in the files is named and counted.
    """
    from ceyuan.apps.organisation import interface as organisation
    from ceyuan.apps.projects import selectors
    from ceyuan.apps.projects.services import workplan as service

    named = {"code": told["code"], "title": told["title"], "starts_on": _day(told["starts"]), "months": told["months"]}
    plan = service.Plan(**{name: value for name, value in named.items() if value is not None})  # type: ignore[arg-type]
    made = {**service.GROUP, "code": group} if group != service.GROUP["code"] else service.GROUP
    organisation.ensure_group(actor=organisation.Actor(None, None, "command line", None), **made)
    actor = service_actor(group)
    delivery = service.take_workplan(actor=actor, path=path, plan=plan, screen=not as_json)
    project = selectors.detail(actor, plan.code)
    facts = project.facts if project is not None else {}
    _print(delivery, facts.get("workplan", {}).get("inconsistencies", []), as_json=as_json)


def _day(value: object) -> object:
    return value.date() if isinstance(value, datetime) else None


def _print(delivery: Any, found: list[dict[str, object]], *, as_json: bool) -> None:
    from ceyuan.apps.intake import interface as intake

    report = {**intake.report(delivery), "inconsistencies": found}
    if as_json:
        json.dump(report, sys.stdout, ensure_ascii=False, indent=1, default=str)
        click.echo()
        return
    click.echo(f"{report['status']}: {report['name']}")
    for file in report["files"]:
        click.echo(
            f"  {file['name']:<26} {file['read']:>6} read {file['accepted']:>6} taken {file['rejected']:>4} refused"
        )
    for table, counts in report["changed"].items():
        click.echo(f"  {table}: {', '.join(f'{count} {kind}' for kind, count in counts.items())}")
    if found:
        click.echo("Does not fit together:")
    for one in found:
        click.echo(f"  {one['count']:>5} {_sentence(one)}")


def _sentence(one: dict[str, object]) -> str:
    from ceyuan.apps.projects.services.workplan.inconsistencies import reason_of
    from ceyuan.kit.reasons import reason_text

    return str(reason_text(reason_of(one)))
