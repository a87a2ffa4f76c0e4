"""Targets as those see them who link work to them, and the targets of a year that a report looks at."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.strategy.models import Clause, ClauseTarget, Plan, PlanKind, Target

from .directions import PUBLIC_VERSIONS, READ

VIEW = "strategy.view"
# A target counts from the day it was proposed; a withdrawn one was never one.
COUNTED = ("proposed", "countered", "agreed", "in_force", "closed")


@dataclass(frozen=True, slots=True)
class YearTarget:
    """A target of a year as far as reports need it; `key` is what it asks of whom, in whichever plan."""

    pk: int
    unit_id: int
    unit_path: str
    kpi_id: int
    plan_id: int
    is_annual: bool
    parent_id: int | None

    @property
    def key(self) -> tuple[int, int]:
        """Unit and indicator: the five-year and the annual plan ask the same of the same."""
        return self.unit_id, self.kpi_id


def target_of(actor: Actor, key: int) -> Target | None:
    """One target within reach, with indicator, unit and plan."""
    found = Target.objects.visible_to(actor, VIEW).select_related("kpi", "unit", "plan")
    return found.filter(pk=key).first()


def linkable(actor: Actor, unit_ids: Iterable[int] | None, years: Sequence[int]) -> list[Target]:
    """Targets within reach of these units (None: of the whole group) and years that work may be linked to."""
    found = Target.objects.visible_to(actor, VIEW).filter(year__in=years)
    found = found.filter(unit__parent=None) if unit_ids is None else found.filter(unit__in=list(unit_ids))
    rows = found.exclude(state="withdrawn").select_related("kpi", "unit", "plan")
    return list(rows.order_by("-year", "unit__path", "kpi__position", "plan__kind", "pk"))


def of_year(actor: Actor, year: int) -> list[YearTarget]:
    """All counted targets of the group in the year, whatever the reach: what serves a share serves those above it."""
    if not actor.may(VIEW) or actor.group_id is None:
        return []
    rows = Target.objects.filter(group=actor.group_id, year=year, state__in=COUNTED)
    fields = ("pk", "unit_id", "unit__path", "kpi_id", "plan_id", "plan__kind", "parent_id")
    return [
        YearTarget(key, unit, path, kpi, plan, kind == PlanKind.ANNUAL, parent)
        for key, unit, path, kpi, plan, kind, parent in rows.values_list(*fields)
    ]


def by_ids(actor: Actor, ids: Sequence[int]) -> dict[int, Target]:
    """These targets as far as they are within reach, for the lines of a report."""
    found = Target.objects.visible_to(actor, VIEW).filter(pk__in=ids)
    return found.select_related("kpi", "unit", "plan").in_bulk()


def within_scope(actor: Actor, rows: Iterable[YearTarget], path: str = "") -> list[YearTarget]:
    """Those within reach and, with the path of a unit, at or below it."""
    return [
        one
        for one in rows
        if actor.may(VIEW, one.unit_path)
        and (not path or one.unit_path == path or one.unit_path.startswith(f"{path}."))
    ]


def plans_with_targets(actor: Actor) -> list[Plan]:
    """The plans that have targets, the group's first."""
    if not actor.may(READ):
        return []
    covered = Target.objects.filter(group=actor.group_id, state__in=COUNTED).values("plan")
    found = Plan.objects.filter(group=actor.group_id, pk__in=covered).select_related("unit")
    return list(found.order_by("unit__path", "kind", "pk"))


def years_with_targets(actor: Actor) -> list[int]:
    """The years in which there are targets, the latest first."""
    found = Target.objects.filter(group=actor.group_id, state__in=COUNTED) if actor.may(VIEW) else Target.objects.none()
    return list(found.order_by("-year").values_list("year", flat=True).distinct())


def clause_of(actor: Actor, key: int) -> Clause | None:
    """One clause of a wording that everybody may read, with its plan."""
    if not actor.may(READ):
        return None
    found = Clause.objects.filter(version__plan__group=actor.group_id, version__state__in=PUBLIC_VERSIONS)
    return found.select_related("version__plan__unit", "direction", "lead_unit").filter(pk=key).first()


def targets_of_clause(actor: Actor, clause: Clause) -> list[Target]:
    """The targets within reach that make a clause measurable."""
    found = (
        Target.objects.visible_to(actor, VIEW).filter(clause_links__clause=clause).select_related("kpi", "unit", "plan")
    )
    return list(found.order_by("year", "kpi__position", "unit__path"))


def clauses_of_targets(actor: Actor, ids: Sequence[int]) -> dict[int, list[Clause]]:
    """The clauses that each of these targets makes measurable, in wordings that everybody may read."""
    found: dict[int, list[Clause]] = {key: [] for key in ids}
    if not actor.may(READ):
        return found
    rows = ClauseTarget.objects.filter(
        target__in=ids, clause__version__plan__group=actor.group_id, clause__version__state__in=PUBLIC_VERSIONS
    ).select_related("clause")
    for row in rows.order_by("clause__version__plan__first_year", "clause__position"):
        found[row.target_id].append(row.clause)
    return found


def shares_below(actor: Actor, targets: Sequence[Target]) -> list[Target]:
    """The shares of these targets at every depth below them, within reach, the highest first."""
    found: list[Target] = []
    level = [one.pk for one in targets]
    while level:
        rows = Target.objects.visible_to(actor, VIEW).filter(parent__in=level).exclude(state="withdrawn")
        shares = list(rows.select_related("kpi", "unit", "plan").order_by("unit__path"))
        found.extend(shares)
        level = [one.pk for one in shares]
    return found
