"""The score of a unit: weighted points, additions and deductions with evidence, gates that no average can hide."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ceyuan.core.indicators.quantities import Number, exact
from ceyuan.core.indicators.rounding import round_half_up
from ceyuan.core.kernel import Explained, Invalid, Leaf, Reason, Source

WHOLE = 1_000_000
_ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One indicator of a score card: its weight in millionths and its points on the scale of 100.

    `points` may be the explanation that a curve gave. A gate is a hard indicator: `gate_held` says whether its target
    is met. Without points the line counts zero; `missing` says why there are none.
    """

    code: str
    weight_ppm: int
    points: Explained | Fraction | int | None
    is_gate: bool = False
    gate_held: bool = False
    missing: Reason | None = None

    @property
    def worth(self) -> Fraction | None:
        """The points as a number, None when there are none."""
        value = self.points.value if isinstance(self.points, Explained) else self.points
        return exact(value) if isinstance(value, Fraction | int) else None

    @property
    def is_missed_gate(self) -> bool:
        """Whether this line limits the score. A gate that nobody has read is not held."""
        return self.is_gate and not (self.gate_held and self.worth is not None)


@dataclass(frozen=True, slots=True)
class Adjustment:
    """Points added (or, below zero, taken off) for something outside the indicators, with what proves it."""

    code: str
    points: Fraction
    evidence: tuple[Source, ...]
    confirmed: bool

    def __post_init__(self) -> None:
        object.__setattr__(self, "points", exact(self.points))


def score(
    lines: Sequence[ScoreLine],
    adjustments: Sequence[Adjustment],
    *,
    bonus_cap: Number,
    deduction_cap: Number,
    full: Number = 100,
    gate_cap: Number | None = None,
) -> Explained:
    """The score of a unit, rounded half up to two decimals at the very end and never below zero.

    Points of the lines are on the scale of 100; `full` is what 100 of them are worth (40 where innovation is 40 points
    of a larger assessment). Additions count up to `bonus_cap`, deductions up to `deduction_cap`, both from 0 on.
    An adjustment without confirmation or without evidence counts nothing and is listed ("indicators.not_counted").
    One missed gate limits the whole score to `gate_cap`, three fifths of `full` unless given: part
    "indicators.gate_limited" with a leaf "indicators.gate_missed" per gate. Lines without points count zero and are
    leaves "indicators.line_missing" with the reason code as value.

    Invalid: `weights` when they are not 1,000,000 together or one is negative, `lines` when a code occurs twice,
    `bonus_cap`, `deduction_cap` when negative.
    """
    scale = exact(full)
    bonus, deduction = exact(bonus_cap), exact(deduction_cap)
    _check(lines, bonus, deduction)
    base = _base(lines, scale)
    added = _limited([a for a in adjustments if a.points >= 0], bonus, "bonus")
    taken = _limited([a for a in adjustments if a.points < 0], deduction, "deduction")
    total = Explained(_number(base) + _number(added) + _number(taken), "indicators.score", (base, added, taken))
    limited = _behind_gates(total, lines, exact(gate_cap) if gate_cap is not None else scale * 3 / 5)
    exact_total = max(_number(limited), _ZERO)
    return Explained(round_half_up(exact_total), "indicators.rounded", (limited,), unit="points")


def _check(lines: Sequence[ScoreLine], bonus: Fraction, deduction: Fraction) -> None:
    faults: dict[str, list[str | Reason]] = {}
    total = sum(line.weight_ppm for line in lines)
    if total != WHOLE:
        faults["weights"] = [Reason("indicators.weights_not_whole", {"total": total, "wanted": WHOLE})]
    negative = tuple(line.code for line in lines if line.weight_ppm < 0)
    if negative:
        faults.setdefault("weights", []).append(Reason("indicators.weight_below_zero", {"lines": negative}))
    codes = [line.code for line in lines]
    if twice := tuple(sorted({code for code in codes if codes.count(code) > 1})):
        faults["lines"] = [Reason("indicators.line_twice", {"lines": twice})]
    for name, cap in (("bonus_cap", bonus), ("deduction_cap", deduction)):
        if cap < 0:
            faults[name] = [Reason("indicators.cap_negative", {"cap": cap})]
    if faults:
        raise Invalid(faults)


def _base(lines: Sequence[ScoreLine], scale: Fraction) -> Explained:
    parts = tuple(_line(line, scale) for line in lines)
    return Explained(sum((_number(part) for part in parts), _ZERO), "indicators.weighted_points", parts)


def _line(line: ScoreLine, scale: Fraction) -> Explained:
    weight = Leaf(line.weight_ppm, "indicators.weight", unit="ppm")
    name = Source("line", line.code, line.code)
    worth = line.worth
    if worth is None:
        code = _why_missing(line)
        return Explained(_ZERO, "indicators.line", (weight, Leaf(code, "indicators.line_missing", (name,))), (name,))
    points = line.points if isinstance(line.points, Explained) else Leaf(worth, "indicators.points")
    value = worth * line.weight_ppm / WHOLE * scale / 100
    return Explained(value, "indicators.line", (weight, points, Leaf(scale, "indicators.full")), (name,))


def _why_missing(line: ScoreLine) -> str:
    if line.missing:
        return line.missing.code
    told = line.points.value if isinstance(line.points, Explained) else None
    return told if isinstance(told, str) else "indicators.no_reading"


def _limited(adjustments: Sequence[Adjustment], cap: Fraction, name: str) -> Explained:
    parts = tuple(_adjusted(adjustment) for adjustment in adjustments)
    total = sum((_number(part) for part in parts), _ZERO)
    whole = Explained(total, f"indicators.{name}", parts)
    if abs(total) <= cap:
        return whole
    return Explained(cap if total > 0 else -cap, f"indicators.{name}_capped", (whole, Leaf(cap, "indicators.cap")))


def _adjusted(adjustment: Adjustment) -> Explained:
    name = Source("adjustment", adjustment.code, adjustment.code)
    points = Leaf(adjustment.points, "indicators.points", adjustment.evidence)
    if adjustment.confirmed and adjustment.evidence:
        return Explained(adjustment.points, "indicators.adjustment", (points,), (name,))
    reason = "indicators.no_evidence" if not adjustment.evidence else "indicators.unconfirmed"
    return Explained(_ZERO, "indicators.not_counted", (points, Leaf(reason, "indicators.why")), (name,))


def _behind_gates(total: Explained, lines: Sequence[ScoreLine], cap: Fraction) -> Explained:
    missed = tuple(
        Leaf(line.code, "indicators.gate_missed", (Source("line", line.code, line.code),))
        for line in lines
        if line.is_missed_gate
    )
    if not missed:
        return total
    inputs: tuple[Explained | Leaf, ...] = (total, Leaf(cap, "indicators.cap"), *missed)
    return Explained(min(_number(total), cap), "indicators.gate_limited", inputs)


def _number(part: Explained) -> Fraction:
    if not isinstance(part.value, Fraction):
        raise TypeError(f"{part.formula_code}: points are a Fraction, not {part.value!r}.")
    return part.value
