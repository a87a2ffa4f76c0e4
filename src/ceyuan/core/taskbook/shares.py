"""Shares in parts per million and what they have to add up to."""

from collections.abc import Iterable

WHOLE = 1_000_000


def are_whole(shares: Iterable[int]) -> bool:
    """Whether the shares are not negative and add up to exactly one."""
    parts = list(shares)
    return sum(parts) == WHOLE and all(part >= 0 for part in parts)
