"""Projects that are under way in a year, for reports that set them against the targets of that year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.organisation.scoping import within
from ceyuan.apps.projects.labels import STATES_OF_PHASE
from ceyuan.apps.projects.models import Project
from ceyuan.apps.projects.selectors import serving

# From the start to the archive; what is only prepared does not bring a target yet, what was stopped does not any more.
ALIVE = (*STATES_OF_PHASE["running"], *STATES_OF_PHASE["accepting"], *STATES_OF_PHASE["finished"])


@dataclass(frozen=True, slots=True)
class Alive:
    """The projects of a year: those within scope and reach, and which targets are served by any of the group's."""

    projects: Sequence[serving.Part]
    served_targets: frozenset[int]
    serving_projects: frozenset[int]


def alive(found: QuerySet[Project], year: int) -> QuerySet[Project]:
    """Those of the projects that run for at least a day of the year."""
    ends = Q(ends_on=None) | Q(ends_on__gte=date(year, 1, 1))
    return found.filter(ends, state__in=ALIVE, starts_on__lte=date(year, 12, 31))


def alive_in(actor: Actor, year: int, target_ids: Sequence[int], path: str = "") -> Alive:
    """The projects under way in the year, led by the unit with this path or one below it; the targets they serve.

    Whether a target is served is asked of all projects of the group, whatever the reach.
    """
    everything = alive(serving.seen(actor, whole=True), year)
    by_target = serving.targets_of(everything, actor.group_id, target_ids)
    mine = alive(serving.seen(actor, whole=False), year)
    if path:
        mine = mine.filter(within((path,), "lead_unit__"))
    return Alive(
        serving.parts(mine),
        frozenset(by_target),
        frozenset(part.pk for parts in by_target.values() for part in parts),
    )


def by_ids(actor: Actor, ids: Sequence[int]) -> dict[int, Project]:
    """These projects as far as they are within reach, with lead unit and programme."""
    found = serving.seen(actor, whole=False).filter(pk__in=ids).annotate(worth=serving.WORTH)
    rows: dict[int, Project] = dict(found.select_related("lead_unit", "programme").in_bulk())
    return rows


def for_targets(actor: Actor, ids: Sequence[int]) -> dict[int, list[Project]]:
    """The projects within reach that serve each of these targets, the costliest first."""
    found = serving.targets_of(serving.seen(actor, whole=False), actor.group_id, ids)
    known = by_ids(actor, sorted({part.pk for parts in found.values() for part in parts}))
    return {
        target: [known[part.pk] for part in sorted(parts, key=lambda part: (-part.minor, part.pk))]
        for target, parts in found.items()
    }
