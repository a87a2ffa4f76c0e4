"""Which projects work for which direction and target of the strategy, and with how much.

A project stands under its own direction, else under that of the nearest programme above it that has one. It serves the
targets it is linked to and those that a programme above it is linked to.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.organisation.scoping import within
from ceyuan.apps.projects.models import Programme, Project, ProjectTarget, Result, Topic
from ceyuan.apps.strategy import interface as strategy

PERMISSION = "projects.view"
PATENT_KINDS = ("patent", "ipr")
# What a project is worth in all: its whole cost, or what is given to it where that is more or the only thing known.
WORTH = Greatest(Coalesce("total_minor", 0), Coalesce("funding_minor", 0))


@dataclass(frozen=True, slots=True)
class Part:
    """What sums need of a project."""

    pk: int
    programme_path: str
    currency: str
    minor: int
    leader: str


def seen(actor: Actor, *, whole: bool) -> QuerySet[Project]:
    """The projects within reach; with `whole` all of the group, for questions that are answered with yes or no."""
    if whole:
        return Project.objects.filter(group=actor.group_id or 0)
    found: QuerySet[Project] = Project.objects.visible_to(actor, PERMISSION)
    return found


def programme_directions(group_id: int | None) -> dict[int, int]:
    """The direction of each programme that has one or stands below one that has."""
    named = list(
        Programme.objects.filter(group=group_id or 0).exclude(direction=None).values_list("path", "direction_id")
    )
    if not named:
        return {}
    by_path = dict(named)
    rows = Programme.objects.filter(within(tuple(by_path)), group=group_id).values_list("pk", "path")
    return {key: direction for key, path in rows if (direction := _nearest(path, by_path)) is not None}


def _nearest(path: str, known: Mapping[str, int]) -> int | None:
    return next((known[above] for above in upwards(path) if above in known), None)


def upwards(path: str) -> Iterator[str]:
    """The path itself and those above it, the nearest first."""
    while path:
        yield path
        path = path.rpartition(".")[0]


def in_directions(found: QuerySet[Project], group_id: int | None, ids: Sequence[int]) -> QuerySet[Project]:
    """Those of the projects that stand under one of the directions itself."""
    wanted = set(ids)
    programmes = [key for key, direction in programme_directions(group_id).items() if direction in wanted]
    return found.filter(Q(direction__in=ids) | Q(direction=None, programme__in=programmes))


def below_direction(found: QuerySet[Project], actor: Actor, code: str) -> QuerySet[Project]:
    """Those under the direction with this code or one below it; none when the actor may not read it."""
    return in_directions(found, actor.group_id, strategy.direction_ids_below(actor, code))


def for_target(found: QuerySet[Project], actor: Actor, key: str) -> QuerySet[Project]:
    """Those that serve the target with this id."""
    if not key.isdecimal() or len(key) > 17 or strategy.target_of(actor, int(key)) is None:
        return found.none()
    links = ProjectTarget.objects.filter(target=int(key), group=actor.group_id)
    paths = tuple(links.exclude(programme=None).values_list("programme__path", flat=True))
    mine = links.exclude(project=None).values("project")
    return found.filter(Q(pk__in=mine) | within(paths, "programme__"))


def parts(found: QuerySet[Project]) -> list[Part]:
    """The projects as far as sums need them."""
    rows = found.annotate(worth=WORTH).values_list(
        "pk", "programme__path", "currency", "worth", "leader_id", "leader_name"
    )
    return [
        Part(key, path, currency, worth, person_key(leader, name)) for key, path, currency, worth, leader, name in rows
    ]


def person_key(leader_id: int | None, name: str) -> str:
    """One key for one person: the record, else the name that the source gives."""
    return f"#{leader_id}" if leader_id else name.strip()


def directions_of(found: QuerySet[Project], group_id: int | None, ids: Sequence[int]) -> dict[int, list[Part]]:
    """The projects under each of the directions itself."""
    inherited = programme_directions(group_id)
    under = in_directions(found, group_id, ids)
    own = {
        key: direction or inherited.get(programme)
        for key, direction, programme in under.values_list("pk", "direction_id", "programme_id")
    }
    sorted_in: dict[int, list[Part]] = defaultdict(list)
    for part in parts(under):
        direction = own.get(part.pk)
        if direction is not None:
            sorted_in[direction].append(part)
    return sorted_in


def targets_of(found: QuerySet[Project], group_id: int | None, ids: Sequence[int]) -> dict[int, list[Part]]:
    """The projects that serve each of the targets, each project once per target."""
    links = ProjectTarget.objects.filter(target__in=ids, group=group_id or 0)
    direct: dict[int, set[int]] = defaultdict(set)
    through: dict[str, set[int]] = defaultdict(set)
    for target, project, path in links.values_list("target_id", "project_id", "programme__path"):
        if project is None:
            through[path].add(target)
        else:
            direct[project].add(target)
    if not direct and not through:
        return {}
    serving = found.filter(Q(pk__in=list(direct)) | within(tuple(through), "programme__"))
    sorted_in: dict[int, list[Part]] = defaultdict(list)
    for part in parts(serving):
        served = set(direct.get(part.pk, ()))
        for path in upwards(part.programme_path):
            served |= through.get(path, set())
        for target in served:
            sorted_in[target].append(part)
    return sorted_in


def people_of(ids: Iterable[int]) -> dict[int, set[str]]:
    """Who leads a topic of each of the projects."""
    found: dict[int, set[str]] = defaultdict(set)
    rows = Topic.objects.filter(project__in=list(ids)).exclude(leader=None).values_list("project_id", "leader_id")
    for project, leader in rows:
        found[project].add(person_key(leader, ""))
    return found


def patents_of(ids: Iterable[int]) -> dict[int, int]:
    """How many patents each of the projects has, withdrawn ones left out."""
    rows = Result.objects.filter(project__in=list(ids), kind__in=PATENT_KINDS, withdrawn_on=None)
    return dict(rows.values_list("project_id").annotate(n=Count("pk")))


def patents(found: QuerySet[Project], limit: int) -> list[Result]:
    """The latest patents out of these projects."""
    rows = Result.objects.filter(project__in=found, kind__in=PATENT_KINDS, withdrawn_on=None)
    return list(rows.select_related("project").order_by("-year", "pk")[:limit])


def links_of_project(project: Project) -> list[ProjectTarget]:
    """The targets that a project serves, its own links first, then those of the programmes above it."""
    above = [int(part) for part in project.programme.path.split(".")]
    return _links(Q(project=project) | Q(programme__in=above), project)


def links_of_programme(one: Programme) -> list[ProjectTarget]:
    """The targets that a programme and those above it serve, its own first."""
    return _links(Q(programme__in=[int(part) for part in one.path.split(".")]), one)


def _links(condition: Q, own: Project | Programme) -> list[ProjectTarget]:
    found = ProjectTarget.objects.filter(condition, group=own.group_id).select_related(
        "target__kpi", "target__unit", "target__plan", "programme"
    )

    def place(link: ProjectTarget) -> tuple[bool, int, int, int]:
        is_own = own.pk == (link.project_id if isinstance(own, Project) else link.programme_id)
        return not is_own, -link.target.year, link.target.kpi.position, link.pk

    return sorted(found, key=place)


def direction_of(about: Project | Programme) -> tuple[Any, Programme | None]:
    """The direction a project or programme stands under, and the programme it has it from (None when its own)."""
    if about.direction_id:
        return about.direction, None
    path = about.programme.path if isinstance(about, Project) else about.path
    above = Programme.objects.filter(pk__in=[int(part) for part in path.split(".")])
    named = above.exclude(direction=None).select_related("direction")
    nearest = max(named, key=lambda one: one.path.count("."), default=None)
    return (nearest.direction, nearest) if nearest else (None, None)


def targets_to_choose(actor: Actor, project: Project | None) -> list[Any]:
    """The targets that a project may be linked to: of its lead unit and those above it; for a programme, of the group.

    Those of last year, of this one and of the next five.
    """
    year = timezone.localdate().year
    ids = [int(part) for part in project.lead_unit.path.split(".")] if project else None
    return strategy.linkable(actor, ids, range(year - 1, year + 6))
