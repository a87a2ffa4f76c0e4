"""For programs: results, the seal and the record of a panel, and what waits for one's own score."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router, Schema

from ceyuan.apps.reviews.selectors import desk, record
from ceyuan.apps.reviews.selectors import results as selectors

router = Router(tags=["reviews"])
MOST = 500


class CaseResultOut(Schema):
    """The result of one case. Scores are decimals as text, the raw mean an exact fraction; without `calibrated` only
    the raw mean stands."""

    case: int
    title: str
    sheets: int
    raw_mean: str | None
    calibrated: str | None
    low: str | None
    high: str | None
    rank: int | None
    tie_band: int | None
    rank_probability: str | None
    reasons: list[str]


class ResultsOut(Schema):
    """All results of a closed panel that the caller may see."""

    panel: int
    groups: int
    hidden: int
    reasons: list[str]
    cases: list[CaseResultOut]


class SealOut(Schema):
    """The published head of a review record, and what is wrong with the record (nothing when it holds)."""

    record: str
    length: int
    head: str
    faults: list[str]


class MyReviewOut(Schema):
    """A review of the caller's own that waits."""

    id: int
    panel: str
    case: str
    state: str
    due_at: datetime


@router.get("/my", response=list[MyReviewOut])
def my_reviews(request: HttpRequest) -> list[dict[str, Any]]:
    """What waits for the caller's score, the most urgent first."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    return [
        {
            "id": one.pk,
            "panel": one.panel.title,
            "case": one.case.title,
            "state": one.state,
            "due_at": one.panel.due_at,
        }
        for one in desk.due(actor, MOST)
    ]


@router.get("/panels/{int:pk}/results", response=ResultsOut)
def panel_results(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Results; 404 until the panel is closed."""
    found = selectors.results_of(request.actor, pk)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return {
        "panel": pk,
        "groups": found.parts,
        "hidden": found.hidden,
        "reasons": [one.code for one in found.reasons],
        "cases": [_case(row) for row in found.rows],
    }


@router.get("/panels/{int:pk}/seal", response=SealOut)
def panel_seal(request: HttpRequest, pk: int) -> dict[str, Any]:
    """The published head; 404 before closing."""
    found = record.record(request.actor, pk)  # type: ignore[attr-defined]
    if found is None or found["seal"] is None:
        raise Http404
    return {**found["seal"].to_dict(), "faults": [one.code for one in found["faults"]]}


@router.get("/panels/{int:pk}/record", response=dict[str, Any])
def panel_record(request: HttpRequest, pk: int) -> dict[str, Any]:
    """The redacted chain, to be verified elsewhere."""
    found = record.record(request.actor, pk)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    told: dict[str, Any] = found["told"]
    return told


def _case(row: selectors.CaseRow) -> dict[str, Any]:
    one = row.outcome
    kept = {"raw_mean": one.raw, "calibrated": one.value, "low": one.low, "high": one.high} if one else {}
    return {
        "case": row.case.pk,
        "title": row.case.title,
        "sheets": len(row.sheets),
        **{
            name: None if kept.get(name) is None else str(kept[name])
            for name in ("raw_mean", "calibrated", "low", "high")
        },
        "rank": one.rank if one else None,
        "tie_band": one.band if one and one.low is not None else None,
        "rank_probability": str(one.share) if one and one.share is not None else None,
        "reasons": [reason.code for reason in one.reasons] if one else [],
    }
