"""What other capabilities and the doors may call."""

from .chain import Finding, Noted
from .export import write_chain
from .selectors import acts, of_subject, verification
from .services.acts import known_acts, record

__all__ = ["Finding", "Noted", "acts", "known_acts", "of_subject", "record", "verification", "write_chain"]
