"""Is a target measurable, assessable and challenging? Its own history and its siblings' targets are the yardstick."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import QuerySet

from ceyuan.apps.strategy.models import Standing, Target
from ceyuan.core.indicators import (
    Direction,
    RollUp,
    TargetFacts,
    assessable,
    challenging,
    measurable,
    needed_growth,
)
from ceyuan.core.kernel.explain import Explained
from ceyuan.core.kernel.verdict import Verdict

History = Sequence[tuple[int, Fraction]]
_LONGEST = 6


@dataclass(frozen=True, slots=True)
class Quality:
    """The three answers; `challenge` explains itself, None while the target has no value."""

    measurable: Verdict
    assessable: Verdict
    challenge: Explained | None

    @property
    def level(self) -> str:
        """The level of challenge as a code."""
        return str(self.challenge.value) if self.challenge is not None else ""

    @property
    def percentile(self) -> int | None:
        """The share of siblings that need less growth, in whole per cent."""
        parts = self.challenge.inputs if self.challenge is not None else ()
        for part in parts:
            if isinstance(part, Explained) and part.formula_code == "indicators.peer_percentile":
                return round(part.value * 100) if isinstance(part.value, Fraction) else None
        return None


def quality_of(target: Target) -> Quality:
    """The quality of one target, with its siblings as peers: targets of the same indicator, plan and year that stand
    under the same target, or for the head of a cascade none."""
    siblings: list[Target] = []
    if target.parent_id is not None:
        found = Target.objects.filter(parent=target.parent_id).exclude(pk=target.pk).exclude(state="withdrawn")
        siblings = list(found.select_related("kpi"))
    histories = histories_of([target, *siblings])
    peers = [pace for one in siblings if (pace := _pace(one, histories.get(_key(one), ()))) is not None]
    facts = _facts(target)
    return Quality(measurable(facts), assessable(facts), _challenge(target, histories.get(_key(target), ()), peers))


def unchallenging(found: QuerySet[Target]) -> list[int]:
    """Ids of the targets among these that ask for less than the unit's own pace."""
    given = list(found.filter(value__isnull=False).select_related("kpi"))
    histories = histories_of(given)
    weak = []
    for one in given:
        challenge = _challenge(one, histories.get(_key(one), ()), ())
        if challenge is not None and challenge.value == "below_history":
            weak.append(one.pk)
    return weak


def histories_of(targets: Iterable[Target]) -> dict[tuple[int, int, int], History]:
    """Standings of the years before each target: (unit, indicator, year) -> (year, value), in one query."""
    given = list(targets)
    if not given:
        return {}
    rows = Standing.objects.filter(
        unit__in={one.unit_id for one in given}, kpi__in={one.kpi_id for one in given}, value__isnull=False
    ).values_list("unit_id", "kpi_id", "year", "value")
    known: dict[tuple[int, int], list[tuple[int, Fraction]]] = {}
    for unit, kpi, year, value in rows:
        if value is not None:
            known.setdefault((unit, kpi), []).append((year, Fraction(value)))
    return {
        _key(one): sorted(
            (year, value)
            for year, value in known.get((one.unit_id, one.kpi_id), ())
            if one.year - _LONGEST <= year < one.year
        )
        for one in given
    }


def _key(target: Target) -> tuple[int, int, int]:
    return target.unit_id, target.kpi_id, target.year


def _pace(target: Target, history: History) -> Fraction | None:
    if target.value is None or not history:
        return None
    year, value = history[-1]
    return needed_growth(Direction(target.kpi.direction), value, target.value, target.year - year).value


def _challenge(target: Target, history: History, peers: Sequence[Fraction]) -> Explained | None:
    if target.value is None:
        return None
    return challenging(Direction(target.kpi.direction), history, target.value, target.year, peers)


def _facts(target: Target) -> TargetFacts:
    kpi = target.kpi
    return TargetFacts(
        kind=RollUp(kpi.roll_up),
        unit_of_measure=kpi.unit_of_measure or kpi.numerator.unit_of_measure,
        definition=kpi.definition_zh or kpi.definition_en,
        source=kpi.numerator.computed_by or kpi.numerator.reported_by,
        is_typed=False,
        due=target.due_on,
        method=target.method,
        owner=target.unit_id,
        assessor=target.assessor_id,
        verdict_rule=target.verdict_rule,
    )
