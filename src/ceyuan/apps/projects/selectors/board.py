"""The board of major programmes, one programme with its projects, and what belongs to one person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, Q, QuerySet, Sum

from ceyuan.apps.documents import interface as documents
from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.projects.models import Milestone, Payment, PersonAllocation, Programme, Project, TaskBookVersion, Topic
from ceyuan.apps.projects.starting import Facts, Standing, standing
from ceyuan.kit.numbers import is_chinese

from . import PERMISSION, readiness

PAID = ("paid", "confirmed", "spent", "settled")


@dataclass(frozen=True, slots=True)
class Started:
    """A project that has to start by a day, and where it stands."""

    project: Project
    standing: Standing


@dataclass(frozen=True, slots=True)
class Row:
    """A major programme on the board: the projects that have to start by the end of the year."""

    programme: Programme
    due: tuple[Started, ...]
    later: int

    @property
    def started(self) -> int:
        """How many of them have."""
        return sum(one.standing.started for one in self.due)

    @property
    def waiting(self) -> tuple[Started, ...]:
        """Those that have not, the late ones first."""
        behind = (one for one in self.due if not one.standing.started)
        return tuple(sorted(behind, key=lambda one: not one.standing.late))

    @property
    def funding_minor(self) -> int:
        """The money of the projects that are due."""
        return sum(one.project.funding_minor or 0 for one in self.due)

    @property
    def state(self) -> str:
        """empty, started, partly or waiting."""
        if not self.due:
            return "empty"
        if self.started == len(self.due):
            return "started"
        return "partly" if self.started else "waiting"


def board(actor: Actor, year: int, today: date) -> list[Row]:
    """Every major programme within reach that runs in the year, with what must have started by its end."""
    programmes = list(
        Programme.objects.filter(group=actor.group_id or 0, kind="major", starts_on__year__lte=year)
        .exclude(children__kind="major")
        .filter(Q(ends_on=None) | Q(ends_on__year__gte=year))
        .select_related("chief_scientist", "chief_engineer", "sponsor_leader")
        .order_by("code")
    )
    places = {one.path: one for one in programmes}
    below: dict[int, list[Project]] = {one.pk: [] for one in programmes}
    for project in _under(actor, places):
        owner = _owner(places, project.programme.path)
        if owner is not None:
            below[owner.pk].append(project)
    known = facts_of([one for projects in below.values() for one in projects])
    return [_row(programme, below[programme.pk], known, year, today) for programme in programmes]


def _under(actor: Actor, places: Mapping[str, Programme]) -> QuerySet[Project]:
    if not places:
        return Project.objects.none()
    at = Q()
    for path in places:
        at |= Q(programme__path=path) | Q(programme__path__startswith=f"{path}.")
    found: QuerySet[Project] = Project.objects.visible_to(actor, PERMISSION).filter(at)
    return found.select_related("programme", "lead_unit", "leader").order_by("code")


def _owner(places: Mapping[str, Programme], path: str) -> Programme | None:
    words = path.split(".")
    return next((places[key] for n in range(len(words), 0, -1) if (key := ".".join(words[:n])) in places), None)


def _row(programme: Programme, projects: list[Project], known: Mapping[int, Facts], year: int, today: date) -> Row:
    due: list[Started] = []
    later = 0
    for project in projects:
        found = standing(known[project.pk], today)
        if found is None:
            continue
        if project.starts_on and project.starts_on.year > year:
            later += 1
        else:
            due.append(Started(project, found))
    return Row(programme, tuple(due), later)


def facts_of(projects: Sequence[Project]) -> dict[int, Facts]:
    """What `standing` asks for, of many projects with a fixed number of reads."""
    versions: dict[int, TaskBookVersion] = {}
    rows = TaskBookVersion.objects.filter(task_book__project__in=[one.pk for one in projects]).exclude(
        state="discarded"
    )
    for version in rows.select_related("task_book").defer("data").order_by("number"):
        versions[version.task_book.project_id] = version
    offered = [one.signing_id for one in versions.values() if one.state == "offered" and one.signing_id]
    lines = documents.unsigned_lines(offered)
    names = {
        key: tuple(_called(at) for line in found if (at := line.person or line.unit) is not None)
        for key, found in lines.items()
    }
    return {one.pk: _facts(one, versions.get(one.pk), names) for one in projects}


def _called(at: Any) -> str:
    first, second = (at.name_zh, at.name_en) if is_chinese() else (at.name_en, at.name_zh)
    return str(first or second)


def _facts(project: Project, version: TaskBookVersion | None, names: Mapping[int, tuple[str, ...]]) -> Facts:
    if version is None:
        return Facts(project.state)
    waiting = names.get(version.signing_id or 0, ()) if version.state == "offered" else ()
    return Facts(
        state=project.state,
        has_taskbook=True,
        version_state=version.state,
        errors=version.error_count,
        lowered=version.lowered_count,
        due_on=version.task_book.due_on,
        waiting_for=waiting,
    )


@dataclass(frozen=True, slots=True)
class Money:
    """What a programme was given, what was paid out of it and what is asked for, in minor units."""

    funding_minor: int
    paid_minor: int
    asked_minor: int


@dataclass(frozen=True, slots=True)
class Portrait:
    """A programme at work: its projects and what stands below them."""

    projects: Sequence[Project]
    levels: Mapping[int, int]
    topics: Sequence[Topic]
    milestones: Sequence[Milestone]
    money: Mapping[str, Money]
    people: Sequence[tuple[str, str, Decimal]]
    person_months: Decimal


MOST_PROJECTS, MOST_ROWS = 200, 60


def portrait(actor: Actor, programme: Programme) -> Portrait | None:
    """What stands below a programme within reach; None when it has more projects than one page can show."""
    projects = list(_under(actor, {programme.path: programme})[: MOST_PROJECTS + 1])
    if len(projects) > MOST_PROJECTS:
        return None
    ids = [one.pk for one in projects]
    topics = Topic.objects.filter(project__in=ids).select_related("project", "unit", "leader")
    milestones = Milestone.objects.filter(project__in=ids, is_dropped=False).select_related("project")
    months = PersonAllocation.objects.filter(project__in=ids)
    word = "name_zh" if is_chinese() else "name_en"
    named = {"person_called": F(f"person__{word}"), "unit_called": F(f"unit__{word}")}
    people: Any = months.values("name", **named).annotate(sum=Sum("person_months")).order_by("-sum", "name")
    return Portrait(
        projects,
        readiness.levels_of(actor, ids),
        list(topics.order_by("project__code", "code")[:MOST_ROWS]),
        list(milestones.order_by("due_on", "position")),
        _money(projects),
        [(one["person_called"] or one["name"], one["unit_called"] or "", one["sum"]) for one in people[:MOST_ROWS]],
        months.aggregate(sum=Sum("person_months"))["sum"] or Decimal(0),
    )


def _money(projects: Sequence[Project]) -> dict[str, Money]:
    found: dict[str, list[int]] = {}
    by_id = {one.pk: one.currency for one in projects}
    for one in projects:
        found.setdefault(one.currency, [0, 0, 0])[0] += one.funding_minor or 0
    for key, state, amount in Payment.objects.filter(project__in=list(by_id)).values_list(
        "project_id", "state", "amount_minor"
    ):
        if state in PAID:
            found[by_id[key]][1] += amount
        elif state != "cancelled":
            found[by_id[key]][2] += amount
    return {currency: Money(*sums) for currency, sums in found.items()}


def level_days(actor: Actor, projects: Sequence[Project]) -> tuple[list[date], dict[str, list[int | None]]]:
    """The readiness of each project over time: the days, and one line per project with elements."""
    lines: dict[str, dict[date, int]] = {}
    days: set[date] = set()
    for project in projects:
        found = readiness.curve(project, {one.pk: one.name_zh for one in readiness.elements(project)})
        if found.days and found.project:
            lines[project.code] = dict(zip(found.days, found.project, strict=True))
            days |= set(found.days)
    order = sorted(days)
    return order, {code: _carried(known, order) for code, known in lines.items()}


def _carried(known: Mapping[date, int], order: Sequence[date]) -> list[int | None]:
    level: int | None = None
    line: list[int | None] = []
    for day in order:
        level = known.get(day, level)
        line.append(level)
    return line


@dataclass(frozen=True, slots=True)
class Mine:
    """What a person has to do with: the projects, the next nodes, the months without an entry, the money."""

    led: Sequence[Project]
    joined: Sequence[tuple[Project, str]]
    topics: Sequence[Topic]
    milestones: Sequence[Milestone]
    money: Sequence[tuple[Project, int, int]]


def mine(actor: Actor) -> Mine:
    """Projects the actor leads or works in, wherever their units are: being on the team is the reach."""
    person = actor.person_id or 0
    alive = Project.objects.filter(group=actor.group_id or 0).exclude(state__in=("rejected", "revoked", "transferred"))
    alive = alive.select_related("lead_unit", "programme").order_by("-starts_on", "code")
    led = list(alive.filter(leader=person)[:MOST_ROWS])
    topics = list(
        Topic.objects.filter(leader=person, project__in=alive)
        .select_related("project", "unit")
        .order_by("project__code")
    )
    # Later years win: the role that somebody has now.
    given = PersonAllocation.objects.filter(person=person).order_by("year").values_list("project_id", "role")
    roles = dict(given) | {one.project_id: "topic_leader" for one in topics}
    others = alive.filter(pk__in=roles).exclude(leader=person)[:MOST_ROWS]
    joined = [(one, roles[one.pk]) for one in others]
    ids = [one.pk for one in led] + [one.pk for one, _role in joined]
    milestones = Milestone.objects.filter(project__in=ids, is_dropped=False, state="planned")
    return Mine(
        led, joined, topics, list(milestones.select_related("project").order_by("due_on")[:MOST_ROWS]), _paid(led)
    )


def _paid(led: Sequence[Project]) -> list[tuple[Project, int, int]]:
    sums = {
        one["project_id"]: one["sum"]
        for one in Payment.objects.filter(project__in=[one.pk for one in led], state__in=PAID)
        .values("project_id")
        .annotate(sum=Sum("amount_minor"))
    }
    return [(one, one.funding_minor or 0, sums.get(one.pk, 0)) for one in led]


def nodes(project: Project) -> Sequence[Milestone]:
    """The nodes of a project in the order of the plan."""
    return list(project.milestones.filter(is_dropped=False).order_by("position", "id"))
