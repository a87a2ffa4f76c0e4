"""Results that may be padding: of another project too, counted elsewhere, older than theirs, by none of its units."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.projects.models import Participation, Project, Result, ResultUnit, ResultUse
from ceyuan.apps.projects.result_keys import key_of
from ceyuan.kit.listing import SequenceListing

PERMISSION = "projects.view"
AT_ACCEPTANCE = ("acceptance_applied", "acceptance_review", "rectifying", "passed", "concluded")
MOST_RESULTS = 20_000


@dataclass(frozen=True, slots=True)
class Padded:
    """A result with the reason to look at it twice, and the other project where there is one."""

    why: str
    title: str
    year: int | None
    project_code: str
    other_code: str = ""


def listing(actor: Actor, filters: Mapping[str, Any], sort: str = "project") -> SequenceListing:
    """All of them; filters why, q (substring of the title)."""
    found = list(rows(actor))
    if why := filters.get("why"):
        found = [one for one in found if one.why == why]
    if q := filters.get("q"):
        found = [one for one in found if str(q).casefold() in one.title.casefold()]
    keys: dict[str, Any] = {"why": lambda row: row.why, "year": lambda row: row.year or 0}
    key = keys.get(sort.removeprefix("-"), lambda row: row.project_code)
    found.sort(key=lambda row: (key(row), row.title), reverse=sort.startswith("-"))
    return SequenceListing(found)


def rows(actor: Actor) -> Iterator[Padded]:
    """Results of projects at acceptance within reach with what speaks against them, in a fixed number of queries."""
    projects = Project.objects.visible_to(actor, PERMISSION).filter(state__in=AT_ACCEPTANCE)
    results = list(
        Result.objects.filter(project__in=projects, withdrawn_on=None)
        .select_related("project")
        .order_by("project__code", "id")[:MOST_RESULTS]
    )
    elsewhere = _elsewhere(actor, results)
    counted = _counted(actor)
    members, makers = _members(projects), _makers(projects)
    for one in results:
        key = key_of(one.identifier, one.title)
        code = one.project.code
        others = elsewhere.get(key, set()) - {code}
        taken = counted.get(key, set()) - {code}
        if key and taken:
            yield Padded("counted", one.title, one.year, code, min(taken))
        elif key and others:
            yield Padded("shared", one.title, one.year, code, min(others))
        if one.year and one.project.starts_on and one.year < one.project.starts_on.year:
            yield Padded("older", one.title, one.year, code)
        if (units := makers.get(one.pk)) and not units & members.get(one.project_id, set()):
            yield Padded("outside", one.title, one.year, code)


def _elsewhere(actor: Actor, results: list[Result]) -> dict[str, set[str]]:
    """The projects of the group by result: of those with the same number or title only."""
    numbers = {one.identifier for one in results if one.identifier}
    titles = {one.title for one in results if one.title}
    same: QuerySet[Result] = Result.objects.filter(group=actor.group_id, withdrawn_on=None)
    found: dict[str, set[str]] = {}
    for condition in ({"identifier__in": numbers}, {"title__in": titles}):
        for identifier, title, code in same.filter(**condition).values_list("identifier", "title", "project__code"):
            found.setdefault(key_of(identifier, title), set()).add(code)
    return found


def _counted(actor: Actor) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    uses = ResultUse.objects.filter(group=actor.group_id).exclude(acceptance__conclusion="not_passed")
    for key, code in uses.values_list("identifier", "acceptance__project__code"):
        found.setdefault(key, set()).add(code)
    return found


def _members(projects: QuerySet[Project]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for project_id, unit_id in Participation.objects.filter(project__in=projects).values_list("project_id", "unit_id"):
        found.setdefault(project_id, set()).add(unit_id)
    return found


def _makers(projects: QuerySet[Project]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    rows_ = ResultUnit.objects.filter(result__project__in=projects).values_list("result_id", "unit_id")
    for result_id, unit_id in rows_:
        found.setdefault(result_id, set()).add(unit_id)
    return found
