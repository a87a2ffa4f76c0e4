"""What other capabilities may call."""

from .acting import CaseOptions, case_options, take_step
from .selectors import options
from .services.bulk import Stepping, advance_many
from .services.steps import adopting, advance

__all__ = ["CaseOptions", "Stepping", "adopting", "advance", "advance_many", "case_options", "options", "take_step"]
