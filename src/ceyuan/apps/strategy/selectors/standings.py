"""Where units stand in the indicators: the kept figures, and how each of them comes about."""

from collections.abc import Iterable

from django.db.models import Max

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.strategy.models import Kpi, Standing
from ceyuan.apps.strategy.selectors import contributions
from ceyuan.core.indicators import explain
from ceyuan.core.kernel import Explained

VIEW = "strategy.view"
Key = tuple[int, int, int]


def standings_of(
    unit_ids: Iterable[int], years: Iterable[int], kpi_ids: Iterable[int] | None = None
) -> dict[Key, Standing]:
    """(unit, indicator, year) -> standing, in one query. The caller has found the units through `visible_to`."""
    found = Standing.objects.filter(unit__in=list(unit_ids), year__in=list(years))
    if kpi_ids is not None:
        found = found.filter(kpi__in=list(kpi_ids))
    return {(row.unit_id, row.kpi_id, row.year): row for row in found}


def standing(actor: Actor, kpi_id: int, unit_id: int, year: int) -> Standing | None:
    """One standing, if the actor may see the unit's figures."""
    found: Standing | None = (
        Standing.objects.visible_to(actor, VIEW)
        .select_related("kpi", "unit", "kpi__numerator", "kpi__denominator")
        .filter(kpi=kpi_id, unit=unit_id, year=year)
        .first()
    )
    return found


def latest_year(actor: Actor, today: int) -> int:
    """The last year, none to come, of which something within reach has been read; this year when nothing has."""
    found = Standing.objects.visible_to(actor, VIEW).filter(year__lte=today).aggregate(last=Max("year"))
    return found["last"] or today


def of_kpi(actor: Actor, kpi_id: int, year: int, limit: int = 200) -> list[Standing]:
    """Where the units within reach stand in an indicator, those highest in the tree first."""
    found = Standing.objects.visible_to(actor, VIEW).filter(kpi=kpi_id, year=year).select_related("unit")
    return sorted(found, key=lambda row: (row.unit.path.count("."), row.unit.sort_key, row.pk))[:limit]


def explanation(actor: Actor, kpi: Kpi, unit_id: int, year: int) -> Explained | None:
    """How the standing comes about, down to the readings; None for a unit whose figures the actor may not see.

    The leaves carry sources of kind "strategy.reading"; each part of a unit one of kind "unit" with its id.
    """
    parents, paths = contributions.tree(kpi.group_id)
    path = paths.get(unit_id)
    if path is None or kpi.group_id != actor.group_id or not actor.may(VIEW, path):
        return None
    wanted = contributions.definition(kpi)
    given = contributions.details(wanted, year, paths, below=path)
    branch = {int(step) for one in given for step in paths[_id(one.unit)].split(".")} | {unit_id}
    inside = {unit for unit in branch if paths[unit] == path or paths[unit].startswith(f"{path}.")}
    return explain(
        wanted.kind, {unit: parents[unit] if unit != unit_id else None for unit in inside}, given, unit_id, wanted.scale
    )


def _id(unit: object) -> int:
    return int(str(unit))
