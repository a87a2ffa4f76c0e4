"""The one way to write an act, and the verification of all of them."""

from . import acts, chain

__all__ = ["acts", "chain"]
