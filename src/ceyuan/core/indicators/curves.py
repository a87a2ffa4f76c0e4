"""The scoring curve of an indicator: from the baseline over basic and satisfactory to challenge."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from ceyuan.core.indicators.quantities import Direction, Number, exact
from ceyuan.core.kernel import Explained, Invalid, Leaf, Reason

LEVELS = ("baseline", "basic", "satisfactory", "challenge")


@dataclass(frozen=True, slots=True, init=False)
class Curve:
    """Points for what was reached, on straight lines between four levels; before the first and behind the last level.

    `levels` must not turn back against the direction (at_least: not fall, at_most: not rise), `awards` must not fall.
    Equal neighbours are a step: who is at the level gets the higher points. Equal awards are a flat part.
    Invalid: `indicators.levels_turn_back`, `indicators.points_fall`, `indicators.curve_points` (not one award per
    level), `indicators.no_curve_for_equal`.
    """

    levels: tuple[Fraction, ...]
    awards: tuple[Fraction, ...]
    direction: Direction

    def __init__(
        self,
        baseline: Number,
        basic: Number,
        satisfactory: Number,
        challenge: Number,
        points: Sequence[Number] = (0, 60, 100, 120),
        *,
        direction: Direction = Direction.AT_LEAST,
    ) -> None:
        levels = tuple(exact(level) for level in (baseline, basic, satisfactory, challenge))
        awards = tuple(exact(award) for award in points)
        if faults := _faults(levels, awards, direction):
            raise Invalid(faults)
        for field, value in (("levels", levels), ("awards", awards), ("direction", direction)):
            object.__setattr__(self, field, value)

    def points(self, actual: Number) -> Explained:
        """The exact points, not rounded, explained by the two levels that the reading lies between."""
        reached = exact(actual)
        sign = -1 if self.direction is Direction.AT_MOST else 1
        passed = [index for index, level in enumerate(self.levels) if sign * (reached - level) >= 0]
        read = Leaf(reached, "indicators.actual")
        if not passed:
            return Explained(self.awards[0], "indicators.curve_below", (read, *self._level(0)))
        index = passed[-1]
        if index == len(self.levels) - 1:
            return Explained(self.awards[index], "indicators.curve_above", (read, *self._level(index)))
        way = self.levels[index + 1] - self.levels[index]
        rise = self.awards[index + 1] - self.awards[index]
        value = self.awards[index] + (reached - self.levels[index]) / way * rise
        return Explained(value, "indicators.curve", (read, *self._level(index), *self._level(index + 1)))

    def _level(self, index: int) -> tuple[Leaf, Leaf]:
        return (
            Leaf(self.levels[index], f"indicators.level_{LEVELS[index]}"),
            Leaf(self.awards[index], f"indicators.points_{LEVELS[index]}"),
        )


def _faults(
    levels: tuple[Fraction, ...], awards: tuple[Fraction, ...], direction: Direction
) -> dict[str, list[str | Reason]]:
    faults: dict[str, list[str | Reason]] = {}
    if direction is Direction.EQUAL:
        faults["direction"] = ["indicators.no_curve_for_equal"]
    sign = -1 if direction is Direction.AT_MOST else 1
    for name, (lower, higher) in zip(LEVELS[1:], pairwise(levels), strict=True):
        if sign * (higher - lower) < 0:
            facts = {"level": name, "value": higher, "before": lower, "direction": direction.value}
            faults[name] = [Reason("indicators.levels_turn_back", facts)]
    if len(awards) != len(LEVELS):
        faults["points"] = [Reason("indicators.curve_points", {"given": len(awards), "wanted": len(LEVELS)})]
    elif any(higher < lower for lower, higher in pairwise(awards)):
        faults["points"] = [Reason("indicators.points_fall", {"points": awards})]
    return faults
