"""What other capabilities may call."""

from ceyuan.apps.calls.modes import MODES, Mode
from ceyuan.apps.calls.selectors.awards import Award, AwardIndicator, AwardMilestone, awarded, hidden_lanes
from ceyuan.apps.calls.similar_work import EarlierWork, register_earlier_work

__all__ = [
    "MODES",
    "Award",
    "AwardIndicator",
    "AwardMilestone",
    "EarlierWork",
    "Mode",
    "awarded",
    "hidden_lanes",
    "register_earlier_work",
]
