"""Money of the demonstration's projects: totals, shares of units and budgets, all in fen and adding up exactly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from ceyuan.core.kernel import Money

WAN = 1_000_000  # ten thousand yuan in fen
# smallest and largest total in ten thousand yuan; most projects lie in the lower part
RANGES = {"major": (1800, 16000), "key": (400, 3200), "general": (80, 600), "youth": (30, 80), "free": (20, 60)}
SPECIAL_FACTOR = 2
CATEGORIES = ("equipment", "operations", "labour", "indirect")
SELF_RAISED = "self"


@dataclass(frozen=True, slots=True)
class BudgetSeed:
    """Planned money of one source, year and category."""

    source: str
    year: int
    category: str
    amount: int


@dataclass(frozen=True, slots=True)
class ParticipationSeed:
    """A unit's part: its share of the total cost, and of what the funders give (fen; None when classified)."""

    unit: str
    role: str
    total: int | None
    funding: int | None


def split(amount: int, weights: Sequence[int]) -> list[int]:
    """Fen by the largest remainder."""
    return [part.minor for part in Money(amount).split(weights)]


def total(rng: Random, kind: str, *, special: bool = False) -> int:
    """The total cost of a project of this kind, in whole ten thousand yuan."""
    low, high = RANGES[kind]
    tens = low + int((high - low) * rng.random() ** 2.2)
    rounded = max(low, tens // 10 * 10 if tens > 200 else tens)
    return rounded * WAN * (SPECIAL_FACTOR if special else 1)


def sources(rng: Random, source_level: str) -> dict[str, int]:
    """Weights of the sources of money. `self` is what the participating units raise themselves."""
    own = rng.randint(15, 45)
    if source_level == "national":
        return {"central": rng.randint(25, 40), "group": rng.randint(20, 30), SELF_RAISED: own}
    if source_level == "provincial":
        return {"local": rng.randint(20, 35), "group": rng.randint(20, 30), SELF_RAISED: own}
    if source_level == "group":
        return {"group": rng.randint(50, 80), SELF_RAISED: own}
    if source_level == "external":
        return {"other": rng.randint(60, 90), SELF_RAISED: own}
    return {"unit": rng.randint(60, 90), SELF_RAISED: rng.choice((0, 0, own))}


def budget(
    rng: Random, amount: int, weights: dict[str, int], years: Sequence[int], *, lump_sum: bool
) -> tuple[BudgetSeed, ...]:
    """Budget lines of all sources; the middle years weigh more. The indirect part stays far below its ceiling."""
    lines: list[BudgetSeed] = []
    by_year = [rng.randint(20, 30) + (15 if 0 < place < len(years) - 1 else 0) for place in range(len(years))]
    categories = [rng.randint(22, 40), rng.randint(28, 42), rng.randint(12, 24), rng.randint(4, 7)]
    for source, of_source in zip(weights, split(amount, list(weights.values())), strict=True):
        for year, of_year in zip(years, split(of_source, by_year), strict=True):
            if lump_sum:
                parts = [("lump_sum", of_year)]
            else:
                parts = list(zip(CATEGORIES, split(of_year, categories), strict=True))
            lines += [BudgetSeed(source, year, category, part) for category, part in parts if part]
    return tuple(lines)


def shares(rng: Random, lead: str, partners: Sequence[str], amount: int, funding: int) -> tuple[ParticipationSeed, ...]:
    """The lead takes the largest part; both columns add up to the project's figures."""
    weights = [rng.randint(45, 65), *(rng.randint(8, 25) for _ in partners)]
    totals, fundings = split(amount, weights), split(funding, weights)
    roles = ["lead", *("participant" for _ in partners)]
    return tuple(
        ParticipationSeed(unit, role, part, given)
        for unit, role, part, given in zip((lead, *partners), roles, totals, fundings, strict=True)
    )
