"""The live figures beside the clauses of a plan: target, standing, completion, and what works for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db.models import QuerySet

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.organisation.scoping import within
from ceyuan.apps.strategy import links
from ceyuan.apps.strategy.models import Direction as TechDirection
from ceyuan.apps.strategy.models import Plan, PlanVersion, Standing, Target
from ceyuan.apps.strategy.policies.plans import READ, VIEW
from ceyuan.core.indicators import Direction, completion, meets
from ceyuan.core.kernel.verdict import Reason, Refused

from .plans import lineage, linked_targets
from .standings import standings_of

# From which share of the way a figure is shown in which tone.
_TONES: tuple[tuple[Fraction, str], ...] = (
    (Fraction(1), "good"),
    (Fraction(3, 4), "info"),
    (Fraction(1, 2), "warn"),
)
RELATED = ("kpi__numerator", "kpi__denominator", "unit", "plan")


@dataclass(frozen=True, slots=True)
class LiveFigure:
    """One target beside a clause. `share` is the completion (1 is reached), None without a standing; `met` where no
    share can be taken. `serving` is what works for it."""

    target: Target
    standing: Standing | None
    share: Fraction | None
    met: bool | None
    serving: links.Serving

    @property
    def tone(self) -> str:
        """Colour of the badge; neutral while nothing was read."""
        if self.share is None:
            return "neutral" if self.met is None else "good" if self.met else "bad"
        return next((tone for least, tone in _TONES if self.share >= least), "bad")

    @property
    def percent(self) -> int | None:
        """The completion in whole per cent, cut off, so that 99.9 does not look reached."""
        return None if self.share is None else int(self.share * 100)


def targets(actor: Actor) -> QuerySet[Target]:
    """Targets whose figures the actor may see, without withdrawn ones."""
    found: QuerySet[Target] = Target.objects.visible_to(actor, VIEW).exclude(state="withdrawn")
    return found.select_related(*RELATED)


def linkable(actor: Actor, plan: Plan) -> QuerySet[Target]:
    """Targets that can make a clause of this plan measurable: of it or a plan it carries out, of its unit or below."""
    found = targets(actor).filter(plan__in=lineage(plan)).filter(within((plan.unit.path,), "unit__"))
    return found.order_by("kpi__position", "kpi__code", "unit__path", "year")


def own_targets(actor: Actor, plan: Plan) -> Sequence[Target]:
    """The targets of the plan's own unit, in the order of the indicators."""
    return list(linkable(actor, plan).filter(unit=plan.unit))


def directions(actor: Actor) -> Sequence[TechDirection]:
    """The technology directions that a clause can name."""
    return list(TechDirection.objects.visible_to(actor, READ).filter(closed_on=None).order_by("path", "code"))


def beside(actor: Actor, version: PlanVersion, year: int) -> dict[int, list[LiveFigure]]:
    """clause -> its figures in the year. A target of another year gives way to that of the year, where there is one."""
    linked = linked_targets(version.pk)
    known = {one.pk: one for one in targets(actor).filter(pk__in={key for keys in linked.values() for key in keys})}
    of_year = _in_year(actor, list(known.values()), year)
    shown = {key: of_year.get((one.plan_id, one.kpi_id, one.unit_id), one) for key, one in known.items()}
    figures = {figure.target.pk: figure for figure in figures_of(actor, list(shown.values()))}
    found: dict[int, list[LiveFigure]] = {}
    for clause, keys in linked.items():
        wanted = dict.fromkeys(shown[key].pk for key in keys if key in shown)
        found[clause] = [figures[pk] for pk in wanted]
    return found


def figures_of(actor: Actor, given: Sequence[Target]) -> list[LiveFigure]:
    """The figures of targets, each in its own year, in the order given."""
    distinct = list({one.pk: one for one in given}.values())
    standings = standings_of(
        {one.unit_id for one in distinct}, {one.year for one in distinct}, {one.kpi_id for one in distinct}
    )
    served = links.of_targets(actor, [one.pk for one in distinct])
    return [_figure(one, standings.get((one.unit_id, one.kpi_id, one.year)), served[one.pk]) for one in distinct]


def completed(target: Target, value: Decimal | None) -> tuple[Fraction | None, bool | None]:
    """Share of the way and, where no share can be taken, whether the target is met."""
    if target.value is None or value is None:
        return None, None
    direction = Direction(target.kpi.direction)
    try:
        told = completion(direction, target.baseline, target.value, value)
    except Refused:  # the target lies behind its baseline: there is no way to go
        return None, meets(direction, target.value, value)
    return (None, None) if not isinstance(told.value, Fraction) else (told.value, None)


def missing_reason(figure: LiveFigure) -> Reason | None:
    """Why there is no standing, when the roll-up says."""
    return Reason(figure.standing.missing) if figure.standing and figure.standing.missing else None


def _figure(target: Target, standing: Standing | None, serving: links.Serving) -> LiveFigure:
    share, met = completed(target, standing.value if standing else None)
    return LiveFigure(target, standing, share, met, serving)


def _in_year(actor: Actor, given: Sequence[Target], year: int) -> dict[tuple[int, int, int], Target]:
    found = targets(actor).filter(
        plan__in={one.plan_id for one in given},
        kpi__in={one.kpi_id for one in given},
        unit__in={one.unit_id for one in given},
        year=year,
    )
    return {(one.plan_id, one.kpi_id, one.unit_id): one for one in found}
