"""What other capabilities may call."""

from .chain import Finding
from .selectors import acts, of_subject, verification
from .services.acts import known_acts, record

__all__ = ["Finding", "acts", "known_acts", "of_subject", "record", "verification"]
