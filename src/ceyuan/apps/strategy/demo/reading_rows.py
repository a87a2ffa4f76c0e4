"""Rows of readings: whole years until 2024, three quarters of 2025; some late, some corrected, some missing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random

from ceyuan.apps.strategy.demo import seeded
from ceyuan.apps.strategy.demo.figures import QUARTERS, YEARS, Figures
from ceyuan.apps.strategy.demo.kpi_lists import QUANTITY_OF
from ceyuan.apps.strategy.demo.references import Keys
from ceyuan.apps.strategy.demo.scope import SEED, stream
from ceyuan.apps.strategy.models import Reading

_WHO = {"finance_officer": "finance_head", "hr_officer": "st_manager", "st_manager": "st_manager"}
_EVIDENCE = {"BEN": "财务确认单 {code}-{period}", "NODD": "节点验收纪要 {code}-{period}"}
_OUTPUT_STEP = Decimal(10)  # energy per tonne is kept in tenths
LOCKED = tuple((date(year, 1, 1), date(year, 12, 31)) for year in YEARS)


class Readings:
    """Collects the rows; corrections come after what they correct and refer to it."""

    def __init__(self, keys: Keys, figures: Figures, seed: int = SEED) -> None:
        self._keys, self._figures, self._rng = keys, figures, stream(seed, "readings")
        self._late = set(seeded.LATE)
        self._corrected = {one[:3]: one[3:] for one in seeded.CORRECTED}
        self._reporters: dict[tuple[str, str], str] = {}
        self.first: list[Reading] = []
        self.corrections: list[Reading] = []
        for unit, quantities in figures.of.items():
            for code, by_period in quantities.items():
                self._series(unit, code, by_period)
        for unit, held in figures.keys.items():
            for period in (*YEARS, 1, 2, 3):
                if period in held:
                    self._named(unit, period, held)
        self._eliminations()

    def _series(self, unit: str, code: str, by_period: dict[int, int]) -> None:
        for period in (*YEARS, 1, 2, 3):
            if period in by_period and not (period == 3 and unit in seeded.SILENT):
                value = Decimal(by_period[period])
                self._reading(unit, code, period, value / _OUTPUT_STEP if code == "EINT" else value)

    def _reading(self, unit: str, code: str, period: int, value: Decimal) -> None:
        if (unit, code, period) not in self._corrected:
            self.first.append(self._row(unit, code, period, value))
            return
        hundredths, reason = self._corrected[unit, code, period]
        wrong = self._row(unit, code, period, (value * hundredths / 100).to_integral_value())
        right = self._row(unit, code, period, value)
        wrong.is_current = False
        right.supersedes, right.reason, right.at = wrong, reason, wrong.at + timedelta(days=38)
        self.first.append(wrong)
        self.corrections.append(right)

    def _named(self, unit: str, period: int, held: dict[int, tuple[str, ...]]) -> None:
        row = self._row(unit, "PLAT", period, None)
        row.keys = list(held[period])
        self.first.append(row)

    def _eliminations(self) -> None:
        for (unit, code, period), amount in self._figures.eliminations.items():
            row = self._row(unit, code, period, Decimal(amount))
            row.kind, row.note = "elimination", "集团内部购销往来抵消"
            self.first.append(row)

    def _row(self, unit: str, code: str, period: int, value: Decimal | None) -> Reading:
        first, last = QUARTERS[period - 1] if period <= 3 else (date(period, 1, 1), date(period, 12, 31))
        is_late = (unit, code, period) in self._late
        reporter = self._reporter(unit, QUANTITY_OF[code].reported_by)
        told = {"code": unit, "period": f"2025Q{period}" if period <= 3 else str(period)}
        return Reading(
            group_id=self._keys.group,
            unit_id=self._keys.units[unit],
            quantity=self._keys.quantities[code],
            starts_on=first,
            ends_on=last,
            value=value,
            evidence=_EVIDENCE[code].format(**told) if code in _EVIDENCE else "",
            is_late=is_late,
            person_name=reporter,
            at=_at(self._rng, last, is_late=is_late),
        )

    def _reporter(self, unit: str, role: str) -> str:
        key = (unit, _WHO[role])
        if key not in self._reporters:
            self._reporters[key] = self._keys.scope.holder(*key).name_zh
        return self._reporters[key]

    def rows(self) -> Iterator[list[Reading]]:
        """What was said first, then what was put right."""
        yield self.first
        yield self.corrections


def _at(rng: Random, last: date, *, is_late: bool) -> datetime:
    """Days are given 15 after the period; yearly figures wait for the audit."""
    days = rng.randint(19, 33) if is_late else rng.randint(4, 14)
    return datetime(last.year, last.month, last.day, 2, tzinfo=UTC) + timedelta(days=days, minutes=rng.randint(0, 420))
