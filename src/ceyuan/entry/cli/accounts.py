"""`ceyuan account ...` and `ceyuan staff ...`: log-ins, tokens, staff sessions."""

from __future__ import annotations

import sys
from datetime import date, timedelta

import click

from ceyuan.entry.cli.session import group_option, service_actor, with_database

YEAR = timedelta(days=365)


@click.group("account")
def account() -> None:
    """Accounts and their tokens."""


@account.command("create")
@click.argument("username")
@group_option
@click.option("--name", help="Name of the person; the log-in name when not told.")
@click.option("--staff-no", help="Staff number of a registered person, or of the new one.")
@click.option("--role", help="A role to grant for a year; `--at` names the unit.")
@click.option("--at", metavar="UNIT", help="Code of the unit the person works in and the role is granted over.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input instead of asking.")
@with_database
def create(
    username: str,
    group: str | None,
    name: str | None,
    staff_no: str | None,
    role: str | None,
    at: str | None,
    password_stdin: bool,  # noqa: FBT001 - click passes options by keyword
) -> None:
    """Create the account USERNAME for a person of the group, who is registered when not known yet."""
    from ceyuan.apps.organisation import interface

    if password_stdin:
        password = sys.stdin.readline().rstrip("\n")
    else:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    today = date.today()  # noqa: DTZ011 - a calendar day on this machine
    made = interface.open_account(
        actor=service_actor(group),
        username=username,
        password=password,
        who=interface.Newcomer(staff_no or username, name or username, at or "", role or ""),
        term=(today, today + YEAR),
    )
    click.echo(f"Account {made.username} is ready" + (f"; {role} over {at} until {today + YEAR}." if role else "."))


@account.command("token")
@click.argument("username")
@click.option("--name", default="command line", show_default=True, help="What the token is for.")
@click.option("--scope", "scopes", multiple=True, help="A permission such as projects.view; all reading ones if none.")
@click.option("--days", default=90, show_default=True, type=click.IntRange(1, 366), help="Days until it expires.")
@with_database
def token(username: str, name: str, scopes: tuple[str, ...], days: int) -> None:
    """Make a token for the API in the name of USERNAME and print it; it is not shown again."""
    from ceyuan.apps.organisation import interface

    actor = interface.actor_of_username(username)
    wanted = scopes or tuple(scope for scope in actor.reach if scope.endswith(".view"))
    made, secret = interface.create_token(actor=actor, name=name, scopes=wanted, days=days)
    click.echo(secret)
    click.echo(f"Expires {made.expires_at:%Y-%m-%d}; may: {', '.join(made.scopes)}", err=True)


@click.group("staff")
def staff() -> None:
    """Staff sessions: system work with a reason, an end, and a record of every request."""


@staff.command("open")
@click.argument("username")
@click.option("--reason", required=True, help="What has to be done and who asked for it.")
@click.option("--minutes", default=30, show_default=True, type=click.IntRange(1, 120), help="Length.")
@with_database
def open_session(username: str, reason: str, minutes: int) -> None:
    """Open a staff session for USERNAME, who must hold the role `staff`."""
    from ceyuan.apps.organisation import interface

    actor = interface.actor_of_username(username)
    session = interface.open_staff_session(actor=actor, reason=reason, minutes=minutes)
    click.echo(f"Open until {session.expires_at:%H:%M} UTC; every request in it is on record.")


@staff.command("close")
@click.argument("username")
@with_database
def close_session(username: str) -> None:
    """Close the open staff session of USERNAME."""
    from ceyuan.apps.organisation import interface

    interface.close_staff_session(actor=interface.actor_of_username(username))
    click.echo("Closed.")


commands = [account, staff]
