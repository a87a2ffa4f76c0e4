"""For programs: letters, duties, supervision and hand-over."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Field, Query, Router, Schema

from ceyuan.apps.strategy.selectors import duties, handovers, letters, supervision
from ceyuan.apps.strategy.selectors.letter_check import check

router = Router(tags=["strategy"])


class Paging(Schema):
    """Which rows of a list."""

    offset: int = Field(0, ge=0, le=1_000_000)
    limit: int = Field(50, ge=1, le=500)


class LetterOut(Schema):
    """A responsibility letter; its score once the year is judged."""

    id: int
    unit: str
    upper_unit: str
    year: int
    state: str
    revision: int
    sha256: str
    offered_at: datetime | None
    in_force_on: date | None
    score: Decimal | None


class SignatureOut(Schema):
    """A signature under a letter; signed on behalf, `holder` is who delegated it."""

    side: str
    person: str
    post: str
    on_behalf: bool
    holder: str
    at: datetime
    sha256: str


class LetterDetailOut(LetterOut):
    """A letter with its frozen words, its signatures, and whether all fingerprints agree."""

    content: dict[str, Any] | None
    signatures: list[SignatureOut]
    holds: bool


class LetterPage(Schema):
    """One page of letters and how many there are."""

    total: int
    items: list[LetterOut]


class LetterQuery(Paging):
    """Filters as on the page."""

    q: str = ""
    year: int | None = None
    state: str = ""
    unit: str = ""
    sort: str = "unit"


class DutyOut(Schema):
    """A duty of top leaders."""

    code: str
    kind: str
    title_zh: str
    title_en: str
    basis: str
    unit_kinds: list[str]
    leader_only: bool
    times_a_year: int
    month: int | None
    day: int | None
    valid_from: date
    valid_to: date | None


class MatterOut(Schema):
    """Something on a leader's desk."""

    id: int
    unit: str
    duty: str
    title: str
    due_on: date
    done_on: date | None
    outcome: str


class MatterPage(Schema):
    """One page of matters and how many there are."""

    total: int
    items: list[MatterOut]


class MatterQuery(Paging):
    """Filters as on the page."""

    q: str = ""
    state: str = ""
    unit: str = ""
    duty: str = ""
    sort: str = "due"


class SupervisionOut(Schema):
    """A supervision item; `urgency` is "", soon, overdue, escalated or done."""

    id: int
    unit: str
    from_unit: str
    title: str
    text: str
    due_on: date
    state: str
    urgency: str
    answer: str
    evidence: str
    closed_on: date | None


class SupervisionPage(Schema):
    """One page of items and how many there are."""

    total: int
    items: list[SupervisionOut]


class SupervisionQuery(Paging):
    """Filters as on the page."""

    q: str = ""
    state: str = ""
    late: str = ""
    unit: str = ""
    sort: str = "due"


class HandoverOut(Schema):
    """A change of a top leader and its certificate, if there is one."""

    id: int | None
    unit: str
    on: date
    from_person: str
    to_person: str
    state: str


@router.get("/letters", response=LetterPage, summary="Responsibility letters within reach")
def letter_list(request: HttpRequest, query: Query[LetterQuery]) -> dict[str, Any]:
    """Filtered, sorted and paged like the page."""
    filters = {name: getattr(query, name) for name in ("q", "year", "state", "unit")}
    found = letters.listing(_actor(request), filters, query.sort)
    return {"total": found.count(), "items": [_letter(one) for one in found.slice(query.offset, query.limit)]}


@router.get("/letters/{pk}", response=LetterDetailOut, summary="One responsibility letter")
def letter(request: HttpRequest, pk: int) -> dict[str, Any]:
    """The letter with its words and signatures; 404 outside the reach."""
    found = letters.letter_of(_actor(request), pk)
    if found is None:
        raise Http404
    signed = [
        {
            "side": one.side,
            "person": one.person_name,
            "post": one.post,
            "on_behalf": one.on_behalf,
            "holder": one.holder_name,
            "at": one.at,
            "sha256": one.sha256,
        }
        for one in letters.signatures(found).values()
    ]
    return {**_letter(found), "content": found.content, "signatures": signed, "holds": check(found).holds}


@router.get("/duties", response=list[DutyOut], summary="The register of duties")
def duty_list(request: HttpRequest) -> list[Any]:
    """All duties of top leaders, ended ones too."""
    return list(duties.duties(_actor(request)).order_by("code"))


@router.get("/matters", response=MatterPage, summary="Matters on leaders' desks within reach")
def matter_list(request: HttpRequest, query: Query[MatterQuery]) -> dict[str, Any]:
    """Filtered, sorted and paged like the page."""
    filters = {name: getattr(query, name) for name in ("q", "state", "unit", "duty")}
    found = duties.matter_listing(_actor(request), filters, query.sort)
    rows = [
        {
            **{name: getattr(one, name) for name in ("title", "due_on", "done_on", "outcome")},
            "id": one.pk,
            "unit": one.unit.code,
            "duty": one.duty.code if one.duty else "",
        }
        for one in found.slice(query.offset, query.limit)
    ]
    return {"total": found.count(), "items": rows}


@router.get("/supervision", response=SupervisionPage, summary="Supervision items within reach")
def supervision_list(request: HttpRequest, query: Query[SupervisionQuery]) -> dict[str, Any]:
    """Filtered, sorted and paged like the page."""
    filters = {name: getattr(query, name) for name in ("q", "state", "late", "unit")}
    found = supervision.listing(_actor(request), filters, query.sort)
    names = ("title", "text", "due_on", "state", "urgency", "answer", "evidence", "closed_on")
    rows = [
        {
            **{name: getattr(one, name) for name in names},
            "id": one.pk,
            "unit": one.unit.code,
            "from_unit": one.from_unit.code,
        }
        for one in found.slice(query.offset, query.limit)
    ]
    return {"total": found.count(), "items": rows}


@router.get("/handovers", response=list[HandoverOut], summary="Changes of top leaders and their certificates")
def handover_list(request: HttpRequest) -> list[dict[str, Any]]:
    """Every change since leaders answer by the register, the latest first."""
    return [
        {
            "id": line.pk,
            "unit": line.unit.code,
            "on": line.on,
            "from_person": str(line.from_person),
            "to_person": str(line.to_person),
            "state": line.state,
        }
        for line in handovers.listing(_actor(request), {}, "-on").stream()
    ]


_LETTER = ("year", "state", "revision", "sha256", "offered_at", "in_force_on", "score")


def _letter(one: Any) -> dict[str, Any]:
    own = {name: getattr(one, name) for name in _LETTER}
    return {**own, "id": one.pk, "unit": one.unit.code, "upper_unit": one.upper_unit.code}


def _actor(request: HttpRequest) -> Any:
    return request.actor  # type: ignore[attr-defined]
