"""Small trees and random ones, and a plain evaluation of explanations that shares no code with the engine."""

from fractions import Fraction

from hypothesis import strategies as st

from ceyuan.core.indicators import Contribution, RollUp
from ceyuan.core.kernel import Leaf

GROUP = {"group": None, "north": "group", "south": "group", "mill": "north", "mine": "north", "port": "south"}

amounts = st.one_of(
    st.integers(-1000, 1000).map(Fraction), st.fractions(min_value=-100, max_value=100, max_denominator=12)
)
weights = st.one_of(st.integers(0, 50).map(Fraction), st.fractions(min_value=0, max_value=9, max_denominator=7))
keys = st.frozensets(st.sampled_from("abcdefgh"), max_size=4)


@st.composite
def trees(draw, size=12):
    """A forest of numbered units, each under an earlier one or a root."""
    count = draw(st.integers(1, size))
    return {unit: draw(st.one_of(st.none(), st.integers(0, unit - 1))) if unit else None for unit in range(count)}


@st.composite
def readings(draw, kind, units):
    """A contribution that fits the kind, sometimes without a reading."""
    unit = draw(st.sampled_from(sorted(units)))
    if kind in (RollUp.SUM, RollUp.RATIO, RollUp.LAST) and draw(st.integers(0, 4)) == 0:
        return Contribution(unit, draw(amounts), draw(st.one_of(st.none(), amounts)), kind="elimination")
    if kind is RollUp.DISTINCT:
        counted = draw(keys)
        read = draw(st.booleans())
        return Contribution(unit, Fraction(len(counted)) if read else None, keys=counted if read else frozenset())
    missing = draw(st.integers(0, 9))
    value = draw(st.integers(0, 1).map(Fraction) if kind is RollUp.BOOLEAN else amounts)
    return Contribution(unit, None if missing in (0, 1) else value, None if missing in (1, 2) else draw(weights))


def evaluated(part):
    """What the leaves of an explanation give by its formulas; the text of the reason where they give nothing."""
    if isinstance(part, Leaf) or isinstance(part.value, str):
        return part.value
    formula = part.formula_code.removeprefix("indicators.")
    if formula in ("distinct", "own_keys"):
        return Fraction(len({leaf.value for leaf in part.walk() if getattr(leaf, "name", "") == "indicators.key"}))
    return FORMULA[formula](*(value for value in map(evaluated, part.inputs) if not isinstance(value, str)))


def _total(*values):
    return sum(values, Fraction(0))


FORMULA = {
    "sum": _total,
    "last": _total,
    "numerator": _total,
    "denominator": _total,
    "max": lambda *values: max(values),
    "elimination": lambda amount: -amount,
    "weighted": lambda value, weight: value * weight,
    "ratio": lambda upper, lower, scale=1: upper / lower * scale,
    "weighted_mean": lambda upper, lower: upper / lower,
    "boolean": lambda reached, due: Fraction(int(reached == due)),
}
