"""The organisation for programs: the tree of any day, units, people; the same selectors as the pages."""

from datetime import date
from fractions import Fraction
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from ceyuan.apps.organisation.models import Person, Unit
from ceyuan.apps.organisation.scoping import Actor
from ceyuan.apps.organisation.selectors import people, trees, units
from ceyuan.apps.organisation.selectors.lookup import codes_of, unit_by_code

router = Router(tags=["organisation"])
Offset = Annotated[int, Field(ge=0, le=10_000_000)]
Limit = Annotated[int, Field(ge=1, le=1000)]
PAGE = 200


class NodeOut(Schema):
    """A unit in the shape of the day; `children` counts those directly below it."""

    code: str
    parent: str | None
    kind: str
    name_zh: str
    name_en: str
    depth: int
    children: int


class TreeOut(Schema):
    """A page of units, parents before children; `total` counts all."""

    as_of: date
    total: int
    rows: list[NodeOut]


class VersionOut(Schema):
    """What a unit was from `start` up to, not including, `end`; null where the records do not reach."""

    start: date | None
    end: date | None
    parent: str | None
    kind: str
    name_zh: str
    name_en: str


class PostOut(Schema):
    """Who holds which post."""

    kind: str
    person: str
    start: date | None


class UnitOut(Schema):
    """A unit today, with its history. `share` is the group's exact effective share as a fraction, null if unknown."""

    code: str
    kind: str
    name_zh: str
    name_en: str
    parent: str | None
    opened_on: date | None
    closed_on: date | None
    carried_on_by: str | None
    share: str | None
    posts: list[PostOut]
    versions: list[VersionOut]


class PersonOut(Schema):
    """A person within reach."""

    id: int
    staff_no: str
    name_zh: str
    name_en: str
    unit: str
    title: str
    talent_grade: str
    left_on: date | None


class PeopleOut(Schema):
    """A page of people; `total` counts all."""

    total: int
    rows: list[PersonOut]


class HeirOut(Schema):
    """A closed unit and the one that its figures are restated to."""

    unit: str
    carried_on_by: str


@router.get("/organisation/tree", response=TreeOut, summary="The whole tree of a day")
def tree(request: HttpRequest, as_of: date | None = None, offset: Offset = 0, limit: Limit = PAGE) -> dict[str, Any]:
    """All units within reach as they were called and stood on the day, parents before children, siblings by code."""
    day = as_of or timezone.localdate()
    nodes = trees.tree_as_of(_actor(request), day)
    codes = {node.unit_id: node.code for node in nodes}
    rows = [_node(node, codes) for node in nodes[offset : offset + limit]]
    return {"as_of": day, "total": len(nodes), "rows": rows}


@router.get("/organisation/units", response=TreeOut, summary="The units directly below one")
def below(
    request: HttpRequest, at: str = "", as_of: date | None = None, offset: Offset = 0, limit: Limit = PAGE
) -> dict[str, Any]:
    """One level of the tree of a day; without `at` where the tree begins for the caller."""
    actor, day = _actor(request), as_of or timezone.localdate()
    if not at:
        tops = trees.tops(actor, day)
        return {"as_of": day, "total": len(tops), "rows": [_node(node, {}) for node in tops[offset : offset + limit]]}
    unit = _unit(actor, at)
    nodes = trees.children(actor, unit.pk, day, offset=offset, limit=limit)
    total = trees.count_children(actor, unit.pk, day)
    return {"as_of": day, "total": total, "rows": [_node(node, {unit.pk: unit.code}) for node in nodes]}


@router.get("/organisation/restated", response=list[HeirOut], summary="Who carries closed units on")
def restated(request: HttpRequest) -> list[dict[str, str]]:
    """For every closed unit that another one carries on: which one does today."""
    actor = _actor(request)
    found = trees.restated(actor)
    codes = codes_of(actor, {*found, *found.values()})
    return [
        {"unit": codes[origin], "carried_on_by": codes[heir]}
        for origin, heir in found.items()
        if origin in codes and heir in codes
    ]


@router.get("/organisation/people", response=PeopleOut, summary="People within reach")
def list_people(
    request: HttpRequest, q: str = "", unit: str = "", offset: Offset = 0, limit: Limit = PAGE
) -> dict[str, Any]:
    """By words or pinyin initials, and by unit with all below it."""
    listing = people.people_listing(_actor(request), {"q": q[:80], "unit": unit[:64]}, "name")
    return {"total": listing.count(), "rows": [_person(one) for one in listing.slice(offset, limit)]}


@router.get("/organisation/people/{int:person_id}", response=PersonOut, summary="A person")
def person(request: HttpRequest, person_id: int) -> dict[str, Any]:
    """404 for somebody out of reach."""
    found = people.find_person(_actor(request), person_id)
    if found is None:
        raise Http404
    return _person(found)


@router.get("/organisation/units/{path:code}", response=UnitOut, summary="A unit with its history")
def unit_with_history(request: HttpRequest, code: str) -> dict[str, Any]:
    """404 for a unit out of reach."""
    actor = _actor(request)
    found = units.unit_detail(actor, _unit(actor, code).pk, timezone.localdate())
    if found is None:
        raise Http404
    unit = found.unit
    heir = next((each.successor.code for each in found.successors if each.is_main), None)
    share = found.share.value if found.share else None
    return {
        **{name: getattr(unit, name) for name in ("code", "kind", "name_zh", "name_en", "opened_on", "closed_on")},
        "parent": unit.parent.code if unit.parent else None,
        "carried_on_by": heir,
        "share": str(share) if isinstance(share, Fraction) else None,
        "posts": [{"kind": post.kind, "person": str(post.person), "start": post.valid.lower} for post in found.posts],
        "versions": [
            {
                "start": one.valid.lower,
                "end": one.valid.upper,
                "parent": one.parent.code if one.parent else None,
                "kind": one.kind,
                "name_zh": one.name_zh,
                "name_en": one.name_en,
            }
            for one in found.versions
        ],
    }


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def _unit(actor: Actor, code: str) -> Unit:
    found = unit_by_code(actor, code)
    if found is None:
        raise Http404
    return found


def _node(node: trees.Node, codes: dict[int, str]) -> dict[str, Any]:
    told = {name: getattr(node, name) for name in ("code", "kind", "name_zh", "name_en", "depth", "children")}
    return {**told, "parent": codes.get(node.parent_id) if node.parent_id else None}


def _person(one: Person) -> dict[str, Any]:
    told = ("staff_no", "name_zh", "name_en", "title", "talent_grade", "left_on")
    return {"id": one.pk, "unit": one.unit.code, **{name: getattr(one, name) for name in told}}
