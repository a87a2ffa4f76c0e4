"""What the search finds in strategy. Each part adds its provider."""

from ceyuan.kit.registry import SearchProvider

from .direction_search import DIRECTIONS
from .measure_providers import SEARCH as MEASURES
from .plan_search import CLAUSES

providers: list[SearchProvider] = [MEASURES, CLAUSES, DIRECTIONS]
