"""What other capabilities may call."""

from .selectors import last_taken, report
from .services.deliveries import announce, run
from .services.outcomes import FileAccount, Outcome
from .services.progress import Work

__all__ = ["FileAccount", "Outcome", "Work", "announce", "last_taken", "report", "run"]
