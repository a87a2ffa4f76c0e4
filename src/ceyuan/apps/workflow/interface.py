"""What other capabilities may call."""

from .acting import CaseOptions, case_options, take_step
from .selectors import options
from .services.steps import adopting, advance

__all__ = ["CaseOptions", "adopting", "advance", "case_options", "options", "take_step"]
