"""What the search finds in strategy. Each part adds its provider."""

from ceyuan.kit.registry import SearchProvider

providers: list[SearchProvider] = []
