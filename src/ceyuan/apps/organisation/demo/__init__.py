"""Demonstration data of the organisation: the fictional Kunyue Nonferrous Group.

`load()` writes it once; `generate()` gives it as plain values without a database.
"""

from ceyuan.apps.organisation.demo.draw import SEED
from ceyuan.apps.organisation.demo.generation import Organisation, generate

__all__ = ["SEED", "Organisation", "generate", "load"]


def load(seed: int = SEED) -> bool:
    """Writes the demonstration group; returns False, changing nothing, when it is there already."""
    from ceyuan.apps.organisation.demo import loading  # the generators work without a configured Django

    return loading.load(seed)
