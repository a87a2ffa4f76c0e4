"""What waits for a person in reviews. Each part adds its provider."""

from ceyuan.kit.registry import TodoProvider

from .panel_todo import INVITATIONS, PANELS, STUCK
from .scoring_todo import TODOS as SCORING

providers: list[TodoProvider] = [INVITATIONS, STUCK, PANELS, *SCORING]
