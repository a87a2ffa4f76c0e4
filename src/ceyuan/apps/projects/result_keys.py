"""The one key by which a result is known wherever it is counted."""

import re

from ceyuan.core.kernel.text import normalise

_PREFIX = re.compile(r"^(https?://(dx\.)?doi\.org/|doi[:\s]\s*|urn:|https?://)", re.IGNORECASE)
_SIGNS = re.compile(r"[\W_]+")
SHORTEST_TITLE = 8


def key_of(identifier: str, title: str) -> str:
    """The identifier (DOI, patent number ...) without its prefix, spaces and signs; else the title without signs.

    Different spellings of one number or title give the same key. "" when there is neither.
    """
    number = _SIGNS.sub("", _PREFIX.sub("", normalise(identifier).strip()))
    if number:
        return f"n:{number}"[:300]
    words = _SIGNS.sub("", normalise(title))
    return f"t:{words}"[:300] if len(words) >= SHORTEST_TITLE else ""
