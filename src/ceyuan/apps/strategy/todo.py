"""What waits for a person in strategy. Each part adds its provider."""

from ceyuan.kit.registry import TodoProvider

from .measure_providers import TODOS as MEASURES
from .plan_todo import PLANS
from .responsibility_todo import RESPONSIBILITY
from .reading_todo import TODOS as READINGS
from .target_todo import CHANGES, TARGETS

providers: list[TodoProvider] = [*MEASURES, PLANS, TARGETS, CHANGES, *READINGS, *RESPONSIBILITY]
