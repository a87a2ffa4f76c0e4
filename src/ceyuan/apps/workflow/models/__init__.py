"""What a case under a workflow carries."""

from ..stateful import Stateful

__all__ = ["Stateful"]
