"""Attaching and withdrawing documents."""

from . import files

__all__ = ["files"]
