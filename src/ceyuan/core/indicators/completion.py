"""How far a target is reached: (actual - baseline) / (target - baseline), in the direction of the target."""

from fractions import Fraction

from ceyuan.core.indicators.quantities import Direction, Number, exact, exact_or_none
from ceyuan.core.kernel import Explained, Leaf, Refused

_ZERO = Fraction(0)
_ONE = Fraction(1)


def completion(
    direction: Direction,
    baseline: Number | None,
    target: Number,
    actual: Number | None,
    cap: Number | None = None,
    floor: Number | None = 0,
) -> Explained:
    """The completion as a fraction, 1 being the target exactly reached; never below `floor` nor above `cap`.

    at_least and at_most: the way gone from the baseline over the way to go; 13,350 down to "at most 12,800" with 12,900
    reached is 450/550. Without way to go (target equals baseline) it is 1 when the target is met, else 0.
    Without baseline: at_least actual/target; at_most 2 - actual/target (each per cent too much costs one per cent,
    nothing is left at twice the target); of a target that is zero or negative no share can be taken: 1 or 0.
    equal: 1 less the deviation over the way from the baseline to the target (without baseline: over the target).

    A target behind its baseline ("the loss may grow to 5") has no way to go: being worse would count for more. Refused:
    `indicators.target_behind_baseline`; such a target is judged without a baseline, as met or not.
    `indicators.cap_below_floor`. Without `actual` the value is the code "indicators.no_reading".
    """
    base, goal, reached = exact_or_none(baseline), exact(target), exact_or_none(actual)
    upper, lower = exact_or_none(cap), exact_or_none(floor)
    if upper is not None and lower is not None and upper < lower:
        raise Refused("indicators.cap_below_floor", cap=upper, floor=lower)
    if base is not None and is_lowered(direction, base, goal) and direction is not Direction.EQUAL:
        raise Refused("indicators.target_behind_baseline", direction=direction.value, baseline=base, target=goal)
    inputs = (*_leaf("actual", reached), *_leaf("baseline", base), Leaf(goal, "indicators.target"))
    if reached is None:
        return Explained("indicators.no_reading", "indicators.completion", inputs)
    formula, value = _completed(direction, base, goal, reached)
    return _bounded(Explained(value, formula, inputs), value, upper, lower)


def meets(direction: Direction, target: Number, actual: Number) -> bool:
    """Whether the target is reached."""
    goal, reached = exact(target), exact(actual)
    if direction is Direction.AT_LEAST:
        return reached >= goal
    return reached <= goal if direction is Direction.AT_MOST else reached == goal


def is_lowered(direction: Direction, source: Number, value: Number) -> bool:
    """Whether `value` asks for less than the target it was taken from. Of "equal" any other value is another target."""
    return not meets(direction, source, value)


def _completed(
    direction: Direction, baseline: Fraction | None, target: Fraction, actual: Fraction
) -> tuple[str, Fraction]:
    way = target - (baseline if baseline is not None else _ZERO)
    comparable = way != 0 and (baseline is not None or direction is Direction.EQUAL or target > 0)
    if not comparable:
        return "indicators.met_or_not", _ONE if meets(direction, target, actual) else _ZERO
    if direction is Direction.EQUAL:
        return "indicators.completion_equal", 1 - abs(actual - target) / abs(way)
    if baseline is not None:
        return "indicators.completion", (actual - baseline) / way
    if direction is Direction.AT_LEAST:
        return "indicators.completion_plain", actual / target
    return "indicators.completion_inverse", 2 - actual / target


def _bounded(inner: Explained, value: Fraction, cap: Fraction | None, floor: Fraction | None) -> Explained:
    if cap is not None and value > cap:
        return Explained(cap, "indicators.capped", (inner, Leaf(cap, "indicators.cap")))
    if floor is not None and value < floor:
        return Explained(floor, "indicators.floored", (inner, Leaf(floor, "indicators.floor")))
    return inner


def _leaf(name: str, value: Fraction | None) -> tuple[Leaf, ...]:
    return () if value is None else (Leaf(value, f"indicators.{name}"),)
