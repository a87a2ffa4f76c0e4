"""Demonstration data of notices: winners of challenges on show, one of them disputed, one period over."""

from ceyuan.apps.organisation.demo import SEED

__all__ = ["SEED", "load"]


def load(seed: int = SEED) -> bool:
    """Writes the notices; returns False when the group has some already."""
    from ceyuan.apps.notices.demo.loading import load as write  # loaded on call: it needs a configured Django

    return write(seed)
