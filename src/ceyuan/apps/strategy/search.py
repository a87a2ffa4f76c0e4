"""What the search finds in strategy. Each part adds its provider."""

from ceyuan.kit.registry import SearchProvider

from .plan_search import CLAUSES

providers: list[SearchProvider] = [CLAUSES]
