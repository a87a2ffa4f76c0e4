"""`ceyuan insight ...`: figures of the cockpit on the command line, and the care of the kept roll-ups."""

from __future__ import annotations

import json
import sys
from typing import Any

import click

from ceyuan.entry.cli.session import group_option, service_actor, with_database


@click.group("insight")
def insight() -> None:
    """Roll-ups of money, projects and participations."""


@insight.command("rollup")
@click.option("--by", type=click.Choice(["unit", "programme", "year"]), required=True, help="Along which axis.")
@click.option("--at", metavar="CODE", default="", help="Node whose children are listed; the root by default.")
@click.option(
    "--measure", type=click.Choice(["money", "projects", "participations"]), default="money", show_default=True
)
@click.option("--unit", metavar="CODE", default="", help="Only what lies below this unit.")
@click.option("--programme", metavar="CODE", default="", help="Only what lies below this programme.")
@click.option("--year", type=int, default=None, help="Only projects that start in this year.")
@click.option("--state", metavar="STATE", default="", help="Only projects in this state.")
@click.option("--json", "as_json", is_flag=True, help="Machine-readable; money in minor units (fen, cent).")
@group_option
@with_database
def rollup(by: str, at: str, measure: str, as_json: bool, group: str | None, **scope: Any) -> None:  # noqa: FBT001
    """The figure of a node and of its children."""
    from ceyuan.apps.insight import interface

    actor = service_actor(group)
    found = interface.rollup(actor, by=by, at=at, measure=measure, scope=interface.Scope(**scope))
    if as_json:
        click.echo(json.dumps(found.to_dict(), ensure_ascii=False))
        return
    money = measure == "money"
    for row in found.rows:
        click.echo(f"{row.code:<28} {_number(row.value(measure), money):>22}  {row.name_zh or row.name_en}")
    click.echo(f"{'total':<28} {_number(found.total.value(measure), money):>22}  {found.currency if money else ''}")


@insight.command("rebuild")
@group_option
@with_database
def rebuild(group: str | None) -> None:
    """Make the group's roll-ups anew from its records."""
    from ceyuan.apps.insight import interface

    actor = service_actor(group)
    interface.rebuild(actor.group_id)
    click.echo(f"Roll-ups of {actor.group_code} made anew.")


@insight.command("check")
@group_option
@with_database
def check(group: str | None) -> None:
    """Compare the kept roll-ups with the records. Exit code 1 when they differ."""
    from ceyuan.apps.insight import interface

    actor = service_actor(group)
    interface.refresh_if_stale()
    found = interface.differences(actor.group_id)
    for fault in found:
        click.echo(f"{fault['kind']}: {dict(fault['row'])}")
    click.echo("Roll-ups differ from the records." if found else "Roll-ups equal the records.")
    sys.exit(1 if found else 0)


def _number(value: int, money: bool) -> str:  # noqa: FBT001
    return f"{value // 100:,}.{value % 100:02d}" if money else f"{value:,}"


commands = [insight]
