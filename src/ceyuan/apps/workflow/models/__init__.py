"""What a case under a workflow carries."""

from ceyuan.apps.workflow.stateful import Stateful

__all__ = ["Stateful"]
