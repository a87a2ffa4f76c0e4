"""Figures for programs: the same as on the page and the command line."""

from datetime import datetime
from typing import Literal

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import Query, Router, Schema

from ceyuan.core.kernel.verdict import Refused

from .interface import Scope, rollup

router = Router(tags=["insight"])


class RollUpRowOut(Schema):
    """A child of the node; money in minor units."""

    code: str
    name: str
    value: int


class RollUpOut(Schema):
    """A figure and its parts."""

    by: str
    at: str
    measure: str
    as_of: datetime | None
    currency: str
    total: int
    rows: list[RollUpRowOut]


class RollUpQuery(Schema):
    """Which figure."""

    by: Literal["unit", "programme", "year"]
    at: str = ""
    measure: Literal["money", "projects", "participations"] = "money"
    unit: str = ""
    programme: str = ""
    year: int | None = Query(None, ge=0, le=9999)
    state: str = ""


@router.get("/insight/rollup", response=RollUpOut, summary="A figure and its parts")
def rollup_of(request: HttpRequest, query: Query[RollUpQuery]) -> HttpResponse:
    """Money, projects or participations at a node of the unit tree, the programme tree or the years."""
    scope = Scope(query.unit, query.programme, query.year, query.state)
    try:
        found = rollup(request.actor, by=query.by, at=query.at, measure=query.measure, scope=scope).to_dict()  # type: ignore[attr-defined]
        # Written out here: checking thousands of rows one by one against the schema costs ten times the roll-up.
        return JsonResponse(found, json_dumps_params={"ensure_ascii": False})
    except Refused as refused:
        if refused.reason.code.startswith("insight.unknown_"):
            raise Http404 from None
        raise
