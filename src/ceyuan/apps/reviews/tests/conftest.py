"""Fixtures of this room."""

from .chamber import chamber

__all__ = ["chamber"]
