"""Pages of lists that were drawn a moment ago, kept for as long as a stamp says that nothing changed.

Rights are not remembered: what an actor reaches is part of the key, and it is worked out anew for every request.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Drawn = TypeVar("Drawn")


class Remembered(Generic[Drawn]):
    """The things asked for last, at most `most` of them."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, Drawn] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, draw: Callable[[], Drawn]) -> Drawn:
        """What was drawn under this key, else what `draw` gives now."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        drawn = draw()
        with self._lock:
            self._kept[key] = drawn
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return drawn

    def forget(self) -> None:
        """Drop everything: for a database that was put back to an earlier state."""
        with self._lock:
            self._kept.clear()
