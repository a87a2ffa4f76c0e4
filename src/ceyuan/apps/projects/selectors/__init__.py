"""All reads of programmes and projects."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models import Count, F, Max, Min, OrderBy, Q, QuerySet, Sum

from ceyuan.apps.organisation.interface import Actor, unit_by_code
from ceyuan.apps.organisation.scoping import within
from ceyuan.apps.projects.labels import STATES_OF_PHASE
from ceyuan.apps.projects.models import (
    BudgetLine,
    Indicator,
    Participation,
    Programme,
    Project,
    ProjectChange,
    ProjectLink,
    ProjectTag,
    Result,
    Topic,
)
from ceyuan.core.kernel.text import SearchQuery, WordQuery, query
from ceyuan.kit.listing import QueryListing

from . import serving

PERMISSION = "projects.view"

# Words of `?sort=` and the columns behind them; each is indexed together with the group.
SORTS: Mapping[str, str] = {
    "title": "sort_key",
    "code": "code",
    "start": "starts_on",
    "end": "ends_on",
    "funding": "funding_minor",
    "total": "total_minor",
    "state": "state",
    "year": "year",
    "unit": "lead_key",
    "programme": "programme_key",
}


# What a list or an export shows of a project; the search columns and facts are several times larger than all of it.
LISTED = (
    "code",
    "acronym",
    "title_zh",
    "title_en",
    "state",
    "starts_on",
    "ends_on",
    "currency",
    "funding_minor",
    "total_minor",
    *(f"{of}__{name}" for of in ("lead_unit", "programme") for name in ("code", "name_zh", "name_en")),
)


# Behind so many hits of a search nobody looks; counting them all would cost more than finding the first.
MOST_HITS = 10_000


# Filters whose condition costs more than the rows they leave.
NARROWING = ("q", "unit", "programme", "direction", "target")


def listing(actor: Actor, filters: Mapping[str, Any], sort: str = "title") -> QueryListing:
    """Projects within reach, filtered and sorted, as a list page or an export reads them."""
    ordered = _sorted(matching(actor, filters), sort)
    costly = not actor.reaches_whole_group(PERMISSION) or any(filters.get(name) for name in NARROWING)
    if filters.get("q"):
        return QueryListing(ordered=ordered, columns=LISTED, most=MOST_HITS)
    return QueryListing(ordered=ordered, columns=LISTED, at_once=costly)


def matching(actor: Actor, filters: Mapping[str, Any]) -> QuerySet[Project]:
    """Projects within reach that meet the filters: q, unit, programme, direction, target, year, state, class ...

    `direction` and `unit` are codes and take in what lies below; `target` is an id.
    """
    found: QuerySet[Project] = Project.objects.visible_to(actor, PERMISSION)
    if q := filters.get("q"):
        found = found.filter(text_condition(query(str(q))))
    if unit := filters.get("unit"):
        found = _below_unit(found, actor, str(unit))
    if programme := filters.get("programme"):
        found = _below_programme(found, actor, str(programme))
    if direction := filters.get("direction"):
        found = serving.below_direction(found, actor, str(direction))
    if target := filters.get("target"):
        found = serving.for_target(found, actor, str(target))
    return _of_own_columns(found, filters)


def _of_own_columns(found: QuerySet[Project], filters: Mapping[str, Any]) -> QuerySet[Project]:
    if (year := filters.get("year")) not in {None, ""}:
        found = found.filter(year=int(year) or None) if int(year) else found.filter(year=None)
    for name in ("state", "tech_class", "mode", "source_level"):
        if value := filters.get(name):
            found = found.filter(**{name: value})
    if phase := filters.get("phase"):
        found = found.filter(state__in=STATES_OF_PHASE.get(str(phase), ()))
    if period := filters.get("start"):
        found = found.filter(**_between("starts_on", period))
    if period := filters.get("end"):
        found = found.filter(**_between("ends_on", period))
    return found


def text_condition(wanted: SearchQuery) -> Q:
    """Rows that hold all words, each as text or as pinyin initials: the index narrows, LIKE decides."""
    condition = Q()
    for word in wanted.words:
        condition &= _word_condition(word)
    return condition


def _word_condition(word: WordQuery) -> Q:
    as_text = Q(search_text__contains=word.text)
    if word.grams:
        as_text &= Q(search_grams__contains=list(word.grams))
    if word.initials_grams is None:
        return as_text
    as_initials = Q(search_initials__contains=word.text)
    if word.initials_grams:
        as_initials &= Q(search_grams__contains=list(word.initials_grams))
    return as_text | as_initials


def detail(actor: Actor, code: str) -> Project | None:
    """One project with its programme, lead unit and leader; None when the actor neither reaches nor leads one."""
    found = Project.objects.known_to(actor, PERMISSION).select_related("programme", "lead_unit", "leader", "group")
    return found.filter(code=code).first()


def participations(project: Project, limit: int | None = None) -> Sequence[Participation]:
    """Who takes part, in the order of the contract."""
    found = project.participations.select_related("unit", "unit__parent").order_by("position", "id")
    return list(found[:limit] if limit else found)


def participation_sums(project: Project) -> Mapping[str, int | None]:
    """Count and money over all participations of the project."""
    return project.participations.aggregate(
        count=Count("id"), funding=Sum("funding_minor"), net=Sum("net_funding_minor"), total=Sum("total_minor")
    )


def results(actor: Actor, project: Project, kind: str = "") -> QueryListing:
    """Results of a project the actor has been shown, newest first."""
    del actor
    found = project.results.order_by(F("year").desc(nulls_last=True), "id")
    return QueryListing(ordered=found.filter(kind=kind) if kind else found)


def participation_listing(actor: Actor, filters: Mapping[str, Any], sort: str = "-money") -> QueryListing:
    """Participations below a unit and a programme, of a year and state: the records that a figure of money sums."""
    found = _participations(actor, filters)
    ordered = (
        found.order_by("funding_minor", "id")
        if sort == "money"
        else found.order_by(F("funding_minor").desc(nulls_last=True), "id")
    )
    return QueryListing(ordered=ordered, related=("project", "unit"))


def participation_sum(actor: Actor, filters: Mapping[str, Any]) -> tuple[int, int, str]:
    """Number of these participations, their money, and its currency."""
    row = _participations(actor, filters).aggregate(
        n=Count("id"), money=Sum("funding_minor"), c=Max("project__currency")
    )
    return row["n"], row["money"] or 0, row["c"] or "CNY"


def _participations(actor: Actor, filters: Mapping[str, Any]) -> QuerySet[Participation]:
    found = Participation.objects.visible_to(actor, PERMISSION)
    if unit := filters.get("unit"):
        one = unit_by_code(actor, str(unit))
        found = found.filter(within((one.path,), "unit__")) if one else found.none()
    if programme_code := filters.get("programme"):
        found = found.filter(project__programme__in=_programmes_below(actor, str(programme_code)))
    if (year := filters.get("year")) not in {None, ""}:
        found = found.filter(project__year=int(year) or None) if int(year) else found.filter(project__year=None)
    if state := filters.get("state"):
        found = found.filter(project__state=state)
    if phase := filters.get("phase"):
        found = found.filter(project__state__in=STATES_OF_PHASE.get(str(phase), ()))
    return found


def result_counts(project: Project) -> Sequence[tuple[str, int]]:
    """How many results of each kind."""
    rows = project.results.values_list("kind").annotate(n=Count("id")).order_by("-n")
    return [(str(kind), int(number)) for kind, number in rows]


def history(project: Project, limit: int = 200) -> Sequence[ProjectChange]:
    """What deliveries and acts changed, newest first."""
    return list(project.changes.order_by("-id")[:limit])


def result_listing(actor: Actor, filters: Mapping[str, Any], sort: str = "") -> QueryListing:
    """All results within reach; filters q (substring of the title), kind, year, project (code)."""
    visible = Project.objects.visible_to(actor, PERMISSION)
    found = Result.objects.filter(project__in=visible, withdrawn_on=None)
    if q := filters.get("q"):
        found = found.filter(title__icontains=str(q))
    if kind := filters.get("kind"):
        found = found.filter(kind=kind)
    if year := filters.get("year"):
        found = found.filter(year=int(year))
    if project := filters.get("project"):
        found = found.filter(project__code=project)
    column = {"title": "title", "year": "year", "kind": "kind"}.get(sort.removeprefix("-"), "id")
    return QueryListing(ordered=found.order_by(_direction(column, sort), "id"), related=("project",))


def result_years(actor: Actor) -> Sequence[int]:
    """The years of the results within reach, newest first."""
    visible = Project.objects.visible_to(actor, PERMISSION)
    found = Result.objects.filter(project__in=visible, withdrawn_on=None).exclude(year=None)
    return list(found.order_by("-year").values_list("year", flat=True).distinct())


def project_title(actor: Actor, code: str) -> str | None:
    """The title behind a project code, for filters."""
    found = Project.objects.visible_to(actor, PERMISSION).filter(code=code).first()
    return str(found) if found else None


def programme(actor: Actor, code: str) -> Programme | None:
    """The programme with this code ("PARENT/CODE" where several share it), the uppermost first."""
    own = code.rsplit("/", 1)[-1]
    found = Programme.objects.filter(group=actor.group_id, code=own).select_related("parent")
    if not actor.may(PERMISSION):
        return None
    if "/" in code:
        found = found.filter(parent__code=code.rsplit("/", 1)[0])
    return min(found, key=lambda one: (one.path.count("."), one.pk), default=None)


def programme_children(actor: Actor, parent: Programme | None) -> Sequence[Programme]:
    """The programmes directly below one, or the root; each with the number of its own children."""
    if not actor.may(PERMISSION):
        return []
    found = Programme.objects.filter(group=actor.group_id, parent=parent).annotate(below=Count("children"))
    return list(found.order_by("code"))


def programme_people(one: Programme) -> Programme:
    """The programme with its chief scientist, chief engineer and sponsoring leader loaded."""
    found = Programme.objects.select_related("chief_scientist", "chief_engineer", "sponsor_leader", "parent")
    loaded: Programme = found.get(pk=one.pk)
    return loaded


def programme_name(actor: Actor, code: str) -> str | None:
    """The name behind a programme code, for filters."""
    found = programme(actor, code)
    return str(found) if found else None


def stamp(actor: Actor) -> int:
    """A number that grows whenever projects, participations, programmes or units of the group change."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM projects_stamp WHERE group_id = %s", [actor.group_id])
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def years(actor: Actor) -> Sequence[int]:
    """The years from the first start of a project in the group to the last, newest first."""
    if not actor.may(PERMISSION) or actor.group_id is None:
        return []
    # Both ends come straight from the index (group, year); every year between them is offered.
    ends = Project.objects.filter(group=actor.group_id).aggregate(first=Min("year"), last=Max("year"))
    return [] if ends["last"] is None else range(ends["last"], ends["first"] - 1, -1)


def texts(project: Project, language: str) -> Sequence[str]:
    """The long texts of a project, each kind once: in this language ("zh" or "en"), or in the one there is."""
    found: dict[str, str] = {}
    for kind, written_in, text in project.texts.order_by("kind", "language").values_list("kind", "language", "text"):
        if kind not in found or written_in == language:
            found[kind] = text
    return list(found.values())


def budget(project: Project) -> Sequence[BudgetLine]:
    """The budget lines of a project."""
    return list(project.budget_lines.order_by("source", "year", "category"))


def topics(project: Project) -> Sequence[Topic]:
    """The topics of a project with unit and leader."""
    return list(project.topics.select_related("unit", "leader").order_by("code"))


def indicators(project: Project) -> Sequence[Indicator]:
    """What the project has to reach, the project's own indicators first."""
    found = project.indicators.select_related("topic")
    return list(found.order_by(F("topic__code").asc(nulls_first=True), "position", "id"))


def tags(project: Project) -> Sequence[ProjectTag]:
    """How sources classify the project."""
    return list(project.tags.order_by("scheme", "-weight_ppm", "code")[:40])


def links(project: Project) -> Sequence[ProjectLink]:
    """Pages about the project elsewhere."""
    return list(project.links.order_by("id")[:20])


def programme_or_root(actor: Actor, code: str = "") -> Programme | None:
    """The programme with this code, or the root of the tree without one; with its leading people."""
    found = programme(actor, code) if code else next(iter(programme_children(actor, None)), None)
    return programme_people(found) if found else None


def programme_trail(one: Programme) -> Sequence[Programme]:
    """The programmes from the root down to this one."""
    ids = [int(part) for part in one.path.split(".")]
    by_id = Programme.objects.in_bulk(ids)
    return [by_id[key] for key in ids if key in by_id]


def programme_suggestions(actor: Actor, text: str, limit: int = 12) -> Sequence[Programme]:
    """Programmes whose code begins with the text or whose name holds it."""
    if not actor.may(PERMISSION) or not text.strip():
        return []
    mine = Programme.objects.filter(group=actor.group_id)
    wanted = Q(code__istartswith=text) | Q(name_zh__icontains=text) | Q(name_en__icontains=text)
    return list(mine.filter(wanted).order_by("code")[:limit])


def search(actor: Actor, text: str, limit: int) -> Sequence[Project]:
    """The projects that the search box of the shell shows."""
    wanted = query(text)
    if not wanted:
        return []
    visible = Project.objects.visible_to(actor, PERMISSION)
    ids = visible.filter(text_condition(wanted)).order_by().values_list("id", flat=True)[: max(limit, 200)]
    return list(Project.objects.filter(id__in=list(ids)).select_related("lead_unit").order_by("sort_key", "id")[:limit])


def _below_unit(found: QuerySet[Project], actor: Actor, code: str) -> QuerySet[Project]:
    unit = unit_by_code(actor, code)
    if unit is None:
        return found.none()
    if unit.parent_id is None:
        return found
    # Distinct: the set is then made once and hashed. Without it the planner may look every project up on its own.
    taking_part = Participation.objects.filter(within((unit.path,), "unit__")).values("project_id").distinct()
    return found.filter(pk__in=taking_part)


def _below_programme(found: QuerySet[Project], actor: Actor, code: str) -> QuerySet[Project]:
    top = programme(actor, code)
    if top is None:
        return found.none()
    return found if top.parent_id is None else found.filter(programme__in=_programmes_within(top))


def _programmes_below(actor: Actor, code: str) -> QuerySet[Any]:
    top = programme(actor, code)
    return Programme.objects.none() if top is None else _programmes_within(top)


def _programmes_within(top: Programme) -> QuerySet[Any]:
    return Programme.objects.filter(within((top.path,))).values("id")


def _between(column: str, period: tuple[Any, Any]) -> dict[str, Any]:
    start, end = period
    bounds = {f"{column}__gte": start, f"{column}__lte": end}
    return {name: day for name, day in bounds.items() if day}


def _sorted(found: QuerySet[Project], sort: str) -> QuerySet[Project]:
    column = SORTS.get(sort.removeprefix("-"), "sort_key")
    return found.order_by(_direction(column, sort), "-id" if sort.startswith("-") else "id")


def _direction(column: str, sort: str) -> OrderBy | str:
    # PostgreSQL puts nulls first when descending, which would show the unknown sums on top: these columns have an index
    # for each direction.
    if sort.startswith("-"):
        return (
            F(column).desc(nulls_last=True) if column in {"funding_minor", "total_minor", "ends_on"} else f"-{column}"
        )
    return column
