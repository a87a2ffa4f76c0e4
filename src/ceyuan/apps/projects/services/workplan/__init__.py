"""The import of a work plan with the log of its changes: every version and every change order of it, in order."""

from .delivery import GROUP, KIND, Plan, take_workplan

__all__ = ["GROUP", "KIND", "Plan", "take_workplan"]
