"""What other capabilities may call."""

from ceyuan.apps.calls.modes import MODES, Mode
from ceyuan.apps.calls.selectors.awards import (
    Award,
    AwardIndicator,
    AwardMilestone,
    award_for,
    awarded,
    hidden_lanes,
    rival_bids,
)
from ceyuan.apps.calls.similar_work import EarlierWork, register_earlier_work
from ceyuan.apps.calls.stepping_back import register_bid_keeper

__all__ = [
    "MODES",
    "Award",
    "AwardIndicator",
    "AwardMilestone",
    "EarlierWork",
    "Mode",
    "award_for",
    "awarded",
    "hidden_lanes",
    "register_bid_keeper",
    "register_earlier_work",
    "rival_bids",
]
