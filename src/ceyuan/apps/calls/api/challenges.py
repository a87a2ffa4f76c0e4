"""For programs: challenges and their questions."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from ceyuan.apps.calls.selectors import challenges

router = Router(tags=["calls"])


class ChallengeIndicatorOut(Schema):
    """What the solution has to reach."""

    name: str
    direction: str
    value: Decimal
    unit_of_measure: str
    baseline: Decimal | None
    method: str
    is_hard: bool
    third_party: bool


class ChallengeOut(Schema):
    """A challenge; money in minor units."""

    code: str
    title: str
    mode: str
    state: str
    unit: str
    demander: str
    budget_minor: int
    currency: str
    closes_at: datetime | None
    kill_on: date | None
    round: int
    bids_in: int


class ChallengeDetailOut(ChallengeOut):
    """A challenge with its words, indicators and answered questions."""

    problem: str
    background: str
    deliverables: str
    constraints: str
    reward: str
    ip_terms: str
    applicants: str
    gates: list[str]
    indicators: list[ChallengeIndicatorOut]
    questions: list[dict[str, str]]


class ChallengePage(Schema):
    """One page of challenges and how many there are."""

    total: int
    items: list[ChallengeOut]


class ChallengeQuery(Schema):
    """Filters as on the page."""

    q: str = ""
    state: str = ""
    mode: str = ""
    unit: str = ""
    sort: str = "-closes"
    offset: Annotated[int, Field(ge=0, le=10_000_000)] = 0
    limit: Annotated[int, Field(ge=1, le=500)] = 50


@router.get("/challenges", response=ChallengePage, summary="Challenges within reach")
def challenge_list(request: HttpRequest, query: Query[ChallengeQuery]) -> dict[str, Any]:
    """Filtered, sorted and paged like the page."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    filters = {name: getattr(query, name).replace("\x00", "") for name in ("q", "state", "mode", "unit")}
    found = challenges.listing(actor, filters, query.sort)
    return {"total": found.count(), "items": [_row(one) for one in found.slice(query.offset, query.limit)]}


@router.get("/challenges/{code}", response=ChallengeDetailOut, summary="One challenge")
def challenge(request: HttpRequest, code: str) -> dict[str, Any]:
    """The challenge with its indicators; 404 outside the reach."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    found = challenges.challenge(actor, code)
    if found is None:
        raise Http404
    texts = ("problem", "background", "deliverables", "constraints", "reward", "ip_terms", "applicants", "gates")
    asked = [one.question for one in challenges.questions_of(actor, found) if one.question.answer]
    return {
        **_row(challenges.with_counts([found])[0]),
        **{name: getattr(found, name) for name in texts},
        "indicators": challenges.indicators_of(found),
        "questions": [{"question": one.text, "answer": one.answer} for one in asked],
    }


def _row(one: Any) -> dict[str, Any]:
    own = ("code", "title", "mode", "state", "budget_minor", "currency", "closes_at", "kill_on", "round", "bids_in")
    return {**{name: getattr(one, name) for name in own}, "unit": one.unit.code, "demander": one.demander.code}
