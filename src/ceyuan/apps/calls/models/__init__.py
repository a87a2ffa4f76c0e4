"""Tables of calls."""

from .bids import Bid, BidCheck, BidFile, BidIndicator, BidLikeness, BidMember, BidMilestone, BidPartner, BidUnsuitable
from .challenges import Challenge, ChallengeIndicator, Invitation, Question
from .decisions import Decision, Pledge
from .races import Checkpoint, Lane, LaneMark, Race

__all__ = [
    "Bid",
    "BidCheck",
    "BidFile",
    "BidIndicator",
    "BidLikeness",
    "BidMember",
    "BidMilestone",
    "BidPartner",
    "BidUnsuitable",
    "Challenge",
    "ChallengeIndicator",
    "Checkpoint",
    "Decision",
    "Invitation",
    "Lane",
    "LaneMark",
    "Pledge",
    "Question",
    "Race",
]
