"""The command line. Each module of this package that has `commands` adds them; nothing here loads Django.

An area's module looks like this, and imports from `ceyuan.apps` only inside its functions:

    @click.command("rollup")
    @with_database
    def rollup() -> None: ...

    commands = [rollup]
"""

from __future__ import annotations

import importlib
import pkgutil
import sys

import click

from ceyuan.entry.cli.mistakes import explain

_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 110}


@click.group(context_settings=_CONTEXT)
@click.option("--debug", is_flag=True, help="Show the full trace of an error.")
@click.version_option(package_name="ceyuan", message="%(prog)s %(version)s")
def ceyuan(debug: bool) -> None:  # noqa: FBT001 - click passes options by keyword
    """Runs the science and technology innovation of a group of companies."""


def collect() -> click.Group:
    """The command line with the commands of every area."""
    for module in pkgutil.iter_modules(__path__):
        if module.name != "__main__":
            area = importlib.import_module(f"{__name__}.{module.name}")
            for command in getattr(area, "commands", ()):
                ceyuan.add_command(command)
    return ceyuan


def main(arguments: list[str] | None = None) -> None:
    """Run one command. Exit code 0: done; 1: refused or failed; 2: wrong usage; 130: interrupted."""
    words = sys.argv[1:] if arguments is None else arguments
    try:
        code = collect().main(args=words, prog_name="ceyuan", standalone_mode=False)
    except (Exception, KeyboardInterrupt) as error:
        if "--debug" in words:
            raise
        code = explain(error)
    sys.exit(code if isinstance(code, int) else 0)
