"""Random numbers that anybody can compute again: SHA-256 of a seed and a counter, in any language and any version.

Block n is SHA-256(SHA-256(seed) + label in UTF-8 + 0x00 + n as 8 bytes, big-endian), its four parts of 8 bytes are
whole numbers from 0 to 2**64 - 1, big-endian. A number below n is the next of them, modulo n, where those from the
largest multiple of n upwards are passed over, so that each result is equally likely. A shuffle is that of Fisher and
Yates, from the last place down.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from typing import TypeVar

from ceyuan.core.kernel import Refused

_T = TypeVar("_T")
_RANGE = 1 << 64
_SEED = re.compile(r"(?:[0-9a-f]{2}){16,64}")


class Stream:
    """The numbers that follow from one seed under one label. Two labels give two independent streams."""

    def __init__(self, seed: bytes, label: str) -> None:
        self._words = _words(hashlib.sha256(seed).digest() + label.encode() + b"\x00")

    def below(self, limit: int) -> int:
        """The next whole number from 0 to `limit` - 1, each equally likely; `limit` is from 1 to 2**64."""
        if not 1 <= limit <= _RANGE:
            raise ValueError(f"A stream draws below a limit from 1 to 2**64, not {limit}.")
        fair = _RANGE - _RANGE % limit
        return next(word for word in self._words if word < fair) % limit

    def shuffled(self, things: Sequence[_T]) -> list[_T]:
        """The things in random order, each order equally likely."""
        order = list(things)
        for last in range(len(order) - 1, 0, -1):
            other = self.below(last + 1)
            order[last], order[other] = order[other], order[last]
        return order


def seed_bytes(seed: str) -> bytes:
    """A seed written in hexadecimal. Refused: `review.seed_weak` unless it is 16 to 64 bytes, lower-case."""
    if not _SEED.fullmatch(seed):
        raise Refused("review.seed_weak", least=16, most=64)
    return bytes.fromhex(seed)


def _words(prefix: bytes) -> Iterator[int]:
    count = 0
    while True:
        block = hashlib.sha256(prefix + count.to_bytes(8, "big")).digest()
        yield from (int.from_bytes(block[part : part + 8], "big") for part in range(0, 32, 8))
        count += 1
