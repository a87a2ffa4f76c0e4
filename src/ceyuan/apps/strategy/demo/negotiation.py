"""The year 2026 on the table: targets of the plan 2026-2030, and the catchball about the annual plan.

The group proposed to its strategic units and institutes; some agreed, some put another value up, most still think.
KY01 has agreed on its patents and shares them out among its enterprises.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import ROUND_FLOOR, Decimal

from ceyuan.apps.strategy.demo import seeded
from ceyuan.apps.strategy.demo.cascade import (
    ADDING,
    ANNUAL,
    AVERAGING,
    ROUND_TO,
    STEPS,
    WAN,
    Cascade,
    Key,
    TargetSeed,
    rounded,
    with_levels,
)
from ceyuan.apps.strategy.demo.kpi_lists import KPI_OF
from ceyuan.apps.strategy.demo.plans import NEXT, NEXT_ANNUAL
from ceyuan.apps.strategy.demo.scope import GROUP_CODE, SEED, stream

YEAR = 2026
KPIS = ("K01", "K08", "K10", "K12", "K13")
_MORE = {"K01": ("1.03", "0"), "K08": ("1", "1.00"), "K10": ("1.06", "0"), "K12": ("1", "2.00"), "K13": ("1.12", "0")}
_GROUP_INTENSITY = Decimal("3.30")
PROPOSED_ON = datetime(2025, 11, 5, 9, 30, tzinfo=UTC)
SPLIT_BY = "KY01"  # its leader has a log-in, and has something to decide on both sides
_WAITING = frozenset({("K01", SPLIT_BY), ("K08", SPLIT_BY), ("K13", SPLIT_BY)})


@dataclass(frozen=True, slots=True)
class MoveSeed:
    """One move about a target; `unit` is whose leader made it."""

    kind: str
    side: str
    value: Decimal
    at: datetime
    unit: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Bargain:
    """A target of 2026, where it stands, and how it came there."""

    target: TargetSeed
    state: str
    moves: tuple[MoveSeed, ...]

    @property
    def value(self) -> Decimal:
        """The last value on the table."""
        return self.moves[-1].value if self.moves else self.target.value


class Negotiation:
    """Targets of the plan 2026-2030 (`sources`) and what became of the proposals for 2026 (`bargains`)."""

    def __init__(self, cascade: Cascade, seed: int = SEED) -> None:
        self._cascade, self._rng = cascade, stream(seed, "negotiation")
        self.sources: dict[Key, TargetSeed] = {}
        self.bargains: list[Bargain] = []
        for code in KPIS:
            self._plan(code, NEXT)
            self._annual(code)
        self._share_out("K10", SPLIT_BY)

    def _units(self) -> list[str]:
        return [*self._cascade.scope.strategic, *self._cascade.scope.institutes]

    def _plan(self, code: str, plan: str) -> None:
        kpi, own = KPI_OF[code], self._cascade.targets
        factor, plus = (Decimal(part) for part in _MORE[code])
        shares = []
        for unit in self._units():
            now = own.get((ANNUAL, code, unit, 2025))
            if now is not None:
                value = rounded(kpi, now.value * factor + plus)
                shares.append(
                    TargetSeed(
                        (plan, code, unit, YEAR), value, basis=_grown(now.basis), parent=(plan, code, GROUP_CODE, YEAR)
                    )
                )
        head = self._head(plan, code, shares)
        self.sources |= {one.key: one for one in (head, *shares)}

    def _head(self, plan: str, code: str, shares: list[TargetSeed]) -> TargetSeed:
        kpi = KPI_OF[code]
        key, basis = (plan, code, GROUP_CODE, YEAR), _grown(self._cascade.targets[ANNUAL, code, GROUP_CODE, 2025].basis)
        if kpi.roll_up in AVERAGING:
            weight = sum((one.basis or Decimal(0) for one in shares), Decimal(0))
            mean = sum((one.value * (one.basis or 0) for one in shares), Decimal(0)) / weight
            return TargetSeed(key, _GROUP_INTENSITY if code == "K01" else rounded(kpi, mean, ROUND_FLOOR), basis=basis)
        return _with_reserve(TargetSeed(key, Decimal(0)), shares)

    def _annual(self, code: str) -> None:
        """Proposals are the plan's values, a little more where the unit then asked for less."""
        shares = []
        for source in [one for one in self.sources.values() if one.key[1] == code and one.unit != GROUP_CODE]:
            extra = Decimal("1.03") if self._state(code, source.unit) == "asked_less" else Decimal(1)
            value = rounded(source.kpi, source.value * extra)
            key = (NEXT_ANNUAL, code, source.unit, YEAR)
            shares.append(
                with_levels(
                    TargetSeed(
                        key,
                        value,
                        self._before(code, source.unit),
                        source.basis,
                        parent=(NEXT_ANNUAL, code, GROUP_CODE, YEAR),
                        source=source.key,
                    )
                )
            )
        head = self._head(NEXT_ANNUAL, code, shares)
        above = self.sources[NEXT, code, GROUP_CODE, YEAR]
        self.bargains.append(
            Bargain(
                TargetSeed(head.key, head.value, basis=head.basis, reserve=head.reserve, source=above.key), "draft", ()
            )
        )
        self.bargains += [self._bargain(one, self.sources[one.source or one.key].value) for one in shares]

    def _before(self, code: str, unit: str) -> Decimal:
        return self._cascade.targets[ANNUAL, code, unit, 2025].value

    def _state(self, code: str, unit: str) -> str:
        if (code, unit) in {(kpi, who) for kpi, who, *_ in seeded.COUNTERED_BELOW_SOURCE}:
            return "below"
        if (code, unit) in _ASKED_LESS:
            return "asked_less"
        if (code, unit) in _WAITING:
            return "waiting"
        return "agreed" if (code, unit) in _AGREED else "waiting"

    def _bargain(self, target: TargetSeed, source: Decimal) -> Bargain:
        code, unit = target.key[1], target.unit
        later = PROPOSED_ON + timedelta(days=self._rng.randint(4, 16), hours=self._rng.randint(0, 7))
        proposal = MoveSeed("proposal", "upper", target.value, PROPOSED_ON, GROUP_CODE)
        state = self._state(code, unit)
        if state == "agreed":
            return Bargain(target, "agreed", (proposal, MoveSeed("acceptance", "lower", target.value, later, unit)))
        if state == "below":
            _, _, hundredths, reason = next(one for one in seeded.COUNTERED_BELOW_SOURCE if one[:2] == (code, unit))
            wanted = rounded(target.kpi, source * hundredths / 100, ROUND_FLOOR)
            return Bargain(target, "countered", (proposal, MoveSeed("counter", "lower", wanted, later, unit, reason)))
        if state == "asked_less":
            return Bargain(
                target,
                "countered",
                (proposal, MoveSeed("counter", "lower", source, later, unit, _ASKED_LESS[code, unit])),
            )
        return Bargain(target, "proposed", (proposal,))

    def _share_out(self, code: str, unit: str) -> None:
        """The unit's agreed target among its enterprises, closing by what it proposed."""
        place, head = next(
            (n, one) for n, one in enumerate(self.bargains) if one.target.key == (NEXT_ANNUAL, code, unit, YEAR)
        )
        now = self._cascade.targets
        below = [child for child in self._cascade.scope.children(unit) if (ANNUAL, code, child, 2025) in now]
        shares = [
            with_levels(
                TargetSeed(
                    (NEXT_ANNUAL, code, child, YEAR),
                    rounded(KPI_OF[code], now[ANNUAL, code, child, 2025].value * Decimal("1.05")),
                    now[ANNUAL, code, child, 2025].value,
                    parent=head.target.key,
                )
            )
            for child in below
        ]
        reserve = head.target.value - sum((one.value for one in shares), Decimal(0))
        self.bargains[place] = Bargain(_kept_back(head.target, reserve), head.state, head.moves)
        self.bargains += list(self._among_enterprises(shares))

    def _among_enterprises(self, shares: list[TargetSeed]) -> Iterator[Bargain]:
        at = PROPOSED_ON + timedelta(days=17)
        for place, target in enumerate(shares):
            proposal = MoveSeed("proposal", "upper", target.value, at, SPLIT_BY)
            if place in _ENTERPRISES_ASK:
                wanted = target.value - _ENTERPRISES_ASK[place][0]
                yield Bargain(
                    target,
                    "countered",
                    (
                        proposal,
                        MoveSeed(
                            "counter", "lower", wanted, at + timedelta(days=3), target.unit, _ENTERPRISES_ASK[place][1]
                        ),
                    ),
                )
            elif place == 0:
                yield Bargain(
                    target,
                    "agreed",
                    (proposal, MoveSeed("acceptance", "lower", target.value, at + timedelta(days=2), target.unit)),
                )
            else:
                yield Bargain(target, "proposed", (proposal,))


_ASKED_LESS = {
    ("K08", "KY02"): "两项新产品认定在年中，建议按规划值下达，超出部分列入挑战值。",
    ("K10", "KY07"): "工程板块专利以实用新型为主，建议按规划值下达。",
    ("K12", "KYR04"): "存量成果中基础研究类占比高，建议按规划值下达。",
    ("K13", "KY11"): "外部市场订单未签，建议按规划值下达。",
}
_AGREED = frozenset(
    (code, unit)
    for code, units in (
        ("K01", "KY02 KY03 KY05 KY11 KYR01 KYR02"),
        ("K08", "KY03 KY05 KY11"),
        ("K10", "KY01 KY02 KY03 KY04 KY05 KYR01 KYR03"),
        ("K12", "KY03 KY05 KY08 KYR02"),
        ("K13", "KY02 KY03 KY04 KYR05"),
    )
    for unit in units.split()
)
_ENTERPRISES_ASK = {
    2: (Decimal(3), "上半年两名核心发明人调入研究院，专利产出预计下降。"),
    5: (Decimal(4), "受限产影响，现场试验推迟，三项专利布局顺延至2027年。"),
}


def _grown(basis: Decimal | None) -> Decimal | None:
    if basis is None:
        return None
    step = Decimal(WAN) if basis > WAN else Decimal(1)
    return (basis * Decimal("1.04") / step).to_integral_value() * step


def _kept_back(target: TargetSeed, reserve: Decimal) -> TargetSeed:
    return TargetSeed(
        target.key,
        target.value,
        target.baseline,
        target.basis,
        reserve,
        target.basic,
        target.challenge,
        target.parent,
        target.source,
    )


def _with_reserve(head: TargetSeed, shares: list[TargetSeed]) -> TargetSeed:
    code = head.key[1]
    if head.kpi.roll_up not in ADDING:
        raise ValueError(f"{code} does not add up.")
    total = sum((one.value for one in shares), Decimal(0))
    nice = Decimal(ROUND_TO.get(code, STEPS.get(code, Decimal(1))))
    value = (total * Decimal("1.01") / nice).to_integral_value("ROUND_CEILING") * nice
    return TargetSeed(head.key, value, basis=head.basis, reserve=value - total)
