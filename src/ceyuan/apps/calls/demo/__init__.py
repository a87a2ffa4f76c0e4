"""Demonstration data of calls: challenges of the fictional Kunyue Nonferrous Group."""

from ceyuan.apps.organisation.demo import SEED

__all__ = ["SEED", "load"]


def load(seed: int = SEED) -> bool:
    """Writes the challenges; returns False when the group has some already."""
    from ceyuan.apps.calls.demo.loading import load as write  # the generators work without a configured Django

    return write(seed)
