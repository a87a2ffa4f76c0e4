"""`ceyuan certificates ...`: the own authority, the certificates of people, and whom it trusts besides."""

from __future__ import annotations

from pathlib import Path

import click

from ceyuan.entry.cli.session import group_option, service_actor, with_database

CAUSES = ("key_compromise", "affiliation_changed", "cessation", "superseded", "unspecified")


@click.group("certificates")
def certificates() -> None:
    """Certificates with which people sign."""


@certificates.command("list")
@group_option
@with_database
def list_them(group: str | None) -> None:
    """Every certificate of the group: serial, term, state, whose it is."""
    from ceyuan.apps.documents.selectors import certificates as selectors

    for one in selectors.of_group(service_actor(group)):
        state = f"revoked ({one.revocation})" if one.revoked_at else f"until {one.not_after:%Y-%m-%d}"
        click.echo(f"{one.serial}  {one.source}  {state}  {one.subject}")


@certificates.command("revoke")
@click.argument("serial")
@click.option("--cause", type=click.Choice(CAUSES), default="unspecified", show_default=True)
@click.option("--reason", required=True, help="In words; it goes into the audit trail.")
@group_option
@with_database
def revoke(serial: str, cause: str, reason: str, group: str | None) -> None:
    """Revoke a certificate for good. What was signed with it before stays valid."""
    from ceyuan.apps.documents.services import certificates as services

    found = services.revoke_by_serial(actor=service_actor(group), serial=serial, revocation=cause, reason=reason)
    click.echo(f"Revoked: {found.subject}")


@certificates.command("crl")
@click.argument("target", type=click.Path(dir_okay=False, writable=True, path_type=Path))
@with_database
def crl(target: Path) -> None:
    """Write the list of revoked certificates (DER) to a file."""
    from ceyuan.apps.documents.selectors import certificates as selectors

    target.write_bytes(selectors.revocation_list())
    click.echo(f"{len(selectors.revoked())} revoked certificates written to {target}")


@certificates.command("trust")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_database
def trust(file: Path) -> None:
    """Trust the root certificates of a PEM file: people may then use certificates of that authority here."""
    from ceyuan.apps.documents.services import certificates as services

    for subject in services.trust_roots(file.read_bytes()):
        click.echo(f"Trusted: {subject}")


@certificates.command("root")
@click.argument("target", type=click.Path(dir_okay=False, writable=True, path_type=Path))
@with_database
def root(target: Path) -> None:
    """Write the own root certificate (PEM) to a file, for verifiers elsewhere."""
    from ceyuan.apps.documents.selectors import certificates as selectors

    target.write_bytes(selectors.root_certificate())
    click.echo(f"Root certificate written to {target}")


commands = [certificates]
