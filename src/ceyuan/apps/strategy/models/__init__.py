"""Tables of strategy."""

from .directions import ChainPosition, Direction, DirectionClass, DirectionLevel, Gap
from .kpis import Frequency, Kpi, Quantity, QuantityKind
from .measures import FeedbackReceipt, Measure, MeasureFeedback, MeasureUptake, Policy, Theme
from .plans import Clause, ClauseKind, ClauseTarget, Plan, PlanKind, PlanVersion
from .readings import PeriodLock, Reading, Standing
from .responsibility import Duty, Handover, Letter, LetterSignature, Matter, ScoreAdjustment, Supervision
from .targets import Target, TargetChange, TargetMove

__all__ = [
    "ChainPosition",
    "Clause",
    "ClauseKind",
    "ClauseTarget",
    "Direction",
    "DirectionClass",
    "DirectionLevel",
    "Duty",
    "FeedbackReceipt",
    "Frequency",
    "Gap",
    "Handover",
    "Kpi",
    "Letter",
    "LetterSignature",
    "Matter",
    "Measure",
    "MeasureFeedback",
    "MeasureUptake",
    "PeriodLock",
    "Plan",
    "PlanKind",
    "PlanVersion",
    "Policy",
    "Quantity",
    "QuantityKind",
    "Reading",
    "ScoreAdjustment",
    "Standing",
    "Supervision",
    "Target",
    "TargetChange",
    "TargetMove",
    "Theme",
]
