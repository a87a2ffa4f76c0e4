"""For programs: the race of a challenge as far as the caller sees its lanes."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router, Schema

from ceyuan.apps.calls.selectors import challenges
from ceyuan.apps.calls.selectors import races as selectors

router = Router(tags=["calls"])


class RaceMarkOut(Schema):
    """What the third party measured in a lane; `reached` says whether it meets what is asked for."""

    checkpoint: int
    indicator: str
    value: Decimal
    unit_of_measure: str
    reached: bool
    evidence: str
    measured_on: date


class LaneOut(Schema):
    """A lane; one that stopped has not failed."""

    number: int
    bid: int
    route: str
    unit: str
    state: str
    merged_into: int | None
    records_handed_over_on: date | None
    marks: list[RaceMarkOut]


class CheckpointOut(Schema):
    """A day on which all lanes are measured; money in minor units."""

    number: int
    name: str
    on: date
    criteria: str
    keeps: int
    funding_minor: int
    judged_at: datetime | None


class RaceOut(Schema):
    """A race. `hidden_lanes` counts those that the caller does not see while it goes on."""

    challenge: str
    measured_by: str
    rules: str
    opened_at: datetime
    ended_at: datetime | None
    hidden_lanes: int
    checkpoints: list[CheckpointOut]
    lanes: list[LaneOut]


@router.get("/challenges/{code}/race", response=RaceOut, summary="The race of a challenge")
def race(request: HttpRequest, code: str) -> dict[str, Any]:
    """Lanes, checkpoints and measured values; a runner sees the own lane alone until the race is over, others 404."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    one = challenges.challenge(actor, code)
    found = selectors.seen(actor, one) if one is not None else None
    if one is None or found is None:
        raise Http404
    own = ("measured_by", "rules", "opened_at", "ended_at")
    return {
        **{name: getattr(found.race, name) for name in own},
        "challenge": one.code,
        "hidden_lanes": found.hidden,
        "checkpoints": [_checkpoint(day) for day in found.checkpoints],
        "lanes": [_lane(row, found) for row in found.lanes],
    }


def _checkpoint(day: Any) -> dict[str, Any]:
    own = ("name", "on", "criteria", "keeps", "funding_minor", "judged_at")
    return {**{name: getattr(day, name) for name in own}, "number": day.position}


def _lane(row: selectors.LaneRow, found: selectors.RaceSeen) -> dict[str, Any]:
    lane = row.lane
    asked = {one.pk: one for one in found.indicators}
    places = {day.pk: day.position for day in found.checkpoints}
    # A number of a lane that stays out of sight is not told either.
    shown = {each.lane.pk: each.lane.number for each in found.lanes}
    return {
        **{name: getattr(lane, name) for name in ("number", "route", "state", "records_handed_over_on")},
        "bid": lane.bid_id,
        "unit": lane.bid.unit.code,
        "merged_into": shown.get(lane.merged_into_id or 0),
        "marks": [
            {
                "checkpoint": places[day],
                "indicator": asked[key].name,
                "value": mark.value,
                "unit_of_measure": asked[key].unit_of_measure,
                "reached": bool(selectors.reached(mark, asked[key])),
                "evidence": mark.evidence,
                "measured_on": mark.measured_on,
            }
            for (day, key), mark in sorted(row.marks.items(), key=lambda one: (places[one[0][0]], one[0][1]))
        ],
    }
