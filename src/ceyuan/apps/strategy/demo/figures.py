"""What the units reported: figures of each enterprise and institute by year, shared out to the companies below it.

Years 2020 to 2024 are whole, 2025 has three quarters. All amounts of money are in fen. Growth between the first and
the last whole year is steady, the years between scatter: that is what a target of 2025 is compared with.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from ceyuan.apps.strategy.demo.kpi_lists import NEW_IN_2025, PLATFORMS, QUANTITIES
from ceyuan.apps.strategy.demo.scope import GROUP_CODE, SEED, Scope, scope, stream
from ceyuan.core.kernel import Money

YI = 10_000_000_000  # a hundred million yuan in fen
YEARS = (2021, 2022, 2023, 2024)
QUARTERS = (
    (date(2025, 1, 1), date(2025, 3, 31)),
    (date(2025, 4, 1), date(2025, 6, 30)),
    (date(2025, 7, 1), date(2025, 9, 30)),
)
_SEASON = (23, 25, 26)  # hundredths of the year in the first three quarters


@dataclass(frozen=True, slots=True)
class Business:
    """What is typical of a line of business: revenue in 亿元 (of trade the margin alone), employees, shares."""

    revenue: int
    employees: int
    intensity: float
    personnel: float
    new_products: float
    patents: int
    energy: float = 0.0
    output: int = 0


BUSINESS = {
    "alumina": Business(80, 2600, 0.0224, 0.11, 0.10, 26, 372.0, 2_300_000),
    "electrolysis": Business(125, 3200, 0.0243, 0.12, 0.12, 40, 1648.0, 520_000),
    "alloys": Business(54, 1500, 0.0318, 0.16, 0.26, 46, 228.0, 180_000),
    "copper": Business(132, 1900, 0.0196, 0.12, 0.14, 36, 236.0, 310_000),
    "lead_zinc": Business(60, 1700, 0.0206, 0.11, 0.11, 28, 418.0, 260_000),
    "rare": Business(18, 900, 0.0393, 0.19, 0.34, 44, 806.0, 9_000),
    "mining": Business(29, 1800, 0.0168, 0.08, 0.04, 20),
    "engineering": Business(32, 1200, 0.0421, 0.27, 0.20, 52),
    "recycling": Business(27, 800, 0.0262, 0.13, 0.22, 24, 132.0, 140_000),
    "digital": Business(7, 420, 0.0823, 0.44, 0.36, 30),
    "carbon": Business(16, 700, 0.0224, 0.12, 0.10, 16),
    "trading": Business(20, 240, 0.0, 0.03, 0.0, 0),
    "institute": Business(8, 520, 0.355, 0.72, 0.18, 74),
}
GROWTH = {"REV": 1.05, "RD": 1.135, "EMP": 0.996, "RDP": 1.042, "NPS": 1.12, "PAT": 1.06, "PATV": 1.09, "BEN": 1.11}


def theme_of(units: Scope, code: str) -> str:
    """The line of business that the figures follow; institutes are one of their own."""
    return "institute" if units.units[code].kind == "institute" else units.theme(code)


class Figures:
    """`of[unit][quantity][period]` is what the unit itself reported; a period is a year or the number of a quarter of
    2025. `together(...)` is a unit with all below it, as the kept roll-up will be."""

    def __init__(self, seed: int = SEED) -> None:
        self.scope = scope(seed)
        self._rng = stream(seed, "strategy figures")
        self.of: dict[str, dict[str, dict[int, int]]] = {code: {} for code in self.scope.readers}
        self.keys: dict[str, dict[int, tuple[str, ...]]] = {}
        self.eliminations: dict[tuple[str, str, int], int] = {}
        for head in self.scope.heads:
            self._head(head)
        for code in self.scope.strategic:
            self._office(code)
        self._platforms()
        self._eliminate()

    def _head(self, head: str) -> None:
        rng, theme = self._rng, theme_of(self.scope, head)
        business = BUSINESS[theme]
        size = rng.uniform(0.6, 1.5)
        series = self._money(rng, business, size) | self._people_and_patents(rng, business, size)
        shares = [60, *(rng.randint(14, 26) for _ in self.scope.below[head])]
        for quantity, by_period in series.items():
            for period, value in by_period.items():
                parts = [part.minor for part in Money(value).split(shares)]
                for unit, part in zip((head, *self.scope.below[head]), parts, strict=True):
                    self.of[unit].setdefault(quantity, {})[period] = part
        self._own(rng, head, business, size)

    def _money(self, rng: Random, business: Business, size: float) -> dict[str, dict[int, int]]:
        revenue = business.revenue * size
        amounts = {"REV": revenue, "RD": 0.0, "NPS": 0.0}  # nothing is reported as nothing: the revenue counts
        if business.intensity:
            amounts["RD"] = revenue * business.intensity * rng.uniform(0.7, 0.948)
            amounts["NPS"] = revenue * business.new_products * rng.uniform(0.8, 1.2)
            amounts["BEN"] = revenue * 0.0085 * rng.uniform(0.7, 1.3) + 0.05
        return {
            code: _year_by_year(rng, code, round(amount * YI) // 1_000_000 * 1_000_000)
            for code, amount in amounts.items()
        }

    def _people_and_patents(self, rng: Random, business: Business, size: float) -> dict[str, dict[int, int]]:
        employees = round(business.employees * size)
        first = {"EMP": employees, "RDP": round(employees * business.personnel * rng.uniform(0.9, 1.1))}
        if business.patents:
            first["PAT"] = max(4, round(business.patents * size * rng.uniform(0.8, 1.2)))
            first["PATV"] = first["PAT"] * rng.randint(4, 6)
        return {code: _year_by_year(rng, code, start) for code, start in first.items()}

    def _own(self, rng: Random, head: str, business: Business, size: float) -> None:
        """What only the enterprise or institute itself reports."""
        own = self.of[head]
        own["NOD"], own["NODD"] = _nodes(rng, round(12 + 18 * size))
        own["RES"] = _milestone(rng)
        if not business.patents:
            return
        accepted = round(22 + 20 * size)
        own["ACH"] = _spread(accepted, 1.02)
        own["ACHC"] = {
            period: round(value * rate) for (period, value), rate in zip(own["ACH"].items(), _rates(rng), strict=True)
        }
        start = rng.choice((5, 6, 6, 7))
        last = start + rng.choice((0, 1))
        own["TRL"] = (
            {2020: start, 2021: start, 2022: start, 2023: start, 2024: last}
            | dict.fromkeys((1, 2), last)
            | {3: last + rng.choice((0, 0, 1))}
        )
        if business.output and "overseas" not in self.scope.units[head].traits:
            energy, output = business.energy * rng.uniform(0.94, 1.06), round(business.output * size, -2)
            own["OUT"] = _year_by_year(rng, "OUT", int(output))
            own["EINT"] = {period: round(energy * 10 * 0.986**step) for step, period in enumerate((2020, *YEARS))}
            now = own["EINT"][2024]
            own["EINT"] |= {quarter: round(now * rng.uniform(0.965, 0.99)) for quarter in (1, 2, 3)}

    def _office(self, code: str) -> None:
        """The head office of a strategic unit has people, and has to have its own reserve fund."""
        rng = self._rng
        people = {"EMP": _spread(rng.randint(90, 160), 1.0), "RDP": _spread(rng.randint(8, 14), 1.0)}
        self.of[code] = {"RES": _milestone(rng)} | ({} if self.scope.theme(code) == "trading" else people)

    def _platforms(self) -> None:
        for period in (2020, *YEARS, 1, 2, 3):
            year = period if period > 3 else 2025
            for name, units, since in PLATFORMS:
                if since <= year:
                    for unit in units:
                        held = self.keys.setdefault(unit, {})
                        held[period] = (*held.get(period, ()), name)
        for name, units in NEW_IN_2025:
            for unit in units:
                self.keys.setdefault(unit, {}).update({1: (), 2: (), 3: (name,)})

    def _eliminate(self) -> None:
        """Trade inside the group, and inside two strategic units, taken out where it is consolidated."""
        for unit, promille in ((GROUP_CODE, 10), ("KY01", 8), ("KY03", 6)):
            for period in (*YEARS, 1, 2, 3):
                self.eliminations[unit, "REV", period] = self._below(unit, "REV", period) * promille // 1000

    def _below(self, unit: str, quantity: str, period: int) -> int:
        return sum(
            self.of[reader][quantity].get(period, 0)
            for reader in self.scope.within[unit]
            if quantity in self.of[reader]
        )

    def together(self, unit: str, quantity: str, period: int) -> int:
        """The unit and all below it, eliminations taken out."""
        inner = sum(
            amount
            for (at, code, when), amount in self.eliminations.items()
            if code == quantity and when == period and self.scope.is_within(at, unit)
        )
        return self._below(unit, quantity, period) - inner


def _year_by_year(rng: Random, code: str, start: int) -> dict[int, int]:
    """Steady from 2021 to 2024, scattered between, and three quarters of 2025 that run a little ahead or behind."""
    growth = GROWTH.get(code, 1.03)
    series = {2020: round(start / growth), 2021: start, 2024: round(start * growth**3)}
    series[2022] = round(start * growth * rng.uniform(0.97, 1.03))
    series[2023] = round(start * growth**2 * rng.uniform(0.97, 1.03))
    this_year = series[2024] * growth * rng.uniform(0.93, 1.07)
    if QUANTITY_OVER_TIME[code] == "sum":
        return series | {quarter: round(this_year * part / 100) for quarter, part in enumerate(_SEASON, start=1)}
    step = (this_year - series[2024]) / 4
    return series | {quarter: round(series[2024] + step * quarter) for quarter in (1, 2, 3)}


QUANTITY_OVER_TIME = {quantity.code: quantity.over_time for quantity in QUANTITIES}


def _spread(start: int, growth: float) -> dict[int, int]:
    whole = {year: round(start * growth**step) for step, year in enumerate((2020, *YEARS))}
    return whole | dict.fromkeys((1, 2, 3), whole[2024])


def _rates(rng: Random) -> list[float]:
    first = rng.uniform(0.36, 0.44)
    growth = (first, first, first * rng.uniform(1.0, 1.1), first * rng.uniform(1.05, 1.15), first * 1.16)
    return [*growth, *(first * rng.uniform(1.12, 1.3) for _ in range(3))]


def _nodes(rng: Random, count: int) -> tuple[dict[int, int], dict[int, int]]:
    due = {2020: count, 2021: count, 2022: count + 2, 2023: count + 1, 2024: count} | dict.fromkeys(
        (1, 2, 3), count // 4 + 1
    )
    done = {year: due[year] - max(2, round(due[year] * rng.uniform(0.09, 0.11))) for year in (2020, 2021, 2022, 2023)}
    done[2024] = done[2021]
    return due, done | {q: due[q] - rng.choice((0, 0, 0, 1)) for q in (1, 2, 3)}


def _milestone(rng: Random) -> dict[int, int]:
    """Established from the beginning, or not before this year."""
    if rng.random() < 0.72:
        return dict.fromkeys((2020, *YEARS, 1, 2, 3), 1)
    reached = rng.choice((1, 2, 3, 4))
    return dict.fromkeys((2020, *YEARS), 0) | {quarter: int(quarter >= reached) for quarter in (1, 2, 3)}
