"""Deliveries for programs."""

from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema

from . import selectors

router = Router(tags=["deliveries"])


class DeliveryOut(Schema):
    """A delivery and where it stands."""

    id: int
    kind: str
    name: str
    status: str
    as_of: date | None
    created_at: datetime
    finished_at: datetime | None
    stage: str
    done: int
    expected: int


class FileOut(Schema):
    """The account of a file; sums of money in minor units."""

    name: str
    sha256: str
    size: int
    read: int
    accepted: int
    rejected: int
    totals: dict[str, Any]


class RejectionOut(Schema):
    """A row that was not taken."""

    file: str
    sheet: str
    line: int
    column: str
    code: str
    expected: str
    found: str


class DeliveryDetailOut(DeliveryOut):
    """A delivery with its accounts."""

    changed: dict[str, dict[str, int]]
    problem: dict[str, Any]
    files: list[FileOut]


class DeliveryPage(Schema):
    """One page of deliveries."""

    total: int
    items: list[DeliveryOut]


class RejectionPage(Schema):
    """One page of rejected rows."""

    total: int
    items: list[RejectionOut]


class PageQuery(Schema):
    """Which page."""

    offset: int = Query(0, ge=0, le=10_000_000)
    limit: int = Query(50, ge=1, le=500)


class RejectionQuery(PageQuery):
    """Which rejected rows."""

    code: str = ""


@router.get("/deliveries", response=DeliveryPage, summary="Deliveries, newest first")
def delivery_list(request: HttpRequest, query: Query[PageQuery]) -> dict[str, Any]:
    """Deliveries of the group as far as the caller may see them."""
    found = selectors.listing(request.actor, {}, "-created")  # type: ignore[attr-defined]
    return {"total": found.count(), "items": [_listed(each) for each in found.slice(query.offset, query.limit)]}


@router.get("/deliveries/{key}", response=DeliveryDetailOut, summary="One delivery with its accounts")
def delivery(request: HttpRequest, key: int) -> dict[str, Any]:
    """The delivery with files, control totals and what it changed; 404 outside the reach."""
    found = _found(request, key)
    return {**_listed(found), "changed": found.changed, "problem": found.problem, "files": selectors.files(found)}


@router.get("/deliveries/{key}/rejected", response=RejectionPage, summary="Rows that were not taken")
def rejected(request: HttpRequest, key: int, query: Query[RejectionQuery]) -> dict[str, Any]:
    """The rejected rows of a delivery with place and reason code."""
    _found(request, key)
    rows = selectors.rejection_listing(request.actor, {"pk": key, "code": query.code}, "")  # type: ignore[attr-defined]
    if rows is None:
        raise Http404
    return {"total": rows.count(), "items": list(rows.slice(query.offset, query.limit))}


def _found(request: HttpRequest, key: int) -> Any:
    found = selectors.delivery(request.actor, key) if key < 2**63 else None  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return found


def _listed(found: Any) -> dict[str, Any]:
    names = ("kind", "name", "as_of", "created_at", "finished_at", "stage", "done", "expected")
    return {"id": found.pk, "status": selectors.shown_status(found), **{name: getattr(found, name) for name in names}}
