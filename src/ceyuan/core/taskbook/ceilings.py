"""How much of a budget may be indirect cost: a progressive ceiling on direct cost less the purchase of equipment."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ceyuan.core.kernel import Refused
from ceyuan.core.taskbook.shares import WHOLE


@dataclass(frozen=True, slots=True)
class Bracket:
    """The rate in parts per million for the base up to `up_to_minor`; None: for all above."""

    up_to_minor: int | None
    rate_ppm: int


@dataclass(frozen=True, slots=True)
class IndirectCeiling:
    """Brackets from low to high, the last one open. Refused `taskbook.brackets_unordered` otherwise."""

    brackets: tuple[Bracket, ...]

    def __post_init__(self) -> None:
        ends = [bracket.up_to_minor for bracket in self.brackets]
        closed = [end for end in ends[:-1] if end is not None]
        ordered = all(low < high for low, high in pairwise(closed)) and all(end > 0 for end in closed)
        if not ends or ends[-1] is not None or len(closed) != len(ends) - 1 or not ordered:
            raise Refused("taskbook.brackets_unordered")

    def of(self, direct_minor: int, equipment_minor: int) -> int:
        """The highest indirect cost in minor units, rounded down; the base is never below zero.

        17.00 m of direct cost with 3.00 m of equipment: base 14.00 m, 30 % of 5 m, 25 % of 5 m and 20 % of 4 m, so
        3.55 m. Source: 国办发〔2021〕32号.
        """
        base = max(direct_minor - equipment_minor, 0)
        return _progressive(base, self.brackets) // WHOLE


def _progressive(base: int, brackets: Sequence[Bracket]) -> int:
    total, below = 0, 0
    for bracket in brackets:
        end = base if bracket.up_to_minor is None else min(base, bracket.up_to_minor)
        total += max(end - below, 0) * bracket.rate_ppm
        below = max(below, end)
    return total


# In fen: up to 5 m yuan 30 %, to 10 m 25 %, above 20 %.
NATIONAL_CEILING = IndirectCeiling(
    (Bracket(500_000_000, 300_000), Bracket(1_000_000_000, 250_000), Bracket(None, 200_000))
)
