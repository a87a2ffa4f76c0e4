"""What calibration gives back."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np

from ceyuan.core.kernel import Reason

_PLACES = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class CalibratedBid:
    """One bid: the exact raw mean, and where calibrated the estimate with standard error and interval.

    `rank` is that of the estimate (else of the raw mean) in its component, 1 the best, equal ones share it; `ranks` is
    the interval of ranks; `in_places` the probability of a rank within the places. `reasons` say why the estimate
    differs from the raw mean."""

    bid: str
    raw: Fraction
    rank: int
    value: Decimal | None = None
    error: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    ranks: tuple[int, int] | None = None
    in_places: Decimal | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Severity:
    """How many points a reviewer gives above (+) or below (-) the average reviewer, and how sure that is."""

    reviewer: str
    points: Decimal
    error: Decimal
    scores: int


@dataclass(frozen=True, slots=True)
class Outlier:
    """A score far from what is `expected` of this reviewer for this bid, by `z` standard deviations."""

    reviewer: str
    bid: str
    value: Fraction
    expected: Decimal
    z: Decimal


@dataclass(frozen=True, slots=True)
class TieBand:
    """Bids that cannot be told apart from the best of them with the confidence asked for."""

    bids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Component:
    """Bids and reviewers that are connected with each other; `bids` from the best down.

    Where they could not be calibrated, `reason` says why, and the bids have their raw mean only."""

    number: int
    reason: Reason | None
    df: int
    bids: tuple[CalibratedBid, ...]
    severities: tuple[Severity, ...] = ()
    bands: tuple[TieBand, ...] = ()
    outliers: tuple[Outlier, ...] = ()

    @property
    def calibrated(self) -> bool:
        """Whether there are estimates beside the raw means."""
        return self.reason is None


@dataclass(frozen=True, slots=True)
class Calibrated:
    """All components; with more than one, ranks hold only within each (`review.graph_split`)."""

    components: tuple[Component, ...]
    reasons: tuple[Reason, ...] = ()

    def bid(self, key: str) -> CalibratedBid:
        """The result of one bid."""
        return next(one for part in self.components for one in part.bids if one.bid == key)


def rounded(value: float | np.float64) -> Decimal:
    """An estimate to four places; minus zero is zero."""
    return Decimal(repr(float(value))).quantize(_PLACES) + 0
