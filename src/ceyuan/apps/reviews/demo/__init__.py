"""Demonstration data of reviews: the pool of experts of the fictional Kunyue Nonferrous Group."""

from ceyuan.apps.organisation.demo import SEED

__all__ = ["SEED", "load"]


def load(seed: int = SEED) -> bool:
    """Writes the pool; returns False when the group has one already."""
    from ceyuan.apps.reviews.demo.loading import load as write  # the generators work without a configured Django

    return write(seed)
