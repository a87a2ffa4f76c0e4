"""Score cards: the agreed targets of a unit in a year against where it stands, in points, with what was added or taken.

The points of a line come from the curve of its target: its baseline 0, basic 60, the target itself 100, challenge 120.
A target without all four levels is judged by its completion, which is worth at most 100.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.strategy.models import Kpi, Letter, ScoreAdjustment, Standing, Target
from ceyuan.apps.strategy.selectors.contributions import SETTLED
from ceyuan.apps.strategy.selectors.standings import VIEW, standings_of
from ceyuan.core.indicators import Adjustment, Curve, Direction, ScoreLine, completion, meets, round_half_up, score
from ceyuan.core.kernel import Explained, Invalid, Reason, Refused, Source

BONUS_CAP = DEDUCTION_CAP = 10
COMPLETION_FORMULA = "strategy.points_of_completion"


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator of a card. `points` is None where nothing can be told; `missing` says why."""

    target: Target
    standing: Standing | None
    points: Explained | None
    gate_held: bool
    missing: Reason | None

    @property
    def is_missed_gate(self) -> bool:
        """Whether this hard indicator limits the score."""
        return bool(self.target.kpi.is_gate and not self.gate_held)

    @property
    def completion(self) -> Explained | None:
        """How far the target is reached; worked out when asked for, because a ranking shows none."""
        return completed(self.target, self.standing)

    @property
    def percent(self) -> Decimal | None:
        """The completion in per cent, for showing."""
        return _shown(self.completion, 100)

    @property
    def worth(self) -> Decimal | None:
        """The points on the scale of 100, for showing."""
        return _shown(self.points, 1)

    @property
    def weight(self) -> Decimal:
        """The weight in per cent."""
        return Decimal(self.target.weight_ppm) / 10_000


@dataclass(frozen=True, slots=True)
class Card:
    """The score card of a unit for a year. `total` is None where no score can be told; `faults` say why.

    `judged` is the score that was written into the letter; from then on it is the score.
    """

    unit_id: int
    year: int
    lines: tuple[Line, ...]
    adjustments: tuple[ScoreAdjustment, ...]
    total: Explained | None
    faults: tuple[Reason, ...] = ()
    judged: Decimal | None = None

    @property
    def score(self) -> Decimal | None:
        """The judged score, else the present one."""
        return self.judged if self.judged is not None else _shown(self.total, 1)

    @property
    def gates_missed(self) -> int:
        """How many hard indicators are missed."""
        return sum(line.is_missed_gate for line in self.lines)

    @property
    def unread(self) -> int:
        """How many lines have no figure."""
        return sum(line.points is None for line in self.lines)


@dataclass(frozen=True, slots=True)
class Rank:
    """A unit in a ranking: its card, its place (equal scores share one), and the change against the year before."""

    card: Card
    unit: object
    place: int | None
    before: Decimal | None = field(default=None)

    @property
    def change(self) -> Decimal | None:
        """Points more or less than a year ago."""
        now = self.card.score
        return now - self.before if now is not None and self.before is not None else None


def card(actor: Actor, unit_id: int, year: int) -> Card:
    """The score card of a unit that the actor may see; empty for any other."""
    return cards(actor, [unit_id], [year])[unit_id, year]


def cards(actor: Actor, unit_ids: Iterable[int], years: Iterable[int]) -> dict[tuple[int, int], Card]:
    """Score cards of several units and years, in four queries."""
    units, wanted = list(unit_ids), list(years)
    targets = _targets(actor, units, wanted)
    adjusted = ScoreAdjustment.objects.visible_to(actor, VIEW).filter(unit__in=units, year__in=wanted)
    judged = Letter.objects.visible_to(actor, VIEW).filter(unit__in=units, year__in=wanted, score__isnull=False)
    scores = {(row[0], row[1]): row[2] for row in judged.values_list("unit", "year", "score")}
    standings = standings_of({one.unit_id for one in targets}, wanted) if targets else {}
    of_unit: dict[tuple[int, int], list[Target]] = {}
    for one in targets:
        of_unit.setdefault((one.unit_id, one.year), []).append(one)
    extra: dict[tuple[int, int], list[ScoreAdjustment]] = {}
    for row in adjusted.order_by("pk"):
        extra.setdefault((row.unit_id, row.year), []).append(row)
    keys = ((unit, year) for unit in units for year in wanted)
    return {key: _card(key, of_unit.get(key, ()), extra.get(key, ()), standings, scores.get(key)) for key in keys}


def ranking(actor: Actor, year: int, kind: str = "") -> list[Rank]:
    """All units of a kind that have a score card in the year, best first; those without a score at the end."""
    found = Target.objects.visible_to(actor, VIEW).filter(year=year, plan__kind="annual", state__in=SETTLED)
    if kind:
        found = found.filter(unit__kind=kind)
    units = {one.unit_id: one.unit for one in found.select_related("unit").order_by("unit").distinct("unit")}
    drawn = cards(actor, units, [year, year - 1])
    here = sorted(
        (drawn[unit, year] for unit in units), key=lambda one: (one.score is None, -(one.score or 0), one.unit_id)
    )
    places: dict[Decimal, int] = {}
    for place, one in enumerate(here, start=1):
        if one.score is not None:
            places.setdefault(one.score, place)
    return [
        Rank(
            one,
            units[one.unit_id],
            places[one.score] if one.score is not None else None,
            drawn[one.unit_id, year - 1].score,
        )
        for one in here
    ]


def kinds(actor: Actor) -> list[str]:
    """The kinds of units that have score cards."""
    found = Target.objects.visible_to(actor, VIEW).filter(plan__kind="annual", state__in=SETTLED)
    return list(found.order_by("unit__kind").values_list("unit__kind", flat=True).distinct())


def years(actor: Actor) -> list[int]:
    """The years that have score cards, latest first: those with targets that came in force."""
    found = Target.objects.visible_to(actor, VIEW).filter(plan__kind="annual", state__in=("in_force", "closed"))
    return list(found.order_by("-year").values_list("year", flat=True).distinct())


def completed(target: Target, standing: Standing | None) -> Explained | None:
    """How far the target is reached; None without a value. A target behind its baseline is judged without it."""
    if standing is None or standing.value is None or target.value is None:
        return None
    direction = Direction(target.kpi.direction)
    try:
        return completion(direction, target.baseline, target.value, standing.value, cap=_CAP)
    except Refused:
        return completion(direction, None, target.value, standing.value, cap=_CAP)


_CAP = Fraction(3, 2)


def _targets(actor: Actor, units: Sequence[int], years: Sequence[int]) -> list[Target]:
    """One target for each indicator: of a group's and a unit's own annual plan the one that carries the weight."""
    found = (
        Target.objects.visible_to(actor, VIEW)
        .filter(unit__in=units, year__in=years, plan__kind="annual", state__in=SETTLED)
        .order_by("-weight_ppm", "pk")
    )
    first: dict[tuple[int, int, int], Target] = {}
    rows = list(found)
    kpis = Kpi.objects.select_related("numerator", "denominator").in_bulk({one.kpi_id for one in rows})
    for one in sorted(rows, key=lambda row: (kpis[row.kpi_id].position, kpis[row.kpi_id].code)):
        # Few indicators stand behind many targets.
        one.kpi = kpis[one.kpi_id]
        first.setdefault((one.unit_id, one.year, one.kpi_id), one)
    return list(first.values())


def _card(
    key: tuple[int, int],
    targets: Sequence[Target],
    adjustments: Sequence[ScoreAdjustment],
    standings: Mapping[tuple[int, int, int], Standing],
    judged: Decimal | None,
) -> Card:
    lines = tuple(_line(one, standings.get((one.unit_id, one.kpi_id, one.year))) for one in targets)
    if not lines:
        return Card(*key, (), tuple(adjustments), None, (Reason("strategy.no_agreed_targets"),), judged)
    scored = [
        ScoreLine(
            line.target.kpi.code,
            line.target.weight_ppm,
            line.points,
            is_gate=line.target.kpi.is_gate,
            gate_held=line.gate_held,
            missing=line.missing,
        )
        for line in lines
    ]
    counted = [_adjustment(one) for one in adjustments]
    try:
        total = score(scored, counted, bonus_cap=BONUS_CAP, deduction_cap=DEDUCTION_CAP)
    except Invalid as problem:
        faults = tuple(reason for reasons in problem.fields.values() for reason in reasons)
        return Card(*key, lines, tuple(adjustments), None, faults, judged)
    return Card(*key, lines, tuple(adjustments), total, (), judged)


def _line(target: Target, standing: Standing | None) -> Line:
    if standing is None or standing.value is None or target.value is None:
        code = standing.missing if standing is not None and standing.missing else "indicators.no_reading"
        return Line(target, standing, None, gate_held=False, missing=Reason(code))
    held = meets(Direction(target.kpi.direction), target.value, standing.value)
    return Line(target, standing, _points(target, standing), gate_held=held, missing=None)


def _points(target: Target, standing: Standing) -> Explained | None:
    levels = (target.baseline, target.basic, target.value, target.challenge)
    known = [level for level in levels if level is not None]
    if len(known) == len(levels) and standing.value is not None:
        try:
            return Curve(*known, direction=Direction(target.kpi.direction)).points(standing.value)
        except Invalid:
            pass  # Levels that turn back make no curve: the completion judges instead.
    done = completed(target, standing)
    if done is None or not isinstance(done.value, Fraction):
        return None
    return Explained(min(done.value, Fraction(1)) * 100, COMPLETION_FORMULA, (done,))


def _adjustment(row: ScoreAdjustment) -> Adjustment:
    evidence = (Source("strategy.adjustment", str(row.pk), row.evidence),)
    return Adjustment(f"{row.pk}", Fraction(row.points), evidence, confirmed=row.confirmed_at is not None)


def _shown(explained: Explained | None, factor: int) -> Decimal | None:
    if explained is None or not isinstance(explained.value, Fraction):
        return None
    rounded = round_half_up(explained.value * factor)
    return Decimal(rounded.numerator * 100 // rounded.denominator).scaleb(-2)


def target(actor: Actor, unit_id: int, kpi_id: int, year: int) -> Target | None:
    """The agreed target of a unit in an indicator and year, if the actor may see it."""
    return next((one for one in _targets(actor, [unit_id], [year]) if one.kpi_id == kpi_id), None)


def adjustment(actor: Actor, adjustment_id: int) -> ScoreAdjustment | None:
    """A bonus or deduction that the actor may see."""
    visible = ScoreAdjustment.objects.visible_to(actor, VIEW).select_related("unit")
    found: ScoreAdjustment | None = visible.filter(pk=adjustment_id).first()
    return found


def unconfirmed(actor: Actor, limit: int) -> list[ScoreAdjustment]:
    """Bonuses and deductions that wait for somebody else's confirmation."""
    visible = ScoreAdjustment.objects.visible_to(actor, "strategy.verify").filter(confirmed_at=None)
    if actor.account_id is not None:
        visible = visible.exclude(entered_by=actor.account_id)
    return list(visible.select_related("unit").order_by("pk")[:limit])
