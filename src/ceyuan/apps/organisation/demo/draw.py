"""Repeatable chance for the demonstration group: one independent stream per purpose.

Separate streams keep, say, the people unchanged when a unit is added to the list of branches.
"""

from __future__ import annotations

from random import Random

SEED = 20211130


def stream(seed: int, purpose: str) -> Random:
    """A generator that depends on the seed and the purpose alone, equal on every machine."""
    return Random(f"{seed}/{purpose}")  # noqa: S311 - invented records, nothing secret is drawn
