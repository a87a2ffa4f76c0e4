"""The targets of the five-year plan 2021-2025 and of the annual plan 2025, from the group down to the enterprises.

Enterprises and institutes take on what their own history and the indicator's usual growth ask for; what stands above
is what they amount to together, with a reserve where amounts add up. So every split closes exactly.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction
from functools import lru_cache
from random import Random

from ceyuan.apps.strategy.demo import seeded
from ceyuan.apps.strategy.demo.figures import Figures, theme_of
from ceyuan.apps.strategy.demo.kpi_lists import KPI_OF, KPIS, NEW_IN_2025, PLATFORMS, KpiSeed
from ceyuan.apps.strategy.demo.scope import GROUP_CODE, SEED, stream

FIVE_YEAR, ANNUAL = "five_year", "annual"
WAN = 1_000_000  # ten thousand yuan in fen
ADDING = frozenset({"sum", "last", "distinct"})
AVERAGING = frozenset({"ratio", "weighted_mean"})
STEPS = {"K13": Decimal(WAN)}
ROUND_TO = {"K10": 50, "K11": 100, "K13": 500 * WAN}
# how much more than in 2024 is asked for in 2025
ASKED = {
    "K01": "1.112",
    "K05": "1.078",
    "K08": "1.105",
    "K10": "1.10",
    "K11": "1.13",
    "K12": "1.09",
    "K13": "1.16",
    "E01": "0.968",
}
GROUP_INTENSITY = {2021: "2.30", 2022: "2.50", 2023: "2.75", 2024: "3.00", 2025: "3.20"}
_NOT_ASKED = {"K01": ("trading",), "K08": ("trading", "institute")}
_FIXED = {"B01": Decimal(1), "K15": Decimal(95)}
_TOO_MUCH = Decimal("1.18")  # what was lowered later had been ambitious
_AHEAD = Decimal("0.012")  # of the own pace, at least
_GROWTH_OF_DENOMINATOR = Fraction(21, 20)

Key = tuple[str, str, str, int]  # plan, indicator, unit, year


@dataclass(frozen=True, slots=True)
class TargetSeed:
    """A target; `parent` and `source` are keys of other targets. `basis` is the planned denominator of an average."""

    key: Key
    value: Decimal
    baseline: Decimal | None = None
    basis: Decimal | None = None
    reserve: Decimal = Decimal(0)
    basic: Decimal | None = None
    challenge: Decimal | None = None
    parent: Key | None = None
    source: Key | None = None
    weight_ppm: int = 0

    @property
    def unit(self) -> str:
        return self.key[2]

    @property
    def kpi(self) -> KpiSeed:
        return KPI_OF[self.key[1]]


class Cascade:
    """All targets of both plans by key."""

    def __init__(self, seed: int = SEED) -> None:
        self.figures = Figures(seed)
        self.scope = self.figures.scope
        self._rng = stream(seed, "cascade")
        self.targets: dict[Key, TargetSeed] = {}
        self._bases: dict[tuple[str, str, int], int] = {}
        self._actuals: dict[tuple[str, str, int], Fraction] = {}
        for kpi in KPIS:
            self._five_years(kpi)
            self._annual(kpi)
        self._weigh()

    def carries(self, kpi: KpiSeed, unit: str) -> bool:
        """Whether the indicator means anything to the unit, or to one of the units below it."""
        below = self.scope.children(unit) if unit else []
        if unit in self.scope.strategic or unit == GROUP_CODE:
            return any(self.carries(kpi, child) for child in below)
        own = self.figures.of[unit]
        if kpi.code == "K18":  # a platform that two units run is the target of the first
            return unit in {units[0] for _, units, _ in PLATFORMS} | {units[0] for _, units in NEW_IN_2025}
        if theme_of(self.scope, unit) in _NOT_ASKED.get(kpi.code, ()):
            return False
        return kpi.numerator in own and (not kpi.denominator or kpi.denominator in own)

    def actual(self, kpi: KpiSeed, unit: str, year: int) -> Fraction:
        """What the unit with all below it reached in a whole year, as the kept roll-up computes it."""
        key = (kpi.code, unit, year)
        if key not in self._actuals:
            self._actuals[key] = self._actual(kpi, unit, year)
        return self._actuals[key]

    def _actual(self, kpi: KpiSeed, unit: str, year: int) -> Fraction:
        of, within = self.figures.of, self.scope.within.get(unit, [])
        if kpi.roll_up == "distinct":
            return Fraction(len({key for at in within for key in self.figures.keys.get(at, {}).get(year, ())}))
        if kpi.roll_up == "max":
            return Fraction(max(of[at]["TRL"][year] for at in within if "TRL" in of[at]))
        if kpi.roll_up == "weighted_mean":
            pairs = [(of[at]["EINT"][year], of[at]["OUT"][year]) for at in within if "EINT" in of[at]]
            return Fraction(sum(value * weight for value, weight in pairs), 10 * sum(weight for _, weight in pairs))
        if kpi.roll_up == "boolean":
            return Fraction(min(of[at]["RES"][year] for at in within if "RES" in of[at]))
        upper = self.figures.together(unit, kpi.numerator, year)
        if not kpi.denominator:
            return Fraction(upper)
        return Fraction(upper * kpi.scale, max(1, self.figures.together(unit, kpi.denominator, year)))

    def basis(self, kpi: KpiSeed, unit: str, year: int) -> Decimal | None:
        """The planned denominator of an average: what the year before grew to."""
        if kpi.roll_up not in AVERAGING:
            return None
        before = min(year - 1, 2024)
        key = (kpi.code, unit, before)
        if key not in self._bases:
            self._bases[key] = self.figures.together(unit, kpi.denominator, before)
        growth = _GROWTH_OF_DENOMINATOR if kpi.denominator in {"REV", "OUT"} else Fraction(1)
        step = WAN if kpi.denominator == "REV" else 1
        return Decimal(round(self._bases[key] * growth / step) * step)

    def _five_years(self, kpi: KpiSeed) -> None:
        for year in range(kpi.since, 2026):
            leaves = {
                unit: self._leaf(kpi, unit, year)
                for unit in self.scope.heads
                if unit in self.scope.covered and self.carries(kpi, unit)
            }
            self._climb(kpi, FIVE_YEAR, year, leaves)

    def _annual(self, kpi: KpiSeed) -> None:
        """The year 2025 again, with what some enterprises took on beyond the plan."""
        leaves = {}
        for unit in self.scope.heads:
            source = self.targets.get((FIVE_YEAR, kpi.code, unit, 2025))
            if source is not None:
                leaves[unit] = (
                    self._raised(kpi, source.value) if (kpi.code, unit) not in seeded.NOT_CHALLENGING else source.value
                )
        self._climb(kpi, ANNUAL, 2025, leaves)

    def _raised(self, kpi: KpiSeed, value: Decimal) -> Decimal:
        if self._rng.random() > 0.25 or kpi.roll_up in {"max", "boolean", "distinct"} or kpi.code == "K15":
            return value
        factor = (
            Decimal(1)
            + (Decimal(-1) if kpi.direction == "at_most" else Decimal(1)) * Decimal(self._rng.randint(5, 20)) / 1000
        )
        return rounded(kpi, value * factor)

    def _leaf(self, kpi: KpiSeed, unit: str, year: int) -> Decimal:
        if year == 2025:
            return self._asked(kpi, unit)
        now = self.actual(kpi, unit, year)
        if kpi.roll_up in {"max", "distinct"}:
            return Decimal(int(now))
        if kpi.roll_up == "boolean":
            return Decimal(1)
        if kpi.code == "K15":
            return Decimal(92 if year < 2023 else 95)
        low = 1010 if kpi.code == "K01" else 940  # what the group published stands above what all had then
        value = decimal_of(now) * Decimal(self._rng.randint(low, 1040)) / 1000
        return rounded(kpi, self._at_own_pace(kpi, unit, year, value))

    def _at_own_pace(self, kpi: KpiSeed, unit: str, year: int, value: Decimal) -> Decimal:
        """The value, or what the unit's pace up to the year before leads to where that is more."""
        first, last = self.actual(kpi, unit, 2021), self.actual(kpi, unit, year - 1)
        if year < 2023 or not first:
            return value
        pace = Decimal(round(float(last / first) ** (1 / (year - 2022)) * 10_000)) / 10_000
        own = decimal_of(last) * pace
        return min(value, own) if kpi.direction == "at_most" else max(value, own)

    def _asked(self, kpi: KpiSeed, unit: str) -> Decimal:
        """More than the unit's own pace since 2021 would bring, except in the seeded targets."""
        last, first = self.actual(kpi, unit, 2024), self.actual(kpi, unit, 2021)
        if kpi.code in _FIXED:
            return _FIXED[kpi.code]
        if kpi.roll_up in {"max", "distinct"}:
            gained = sum(unit in units for _, units in NEW_IN_2025) if kpi.roll_up == "distinct" else 1
            return Decimal(int(last) + gained)
        pace = Decimal(round(float(last / first) ** (1 / 3) * 10_000)) / 10_000 if first else Decimal("1.1")
        if (kpi.code, unit) in seeded.NOT_CHALLENGING:
            return rounded(kpi, decimal_of(last) * (1 + (pace - 1) / 4))
        usual = Decimal(ASKED[kpi.code])
        better = min(usual, pace - _AHEAD) if kpi.direction == "at_most" else max(usual, pace + _AHEAD)
        if (kpi.code, unit) in {one[:2] for one in seeded.LOWERED_BY_CHANGE}:
            better *= _TOO_MUCH
        return rounded(kpi, decimal_of(last) * better)

    def _climb(self, kpi: KpiSeed, plan: str, year: int, leaves: dict[str, Decimal]) -> None:
        for unit, value in leaves.items():
            self._put(kpi, plan, year, unit, value, Decimal(0))
        for unit in [*self.scope.strategic, GROUP_CODE]:
            below = [
                self.targets[key]
                for child in self.scope.children(unit)
                if (key := (plan, kpi.code, child, year)) in self.targets
            ]
            if below:
                value, reserve = self._together(kpi, unit, plan, year, below)
                self._put(kpi, plan, year, unit, value, reserve)

    def _together(
        self, kpi: KpiSeed, unit: str, plan: str, year: int, below: list[TargetSeed]
    ) -> tuple[Decimal, Decimal]:
        """What the shares amount to, and what is kept back."""
        values = [target.value for target in below]
        if kpi.roll_up in AVERAGING:
            is_published = (unit, kpi.code) == (GROUP_CODE, "K01")
            return Decimal(GROUP_INTENSITY[year]) if is_published else _consolidated(kpi, below), Decimal(0)
        if kpi.roll_up not in ADDING:
            return max(values) if kpi.roll_up == "max" else min(values), Decimal(0)
        total = sum(values, Decimal(0))
        source = self.targets.get((FIVE_YEAR, kpi.code, unit, year))
        if kpi.code == "K18":
            return total, Decimal(0)
        if plan == ANNUAL and source is not None:
            return total + source.reserve, source.reserve
        return self._with_reserve(kpi, unit, total)

    def _with_reserve(self, kpi: KpiSeed, unit: str, total: Decimal) -> tuple[Decimal, Decimal]:
        step = STEPS.get(kpi.code, Decimal(1))
        value = (total * Decimal("1.015") / step).to_integral_value(ROUND_CEILING) * step
        if unit == GROUP_CODE:
            nice = Decimal(ROUND_TO.get(kpi.code, 1))
            value = (value / nice).to_integral_value(ROUND_CEILING) * nice
        return value, value - total

    def _put(self, kpi: KpiSeed, plan: str, year: int, unit: str, value: Decimal, reserve: Decimal) -> None:
        parent = self.scope.parent(unit)
        base = rounded(kpi, decimal_of(self.actual(kpi, unit, 2024 if plan == ANNUAL else 2021)), ROUND_FLOOR)
        behind = base < value if kpi.direction == "at_most" else base > value
        target = TargetSeed(
            (plan, kpi.code, unit, year),
            value,
            value if behind else base,
            self.basis(kpi, unit, year),
            reserve,
            parent=(plan, kpi.code, parent, year) if parent else None,
            source=(FIVE_YEAR, kpi.code, unit, year) if plan == ANNUAL else None,
        )
        self.targets[target.key] = with_levels(target) if plan == ANNUAL else target

    def _weigh(self) -> None:
        """A hundred points per unit and year over the indicators that it carries."""
        for unit in (GROUP_CODE, *self.scope.covered):
            own = [target for key, target in self.targets.items() if key[0] == ANNUAL and key[2] == unit]
            for target, ppm in zip(own, weights([target.kpi.weight for target in own]), strict=True):
                self.targets[target.key] = replace(target, weight_ppm=ppm)


def _consolidated(kpi: KpiSeed, below: list[TargetSeed]) -> Decimal:
    """The mean by planned denominators, cut off to the easier side so that the shares meet it."""
    weight = sum((target.basis or Decimal(0) for target in below), Decimal(0))
    mean = sum((target.value * (target.basis or 0) for target in below), Decimal(0)) / weight
    return rounded(kpi, mean, ROUND_FLOOR if kpi.direction == "at_least" else ROUND_CEILING)


def weights(usual: list[int]) -> list[int]:
    """Parts of a million in whole per cents, adding up exactly; the first takes what is left."""
    total = sum(usual)
    parts = [part * 100 // total for part in usual]
    parts[0] += 100 - sum(parts)
    return [part * 10_000 for part in parts]


def with_levels(target: TargetSeed) -> TargetSeed:
    """The same target with what is the least to be reached, and what would be a feat."""
    kpi, base, value = target.kpi, target.baseline or Decimal(0), target.value
    way = abs(value - base)
    sign = -1 if kpi.direction == "at_most" else 1
    if kpi.roll_up in {"max", "boolean", "distinct"}:
        return replace(target, basic=min(base, value), challenge=value)
    step = STEPS.get(kpi.code, Decimal(1).scaleb(-kpi.decimals))
    basic, challenge = value - sign * way / 2, value + sign * max(way / 2, step)
    if kpi.scale == 100 and challenge > 100:
        challenge = Decimal(100)
    return replace(target, basic=rounded(kpi, basic, ROUND_FLOOR), challenge=rounded(kpi, challenge))


def rounded(kpi: KpiSeed, value: Decimal, way: str = ROUND_CEILING) -> Decimal:
    """To the step of the indicator: its decimals, or ten thousand yuan for money."""
    step = STEPS.get(kpi.code, Decimal(1).scaleb(-kpi.decimals))
    return (value / step).to_integral_value(way) * step


def decimal_of(value: Fraction) -> Decimal:
    """The fraction to twelve significant places more than any figure here has."""
    return Decimal(value.numerator) / Decimal(value.denominator)


def closures(targets: Iterable[TargetSeed]) -> dict[Key, list[TargetSeed]]:
    """The shares of each target that was split."""
    found: dict[Key, list[TargetSeed]] = {}
    for target in targets:
        if target.parent is not None:
            found.setdefault(target.parent, []).append(target)
    return found


@lru_cache(maxsize=2)
def cascade(seed: int = SEED) -> Cascade:
    """The cascade of this seed, made once."""
    return Cascade(seed)


def pick(rng: Random, targets: list[TargetSeed], count: int) -> list[TargetSeed]:
    """Some of the targets, in their order."""
    chosen = set(rng.sample(range(len(targets)), count))
    return [target for place, target in enumerate(targets) if place in chosen]
