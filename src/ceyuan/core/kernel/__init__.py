"""Values that every part of the product shares: money, periods, places in a tree, reasons, explanations, search."""

from ceyuan.core.kernel.explain import Explained, Leaf, Source
from ceyuan.core.kernel.money import CURRENCIES, Currency, CurrencyMismatch, Money
from ceyuan.core.kernel.period import Period
from ceyuan.core.kernel.text import (
    SearchQuery,
    WordQuery,
    grams,
    initials,
    normalise,
    query,
    search_initials,
    search_text,
    sort_key,
)
from ceyuan.core.kernel.unit_path import UnitPath
from ceyuan.core.kernel.verdict import Invalid, Reason, Refused, Verdict

__all__ = [
    "CURRENCIES",
    "Currency",
    "CurrencyMismatch",
    "Explained",
    "Invalid",
    "Leaf",
    "Money",
    "Period",
    "Reason",
    "Refused",
    "SearchQuery",
    "Source",
    "UnitPath",
    "Verdict",
    "WordQuery",
    "grams",
    "initials",
    "normalise",
    "query",
    "search_initials",
    "search_text",
    "sort_key",
]
