"""The fixtures of the access matrix."""

from tests.access.world import world

__all__ = ["world"]
