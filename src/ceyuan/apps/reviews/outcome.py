"""The outcome of a panel as it is kept: the calibration of core.review written down exactly, and read again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from ceyuan.core.kernel import Reason
from ceyuan.core.review.calibrated import Calibrated, CalibratedBid, Component
from ceyuan.core.review.calibration import CalibrationRules, Score, calibrate
from ceyuan.core.review.canonical import reason_told, told


@dataclass(frozen=True, slots=True)
class CaseOutcome:
    """The outcome of one case. Without `value` only the raw mean stands, and the part says why.

    `share` is the probability of a place, where places are limited; `band` counts the groups that cannot be told apart
    from the top, 1 the best, within the part of the panel (`part`) that is connected by common reviewers."""

    case_id: int
    part: int
    raw: Fraction
    rank: int
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    ranks: tuple[int, int] | None
    share: Decimal | None
    band: int
    reasons: tuple[Reason, ...]


def compute(scores: Sequence[Score], places: int | None) -> dict[str, Any]:
    """The outcome as JSON; bids are case ids and reviewers seat ids, as texts. Without a score all is empty."""
    if not scores:
        return {"reasons": [{"code": "review.no_scores", "facts": {}}], "parts": []}
    found: Calibrated = calibrate(scores, CalibrationRules(places=places))
    return {"reasons": [told(one) for one in found.reasons], "parts": [_part(one) for one in found.components]}


def cases(computed: Mapping[str, Any]) -> list[CaseOutcome]:
    """The outcome of every case, part by part, the best first."""
    return [_read(bid, part) for part in computed["parts"] for bid in part["bids"]]


def reasons(computed: Mapping[str, Any]) -> list[Reason]:
    """What holds for all: parts that are not connected, no scores."""
    return [reason_told(one) for one in computed["reasons"]]


def part_reasons(computed: Mapping[str, Any]) -> list[Reason]:
    """Why parts of the panel were not calibrated."""
    return [reason_told(part["reason"]) for part in computed["parts"] if part["reason"]]


def severity_of(computed: Mapping[str, Any], seat_id: int) -> Decimal | None:
    """How many points the reviewer gave above or below the average one; None where that is unknown."""
    for part in computed["parts"]:
        for one in part["severities"]:
            if one["reviewer"] == str(seat_id):
                return Decimal(one["points"])
    return None


def outlying(computed: Mapping[str, Any]) -> dict[tuple[int, int], dict[str, str]]:
    """Scores far from what is expected: (seat, case) -> value, expected, z."""
    return {(int(one["reviewer"]), int(one["bid"])): one for part in computed["parts"] for one in part["outliers"]}


def _part(part: Component) -> dict[str, Any]:
    return {
        "number": part.number,
        "reason": told(part.reason) if part.reason else None,
        "df": part.df,
        "bids": [_bid(one) for one in part.bids],
        "severities": [
            {"reviewer": one.reviewer, "points": str(one.points), "error": str(one.error), "scores": one.scores}
            for one in part.severities
        ],
        "bands": [list(one.bids) for one in part.bands],
        "outliers": [
            {
                "reviewer": one.reviewer,
                "bid": one.bid,
                "value": str(one.value),
                "expected": str(one.expected),
                "z": str(one.z),
            }
            for one in part.outliers
        ],
    }


def _bid(one: CalibratedBid) -> dict[str, Any]:
    return {
        "bid": one.bid,
        "raw": str(one.raw),
        "rank": one.rank,
        "value": _text(one.value),
        "error": _text(one.error),
        "low": _text(one.low),
        "high": _text(one.high),
        "ranks": list(one.ranks) if one.ranks else None,
        "share": _text(one.in_places),
        "reasons": [told(reason) for reason in one.reasons],
    }


def _read(bid: Mapping[str, Any], part: Mapping[str, Any]) -> CaseOutcome:
    bands = [number for number, band in enumerate(part["bands"], start=1) if bid["bid"] in band]
    return CaseOutcome(
        case_id=int(bid["bid"]),
        part=part["number"],
        raw=Fraction(bid["raw"]),
        rank=bid["rank"],
        value=_number(bid["value"]),
        low=_number(bid["low"]),
        high=_number(bid["high"]),
        ranks=(bid["ranks"][0], bid["ranks"][1]) if bid["ranks"] else None,
        share=_number(bid["share"]),
        band=bands[0] if bands else bid["rank"],
        reasons=tuple(reason_told(one) for one in bid["reasons"]),
    )


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
