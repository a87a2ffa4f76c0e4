"""What a person at the command line sees when something goes wrong: one line, and what to do next."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Mapping

import click

from ceyuan.core.kernel.verdict import Invalid, Reason, Refused

REFUSED, USAGE, INTERRUPTED = 1, 2, 130


def explain(error: BaseException) -> int:
    """Say on standard error what happened; returns the exit code."""
    if isinstance(error, click.exceptions.Exit):
        return error.exit_code
    if isinstance(error, click.ClickException):
        error.show()
        return USAGE if isinstance(error, click.UsageError) else REFUSED
    if isinstance(error, KeyboardInterrupt | click.Abort):
        click.echo("Stopped.", err=True)
        return INTERRUPTED
    if isinstance(error, BrokenPipeError):
        # The reader (`| head`) has what it wanted; keep Python from complaining once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    click.echo(f"Error: {_line(error)}", err=True)
    return REFUSED


def _line(error: BaseException) -> str:
    kinds = {kind.__name__ for kind in type(error).__mro__}
    # An IntakeError words itself, with file, line and column.
    if isinstance(error, Refused) and "IntakeError" not in kinds:
        return reason_text(error.reason)
    if isinstance(error, Invalid):
        fields = error.fields.items()
        return "; ".join(f"{name or 'input'}: {', '.join(map(reason_text, reasons))}" for name, reasons in fields)
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror}."
    for names, sentence in _SENTENCES:
        if kinds & names:
            return sentence % {"kind": type(error).__name__, "text": _one_line(error)}
    raise AssertionError("the last sentence fits every error")


# Known by name: importing Django or psycopg only to recognise their errors would make each command slow.
_SENTENCES: tuple[tuple[set[str], str], ...] = (
    ({"ServerTrouble", "IntakeError", "UnknownName"}, "%(text)s."),
    (
        {"OperationalError", "PoolTimeout", "InterfaceError"},
        "The database cannot be reached: %(text)s - look at `ceyuan db status`.",
    ),
    (
        {"ProgrammingError"},
        "The database does not fit this version: %(text)s - run `ceyuan migrate`.",
    ),
    ({"ImproperlyConfigured"}, "The settings are not usable: %(text)s."),
    (
        {"BaseException"},
        "Ceyuan made a mistake (%(kind)s: %(text)s). Run the same as `ceyuan --debug ...` and report what it prints.",
    ),
)


def reason_text(reason: Reason) -> str:
    """The text that the capability has for a reason code; the code with its facts when there is none."""
    room = reason.code.partition(".")[0]
    try:
        messages = importlib.import_module(f"ceyuan.apps.{room}.messages")
    except ImportError:
        return str(reason)
    for table in vars(messages).values():
        if isinstance(table, Mapping) and reason.code in table:
            try:
                return str(table[reason.code]) % dict(reason.facts)
            except (KeyError, TypeError, ValueError):
                return str(reason)
    return str(reason)


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split()).rstrip(".") if str(error) else type(error).__name__
