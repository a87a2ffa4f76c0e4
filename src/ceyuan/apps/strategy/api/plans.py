"""For programs: plans and their clauses."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema

from ceyuan.apps.strategy.selectors import plans as selectors

router = Router(tags=["strategy"])


class PlanOut(Schema):
    """A plan and the version to read: the one in force, else the nearest to it."""

    id: int
    unit: str
    kind: str
    first_year: int
    last_year: int
    title_zh: str
    title_en: str
    version: int
    state: str
    target_clauses: int
    linked_clauses: int


class PlanPage(Schema):
    """One page of plans and how many there are."""

    total: int
    items: list[PlanOut]


class ClauseOut(Schema):
    """A clause; `parent` is the id of the clause above it, `targets` the ids of the targets that measure it."""

    id: int
    parent: int | None
    depth: int
    number: str
    kind: str
    text_zh: str
    text_en: str
    lead_unit: str
    due_on: date | None
    direction: str
    targets: list[int]


class PlanDetailOut(Schema):
    """One version of a plan with its clauses in the order of reading."""

    id: int
    unit: str
    kind: str
    first_year: int
    last_year: int
    title_zh: str
    title_en: str
    parent: int | None
    version: int
    state: str
    document_number: str
    approved_on: date | None
    in_force_on: date | None
    versions: list[int]
    clauses: list[ClauseOut]


class PlanQuery(Schema):
    """Filters as on the page."""

    q: str = ""
    kind: str = ""
    state: str = ""
    unit: str = ""
    year: int | None = None
    sort: str = "-period"
    offset: int = Query(0, ge=0, le=1_000_000)
    limit: int = Query(50, ge=1, le=500)


_OWN = ("id", "kind", "first_year", "last_year", "title_zh", "title_en")


@router.get("/plans", response=PlanPage, summary="Plans of the group and its units")
def plan_list(request: HttpRequest, query: Query[PlanQuery]) -> dict[str, Any]:
    """Filtered, sorted and paged like the page; drafts only for those who write or approve them."""
    filters = {name: getattr(query, name) for name in ("q", "kind", "state", "unit", "year")}
    found = selectors.listing(request.actor, filters, query.sort)  # type: ignore[attr-defined]
    return {"total": found.count(), "items": [_listed(one) for one in found.slice(query.offset, query.limit)]}


@router.get("/plans/{pk}", response=PlanDetailOut, summary="One plan with its clauses")
def plan(request: HttpRequest, pk: int, version: int | None = None) -> dict[str, Any]:
    """The version asked for, else the one in force or nearest to it; 404 for what may not be read."""
    actor = request.actor  # type: ignore[attr-defined]
    found = selectors.version_of(actor, pk, version)
    if found is None:
        raise Http404
    links = selectors.linked_targets(found.pk)
    return {
        **{name: getattr(found.plan, name) for name in _OWN},
        "unit": found.plan.unit.code,
        "parent": found.plan.parent_id,
        "version": found.number,
        **{name: getattr(found, name) for name in ("state", "document_number", "approved_on", "in_force_on")},
        "versions": [one.number for one in selectors.versions_of(actor, pk)],
        "clauses": [_clause(one, links.get(one.pk, [])) for one in selectors.clauses(found)],
    }


def _listed(row: Any) -> dict[str, Any]:
    return {
        **{name: getattr(row, name) for name in _OWN},
        "unit": row.unit.code,
        "version": row.shown.number,
        "state": row.shown.state,
        "target_clauses": row.target_clauses,
        "linked_clauses": row.linked_clauses,
    }


def _clause(one: Any, targets: list[int]) -> dict[str, Any]:
    return {
        **{name: getattr(one, name) for name in ("id", "depth", "number", "kind", "text_zh", "text_en", "due_on")},
        "parent": one.parent_id,
        "lead_unit": one.lead_unit.code if one.lead_unit else "",
        "direction": one.direction.code if one.direction else "",
        "targets": targets,
    }
