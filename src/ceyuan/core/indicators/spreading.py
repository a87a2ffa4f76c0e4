"""A proposal for the shares of a target: proportional to weights, in whole steps, adding up exactly."""

from collections.abc import Sequence
from fractions import Fraction

from ceyuan.core.indicators.quantities import Number, exact
from ceyuan.core.kernel import Invalid, Reason, Refused


def spread(parent: Number, weights: Sequence[Number], step: Number = 1) -> list[Fraction]:
    """One share per weight, each a multiple of `step` (1 for whole patents, 1/100 for hundredths), together `parent`.

    By largest remainder: every unit gets its proportional part cut down to a whole step, the steps left over go to the
    largest remainders, of equal ones to the earlier unit. A negative amount (a reduction) is spread like its opposite.
    Weight 0 gets nothing. Refused: `indicators.step_not_positive`; `indicators.step_does_not_divide` when the amount is
    no multiple of the step. Invalid `weights`: `indicators.weights_empty` (none above zero), `share_weight_negative`.
    """
    amount, size, parts = exact(parent), exact(step), [exact(weight) for weight in weights]
    if size <= 0:
        raise Refused("indicators.step_not_positive", step=size)
    if (amount / size).denominator != 1:
        raise Refused("indicators.step_does_not_divide", parent=amount, step=size)
    negative = tuple(index for index, part in enumerate(parts) if part < 0)
    if negative:
        raise Invalid({"weights": [Reason("indicators.share_weight_negative", {"positions": negative})]})
    total = sum(parts, Fraction(0))
    if total == 0:
        raise Invalid({"weights": ["indicators.weights_empty"]})
    sign = -1 if amount < 0 else 1
    steps = (abs(amount) / size).numerator
    ideal = [part * steps / total for part in parts]
    whole = [part.numerator // part.denominator for part in ideal]
    order = sorted(range(len(parts)), key=lambda index: (whole[index] - ideal[index], index))
    for index in order[: steps - sum(whole)]:
        whole[index] += 1
    return [sign * count * size for count in whole]
