"""Rolling up an indicator over the organisation: one at a time, or a whole sheet that follows single changes."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from fractions import Fraction

from ceyuan.core.indicators.explaining import explain
from ceyuan.core.indicators.picks import plane_for
from ceyuan.core.indicators.planes import Plane, Rolled
from ceyuan.core.indicators.quantities import Contribution, Number, RollUp, exact, one_each
from ceyuan.core.indicators.trees import Layout, Tree
from ceyuan.core.kernel import Explained, Refused


def roll_up(
    kind: RollUp, tree: Tree, contributions: Iterable[Contribution], scale: Number = 1
) -> dict[Hashable, Rolled]:
    """The rolled-up quantity of every unit of the tree for one indicator and one period, in one pass.

    sum: own + children - eliminations. last: the same over each unit's latest reading. ratio: consolidated numerator
    over consolidated denominator, times `scale` (100 for per cent); never a mean or a sum of ratios. weighted mean:
    sum of value times weight over sum of weights, not scaled. max: the largest. distinct: how many keys, each once.
    boolean: 1 when every unit that has to reach it did. Units without reading are left out and named in
    `Rolled.unread`. Several readings of one unit are made one by `one_each`.
    """
    layout = Layout(tree)
    plane = plane_for(kind, layout, exact(scale))
    for contribution in one_each(kind, contributions):
        plane.put(contribution)
    plane.compute()
    return {unit: plane.rolled(position) for position, unit in enumerate(layout.units)}


@dataclass(frozen=True, slots=True)
class _Definition:
    kind: RollUp
    scale: Fraction


class Sheet:
    """Many indicators over many years on one tree, kept rolled up while single readings change.

    `define` an indicator, `put` readings, `compute` all; from then on `change` follows one reading up to the root.
    A unit has one own reading and one elimination for an indicator and year: a new one replaces the old.
    """

    def __init__(self, tree: Tree) -> None:
        self._tree = dict(tree)
        self._layout = Layout(self._tree)
        self._definitions: dict[Hashable, _Definition] = {}
        self._planes: dict[tuple[Hashable, int], Plane] = {}

    def define(self, indicator: Hashable, kind: RollUp, scale: Number = 1) -> None:
        """Say how an indicator rolls up. A second, different definition is an error: open a new sheet for it."""
        definition = _Definition(kind, exact(scale))
        if self._definitions.setdefault(indicator, definition) != definition:
            raise ValueError(f"{indicator!r} is already defined otherwise on this sheet.")

    def put(self, indicator: Hashable, year: int, contribution: Contribution) -> None:
        """Enter a reading without rolling it up. Refused: `indicators.unknown_unit`, and what `fits` refuses."""
        self._plane(indicator, year).put(contribution)

    def compute(self) -> None:
        """Roll up everything anew."""
        for plane in self._planes.values():
            plane.compute()

    def change(self, indicator: Hashable, year: int, contribution: Contribution) -> tuple[Hashable, ...]:
        """Enter a reading and follow it to the root. Gives the units whose quantity changed, lowest first."""
        plane = self._plane(indicator, year)
        return tuple(self._layout.units[position] for position in plane.change(contribution))

    def value(self, indicator: Hashable, year: int, unit: Hashable) -> Rolled:
        """The rolled-up quantity of one unit; without any reading one that says so."""
        position = self._layout.position(unit)
        return self._plane(indicator, year).rolled(position)

    def explain(self, indicator: Hashable, year: int, unit: Hashable) -> Explained:
        """Where the value of one unit comes from, down to the readings."""
        self._layout.position(unit)
        plane = self._plane(indicator, year)
        return explain(plane.kind, self._tree, plane.contributions(), unit, plane.scale)

    def _plane(self, indicator: Hashable, year: int) -> Plane:
        plane = self._planes.get((indicator, year))
        if plane is None:
            if indicator not in self._definitions:
                raise Refused("indicators.unknown_indicator", indicator=indicator)
            definition = self._definitions[indicator]
            plane = plane_for(definition.kind, self._layout, definition.scale)
            self._planes[indicator, year] = plane
        return plane
