"""Figures for programs: the same as on the page and the command line."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Literal

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from ninja import Query, Router, Schema

from ceyuan.apps.projects import interface as projects
from ceyuan.apps.strategy import interface as strategy
from ceyuan.core.kernel.verdict import Refused

from .interface import Scope, rollup
from .selectors import decoupling as apart

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


class LooseTargetOut(Schema):
    """A target that no project serves."""

    id: int
    indicator: str
    unit: str
    plan: int


class LooseMoneyOut(Schema):
    """Money of the projects of one programme that serve no target; minor units."""

    projects: list[str]
    minor: int
    currency: str


class DecouplingOut(Schema):
    """What does not meet in a year; projects by their codes."""

    year: int
    targets: int
    projects: int
    counts: dict[str, int]
    target_without_project: list[LooseTargetOut]
    project_without_target: list[str]
    project_without_money: list[str]
    money_without_target: list[LooseMoneyOut]


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


@router.get("/insight/decoupling", response=DecouplingOut, summary="Targets, projects and money that do not meet")
def decoupling(
    request: HttpRequest, year: int | None = None, unit: str = "", plan: int | None = None
) -> dict[str, Any]:
    """As on the page: targets without project, projects without target or money, money without target."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    if not actor.may(apart.PERMISSION):
        raise Refused("insight.no_reach")
    wanted = year or apart.default_year(actor, timezone.localdate().year)
    try:
        found = apart.decoupling(actor, year=wanted, unit=unit, plan=plan)
    except Refused as refused:
        if refused.reason.code.startswith("insight.unknown_"):
            raise Http404 from None
        raise
    loose = [key for one in found.money_without_target for key in one.project_ids]
    known = projects.projects_by_ids(actor, [*found.project_without_target, *found.project_without_money, *loose])
    targets = strategy.targets_by_ids(actor, found.target_without_project).values()
    return {
        "year": found.year,
        "targets": found.targets,
        "projects": found.projects,
        "counts": found.counts(),
        "target_without_project": [
            {"id": one.pk, "indicator": one.kpi.code, "unit": one.unit.code, "plan": one.plan_id} for one in targets
        ],
        "project_without_target": _codes(known, found.project_without_target),
        "project_without_money": _codes(known, found.project_without_money),
        "money_without_target": [
            {"projects": _codes(known, one.project_ids), "minor": one.money.minor, "currency": one.money.currency}
            for one in found.money_without_target
        ],
    }


def _codes(known: Mapping[int, Any], ids: Iterable[int]) -> list[str]:
    return sorted(known[key].code for key in ids if key in known)
