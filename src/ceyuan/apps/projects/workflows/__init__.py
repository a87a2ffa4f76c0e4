"""The lives of projects and of what belongs to them, one file per part; importing it registers their tables."""

from . import payments, taskbooks
from .projects import FINALS, NAME, PROJECT_V1, REASONED, STATES

__all__ = ["FINALS", "NAME", "PROJECT_V1", "REASONED", "STATES", "payments", "taskbooks"]
