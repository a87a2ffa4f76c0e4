"""Indicators: typed roll-up over the organisation, completion of targets, scores, decomposition and quality of targets.

Exact numbers throughout; every result can explain itself. Reason and formula codes are listed in `codes`.
"""

from ceyuan.core.indicators.completion import completion, is_lowered, meets
from ceyuan.core.indicators.explaining import explain, parts_of
from ceyuan.core.indicators.planes import Rolled
from ceyuan.core.indicators.quantities import (
    Contribution,
    Direction,
    OverTime,
    RollUp,
    fits,
    is_read,
    over_time,
)
from ceyuan.core.indicators.rollup import Sheet, roll_up

__all__ = [
    "Contribution",
    "Direction",
    "OverTime",
    "RollUp",
    "Rolled",
    "Sheet",
    "completion",
    "explain",
    "fits",
    "is_lowered",
    "is_read",
    "meets",
    "over_time",
    "parts_of",
    "roll_up",
]
