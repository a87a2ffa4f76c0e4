"""What the search finds in reviews. Each part adds its provider."""

from ceyuan.kit.registry import SearchProvider

from .panel_search import EXPERTS, PANELS

providers: list[SearchProvider] = [PANELS, EXPERTS]
