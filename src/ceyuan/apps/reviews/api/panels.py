"""For programs: the pool of experts, panels, draws, seats and assignments."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Field, Query, Router, Schema

from ceyuan.apps.reviews import tasks
from ceyuan.apps.reviews.models import AssignmentRun, Draw, Expert, Panel, Seat
from ceyuan.apps.reviews.policies.panels import RUN, SUPERVISE, knows_panel
from ceyuan.apps.reviews.selectors import panels as selectors
from ceyuan.apps.reviews.selectors import pool
from ceyuan.apps.reviews.services import assigning, draws, seats
from ceyuan.core.kernel import Refused

router = Router(tags=["reviews"])


class Paging(Schema):
    """Which rows of a list."""

    offset: int = Field(0, ge=0, le=1_000_000)
    limit: int = Field(50, ge=1, le=500)


class ExpertOut(Schema):
    """An entry of the pool; `ready` says whether the expert can be drawn."""

    id: int
    name_zh: str
    name_en: str
    unit: str
    unit_name: str
    title: str
    fields: list[str]
    keywords: list[str]
    is_external: bool
    integrity_state: str
    consented_on: date | None
    ready: bool
    open: int
    done: int
    late: int
    declined: int


class ExpertPage(Schema):
    """One page of experts and how many there are."""

    total: int
    items: list[ExpertOut]


class ExpertQuery(Paging):
    """Filters as on the page."""

    q: str = ""
    unit: str = ""
    field: str = ""
    external: str = ""
    state: str = ""
    ready: str = ""
    sort: str = "name"


class PanelOut(Schema):
    """A panel with how far it is; `due_at` is the moment after which no score is taken."""

    id: int
    unit: str
    kind: str
    subject_kind: str
    subject_id: str
    title: str
    mode: str
    state: str
    revision: int
    reviewers_per_case: int
    due_at: datetime


class PanelPage(Schema):
    """One page of panels and how many there are."""

    total: int
    items: list[PanelOut]


class PanelQuery(Paging):
    """Filters as on the page."""

    q: str = ""
    unit: str = ""
    state: str = ""
    mode: str = ""
    kind: str = ""
    sort: str = "-due"


class DrawOut(Schema):
    """An announced draw: the fingerprint of its seed; that of its record once it is drawn."""

    number: int
    commitment: str
    public: str
    committed_at: datetime
    digest: str


class SeatOut(Schema):
    """A seat of a panel."""

    id: int
    expert: int
    role: str
    state: str
    in_place_of: int | None


class PanelDetailOut(PanelOut):
    """A panel with its conditions, draws and, as far as they may be known, its seats."""

    settings: dict[str, Any]
    cases: int
    draws: list[DrawOut]
    seats: list[SeatOut]


class RunOut(Schema):
    """A search for an assignment: waiting, running, done or failed, with its proof or what is missing."""

    id: int
    state: str
    engine: str
    stages: list[dict[str, Any]]
    missing: list[dict[str, Any]]
    changes: dict[str, int]


class AnnounceIn(Schema):
    """Announce a draw; `public` names a number that will be added."""

    public: str = Field("", max_length=200)


class DrawIn(Schema):
    """Draw what was announced, with the revision of the panel that was seen."""

    revision: int
    public: str = Field("", max_length=200)


class AnswerIn(Schema):
    """Accept or decline an invitation."""

    accepts: bool
    words: str = Field("", max_length=500)


@router.get("/experts", response=ExpertPage, summary="The pool of experts within reach")
def expert_list(request: HttpRequest, query: Query[ExpertQuery]) -> dict[str, Any]:
    """For the offices that keep the pool and for supervisors; empty for others."""
    names = ("q", "unit", "field", "external", "state", "ready")
    found = pool.listing(_actor(request), {name: getattr(query, name) for name in names}, query.sort)
    return {"total": found.count(), "items": [_expert(one) for one in found.slice(query.offset, query.limit)]}


@router.get("/panels", response=PanelPage, summary="Review panels within reach")
def panel_list(request: HttpRequest, query: Query[PanelQuery]) -> dict[str, Any]:
    """Filtered, sorted and paged like the page."""
    names = ("q", "unit", "state", "mode", "kind")
    found = selectors.listing(_actor(request), {name: getattr(query, name) for name in names}, query.sort)
    return {"total": found.count(), "items": [_panel(one) for one in found.slice(query.offset, query.limit)]}


@router.get("/panels/{int:pk}", response=PanelDetailOut, summary="One review panel")
def panel_detail(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Its conditions and draws; its seats for who runs or supervises it, for readers once it is published."""
    actor, found = _actor(request), _found(request, pk)
    knows = knows_panel(actor, found.unit.path, found.state)
    return {
        **_panel(found),
        "settings": found.settings,
        "cases": found.cases.count(),
        "draws": [_draw(one) for one in found.draws.order_by("number")],
        "seats": [_seat(one) for one in selectors.seats(found)] if knows else [],
    }


@router.post("/panels/{int:pk}/draws", response=DrawOut, summary="Announce a draw")
def announce(request: HttpRequest, pk: int, body: AnnounceIn) -> dict[str, Any]:
    """Publish the fingerprint of a fresh seed."""
    actor = _actor(request)
    return _draw(_answered(lambda: draws.announce(actor=actor, panel_id=pk, public=body.public)))


@router.post("/panels/{int:pk}/draw", response=PanelOut, summary="Draw the announced panel")
def draw(request: HttpRequest, pk: int, body: DrawIn) -> dict[str, Any]:
    """Draw the experts and invite them."""
    actor = _actor(request)
    made = _answered(lambda: draws.run(actor=actor, panel_id=pk, revision=body.revision, public=body.public))
    return _panel(made)


@router.get("/panels/{int:pk}/draw-records", response=list[dict[str, Any]], summary="Records of the draws")
def draw_records(request: HttpRequest, pk: int) -> list[dict[str, Any]]:
    """All that is needed to repeat the draws: for a supervisor who did not draw."""
    actor, found = _actor(request), _found(request, pk)
    if not actor.may(SUPERVISE, found.unit.path) or draws.drew(found, actor.account_id):
        raise Http404
    records = [selectors.record_of(one) for one in found.draws.order_by("number")]
    return [one.to_dict() for one in records if one]


@router.post("/panels/{int:pk}/assignments", response=RunOut, summary="Ask for an assignment")
def assign(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Small ones are there at once, large ones are searched for by a worker."""
    actor = _actor(request)
    return _run(_answered(lambda: assigning.ask(actor=actor, panel_id=pk, queue=tasks.queue)))


@router.get("/panels/{int:pk}/assignments", response=RunOut, summary="The last search for an assignment")
def assignment(request: HttpRequest, pk: int) -> dict[str, Any]:
    """How far it is, with its proof; for who runs or supervises the panel."""
    actor, found = _actor(request), _found(request, pk)
    run = selectors.last_run(found)
    if run is None or not (actor.may(RUN, found.unit.path) or actor.may(SUPERVISE, found.unit.path)):
        raise Http404
    return _run(run)


@router.post("/seats/{int:pk}", response=SeatOut, summary="Accept or decline an invitation")
def answer(request: HttpRequest, pk: int, body: AnswerIn) -> dict[str, Any]:
    """The expert, or the office that notes what the expert said."""
    actor = _actor(request)
    made = _answered(lambda: seats.answer(actor=actor, seat_id=pk, accepts=body.accepts, words=body.words))
    return _seat(made)


def _actor(request: HttpRequest) -> Any:
    return request.actor  # type: ignore[attr-defined]


def _found(request: HttpRequest, pk: int) -> Panel:
    found = selectors.panel_of(_actor(request), pk)
    if found is None:
        raise Http404
    return found


def _answered(act: Callable[[], Any]) -> Any:
    try:
        return act()
    except Refused as problem:
        if problem.reason.code in {"reviews.unknown_panel", "reviews.unknown_seat"}:
            raise Http404 from None
        raise


def _expert(one: Expert) -> dict[str, Any]:
    row: Any = one
    names = ("name_zh", "name_en", "unit_name", "title", "fields", "keywords", "is_external", "integrity_state")
    work = {name: getattr(row.workload, name) for name in ("open", "done", "late", "declined")}
    told = {name: getattr(one, name) for name in names}
    unit = one.unit.code if one.unit else ""
    return {"id": one.pk, "unit": unit, "consented_on": one.consented_on, "ready": row.ready, **told, **work}


def _panel(one: Panel) -> dict[str, Any]:
    names = ("kind", "subject_kind", "subject_id", "title", "mode", "state", "revision", "reviewers_per_case", "due_at")
    return {"id": one.pk, "unit": one.unit.code, **{name: getattr(one, name) for name in names}}


def _draw(one: Draw) -> dict[str, Any]:
    last = one.entries.order_by("-number").first()
    told = {name: getattr(one, name) for name in ("number", "commitment", "public", "committed_at")}
    return {**told, "digest": last.digest if last else ""}


def _seat(one: Seat) -> dict[str, Any]:
    place = {"id": one.pk, "expert": one.expert_id, "role": one.role, "state": one.state}
    return {**place, "in_place_of": one.in_place_of_id}


def _run(one: AssignmentRun) -> dict[str, Any]:
    return {"id": one.pk, **{name: getattr(one, name) for name in ("state", "engine", "stages", "missing", "changes")}}
