"""What waits for a person in strategy. Each part adds its provider."""

from ceyuan.kit.registry import TodoProvider

providers: list[TodoProvider] = []
