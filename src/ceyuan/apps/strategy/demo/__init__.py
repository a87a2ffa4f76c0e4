"""Demonstration data of strategy: plans, targets, readings, directions, measures and letters of the Kunyue group.

`load()` writes them once. What is wrong in them on purpose is listed in `seeded`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ceyuan.apps.strategy.demo.direction_lists import DIRECTIONS, USUAL, DirectionSeed
from ceyuan.apps.strategy.demo.scope import SEED

if TYPE_CHECKING:
    from ceyuan.apps.organisation.scoping import Actor

__all__ = ["DIRECTIONS", "SEED", "USUAL", "DirectionSeed", "keys", "load"]


def load(seed: int = SEED) -> bool:
    """Writes the strategy of the demonstration group; returns False when it is there already."""
    from ceyuan.apps.strategy.demo.loading import load as write  # the generators work without a configured Django

    return write(seed)


def keys(actor: Actor, year: int) -> tuple[dict[str, int], dict[tuple[str, str], int]]:
    """Ids of directions by code and of a year's targets by (indicator, unit), for the demonstration data above."""
    from ceyuan.apps.strategy.services import demonstration

    return demonstration.keys(actor, year)
