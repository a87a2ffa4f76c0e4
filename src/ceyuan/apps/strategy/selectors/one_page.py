"""What stands on the one page of a unit: its targets of a year, its tasks, directions, gaps, letter and measures."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from ceyuan.apps.organisation.interface import Actor, unit_by_code
from ceyuan.apps.strategy.models import Clause, Direction, DirectionLevel, Gap, Letter, MeasureUptake
from ceyuan.apps.strategy.policies.plans import READ, VIEW

from .clause_lists import led_by
from .plan_targets import LiveFigure, figures_of, targets


@dataclass(frozen=True, slots=True)
class OnePage:
    """The facts of the page. `levels` are the readiness levels found last, by direction; `uptake` counts by state."""

    unit: object
    year: int
    figures: Sequence[LiveFigure]
    tasks: Sequence[Clause]
    directions: Sequence[Direction]
    levels: dict[int, int]
    gaps: Sequence[Gap]
    letter: Letter | None
    uptake: dict[str, int]


def one_page(actor: Actor, code: str, year: int) -> OnePage | None:
    """The page of a unit whose figures the actor may see; None otherwise."""
    unit = unit_by_code(actor, code, VIEW)
    if unit is None:
        return None
    given = targets(actor).filter(unit=unit, year=year).order_by("kpi__position", "kpi__code", "plan__kind", "pk")
    # "annual" comes before "five_year": the annual plan's target is the one the year is judged by.
    own = list({one.kpi_id: one for one in reversed(given)}.values())[::-1]
    directions = list(
        Direction.objects.visible_to(actor, READ).filter(owner_unit=unit, closed_on=None).order_by("path", "code")
    )
    found = DirectionLevel.objects.filter(direction__in=directions).order_by("direction", "-on").distinct("direction")
    counted = MeasureUptake.objects.visible_to(actor, READ).filter(unit=unit, measure__is_heading=False)
    return OnePage(
        unit=unit,
        year=year,
        figures=figures_of(actor, own),
        tasks=led_by(actor, unit.pk, year),
        directions=directions,
        levels={level.direction_id: level.trl for level in found},
        gaps=list(Gap.objects.visible_to(actor, VIEW).filter(unit=unit, closed_on=None).order_by("due_on", "pk")),
        letter=Letter.objects.visible_to(actor, VIEW).filter(unit=unit, year=year).exclude(state="cancelled").first(),
        uptake=dict(counted.values_list("state").annotate(number=Count("pk")).order_by("state")),
    )
