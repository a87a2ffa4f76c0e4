"""The two-way model behind calibration: score = quality of the bid + severity of the reviewer + noise.

Weighted least squares with the severities of a component adding up to zero; nothing is shrunk. Floats (numpy) live
here: scores come in as exact numbers and what goes out is an estimate with its uncertainty.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]
Index = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Fit:
    """Estimates of one connected component. Covariances are to be multiplied with `variance` of a score of weight 1.

    `spread` is the part of the uncertainty of a quality that is its own, `passed_on[bid, reviewer]` how the error of a
    severity passes on to it, so cov(quality) = diag(spread) + passed_on @ severity_cov @ passed_on.T.
    """

    quality: Reals
    severity: Reals
    residual: Reals
    leverage: Reals
    severity_cov: Reals
    spread: Reals
    passed_on: Reals
    df: int
    squares: float
    squares_of_severity: float

    @property
    def variance(self) -> float:
        """The residual variance of a score of weight 1."""
        return self.squares / self.df

    @property
    def quality_cov(self) -> Reals:
        """Covariance of the qualities for variance 1."""
        covariance: Reals = np.diag(self.spread) + self.passed_on @ self.severity_cov @ self.passed_on.T
        return covariance


def fit(bid: Index, reviewer: Index, score: Reals, weight: Reals) -> Fit:
    """Fit one connected component; indexes count from 0 without gaps."""
    bids, reviewers = int(bid.max()) + 1, int(reviewer.max()) + 1
    table = np.zeros((bids, reviewers))
    table[bid, reviewer] = weight
    of_bid, of_reviewer = table.sum(axis=1), table.sum(axis=0)
    raw = np.bincount(bid, weight * score, bids) / of_bid
    passed_on = -table / of_bid[:, None]
    # Qualities are eliminated first; what is left is singular exactly along "all severities higher by the same".
    normal = np.diag(of_reviewer) - table.T @ (table / of_bid[:, None])
    right = np.bincount(reviewer, weight * (score - raw[bid]), reviewers)
    inverse = np.linalg.inv(normal + 1.0 / reviewers) - 1.0 / reviewers
    inverse = (inverse + inverse.T) / 2
    severity = inverse @ right
    severity -= severity.mean()
    quality = raw + passed_on @ severity
    residual = score - quality[bid] - severity[reviewer]
    covariance = np.diag(1 / of_bid) + passed_on @ inverse @ passed_on.T
    cross = passed_on @ inverse
    leverage = weight * (covariance[bid, bid] + inverse[reviewer, reviewer] + 2 * cross[bid, reviewer])
    return Fit(
        quality=quality,
        severity=severity,
        residual=residual,
        leverage=leverage,
        severity_cov=inverse,
        spread=1 / of_bid,
        passed_on=passed_on,
        df=len(score) - bids - reviewers + 1,
        squares=float((weight * residual**2).sum()),
        squares_of_severity=float(right @ severity),
    )


def components(bid: Sequence[int], reviewer: Sequence[int]) -> list[int]:
    """For each score the number of its connected component, numbered by first appearance."""
    above: dict[tuple[str, int], tuple[str, int]] = {}

    def top(node: tuple[str, int]) -> tuple[str, int]:
        while above.setdefault(node, node) != node:
            above[node] = above[above[node]]
            node = above[node]
        return node

    for one, other in zip(bid, reviewer, strict=True):
        above[top(("bid", one))] = top(("reviewer", other))
    numbers: dict[tuple[str, int], int] = {}
    return [numbers.setdefault(top(("bid", one)), len(numbers)) for one in bid]


def simulated(model: Fit, draws: int, seed: int) -> Reals:
    """Draws of all qualities from what is known about them (t distributed), one row each; numpy's PCG64 by `seed`."""
    dice = np.random.Generator(np.random.PCG64(seed))
    # Singular along "all the same": that direction is filled up for the root and taken out again of what is drawn.
    root = np.linalg.cholesky(model.severity_cov + 1.0 / len(model.severity))
    severities = dice.standard_normal((draws, len(model.severity))) @ root.T
    severities -= severities.mean(axis=1, keepdims=True)
    own = dice.standard_normal((draws, len(model.quality))) * np.sqrt(model.spread)
    scale = np.sqrt(model.squares / dice.chisquare(model.df, size=(draws, 1)))
    drawn: Reals = model.quality + scale * (own + severities @ model.passed_on.T)
    return drawn
