"""The import of a CORDIS portfolio: read into temporary tables, checked set by set, written where it differs."""

from .delivery import GROUP, KIND, take_cordis
from .layout import find_layout

__all__ = ["GROUP", "KIND", "find_layout", "take_cordis"]
