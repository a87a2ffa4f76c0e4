"""The chain of acts."""

from .acts import Act

__all__ = ["Act"]
