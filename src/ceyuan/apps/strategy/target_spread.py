"""A first proposal for a split: by where the units stood last year, adding up exactly."""

from decimal import Decimal
from fractions import Fraction

from ceyuan.apps.strategy.selectors.cascade import Cascade, CascadeRow
from ceyuan.apps.strategy.target_numbers import adds, of_value
from ceyuan.core.indicators import spread
from ceyuan.core.kernel.verdict import Refused


def spread_over(found: Cascade, parent: str) -> dict[str, dict[str, str]]:
    """Row key -> typed values for the units below this target (its id); nothing where it cannot be spread.

    What is agreed or waits for an answer keeps its value; the rest of the target goes to the drafts and the units
    without a share, by their standing of last year, evenly where nobody has one. A ratio, a maximum and a milestone
    are not divided: everybody is offered the value of the target.
    """
    above = found.by_id.get(int(parent)) if parent.isdigit() else None
    if above is None or above.value is None:
        return {}
    rows = list(found.below.get(above.pk or 0, ()))
    free = [row for row in rows if row.state in {"", "draft"}]
    if not free:
        raise Refused("strategy.weights_needed")
    writing = of_value(found.kpi)
    if not adds(found.kpi):
        return {row.key: {"value": writing.entry(above.value)} for row in free}
    fixed = sum((_kept(row) for row in rows if row not in free), Decimal(0))
    left = Fraction(above.value - above.reserve - fixed)
    known = [max(row.last_year or Decimal(0), Decimal(0)) for row in free]
    weights = known if any(known) else [Decimal(1)] * len(free)
    step = Fraction(writing.divisor, 10**writing.decimals)
    if left <= 0:
        return {}
    if (left / step).denominator != 1:
        step = Fraction(1, 10**6)
    return {
        row.key: {"value": writing.entry(part)} for row, part in zip(free, spread(left, weights, step), strict=True)
    }


def _kept(row: CascadeRow) -> Decimal:
    value = row.offered if row.state == "countered" else row.value
    return value or Decimal(0)
