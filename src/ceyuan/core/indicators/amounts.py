"""The plane of everything that adds up.

Amounts are plain integers over one common denominator of the plane: exact, and an order of magnitude faster than
adding fractions.
"""

from collections.abc import Hashable
from fractions import Fraction
from math import lcm

from ceyuan.core.indicators.planes import Plane, Rolled, milestone, quotient
from ceyuan.core.indicators.quantities import Contribution, RollUp, is_read
from ceyuan.core.indicators.trees import Layout
from ceyuan.core.kernel import Reason

_NOTHING = Fraction(0)
_ONE = Fraction(1)


class Amounts(Plane):
    """Everything that adds up: sums, stocks, ratios, weighted means, and milestones counted as reached and due."""

    def __init__(self, kind: RollUp, layout: Layout, scale: Fraction) -> None:
        super().__init__(kind, layout, scale)
        size = len(layout.units)
        self.common = 1
        # Four columns: upper part, lower part, units that report, units of these without reading.
        self.columns = [[0] * size for _ in range(4)]
        self.totals = [[0] * size for _ in range(4)]

    def enter(self, position: int) -> None:
        own, internal = self.own.get(position), self.eliminations.get(position)
        read = own is not None and is_read(self.kind, own)
        upper, lower = own_parts(self.kind, own, read=read) if own else (_NOTHING, _NOTHING)
        if internal:
            upper -= internal.numerator or 0
            lower -= internal.denominator or 0
        uppers, lowers, reporting, silent = self.columns
        uppers[position] = self._whole(upper)
        lowers[position] = self._whole(lower)
        reporting[position] = int(own is not None)
        silent[position] = int(own is not None and not read)

    def recompute(self) -> None:
        above = self.layout.above
        for index, column in enumerate(self.columns):
            total = column.copy()
            # The lowest come last, so from the end on each branch is complete before it is added to the one above.
            for position in range(len(total) - 1, 0, -1):
                parent = above[position]
                if parent >= 0:
                    total[parent] += total[position]
            self.totals[index] = total

    def follow(self, position: int) -> list[int]:
        below = self.layout.below[position]
        changes = [
            own[position] + sum(total[child] for child in below) - total[position]
            for own, total in zip(self.columns, self.totals, strict=True)
        ]
        if not any(changes):
            return []
        way = self.layout.way_up(position)
        for total, change in zip(self.totals, changes, strict=True):
            for higher in way:
                total[higher] += change
        return way

    def tally(self, position: int) -> tuple[int, int]:
        return self.totals[2][position], self.totals[3][position]

    def total(self, position: int, unread: tuple[Hashable, ...]) -> Rolled:
        above, below = self.totals[0][position], self.totals[1][position]
        upper = Fraction(above, self.common)
        if self.kind in (RollUp.SUM, RollUp.LAST):
            return Rolled(upper, upper, unread=unread)
        lower = Fraction(below, self.common)
        answer: Fraction | Reason
        if self.kind is RollUp.BOOLEAN:
            answer = milestone(int(upper), int(lower), unread)
        elif below > 0:
            # The same as `quotient`, from the integers: the common denominator cancels out.
            top, bottom = (self.scale if self.kind is RollUp.RATIO else _ONE).as_integer_ratio()
            answer = Fraction(above * top, below * bottom)
        else:
            answer = quotient(upper, lower, self.scale)
        if isinstance(answer, Reason):
            return Rolled(None, upper, lower, missing=answer, unread=unread)
        return Rolled(answer, upper, lower, unread=unread)

    def _whole(self, amount: Fraction) -> int:
        top, bottom = amount.as_integer_ratio()
        if self.common % bottom:
            self._widen(lcm(self.common, bottom))
        return top * (self.common // bottom)

    def _widen(self, common: int) -> None:
        factor = common // self.common
        for columns in (self.columns, self.totals):
            # In place: who holds a column goes on with the widened one.
            columns[0][:] = [amount * factor for amount in columns[0]]
            columns[1][:] = [amount * factor for amount in columns[1]]
        self.common = common


def own_parts(kind: RollUp, own: Contribution, *, read: bool) -> tuple[Fraction, Fraction]:
    """What a reading adds to the upper and the lower part; nothing while it is not complete."""
    upper, lower = own.numerator, own.denominator
    if kind is RollUp.BOOLEAN:
        return (_ONE if upper else _NOTHING), _ONE
    if upper is None or not read:
        return _NOTHING, _NOTHING
    if lower is None or kind is RollUp.SUM or kind is RollUp.LAST:
        return upper, _NOTHING
    return (upper * lower if kind is RollUp.WEIGHTED_MEAN else upper), lower
