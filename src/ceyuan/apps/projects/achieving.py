"""How far an indicator of a project is reached, as an exact fraction between nothing and the target."""

from decimal import Decimal
from fractions import Fraction

from ceyuan.apps.projects.models import Indicator
from ceyuan.core.indicators import Direction, completion
from ceyuan.core.kernel import Refused

WHOLE_PPM = 1_000_000
_FINEST = 10**12


def achieved(indicator: Indicator, value: Decimal | None, level_ppm: int | None) -> Fraction | None:
    """The completion: of a quantity by its value, of a quality or a milestone by the level found; None without either.

    (value - baseline) over (target - baseline) in the direction of the indicator, cut to 0..1. A range is kept or not.
    A target behind its baseline has no way to go and is met or not.
    """
    if indicator.kind != Indicator.Kind.QUANTITY:
        return None if level_ppm is None else Fraction(level_ppm, WHOLE_PPM)
    if value is None or indicator.final is None:
        return None
    if indicator.direction == Indicator.Direction.RANGE:
        upper = indicator.final_to if indicator.final_to is not None else indicator.final
        return Fraction(int(indicator.final <= value <= upper))
    direction = Direction(indicator.direction)
    try:
        found = completion(direction, indicator.baseline, indicator.final, value, cap=1)
    except Refused:
        found = completion(direction, None, indicator.final, value, cap=1)
        met = isinstance(found.value, Fraction) and found.value >= 1
        return Fraction(int(met))
    return _storable(found.value) if isinstance(found.value, Fraction) else None


def _storable(value: Fraction) -> Fraction:
    # Numbers with many digits make long fractions; cut downwards, so that nothing short of the target becomes it.
    return value if value.denominator <= _FINEST else Fraction(int(value * _FINEST), _FINEST)
