"""What waits for a person in strategy. Each part adds its provider."""

from ceyuan.kit.registry import TodoProvider

from .plan_todo import PLANS
from .target_todo import CHANGES, TARGETS

providers: list[TodoProvider] = [PLANS, TARGETS, CHANGES]
