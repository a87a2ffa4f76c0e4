"""The audit trail for programs."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema

from . import selectors
from .models import Act

router = Router(tags=["audit"])


class ActOut(Schema):
    """An act and its place in the chain."""

    seq: int
    at: datetime
    actor_name: str
    act: str
    subject_kind: str
    subject_id: str
    subject_label: str
    before: dict[str, Any]
    after: dict[str, Any]
    reason: str
    previous: str
    hash: str


class ActPage(Schema):
    """One page of acts and how many there are."""

    total: int
    items: list[ActOut]


class ActQuery(Schema):
    """Filters as on the page."""

    act: str = ""
    who: str = ""
    subject: str = ""
    unit: str = ""
    since: date | None = None
    until: date | None = None
    offset: int = Query(0, ge=0, le=10_000_000)
    limit: int = Query(50, ge=1, le=500)


@router.get("/audit/acts", response=ActPage, summary="Acts within reach")
def acts(request: HttpRequest, query: Query[ActQuery]) -> dict[str, Any]:
    """Newest first, filtered like the page."""
    _may_audit(request)
    filters = {**query.dict(), "at": (query.since, query.until)}
    found = selectors.act_list(request.actor, filters, "-seq")  # type: ignore[attr-defined]
    return {"total": found.count(), "items": list(found.slice(query.offset, query.limit))}


@router.get("/audit/acts/{int:seq}", response=ActOut, summary="One act")
def act(request: HttpRequest, seq: int) -> Act:
    """404 outside the reach."""
    _may_audit(request)
    found = selectors.act_of(request.actor, seq)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return found


def _may_audit(request: HttpRequest) -> None:
    if not request.actor.may(selectors.PERMISSION):  # type: ignore[attr-defined]
        raise PermissionDenied
