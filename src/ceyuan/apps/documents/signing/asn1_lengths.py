"""A mistake of asn1crypto 1.5, set right: it takes a length that ends in 0x80 for "of indefinite length".

A structure of, say, 0x180 bytes is then encoded anew, with all that is in it, and again at every level for each
question asked of it: about one signature in twenty would take half a minute instead of a tenth of a second.
"""

from collections.abc import Callable
from typing import Any

from asn1crypto import core

_PATCHED = (core.Asn1Value, core.Sequence, core.SequenceOf)


def is_definite(header: bytes) -> bool:
    """Whether the length at the end of a header is in the long form, so that a last 0x80 is part of a number."""
    return any(len(header) > count + 1 and header[-1 - count] == 0x80 | count for count in range(1, 5))


def set_right() -> None:
    """Make the `dump` of asn1crypto forget a header that only looks indefinite; once."""
    for kind in _PATCHED:
        if not getattr(kind.dump, "is_set_right", False):
            kind.dump = _settled(kind.dump)


def _settled(dump: Callable[..., bytes]) -> Callable[..., bytes]:
    def settled(self: Any, force: bool = False) -> bytes:  # noqa: FBT001, FBT002 - the signature of asn1crypto
        header = self._header
        if header is not None and header[-1:] == b"\x80" and is_definite(header):
            self._header = None  # it is made again from the contents, which are as they were
        return dump(self, force)

    settled.is_set_right = True  # type: ignore[attr-defined]
    return settled
