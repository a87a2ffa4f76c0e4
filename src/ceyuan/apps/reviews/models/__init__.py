"""Tables of reviews."""

from .experts import Declaration, Expert, Tie
from .guests import GuestInvitation
from .outcomes import Feedback, Minute, Outcome, WaitingEnvelope
from .panels import Assignment, AssignmentRun, Criterion, Draw, DrawEntry, Panel, PanelCase, Recusal, Seat
from .scoring import ChainLink, Mark, Sheet
from .votes import Ballot, Envelope, OpenVote, Vote

__all__ = [
    "Assignment",
    "AssignmentRun",
    "Ballot",
    "ChainLink",
    "Criterion",
    "Declaration",
    "Draw",
    "DrawEntry",
    "Envelope",
    "Expert",
    "Feedback",
    "GuestInvitation",
    "Mark",
    "Minute",
    "OpenVote",
    "Outcome",
    "Panel",
    "PanelCase",
    "Recusal",
    "Seat",
    "Sheet",
    "Tie",
    "Vote",
    "WaitingEnvelope",
]
