"""Plan and actual period by period: the chart that shows in which quarter a target was lost.

The plan of a period is the target on a straight line: of amounts that add up over the year the part that has passed, of
everything else the way from the baseline to the target (without a baseline the target itself). The actual is what had
been reached by the end of the period, over the unit and all below it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.strategy import periods
from ceyuan.apps.strategy.models import Kpi, Reading, Target
from ceyuan.apps.strategy.selectors import contributions
from ceyuan.apps.strategy.selectors.standings import VIEW
from ceyuan.core.indicators import Contribution, Direction, meets, roll_up


@dataclass(frozen=True, slots=True)
class Frame:
    """One period: plan and actual at its end, and whether the plan was met; None where there is nothing yet."""

    span: periods.Span
    plan: Fraction | None
    actual: Fraction | None
    met: bool | None


def frames(actor: Actor, kpi: Kpi, unit_path: str, target: Target | None, year: int) -> list[Frame]:
    """The periods of the indicator's rhythm in the year for a unit that the actor may see; empty for any other."""
    if kpi.group_id != actor.group_id or not actor.may(VIEW, unit_path):
        return []
    rows = _rows(kpi, unit_path, year)
    found = []
    for span in periods.spans(kpi.numerator.frequency, year):
        own_here = any(row.ends_on == span.ends_on for row in rows)
        actual = _actual(kpi, [row for row in rows if row.ends_on <= span.ends_on]) if own_here else None
        plan = _plan(kpi, target, span)
        met = None
        if actual is not None and plan is not None:
            met = meets(Direction(kpi.direction), plan, actual)
        found.append(Frame(span, plan, actual, met))
    return found


def _rows(kpi: Kpi, path: str, year: int) -> list[Reading]:
    wanted = [kpi.numerator_id, *([kpi.denominator_id] if kpi.denominator_id else [])]
    found = Reading.objects.filter(quantity__in=wanted, is_current=True, starts_on__year=year).select_related("unit")
    return [row for row in found if row.unit.path == path or row.unit.path.startswith(f"{path}.")]


def _actual(kpi: Kpi, rows: Sequence[Reading]) -> Fraction | None:
    wanted = contributions.definition(kpi)
    given: list[Contribution] = contributions.combined(wanted, rows)
    if not given:
        return None
    # One flat level is enough: nothing is asked of the units in between.
    tree: dict[object, object | None] = {"top": None} | {one.unit: "top" for one in given}
    return roll_up(wanted.kind, tree, given, wanted.scale)["top"].value


def _plan(kpi: Kpi, target: Target | None, span: periods.Span) -> Fraction | None:
    if target is None or target.value is None:
        return None
    part = Fraction(span.number, len(periods.spans(span.frequency, span.year)))
    goal = Fraction(target.value)
    if kpi.roll_up == "sum" and kpi.numerator.over_time == "sum":
        return goal * part
    if target.baseline is None or kpi.roll_up == "boolean":
        return goal
    base = Fraction(target.baseline)
    return base + (goal - base) * part


def last_read(rows: Sequence[Frame]) -> date | None:
    """Up to which day there is an actual."""
    return max((row.span.ends_on for row in rows if row.actual is not None), default=None)
