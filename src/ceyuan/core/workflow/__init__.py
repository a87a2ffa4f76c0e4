"""A workflow as data: states, steps, guards and roles, and the one question asked of it."""

from ceyuan.core.workflow.decide import Option, decide, options
from ceyuan.core.workflow.diagram import mermaid
from ceyuan.core.workflow.registry import WORKFLOWS, Registry
from ceyuan.core.workflow.tables import Facts, Guard, Step, Workflow, WorkflowError

__all__ = [
    "WORKFLOWS",
    "Facts",
    "Guard",
    "Option",
    "Registry",
    "Step",
    "Workflow",
    "WorkflowError",
    "decide",
    "mermaid",
    "options",
]
