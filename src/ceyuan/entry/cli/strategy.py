"""`ceyuan strategy ...`: the care of the kept standings of the indicators."""

from __future__ import annotations

import sys

import click

from ceyuan.entry.cli.session import group_option, service_actor, with_database

MOST_NAMED = 50


@click.group("strategy")
def strategy() -> None:
    """Indicators and where the units stand in them."""


@strategy.command("recompute")
@click.option("--year", type=int, default=None, help="Only this year; every year with readings by default.")
@group_option
@with_database
def recompute(year: int | None, group: str | None) -> None:
    """Make the standings of the indicators anew from the readings."""
    from ceyuan.apps.strategy import interface

    actor = service_actor(group)
    written = interface.rebuild_standings(group_id=actor.group_id, year=year)
    click.echo(f"Standings of {actor.group_code} made anew: {written} changed.")


@strategy.command("check")
@group_option
@with_database
def check(group: str | None) -> None:
    """Compare the kept standings with the readings. Exit code 1 when they differ."""
    from ceyuan.apps.strategy import interface

    actor = service_actor(group)
    found = interface.standing_differences(actor.group_id)
    for one in found[:MOST_NAMED]:
        click.echo(f"{one.kpi} {one.year} unit {one.unit_id}: kept {_said(one.kept)}, readings give {_said(one.fresh)}")
    if len(found) > MOST_NAMED:
        click.echo(f"and {len(found) - MOST_NAMED} more")
    advice = "Standings differ from the readings: run `ceyuan strategy recompute`."
    click.echo(advice if found else "Standings equal the readings.")
    sys.exit(1 if found else 0)


def _said(row: tuple[object, ...] | None) -> str:
    if row is None:
        return "nothing"
    value, _numerator, _denominator, missing, unread = row
    told = str(missing) if value is None else str(value)
    return f"{told} ({unread} silent)" if unread else told


commands = [strategy]
