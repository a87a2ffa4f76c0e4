"""What other capabilities may call."""

from .selectors import options
from .services.steps import adopting, advance

__all__ = ["adopting", "advance", "options"]
