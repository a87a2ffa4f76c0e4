"""Indicators: typed roll-up over the organisation, completion of targets, scores, decomposition and quality of targets.

Exact numbers throughout; every result can explain itself. Reason and formula codes are listed in `codes`.
"""

from ceyuan.core.indicators.closure import Closure, Share, close
from ceyuan.core.indicators.codes import CHALLENGE_LEVELS, FORMULAS, LEAVES, REASONS
from ceyuan.core.indicators.completion import completion, is_lowered, meets
from ceyuan.core.indicators.curves import Curve
from ceyuan.core.indicators.explaining import explain, parts_of
from ceyuan.core.indicators.growth import Pace, challenging, needed_growth
from ceyuan.core.indicators.planes import Rolled
from ceyuan.core.indicators.quality import TargetFacts, assessable, measurable
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
from ceyuan.core.indicators.rounding import round_half_up
from ceyuan.core.indicators.scoring import Adjustment, ScoreLine, score
from ceyuan.core.indicators.spreading import spread

__all__ = [
    "CHALLENGE_LEVELS",
    "FORMULAS",
    "LEAVES",
    "REASONS",
    "Adjustment",
    "Closure",
    "Contribution",
    "Curve",
    "Direction",
    "OverTime",
    "Pace",
    "RollUp",
    "Rolled",
    "ScoreLine",
    "Share",
    "Sheet",
    "TargetFacts",
    "assessable",
    "challenging",
    "close",
    "completion",
    "explain",
    "fits",
    "is_lowered",
    "is_read",
    "measurable",
    "meets",
    "needed_growth",
    "over_time",
    "parts_of",
    "roll_up",
    "round_half_up",
    "score",
    "spread",
]
