"""A tree of units laid out flat, so that every branch is a slice and every unit comes after the one above it."""

from collections.abc import Hashable, Mapping

from ceyuan.core.kernel import Refused

Tree = Mapping[Hashable, Hashable | None]


class Layout:
    """Units in an order in which each branch is contiguous: `units[i:end[i]]` is unit i with all below it.

    `above[i]` is the position of the parent, -1 for a root. Refused: `indicators.unknown_unit` when a parent is not in
    the tree, `indicators.cyclic_tree` when units stand above each other.
    """

    __slots__ = ("above", "at", "below", "end", "units")

    def __init__(self, tree: Tree) -> None:
        children: dict[Hashable | None, list[Hashable]] = {}
        for unit, parent in tree.items():
            if parent is not None and parent not in tree:
                raise Refused("indicators.unknown_unit", unit=parent)
            children.setdefault(parent, []).append(unit)
        self.units: list[Hashable] = []
        waiting = list(reversed(children.get(None, [])))
        while waiting:
            unit = waiting.pop()
            self.units.append(unit)
            waiting.extend(reversed(children.get(unit, [])))
        self.at = {unit: position for position, unit in enumerate(self.units)}
        if len(self.units) < len(tree):
            lost = tuple(unit for unit in tree if unit not in self.at)
            raise Refused("indicators.cyclic_tree", units=lost)
        self.above: list[int] = [self._position(tree[unit]) for unit in self.units]
        self.below: list[list[int]] = [[] for _ in self.units]
        self.end = [position + 1 for position in range(len(self.units))]
        for position in range(len(self.units) - 1, -1, -1):
            parent = self.above[position]
            if parent >= 0:
                self.end[parent] = max(self.end[parent], self.end[position])
        for position, parent in enumerate(self.above):
            if parent >= 0:
                self.below[parent].append(position)

    def position(self, unit: Hashable) -> int:
        """Where the unit stands. Refused: `indicators.unknown_unit`."""
        if unit not in self.at:
            raise Refused("indicators.unknown_unit", unit=unit)
        return self.at[unit]

    def way_up(self, position: int) -> list[int]:
        """The unit, the unit above it, and so on to the root."""
        way = [position]
        while (position := self.above[position]) >= 0:
            way.append(position)
        return way

    def _position(self, parent: Hashable | None) -> int:
        return -1 if parent is None else self.at[parent]
