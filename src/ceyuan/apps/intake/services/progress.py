"""The progress of a delivery, written on a connection of its own so that others see it before the delivery ends.

The same connection holds an advisory lock on each delivery. The database gives it back when the process dies, however
it dies and on whichever machine it ran, so "running without the lock" means interrupted.
"""

import os
import socket
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TextIO

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from ceyuan.apps.intake.selectors import RUNNING_LOCK

_SECONDS = 0.5
_BAR = 28


class Work:
    """What a taker tells while it works: `stage("read project")`, then `advance(2000)` as rows go by."""

    def __init__(
        self, own: BaseDatabaseWrapper | None = None, delivery_ids: Sequence[int] = (), screen: TextIO | None = None
    ) -> None:
        self._own, self._ids = own, list(delivery_ids)
        self._screen = screen if screen is not None and screen.isatty() else None
        self._stage, self._done, self._expected, self._written = "", 0, 0, 0.0

    def stage(self, name: str, expected: int = 0) -> None:
        """A new stage begins; `expected` rows will go by in it, 0 when nobody knows."""
        self._stage, self._done, self._expected = name, 0, expected
        self._write()

    def advance(self, rows: int = 1) -> None:
        """More rows went by."""
        self._done += rows
        if time.monotonic() - self._written >= _SECONDS:
            self._write()

    def end(self) -> None:
        """Clear the line on the screen."""
        if self._screen:
            self._screen.write("\r\x1b[K")
            self._screen.flush()

    def _write(self) -> None:
        self._written = time.monotonic()
        if self._own:
            with self._own.cursor() as cursor:
                cursor.execute(
                    "UPDATE intake_delivery SET stage = %s, done = %s, expected = %s WHERE id = ANY(%s)",
                    [self._stage[:60], self._done, self._expected, self._ids],
                )
        if self._screen:
            self._screen.write(f"\r\x1b[K{self._line()}")
            self._screen.flush()

    def _line(self) -> str:
        if not self._expected:
            return f"{self._stage}  {self._done:,}" if self._done else self._stage
        part = min(self._done / self._expected, 1)
        filled = int(part * _BAR)
        return f"{'█' * filled}{'░' * (_BAR - filled)} {part:4.0%}  {self._stage}"


@contextmanager
def working(delivery_ids: Sequence[int], *, screen: bool = False) -> Iterator[Work]:
    """A connection of one's own that holds the locks of these deliveries for as long as the work lasts."""
    own = connection.copy()
    own.settings_dict["OPTIONS"] = {k: v for k, v in own.settings_dict["OPTIONS"].items() if k != "pool"}
    try:
        with own.cursor() as cursor:
            for key in delivery_ids:
                cursor.execute("SELECT pg_advisory_lock(%s, %s)", [RUNNING_LOCK, key])
        work = Work(own, delivery_ids, sys.stderr if screen else None)
        yield work
        work.end()
    finally:
        own.close()


def worker_name() -> str:
    """Who works: machine and process."""
    return f"{socket.gethostname()}:{os.getpid()}"[:80]
