"""Fixtures of this room."""

from .chamber import chamber
from .pool_desk import pool

__all__ = ["chamber", "pool"]
