"""The clock of the demonstration: what happened some time ago is written with the day on which it happened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.utils import timezone


@contextmanager
def days_ago(days: float) -> Iterator[None]:
    """Within it, all of this process is told that it is so many days earlier.

    For loading a demonstration alone, before anything is served. The chain of acts keeps its own time, by the clock of
    the database: it tells when the demonstration was written.
    """
    told = timezone.now
    timezone.now = lambda: told() - timedelta(days=days)
    try:
        yield
    finally:
        timezone.now = told
