"""Projects and programmes for programs."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema

from ceyuan.apps.projects import selectors

router = Router(tags=["projects"])


class ProjectOut(Schema):
    """A project; money in minor units of its currency, null where the source gives none."""

    code: str
    acronym: str
    title_zh: str
    title_en: str
    state: str
    programme: str
    lead_unit: str
    starts_on: date | None
    ends_on: date | None
    currency: str
    funding_minor: int | None
    total_minor: int | None


class ParticipationOut(Schema):
    """A unit in a project."""

    unit: str
    role: str
    funding_minor: int | None
    total_minor: int | None
    is_terminated: bool


class ProjectDetailOut(ProjectOut):
    """A project with its participants."""

    participations: list[ParticipationOut]


class ProjectPage(Schema):
    """One page of projects and how many there are."""

    total: int
    items: list[ProjectOut]


class ProjectQuery(Schema):
    """Filters as on the page."""

    q: str = ""
    state: str = ""
    year: int | None = None
    unit: str = ""
    programme: str = ""
    sort: str = "title"
    offset: int = Query(0, ge=0, le=10_000_000)
    limit: int = Query(50, ge=1, le=500)


@router.get(
    "/projects",
    response=ProjectPage,
    summary="Projects within reach",
    operation_id="ceyuan_apps_projects_api_project_list",
)
def project_list(request: HttpRequest, query: Query[ProjectQuery]) -> dict[str, Any]:
    """Filtered, sorted and paged like the page."""
    filters = {name: getattr(query, name) for name in ("q", "state", "year", "unit", "programme")}
    found = selectors.listing(request.actor, filters, query.sort)  # type: ignore[attr-defined]
    return {"total": found.count(), "items": [_listed(one) for one in found.slice(query.offset, query.limit)]}


@router.get(
    "/projects/{code}",
    response=ProjectDetailOut,
    summary="One project",
    operation_id="ceyuan_apps_projects_api_project",
)
def project(request: HttpRequest, code: str) -> dict[str, Any]:
    """The project with its participants; 404 outside the reach."""
    found = selectors.detail(request.actor, code)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    rows = [
        {
            "unit": one.unit.code,
            "role": one.role,
            "funding_minor": one.funding_minor,
            "total_minor": one.total_minor,
            "is_terminated": one.is_terminated,
        }
        for one in selectors.participations(found)
    ]
    codes = {"programme": found.programme.code, "lead_unit": found.lead_unit.code}
    return {**_own(found), **codes, "participations": rows}


_OWN = ("code", "acronym", "title_zh", "title_en", "state", "starts_on", "ends_on", "currency")
_MONEY = ("funding_minor", "total_minor")


def _own(one: Any) -> dict[str, Any]:
    return {name: getattr(one, name) for name in (*_OWN, *_MONEY)}


def _listed(row: Any) -> dict[str, Any]:
    return {**_own(row), "programme": row.programme__code, "lead_unit": row.lead_unit__code}
