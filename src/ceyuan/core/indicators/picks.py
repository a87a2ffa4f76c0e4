"""The planes of what does not add up: the largest reading, and keys of which each counts once."""

from abc import abstractmethod
from collections.abc import Hashable
from fractions import Fraction
from typing import Generic, TypeVar

from ceyuan.core.indicators.amounts import Amounts
from ceyuan.core.indicators.planes import Plane, Rolled
from ceyuan.core.indicators.quantities import RollUp, is_read
from ceyuan.core.indicators.trees import Layout

Picked = TypeVar("Picked")


class Picks(Plane, Generic[Picked]):
    """At each unit one thing picked out of its own reading and what was picked below, with the tally of readings."""

    def __init__(self, kind: RollUp, layout: Layout, scale: Fraction) -> None:
        super().__init__(kind, layout, scale)
        self.totals: list[tuple[Picked, int, int]] = [(self.pick([]), 0, 0)] * len(layout.units)

    @abstractmethod
    def own_thing(self, position: int) -> Picked:
        """What the unit's own reading brings."""

    @abstractmethod
    def pick(self, things: list[Picked]) -> Picked:
        """What is kept of several, also of none."""

    def enter(self, position: int) -> None:
        """Nothing to prepare: readings are taken as they are."""

    def recompute(self) -> None:
        for position in range(len(self.totals) - 1, -1, -1):
            self.totals[position] = self._at(position)

    def follow(self, position: int) -> list[int]:
        changed = []
        for higher in self.layout.way_up(position):
            fresh = self._at(higher)
            if fresh == self.totals[higher]:
                break
            self.totals[higher] = fresh
            changed.append(higher)
        return changed

    def tally(self, position: int) -> tuple[int, int]:
        return self.totals[position][1:]

    def _at(self, position: int) -> tuple[Picked, int, int]:
        own = self.own.get(position)
        things, reports, silent = [], int(own is not None), int(own is not None and not is_read(self.kind, own))
        if own is not None:
            things.append(self.own_thing(position))
        for child in self.layout.below[position]:
            thing, below, quiet = self.totals[child]
            things.append(thing)
            reports, silent = reports + below, silent + quiet
        return self.pick(things), reports, silent


class Largest(Picks[Fraction | None]):
    """The largest reading at or below each unit."""

    def own_thing(self, position: int) -> Fraction | None:
        return self.own[position].numerator

    def pick(self, things: list[Fraction | None]) -> Fraction | None:
        return max((thing for thing in things if thing is not None), default=None)

    def total(self, position: int, unread: tuple[Hashable, ...]) -> Rolled:
        largest = self.totals[position][0]
        return Rolled(largest, largest, unread=unread)


class Keys(Picks[frozenset[str]]):
    """The keys that occur at or below each unit, each once however many units name it."""

    def own_thing(self, position: int) -> frozenset[str]:
        return self.own[position].keys

    def pick(self, things: list[frozenset[str]]) -> frozenset[str]:
        return frozenset().union(*things)

    def total(self, position: int, unread: tuple[Hashable, ...]) -> Rolled:
        keys = self.totals[position][0]
        count = Fraction(len(keys))
        return Rolled(count, count, keys=keys, unread=unread)


def plane_for(kind: RollUp, layout: Layout, scale: Fraction) -> Plane:
    """The empty plane that fits the kind of roll-up."""
    if kind is RollUp.MAX:
        return Largest(kind, layout, scale)
    return Keys(kind, layout, scale) if kind is RollUp.DISTINCT else Amounts(kind, layout, scale)
