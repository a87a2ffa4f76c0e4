"""A score sheet: points of one expert for one case by weighted criteria, with comments and a recommendation.

The score of a sheet is the weighted share of the points reached, out of 100, exact. Points have at most one decimal, so
that two people who read the same sheet never round differently.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from ceyuan.core.kernel import Reason

HUNDRED = 100
MOST_WORDS = 4000
_ONE_DECIMAL = -1


class Advice(StrEnum):
    """What the expert recommends, apart from the points."""

    SUPPORT = "support"
    CONDITIONAL = "conditional"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class Measure:
    """A criterion: up to `points` points, weighing `weight_ppm` millionths of the whole."""

    code: str
    weight_ppm: int
    points: int


@dataclass(frozen=True, slots=True)
class Writing:
    """What stands on a sheet: points and a comment by criterion, the opinion as a whole, the recommendation."""

    points: Mapping[str, Decimal] = field(default_factory=dict)
    comments: Mapping[str, str] = field(default_factory=dict)
    opinion: str = ""
    advice: str = ""

    def told(self) -> dict[str, Any]:
        """As a record that can be fingerprinted; numbers are texts without needless zeros."""
        return {
            "points": {code: plain(value) for code, value in self.points.items()},
            "comments": dict(self.comments),
            "opinion": self.opinion,
            "advice": self.advice,
        }

    @classmethod
    def read(cls, record: Mapping[str, Any]) -> "Writing":
        """The writing that `told` wrote down."""
        points = {code: Decimal(value) for code, value in record["points"].items()}
        return cls(points, dict(record["comments"]), record["opinion"], record["advice"])


def plain(value: Decimal) -> str:
    """The number as text without exponent and needless zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def draft_faults(measures: Sequence[Measure], writing: Writing) -> dict[str, list[Reason]]:
    """What keeps even a draft from being saved, by field: points out of range or with two decimals, too many words.

    Codes: `review.points_range`, `review.points_decimals`, `review.words_too_many`.
    """
    found: dict[str, list[Reason]] = {}
    for one in measures:
        given = writing.points.get(one.code)
        if given is None:
            continue
        if not given.is_finite() or not 0 <= given <= one.points:
            found[one.code] = [Reason("review.points_range", {"most": one.points})]
        elif int(given.normalize().as_tuple().exponent) < _ONE_DECIMAL:
            found[one.code] = [Reason("review.points_decimals")]
    for name, words in [*writing.comments.items(), ("opinion", writing.opinion)]:
        if len(words) > MOST_WORDS:
            found.setdefault(name, []).append(Reason("review.words_too_many", {"most": MOST_WORDS}))
    return found


def faults(measures: Sequence[Measure], writing: Writing) -> dict[str, list[Reason]]:
    """What keeps a sheet from being submitted, by field; also `review.points_missing`, `review.opinion_missing`,
    `review.advice_missing`. Every score needs words: the applicant is told why."""
    found = draft_faults(measures, writing)
    for one in measures:
        if one.code not in writing.points:
            found.setdefault(one.code, []).append(Reason("review.points_missing", {"most": one.points}))
    if not writing.opinion.strip():
        found.setdefault("opinion", []).append(Reason("review.opinion_missing"))
    if writing.advice not in {one.value for one in Advice}:
        found.setdefault("advice", []).append(Reason("review.advice_missing"))
    return found


def score(measures: Sequence[Measure], writing: Writing) -> Fraction:
    """The score out of 100. Weights need not add up to a million; all criteria must have points."""
    whole = sum(one.weight_ppm for one in measures)
    return (
        sum(
            (Fraction(one.weight_ppm, whole) * Fraction(writing.points[one.code]) / one.points for one in measures),
            Fraction(0),
        )
        * HUNDRED
    )
