"""For programs: technology directions and gaps."""

from datetime import date
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from ceyuan.apps.strategy.selectors import coverage, direction_sums, directions, gaps
from ceyuan.apps.strategy.selectors.direction_sums import Branch
from ceyuan.apps.strategy.tables.directions import state_of

router = Router(tags=["strategy"])


class MoneyOut(Schema):
    """A sum in minor units."""

    minor: int
    currency: str


class DirectionOut(Schema):
    """A direction with what works for it and all below it, as far as the caller sees projects and gaps."""

    code: str
    parent: str | None
    name_zh: str
    name_en: str
    tech_class: str
    chain_position: str
    trl_now: int | None
    trl_noted_on: date | None
    trl_wanted: int | None
    wanted_by: int | None
    owner: str | None
    owner_unit: str
    closed_on: date | None
    projects: int
    money: list[MoneyOut]
    people: int
    patents: int
    open_gaps: int


class LevelOut(Schema):
    """A level found on a day."""

    on: date
    trl: int
    evidence: str


class DirectionDetailOut(DirectionOut):
    """A direction with its texts and levels."""

    definition_zh: str
    definition_en: str
    state_of_the_art: str
    gap: str
    levels: list[LevelOut]


class DirectionFindingOut(Schema):
    """What a direction lacks; `facts` are the figures of the sentence on the page."""

    kind: str
    direction: str
    facts: dict[str, str]


class CoverageOut(Schema):
    """Coverage of the undivided open directions on a day."""

    on: date
    looked_at: int
    counts: dict[str, int]
    findings: list[DirectionFindingOut]


class GapOut(Schema):
    """A gap that a unit admits."""

    id: int
    unit: str
    direction: str | None
    title: str
    state: str
    required: str
    held: str
    cause: str
    action: str
    owner: str
    due_on: date
    progress: str
    closed_on: date | None
    closing_evidence: str


class GapPage(Schema):
    """One page of gaps and how many there are."""

    total: int
    items: list[GapOut]


class GapQuery(Schema):
    """Filters as on the page."""

    q: str = ""
    unit: str = ""
    direction: str = ""
    state: str = ""
    sort: str = "due"
    offset: Annotated[int, Field(ge=0, le=10_000_000)] = 0
    limit: Annotated[int, Field(ge=1, le=500)] = 50


@router.get("/directions", response=list[DirectionOut], summary="The technology tree, parents first")
def direction_list(request: HttpRequest, tech_class: str = "", position: str = "", q: str = "") -> list[dict[str, Any]]:
    """Open directions; those above a hit come with it."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    filters = {"tech_class": tech_class, "position": position, "q": q}
    return list(_rows(direction_sums.branches(actor, directions.forest(actor, filters)), None))


@router.get("/directions/{code}", response=DirectionDetailOut, summary="One technology direction")
def direction(request: HttpRequest, code: str) -> dict[str, Any]:
    """The direction with its levels; 404 outside the reach."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    found = directions.direction(actor, code)
    if found is None:
        raise Http404
    nodes = (node for root in directions.forest(actor, {"closed": "all"}) for node in root.walk())
    node = next(node for node in nodes if node.direction.pk == found.pk)
    branch = direction_sums.branches(actor, [node])[0]
    texts = {name: getattr(found, name) for name in ("definition_zh", "definition_en", "state_of_the_art", "gap")}
    levels = [{"on": one.on, "trl": one.trl, "evidence": one.evidence} for one in directions.levels(found)]
    return {**_row(branch, found.parent.code if found.parent else None), **texts, "levels": levels}


@router.get("/direction-coverage", response=CoverageOut, summary="Directions that are not covered, with the reason")
def direction_coverage(request: HttpRequest, on: date | None = None) -> dict[str, Any]:
    """As on the page; readiness as it was known on the day."""
    day = on or timezone.localdate()
    found = coverage.coverage(request.actor, {}, today=day)  # type: ignore[attr-defined]
    findings = [
        {
            "kind": one.kind,
            "direction": one.node.direction.code,
            "facts": {name: str(value) for name, value in one.facts.items()},
        }
        for one in found.findings
    ]
    return {"on": day, "looked_at": found.looked_at, "counts": found.counts(), "findings": findings}


@router.get("/gaps", response=GapPage, summary="Gaps within reach")
def gap_list(request: HttpRequest, query: Query[GapQuery]) -> dict[str, Any]:
    """Filtered, sorted and paged like the page."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    filters = {name: getattr(query, name) for name in ("q", "unit", "direction", "state")}
    found = gaps.listing(actor, filters, query.sort, today=timezone.localdate())
    return {"total": found.count(), "items": [_gap(one) for one in found.slice(query.offset, query.limit)]}


def _rows(branches: list[Branch], above: str | None) -> Any:
    for branch in branches:
        yield _row(branch, above)
        yield from _rows(branch.children, branch.node.direction.code)


def _row(branch: Branch, above: str | None) -> dict[str, Any]:
    one, maturity, serving = branch.node.direction, branch.node.maturity, branch.serving
    own = ("code", "name_zh", "name_en", "tech_class", "chain_position", "trl_wanted", "wanted_by", "closed_on")
    return {
        **{name: getattr(one, name) for name in own},
        "parent": above,
        "trl_now": maturity.trl,
        "trl_noted_on": maturity.on,
        "owner": str(one.owner) if one.owner else None,
        "owner_unit": one.owner_unit.code,
        "projects": serving.projects,
        "money": [{"minor": sum_.minor, "currency": sum_.currency} for sum_ in serving.money],
        "people": serving.headcount,
        "patents": serving.patents,
        "open_gaps": branch.gaps,
    }


def _gap(gap: Any) -> dict[str, Any]:
    own = ("title", "required", "held", "cause", "action", "due_on", "progress", "closed_on", "closing_evidence")
    return {
        **{name: getattr(gap, name) for name in own},
        "id": gap.pk,
        "unit": gap.unit.code,
        "direction": gap.direction.code if gap.direction else None,
        "owner": str(gap.owner),
        "state": state_of(gap),
    }
