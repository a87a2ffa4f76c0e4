"""For programs: targets, the cascade and change requests."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema

from ceyuan.apps.strategy.models import Target, TargetChange
from ceyuan.apps.strategy.selectors import splits, target_lists
from ceyuan.apps.strategy.selectors import targets as selectors
from ceyuan.apps.strategy.services import changes, negotiation, targets
from ceyuan.apps.strategy.services.target_moves import Edit
from ceyuan.core.kernel.verdict import Refused

router = Router(tags=["strategy"])


class TargetOut(Schema):
    """A target. Amounts are exact decimals as text, money in fen."""

    id: int
    unit: str
    kpi: str
    plan: int
    year: int
    state: str
    revision: int
    value: Decimal | None
    basis: Decimal | None
    basic: Decimal | None
    challenge: Decimal | None
    baseline: Decimal | None
    reserve: Decimal
    weight_ppm: int
    parent: int | None
    source: int | None
    last_side: str


class TargetPage(Schema):
    """A page of targets."""

    total: int
    items: list[TargetOut]


class MoveOut(Schema):
    """One move about a target."""

    number: int
    kind: str
    side: str
    value: Decimal | None
    basis: Decimal | None
    reason: str
    person_name: str
    at: datetime


class ChangeOut(Schema):
    """A change request."""

    id: int
    target: int
    state: str
    revision: int
    old_value: Decimal
    new_value: Decimal
    is_lowering: bool
    grounds: str
    asked_at: datetime
    decided_at: datetime | None
    decision_note: str


class ClosureOut(Schema):
    """How a split closes; amounts as exact decimals."""

    target: int
    closed: bool
    parent: Decimal | None
    children: Decimal | None
    reserve: Decimal
    difference: Decimal | None
    shares: list[TargetOut]


class TargetQuery(Schema):
    """Which targets."""

    plan: int | None = Query(None, ge=1, le=2**63 - 1)
    kpi: str = ""
    unit: str = ""
    year: int | None = Query(None, ge=0, le=9999)
    state: str = ""
    flaw: Literal["", "lowered", "unassessable", "unchallenging", "waiting"] = ""
    offset: int = Query(0, ge=0, le=1_000_000)
    limit: int = Query(100, ge=1, le=500)


class ShareIn(Schema):
    """A share for a unit; `revision` for one that is there already."""

    unit: str
    value: Decimal | None = None
    basis: Decimal | None = None
    basic: Decimal | None = None
    challenge: Decimal | None = None
    revision: int | None = None


class SplitIn(Schema):
    """How a target is to be shared."""

    shares: list[ShareIn]
    reserve: Decimal | None = None


class SeenIn(Schema):
    """A target as it was seen, and what it is to become."""

    id: int
    revision: int
    value: Decimal | None = None
    basis: Decimal | None = None


class MoveIn(Schema):
    """One act on many targets."""

    targets: list[SeenIn]
    reason: str = ""
    into_reserve: bool = False


class ChangeIn(Schema):
    """A wish for another value."""

    revision: int
    new_value: Decimal
    grounds: str


class DecisionIn(Schema):
    """The decision on a request."""

    action: Literal["approve", "refuse", "withdraw"]
    revision: int
    note: str = ""
    into_reserve: bool = False


@router.get("/targets", response=TargetPage, summary="Targets within reach")
def target_page(request: HttpRequest, query: Query[TargetQuery]) -> dict[str, Any]:
    """Targets by plan, indicator, unit with all below it, year, state, or what is wrong with them."""
    wanted = {name: value for name, value in query.dict().items() if value and name not in {"offset", "limit"}}
    found = target_lists.listing(_actor(request), wanted)
    return {"total": found.count(), "items": [_target(one) for one in found.slice(query.offset, query.limit)]}


@router.get("/targets/{int:pk}", response=TargetOut, summary="One target")
def target_detail(request: HttpRequest, pk: int) -> dict[str, Any]:
    """A target within reach."""
    return _target(_found(request, pk))


@router.get("/targets/{int:pk}/moves", response=list[MoveOut], summary="Every value a target had")
def target_moves(request: HttpRequest, pk: int) -> list[Any]:
    """All moves, oldest first."""
    return list(selectors.moves_of(_found(request, pk)))


@router.get("/targets/{int:pk}/split", response=ClosureOut, summary="How a target is split, and whether that closes")
def target_split(request: HttpRequest, pk: int) -> dict[str, Any]:
    """The shares within reach and the closure over all."""
    target = _found(request, pk)
    return _closure(splits.splits([target])[target.pk])


@router.put("/targets/{int:pk}/split", response=ClosureOut, summary="Split a target")
def split_target(request: HttpRequest, pk: int, body: SplitIn) -> dict[str, Any]:
    """Write shares as drafts; they may stay open until they are proposed."""
    wishes = [targets.ShareWish(one.unit, one.value, one.basis, one.basic, one.challenge) for one in body.shares]
    seen = {one.unit: one.revision for one in body.shares if one.revision is not None}
    made = _answered(
        lambda: targets.split(actor=_actor(request), parent_id=pk, shares=wishes, reserve=body.reserve, revisions=seen)
    )
    return _closure(made)


@router.post("/targets/{action}", response=list[TargetOut], summary="Propose, answer or withdraw targets")
def move_targets(
    request: HttpRequest,
    action: Literal["propose", "counter", "accept", "accept-counter", "withdraw"],
    body: MoveIn,
) -> list[dict[str, Any]]:
    """One act on many targets: all of them move, or none."""
    actor = _actor(request)
    edits = [Edit(one.id, one.revision, _given(one)) for one in body.targets]
    reason, into_reserve = body.reason, body.into_reserve
    acts: dict[str, Callable[[], list[Target]]] = {
        "propose": lambda: negotiation.propose(actor=actor, edits=edits, reason=reason),
        "counter": lambda: negotiation.counter(actor=actor, edits=edits, reason=reason),
        "accept": lambda: negotiation.accept(actor=actor, edits=edits),
        "accept-counter": lambda: negotiation.accept_counter(
            actor=actor, edits=edits, into_reserve=into_reserve, reason=reason
        ),
        "withdraw": lambda: negotiation.withdraw(actor=actor, edits=edits, reason=reason, into_reserve=into_reserve),
    }
    return [_target(one) for one in _answered(acts[action])]


@router.post("/targets/{int:pk}/changes", response=ChangeOut, summary="Ask for a change")
def ask_change(request: HttpRequest, pk: int, body: ChangeIn) -> dict[str, Any]:
    """Ask for another value of an agreed target."""
    made = _answered(
        lambda: changes.ask(
            actor=_actor(request),
            target_id=pk,
            revision=body.revision,
            new_value=body.new_value,
            grounds=body.grounds,
        )
    )
    return _change(made)


@router.get("/target-changes/{int:pk}", response=ChangeOut, summary="One change request")
def change_detail(request: HttpRequest, pk: int) -> dict[str, Any]:
    """A change request within reach."""
    found = selectors.change(_actor(request), pk)
    if found is None:
        raise Http404
    return _change(found)


@router.post("/target-changes/{int:pk}", response=ChangeOut, summary="Decide on a change request")
def decide_change(request: HttpRequest, pk: int, body: DecisionIn) -> dict[str, Any]:
    """Approve, refuse, or take back."""
    actor, seen = _actor(request), body.revision
    acts: dict[str, Callable[[], TargetChange]] = {
        "approve": lambda: changes.approve(
            actor=actor, change_id=pk, revision=seen, note=body.note, into_reserve=body.into_reserve
        ),
        "refuse": lambda: changes.refuse(actor=actor, change_id=pk, revision=seen, note=body.note),
        "withdraw": lambda: changes.withdraw(actor=actor, change_id=pk, revision=seen),
    }
    return _change(_answered(acts[body.action]))


def _actor(request: HttpRequest) -> Any:
    return request.actor  # type: ignore[attr-defined]


def _answered(act: Callable[[], Any]) -> Any:
    try:
        return act()
    except Refused as problem:
        if problem.reason.code in {"strategy.unknown_target", "strategy.unknown_change"}:
            raise Http404 from None
        raise


def _found(request: HttpRequest, pk: int) -> Target:
    found = selectors.detail(_actor(request), pk)
    if found is None:
        raise Http404
    return found


def _given(one: SeenIn) -> dict[str, Decimal | None]:
    return {name: value for name, value in (("value", one.value), ("basis", one.basis)) if value is not None}


_OWN = ("value", "basis", "basic", "challenge", "baseline", "reserve", "weight_ppm", "year", "state", "revision")


def _target(one: Target) -> dict[str, Any]:
    links = {"unit": one.unit.code, "kpi": one.kpi.code, "plan": one.plan_id, "parent": one.parent_id}
    own = {name: getattr(one, name) for name in _OWN}
    return {"id": one.pk, **own, **links, "source": one.source_id, "last_side": one.last_side}


def _change(one: TargetChange) -> dict[str, Any]:
    names = ("state", "revision", "old_value", "new_value", "is_lowering", "grounds", "asked_at", "decided_at")
    return {
        "id": one.pk,
        "target": one.target_id,
        "decision_note": one.decision_note,
        **{n: getattr(one, n) for n in names},
    }


def _closure(split: splits.Split) -> dict[str, Any]:
    closure = split.closure()
    return {
        "target": split.parent.pk,
        "closed": bool(closure and closure.closed),
        "parent": split.parent.value,
        "children": _decimal(closure.children_total) if closure else None,
        "reserve": split.parent.reserve,
        "difference": _decimal(closure.difference) if closure else None,
        "shares": [_target(one) for one in split.shares],
    }


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else round(Decimal(value.numerator) / Decimal(value.denominator), 6)
