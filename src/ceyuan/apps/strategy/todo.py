"""What waits for a person in strategy. Each part adds its provider."""

from ceyuan.kit.registry import TodoProvider

from .gap_todo import GAPS
from .measure_providers import TODOS as MEASURES
from .plan_todo import PLANS
from .reading_todo import TODOS as READINGS
from .responsibility_todo import RESPONSIBILITY
from .target_todo import CHANGES, TARGETS

providers: list[TodoProvider] = [*MEASURES, GAPS, PLANS, TARGETS, CHANGES, *READINGS, *RESPONSIBILITY]
