"""`ceyuan doctor`: what this machine has and what is missing, in plain words."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import click


@click.command("doctor")
def doctor() -> None:
    """Say what is installed and what is missing. Exit code 1 when Ceyuan cannot run here."""
    fine = True
    for level, text in (*_python(), *_database(), *_home(), *_documents(), *_browser()):
        click.echo(f"{level:<8} {text}")
        fine = fine and level != "missing"
    sys.exit(0 if fine else 1)


def _python() -> Iterator[tuple[str, str]]:
    yield "ok", f"Python {sys.version.split()[0]} at {sys.executable}"
    if sys.platform == "win32":
        yield "missing", "The embedded database does not run on Windows. Use WSL, or set CEYUAN_DATABASE_URL."


def _database() -> Iterator[tuple[str, str]]:
    from ceyuan.entry.embedded import ServerTrouble, find_binaries
    from ceyuan.entry.home import cluster

    server = cluster()
    if server is None:
        yield "ok", "The database is the server named in CEYUAN_DATABASE_URL."
        return
    try:
        binaries = find_binaries()
        yield "ok", f"PostgreSQL {binaries.major} from {binaries.origin}: {binaries.folder}"
        found = server.status()
        if found.initialised and binaries.major != int(found.version.split(".")[0]):
            find_binaries(int(found.version.split(".")[0]))
    except ServerTrouble as trouble:
        yield "missing", str(trouble)
        return
    state = f"running (process {found.pid})" if found.running else "not running; commands start it when they need it"
    yield "ok", f"The embedded database in {found.folder} is {state}."


def _home() -> Iterator[tuple[str, str]]:
    from ceyuan.entry.home import home

    place = home()
    existing = next(folder for folder in (place, *place.parents) if folder.exists())
    if not os.access(existing, os.W_OK):
        yield "missing", f"You may not write to {existing}. Set CEYUAN_HOME to a folder of your own."
        return
    free = shutil.disk_usage(existing).free // 2**20
    level = "ok" if free > 500 else "missing"
    yield level, f"Home is {place}, with {free:,} MB free" + ("" if level == "ok" else "; at least 500 MB are needed")


def _documents() -> Iterator[tuple[str, str]]:
    for package, purpose in (("typst", "PDF"), ("justmytype_intl_cjk", "the Chinese font of PDF")):
        if importlib.util.find_spec(package) is None:
            yield "missing", f"{purpose} needs the Python package {package.replace('_', '-')}. Run `make demo` again."
        else:
            yield "ok", f"{purpose}: {package}"


def _browser() -> Iterator[tuple[str, str]]:
    named = os.environ.get("CEYUAN_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if named and Path(named).exists():
        yield "ok", f"Browser of the tests: {named}"
    else:
        yield "optional", "No Chromium: only the browser tests need it. Install chromium and fonts-noto-cjk."


commands = [doctor]
