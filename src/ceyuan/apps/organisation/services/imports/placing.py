"""Whether told places make one tree: pure arithmetic on codes, used by every format before anything is written."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Placement:
    """Codes with a way to the top, parents before children; those without; and the tops."""

    ordered: tuple[str, ...]
    tops: tuple[str, ...]
    adrift: frozenset[str]


def place(parents: Mapping[str, str | None]) -> Placement:
    """Follow every unit to its top. Adrift are units in a circle, below one, or below a code that nobody names."""
    children: dict[str, list[str]] = {}
    tops = []
    for code, parent in parents.items():
        if parent is None:
            tops.append(code)
        else:
            children.setdefault(parent, []).append(code)
    ordered: list[str] = []
    waiting = list(reversed(tops))
    while waiting:
        code = waiting.pop()
        ordered.append(code)
        waiting.extend(reversed(children.get(code, ())))
    return Placement(tuple(ordered), tuple(tops), frozenset(parents) - frozenset(ordered))
