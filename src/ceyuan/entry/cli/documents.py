"""`ceyuan documents ...`: the file store, and the signatures of a PDF."""

from __future__ import annotations

from pathlib import Path

import click

from ceyuan.entry.cli.session import with_database


@click.group("documents")
def documents() -> None:
    """Look after the stored files."""


@documents.command("verify")
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_database
def verify(file: Path | None) -> None:
    """Hash every stored file again and name what is missing or changed; with FILE, verify the signatures of a PDF.

    Exit code 1 when anything is wrong.
    """
    sound = _signatures_hold(file) if file is not None else _store_is_sound()
    if not sound:
        raise click.exceptions.Exit(1)


def _store_is_sound() -> bool:
    from ceyuan.apps.documents import selectors, shelf

    sound, damaged = 0, 0
    for damage in selectors.damages():
        if damage is None:
            sound += 1
            continue
        damaged += 1
        click.echo(f"damaged  {damage.sha256}  {', '.join(damage.names)}")
    for stray in shelf.strays(selectors.known_contents()):
        click.echo(f"stray    {stray}  (no record names it; it may be deleted)")
    click.echo(f"{sound} sound, {damaged} damaged, in {shelf.root()}")
    if damaged:
        click.echo("Restore the damaged files from a backup of this folder; each goes to its own name.")
    return not damaged


def _signatures_hold(file: Path) -> bool:
    from ceyuan.apps.documents.selectors import checks
    from ceyuan.core.kernel.verdict import Reason
    from ceyuan.kit.reasons import reason_text

    with file.open("rb") as content:
        reading = checks.read_foreign(content.read(checks.MOST_PDF_BYTES + 1))
    click.echo(f"sha256 {reading.sha256}")
    for one in reading.signatures:
        told = "; ".join(reason_text(Reason(code)) for code in one.codes) or "holds"
        click.echo(f"{one.at[:19]}  {one.signer}  {one.organisation} {one.unit}  (issuer {one.issuer}): {told}")
    if reading.fault or not reading.signatures:
        click.echo(reason_text(Reason(reading.fault or "documents.nothing_signed")))
    return reading.holds


commands = [documents]
