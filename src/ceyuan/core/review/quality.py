"""How well an expert reviewed, from figures: the ledger that the next draw and the office look at.

None of the figures judges what somebody scored: a lone high score may be the right one. They say where to look.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from ceyuan.core.kernel import Reason
from ceyuan.core.review.sheets import Advice

SECONDS = 60
SHORTEST_READING = 5 * SECONDS
FEWEST_WORDS = 20
_HIGH, _LOW = 80, 40


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One submitted sheet: its score out of 100, how long the papers were open (seconds), how much was written, the
    recommendation, whether it was an outlier, whether it came in the last moment or after a reminder."""

    score: Fraction
    seconds: int
    words: int
    advice: str
    is_outlier: bool = False
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Ledger:
    """The figures of one expert. `severity` is the mean of points above (+) or below (-) average, None if unknown."""

    done: int
    late: int
    outliers: int
    hasty: int
    bare: int
    contradictory: int
    median_seconds: int | None
    severity: Decimal | None
    feedback: Decimal | None

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """What stands out, in words: `review.often_late`, `review.often_outlying`, `review.often_hasty`,
        `review.often_bare`, `review.often_contradictory`; each from a third of at least three sheets on."""
        shares: Mapping[str, int] = {
            "review.often_late": self.late,
            "review.often_outlying": self.outliers,
            "review.often_hasty": self.hasty,
            "review.often_bare": self.bare,
            "review.often_contradictory": self.contradictory,
        }
        if self.done < 3:
            return ()
        return tuple(
            Reason(code, {"count": count, "of": self.done}) for code, count in shares.items() if count * 3 >= self.done
        )


def ledger(sheets: Sequence[Reviewed], severities: Sequence[Decimal] = (), feedback: Sequence[int] = ()) -> Ledger:
    """The ledger from all sheets of an expert, the severities found in panels, and marks (1 to 5) of the offices."""
    times = sorted(one.seconds for one in sheets)
    return Ledger(
        done=len(sheets),
        late=sum(one.is_late for one in sheets),
        outliers=sum(one.is_outlier for one in sheets),
        hasty=sum(one.seconds < SHORTEST_READING for one in sheets),
        bare=sum(one.words < FEWEST_WORDS for one in sheets),
        contradictory=sum(contradicts(one) for one in sheets),
        median_seconds=times[(len(times) - 1) // 2] if times else None,
        severity=_mean(severities),
        feedback=_mean([Decimal(one) for one in feedback]),
    )


def contradicts(sheet: Reviewed) -> bool:
    """Whether score and recommendation say opposite things."""
    return (sheet.advice == Advice.REJECT and sheet.score >= _HIGH) or (
        sheet.advice == Advice.SUPPORT and sheet.score < _LOW
    )


def _mean(values: Sequence[Decimal]) -> Decimal | None:
    return (sum(values, Decimal(0)) / len(values)).quantize(Decimal("0.1")) + 0 if values else None
