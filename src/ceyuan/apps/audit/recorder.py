"""What capabilities below find through the registry (`collect("recorder", ...)`), since they cannot import it."""

from .selectors import of_subject
from .services.acts import record

__all__ = ["of_subject", "record"]
