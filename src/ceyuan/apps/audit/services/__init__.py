"""The one way to write an act."""

from . import acts

__all__ = ["acts"]
