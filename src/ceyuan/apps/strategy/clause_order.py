"""The order of clauses in a wording: a tree read from the top down. Pure; kept are position, depth and parent."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

DEEPEST = 9
Way = Literal["up", "down", "in", "out"]
WAYS: tuple[Way, ...] = ("up", "down", "in", "out")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a clause stands. Places come in the order of reading; parents before what hangs below them."""

    key: int
    parent: int | None
    depth: int = 1


def moved(places: Sequence[Place], key: int, way: Way) -> list[Place] | None:
    """The places after a clause, with all below it, went one step; None where there is no such step.

    up and down change places with the neighbour on the same level; in puts it below the one before it; out puts it
    behind the one it hangs below.
    """
    below = _below(places)
    parent = next(one.parent for one in places if one.key == key)
    row = below[parent]
    at = row.index(key)
    if way in {"up", "down"}:
        other = at - 1 if way == "up" else at + 1
        if not 0 <= other < len(row):
            return None
        row[at], row[other] = row[other], row[at]
    elif way == "in":
        if at == 0:
            return None
        below.setdefault(row[at - 1], []).append(row.pop(at))
    else:
        if parent is None:
            return None
        row.pop(at)
        above = next(one.parent for one in places if one.key == parent)
        below[above].insert(below[above].index(parent) + 1, key)
    laid = _laid_out(below)
    return laid if max(one.depth for one in laid) <= DEEPEST else None


def inserted(places: Sequence[Place], key: int, *, after: int | None, inside: bool) -> list[Place] | None:
    """The places with a new clause: behind `after` on its level, or as the last one below it; at the end without.

    None when it would stand deeper than `DEEPEST`.
    """
    below = _below(places)
    if after is None:
        below.setdefault(None, []).append(key)
    elif inside:
        below.setdefault(after, []).append(key)
    else:
        row = below[next(one.parent for one in places if one.key == after)]
        row.insert(row.index(after) + 1, key)
    laid = _laid_out(below)
    return laid if max(one.depth for one in laid) <= DEEPEST else None


def branch(places: Sequence[Place], key: int) -> list[int]:
    """The clause and all below it, in the order of reading."""
    inside = {key}
    found = []
    for one in places:
        if one.key == key or one.parent in inside:
            inside.add(one.key)
            found.append(one.key)
    return found


def kept(places: Sequence[Place], keys: set[int]) -> list[Place]:
    """Only these clauses; what hung below one that is left out hangs below the nearest kept one above it."""
    parents = {one.key: one.parent for one in places}
    depths: dict[int | None, int] = {None: 0}
    found = []
    for one in places:
        if one.key in keys:
            above = one.parent
            while above is not None and above not in keys:
                above = parents[above]
            depths[one.key] = depths[above] + 1
            found.append(replace(one, parent=above, depth=depths[one.key]))
    return found


def _below(places: Sequence[Place]) -> dict[int | None, list[int]]:
    below: dict[int | None, list[int]] = {}
    for one in places:
        below.setdefault(one.parent, []).append(one.key)
    return below


def _laid_out(below: dict[int | None, list[int]]) -> list[Place]:
    waiting = [Place(key, None, 1) for key in reversed(below.get(None, []))]
    found = []
    while waiting:
        one = waiting.pop()
        found.append(one)
        waiting += [Place(key, one.key, one.depth + 1) for key in reversed(below.get(one.key, []))]
    return found
