"""For programs: notices, objections, and the calendar of working days."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Field, Query, Router, Schema

from ceyuan.apps.notices.calendars import calendar
from ceyuan.apps.notices.selectors import notices
from ceyuan.apps.notices.selectors import objections as objection_selectors
from ceyuan.apps.notices.services import objections
from ceyuan.core.kernel.verdict import Refused

router = Router(tags=["notices"])


class Paging(Schema):
    """Which rows of a list."""

    offset: int = Field(0, ge=0, le=1_000_000)
    limit: int = Field(50, ge=1, le=500)


class NoticeOut(Schema):
    """A public notice; `phase` is draft, running, over, closed or withdrawn."""

    id: int
    unit: str
    template: str
    title: str
    audience: str
    phase: str
    working_days: int
    published_on: date | None
    starts_on: date | None
    ends_on: date | None
    days_left: int | None


class NoticeLineOut(Schema):
    """A line on show; `standing` is "", "disputed" (postponed) or "upheld"."""

    key: str
    text: str
    fields: dict[str, Any]
    standing: str


class NoticeDetailOut(NoticeOut):
    """A notice with its lines."""

    basis: str
    lines: list[NoticeLineOut]


class NoticePage(Schema):
    """One page of notices and how many there are."""

    total: int
    items: list[NoticeOut]


class NoticeQuery(Paging):
    """Filters as on the page."""

    q: str = ""
    phase: str = ""
    unit: str = ""
    template: str = ""
    sort: str = "-published"


class ObjectionOut(Schema):
    """An objection, without who made it."""

    id: int
    notice: int
    kind: str
    state: str
    received_on: date
    due_on: date | None
    answered_on: date | None
    answer: str


class ObjectionPage(Schema):
    """One page of objections and how many there are."""

    total: int
    items: list[ObjectionOut]


class ObjectionQuery(Paging):
    """Filters as on the page; `own` asks for the caller's own objections."""

    q: str = ""
    state: str = ""
    unit: str = ""
    own: bool = False
    sort: str = "due"


class ObjectionIn(Schema):
    """An objection to lines of a notice, by their keys, under the caller's own name."""

    lines: list[str] = Field(..., min_length=1, max_length=200)
    kind: str
    grounds: str = Field(..., max_length=8000)
    contact: str = Field(..., max_length=200)


class FestivalOut(Schema):
    """Free days from `first` to `last`, and weekend days that are worked instead."""

    name_zh: str
    name_en: str
    first: date
    last: date
    work: list[date]


class SourceOut(Schema):
    """The notice that set the year."""

    number: str
    title: str
    published_on: date
    url: str


class YearOut(Schema):
    """The working days of a year."""

    year: int
    working_days: int
    verified: bool
    provisional: bool
    festivals: list[FestivalOut]
    sources: list[SourceOut]


@router.get("/notices", response=NoticePage, summary="Public notices")
def notice_list(request: HttpRequest, query: Query[NoticeQuery]) -> dict[str, Any]:
    """Filtered, sorted and paged like the board."""
    filters = {name: getattr(query, name) for name in ("q", "phase", "unit", "template")}
    found = notices.listing(_actor(request), filters, query.sort)
    return {"total": found.count(), "items": [_notice(one) for one in found.slice(query.offset, query.limit)]}


@router.get("/notices/{int:pk}", response=NoticeDetailOut, summary="One public notice")
def notice(request: HttpRequest, pk: int) -> dict[str, Any]:
    """The notice with its lines; 404 outside the reach."""
    board = notices.board(_actor(request), pk)
    if board is None:
        raise Http404
    found: Any = board.notice
    found.phase, found.days_left = board.phase, board.days_left if board.phase == "running" else None
    lines = [
        {"key": one.line.key, "text": one.line.text, "fields": one.line.fields, "standing": one.standing}
        for one in board.lines
    ]
    return {**_notice(found), "basis": found.basis, "lines": lines}


@router.post("/notices/{int:pk}/objections", response={201: ObjectionOut}, summary="Object to lines of a notice")
def object_to(request: HttpRequest, pk: int, given: ObjectionIn) -> Any:
    """Received while the notice is on show; evidence files are attached on the page."""
    if notices.notice_seen(_actor(request), pk) is None:
        raise Http404
    made = objections.receive(
        actor=_actor(request),
        notice_id=pk,
        lines=given.lines,
        kind=given.kind,
        grounds=given.grounds,
        contact=given.contact,
    )
    return 201, _objection(made)


@router.get("/objections", response=ObjectionPage, summary="Objections to handle, or one's own")
def objection_list(request: HttpRequest, query: Query[ObjectionQuery]) -> dict[str, Any]:
    """Without names; those in which the caller stands on the disputed side are left out."""
    filters = {name: getattr(query, name) for name in ("q", "state", "unit")}
    selector = objection_selectors.own_listing if query.own else objection_selectors.listing
    found = selector(_actor(request), filters, query.sort)
    return {"total": found.count(), "items": [_objection(one) for one in found.slice(query.offset, query.limit)]}


@router.get("/objections/{int:pk}", response=ObjectionOut, summary="One objection")
def objection(request: HttpRequest, pk: int) -> dict[str, Any]:
    """For who handles it or made it; 404 for everybody else."""
    found = objection_selectors.case(_actor(request), pk)
    if found is None:
        raise Http404
    return _objection(found.objection)


@router.get("/working-days/{int:year}", response=YearOut, summary="Working days of a year")
def working_days(request: HttpRequest, year: int) -> dict[str, Any]:
    """The festivals and make-up days of a year, with their source; 404 for an unknown year."""
    days = calendar()
    try:
        found = days.year(year)
    except Refused:
        raise Http404 from None
    return {
        "year": year,
        "working_days": days.count(year),
        "verified": found.verified,
        "provisional": found.provisional,
        "festivals": list(found.festivals),
        "sources": list(found.sources),
    }


_NOTICE = (
    "template",
    "title",
    "audience",
    "phase",
    "working_days",
    "published_on",
    "starts_on",
    "ends_on",
    "days_left",
)
_OBJECTION = ("kind", "state", "received_on", "due_on", "answered_on", "answer")


def _notice(one: Any) -> dict[str, Any]:
    return {**{name: getattr(one, name) for name in _NOTICE}, "id": one.pk, "unit": one.unit.code}


def _objection(one: Any) -> dict[str, Any]:
    return {**{name: getattr(one, name) for name in _OBJECTION}, "id": one.pk, "notice": one.notice_id}


def _actor(request: HttpRequest) -> Any:
    return request.actor  # type: ignore[attr-defined]
