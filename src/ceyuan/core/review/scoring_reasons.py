"""Why an estimate differs from the raw mean, in words that an applicant understands."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import fmean

from ceyuan.core.kernel import Reason

# A reviewer is called strict or lenient when the estimate is at least twice its error away from average.
_CLEAR = 2.0


@dataclass(frozen=True, slots=True)
class Leaning:
    """Severity of one reviewer of the bid, with its error; negative is strict."""

    points: float
    error: float

    @property
    def clear(self) -> bool:
        """Whether the reviewer clearly differs from average."""
        return abs(self.points) > _CLEAR * self.error


def why(leanings: Sequence[Leaning], lift: float) -> tuple[Reason, ...]:
    """The reasons, with facts `count` of `of` reviewers by so many `points` on average, and the `change` they caused.

    Codes: `review.strict_reviewers`, `review.lenient_reviewers` (both when there are both),
    `review.average_reviewers` when nobody clearly differs."""
    reasons = []
    for code, side in (("review.strict_reviewers", -1), ("review.lenient_reviewers", 1)):
        points = [abs(one.points) for one in leanings if one.clear and one.points * side > 0]
        if points:
            facts = {"count": len(points), "of": len(leanings), "points": _tenths(fmean(points))}
            reasons.append(Reason(code, {**facts, "change": _tenths(lift)}))
    if not reasons:
        reasons.append(Reason("review.average_reviewers", {"of": len(leanings), "change": _tenths(lift)}))
    return tuple(reasons)


def _tenths(value: float) -> Decimal:
    return Decimal(repr(value)).quantize(Decimal("0.1")) + 0
