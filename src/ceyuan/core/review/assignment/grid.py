"""A problem as tables of numbers: rows are bids, columns are reviewers. What engines work on."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ceyuan.core.review.assignment.problem import Panels, Problem

Matrix = NDArray[np.int64]
Mask = NDArray[np.bool_]
Vector = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Grid:
    """`affinity[b, r]` is -1 where the pair is forbidden; `begun` pairs are fixed, `kept` pairs are wished."""

    affinity: Matrix
    begun: Mask
    kept: Mask
    need: Vector
    externals: Vector
    least: Vector
    most: Vector
    unit: Vector
    external: Mask
    per_unit: int

    @property
    def shape(self) -> tuple[int, int]:
        """(bids, reviewers)."""
        bids, reviewers = self.affinity.shape
        return bids, reviewers

    @property
    def allowed(self) -> Mask:
        """The pairs that may be made."""
        return self.affinity >= 0

    def to_json(self) -> dict[str, Any]:
        """JSON-ready; masks as lists of [bid, reviewer]."""
        plain = {name: getattr(self, name).tolist() for name in ("affinity", "need", "externals", "least", "most")}
        masks = {name: np.argwhere(getattr(self, name)).tolist() for name in ("begun", "kept")}
        return {
            **plain,
            **masks,
            "unit": self.unit.tolist(),
            "external": self.external.tolist(),
            "per_unit": self.per_unit,
        }

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> "Grid":
        """The grid that `to_json` described."""
        affinity = np.array(told["affinity"], dtype=np.int64)
        numbers = {
            name: np.array(told[name], dtype=np.int64) for name in ("need", "externals", "least", "most", "unit")
        }
        masks = {name: _mask(affinity.shape, told[name]) for name in ("begun", "kept")}
        external = np.array(told["external"], dtype=np.bool_)
        return cls(
            affinity,
            masks["begun"],
            masks["kept"],
            numbers["need"],
            numbers["externals"],
            numbers["least"],
            numbers["most"],
            numbers["unit"],
            external,
            int(told["per_unit"]),
        )

    def with_begun(self, pairs: Mask) -> "Grid":
        """The same with these pairs fixed as well, none wished any more, and nobody allowed who has no room beside."""
        begun = self.begun | pairs
        full = begun.sum(axis=0) >= self.most
        affinity = np.where(full[None, :] & ~begun, -1, self.affinity)
        return replace(self, affinity=affinity, begun=begun, kept=np.zeros_like(begun))

    def best_alone(self) -> Vector:
        """Per bid the highest sum of affinities that it could have, were all other bids not there.

        Units and externals cap nested sets, so taking the best that still fits, again and again, is the optimum.
        """
        order = np.argsort(-self.affinity, axis=1, kind="stable")
        return np.array([self._alone(bid, order[bid].tolist()) for bid in range(self.shape[0])], dtype=np.int64)

    def _alone(self, bid: int, order: list[int]) -> int:
        scores, begun = self.affinity[bid].tolist(), set(np.flatnonzero(self.begun[bid]).tolist())
        inside_left = int(self.need[bid] - self.externals[bid])
        taken, total, of_unit = 0, 0, dict[int, int]()
        # Externals and internals are nested caps; when only externals may still come, internals are passed over.
        for one in [*begun, *(each for each in order if each not in begun)]:
            if taken == self.need[bid] or scores[one] < 0:
                break
            unit, outside = int(self.unit[one]), bool(self.external[one])
            if of_unit.get(unit, 0) < self.per_unit and (outside or inside_left > 0):
                of_unit[unit] = of_unit.get(unit, 0) + 1
                taken, total = taken + 1, total + scores[one]
                inside_left -= not outside
        return total


def grid_of(problem: Problem, wished: Panels | None = None) -> Grid:
    """The tables of a problem, with bids and reviewers in their given order; `wished` panels should stay."""
    row = {bid.key: number for number, bid in enumerate(problem.bids)}
    column = {one.key: number for number, one in enumerate(problem.reviewers)}
    affinity = np.zeros((len(row), len(column)), dtype=np.int64)
    for (reviewer, of), value in problem.affinity.items():
        affinity[row[of], column[reviewer]] = value
    for reviewer, of in problem.forbidden:
        if of in row and reviewer in column:
            affinity[row[of], column[reviewer]] = -1
    begun = [(row[of], column[reviewer]) for reviewer, of in problem.begun]
    kept = [
        (row[of], column[reviewer])
        for of, panel in (wished or {}).items()
        for reviewer in panel
        if of in row and reviewer in column and affinity[row[of], column[reviewer]] >= 0
    ]
    homes = {home: number for number, home in enumerate(sorted({one.home for one in problem.reviewers}))}
    return Grid(
        affinity,
        _mask(affinity.shape, begun),
        _mask(affinity.shape, kept),
        np.array([bid.reviewers for bid in problem.bids], dtype=np.int64),
        np.array([bid.externals for bid in problem.bids], dtype=np.int64),
        np.array([one.least for one in problem.reviewers], dtype=np.int64),
        np.array([one.most for one in problem.reviewers], dtype=np.int64),
        np.array([homes[one.home] for one in problem.reviewers], dtype=np.int64),
        np.array([one.external for one in problem.reviewers], dtype=np.bool_),
        problem.per_unit,
    )


def _mask(shape: tuple[int, ...], pairs: list[Any]) -> Mask:
    mask = np.zeros(shape, dtype=np.bool_)
    for bid, reviewer in pairs:
        mask[bid, reviewer] = True
    return mask
