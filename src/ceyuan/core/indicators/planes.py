"""One indicator in one period over the whole tree: what each unit contributes and what stands at or below it."""

from abc import ABC, abstractmethod
from collections.abc import Hashable
from dataclasses import dataclass
from fractions import Fraction

from ceyuan.core.indicators.quantities import Contribution, RollUp, fits, is_read
from ceyuan.core.indicators.trees import Layout
from ceyuan.core.kernel import Reason


@dataclass(frozen=True, slots=True)
class Rolled:
    """What an indicator amounts to at a unit and all below it.

    `value` is None when it cannot be told; `missing` says why. `numerator` and `denominator` are the consolidated parts
    of a ratio or a weighted mean; of a boolean milestone how many reached it of how many; else only the numerator is
    given. `keys` is what a distinct count counted. `unread` names the units that have to report and did not: they are
    in neither part.
    """

    value: Fraction | None
    numerator: Fraction | None = None
    denominator: Fraction | None = None
    keys: frozenset[str] = frozenset()
    missing: Reason | None = None
    unread: tuple[Hashable, ...] = ()


def quotient(numerator: Fraction, denominator: Fraction, scale: Fraction) -> Fraction | Reason:
    """numerator / denominator x scale, or why there is none."""
    if denominator > 0:
        return numerator / denominator * scale
    if denominator == 0:
        return Reason("indicators.denominator_zero", {"numerator": numerator})
    return Reason("indicators.not_computable", {"numerator": numerator, "denominator": denominator})


def milestone(reached: int, due: int, unread: tuple[Hashable, ...]) -> Fraction | Reason:
    """1 when all reached it, 0 when one that reported did not; undecided while only silent units are left."""
    if reached + len(unread) < due:
        return Fraction(0)
    return Reason("indicators.no_reading", {"units": unread}) if unread else Fraction(1)


class Plane(ABC):
    """The readings of one indicator and period with their roll-up, which `change` keeps up to date."""

    def __init__(self, kind: RollUp, layout: Layout, scale: Fraction) -> None:
        self.kind = kind
        self.scale = scale
        self.layout = layout
        self.own: dict[int, Contribution] = {}
        self.eliminations: dict[int, Contribution] = {}
        self.stale = False

    def put(self, contribution: Contribution) -> int:
        """Enter a reading in place of the unit's earlier one; gives the unit's position."""
        fits(self.kind, contribution).require()
        position = self.layout.position(contribution.unit)
        (self.own if contribution.kind == "own" else self.eliminations)[position] = contribution
        self.stale = True
        self.enter(position)
        return position

    def change(self, contribution: Contribution) -> list[int]:
        """Enter a reading and roll up only the way to the root; gives the positions that changed, lowest first."""
        if self.stale:
            self.compute()
        position = self.put(contribution)
        self.stale = False
        return self.follow(position)

    def rolled(self, position: int) -> Rolled:
        """What stands at or below the position."""
        if self.stale:
            self.compute()
        reports, silent = self.tally(position)
        unread = self._silent_below(position) if silent else ()
        if silent == reports:
            return Rolled(None, missing=Reason("indicators.no_reading", {"units": unread}), unread=unread)
        return self.total(position, unread)

    def contributions(self) -> list[Contribution]:
        """All readings and eliminations entered."""
        return [*self.own.values(), *self.eliminations.values()]

    def compute(self) -> None:
        """Roll up the whole tree anew."""
        self.recompute()
        self.stale = False

    def _silent_below(self, position: int) -> tuple[Hashable, ...]:
        branch = range(position, self.layout.end[position])
        readings = [self.own[below] for below in branch if below in self.own]
        return tuple(reading.unit for reading in readings if not is_read(self.kind, reading))

    @abstractmethod
    def tally(self, position: int) -> tuple[int, int]:
        """How many units at or below the position have to report, and how many of these did not."""

    @abstractmethod
    def enter(self, position: int) -> None:
        """Take over what is now contributed at the position."""

    @abstractmethod
    def recompute(self) -> None:
        """Roll up the whole tree from what was entered."""

    @abstractmethod
    def follow(self, position: int) -> list[int]:
        """Carry one entered change up; gives the positions that changed."""

    @abstractmethod
    def total(self, position: int, unread: tuple[Hashable, ...]) -> Rolled:
        """The roll-up at a position below which something was read."""
