"""The optimum of an assignment, found and proven in stages; runs in a process of its own (`python -m` this module).

Reads one JSON object from standard input and writes one line per solution found, each at least as good as the last:
{"pairs": [[bid, reviewer], ...], "bounds": {stage: bound}}. Whoever started it may end it at any time and keep the last
line. Stages, each within the optima of those before: `kept` (as many wished pairs as possible), `fairest` (the worst
served bid as well served as possible), `affinity` (the highest total), `balance` (the lowest sum of squared loads).

How it proves: the linear relaxation over few columns gives a bound and prices for all pairs; pairs that are priced in
are added until none is left. A pair whose price is further below the bound than the best whole solution cannot be part
of a better one and is left out; one that is as far above must be part of it. What remains is solved as a whole program.
"""

import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from ceyuan.core.review.assignment.grid import Grid, Mask, Matrix
from ceyuan.core.review.assignment.program import Outcome, Program, Reals, Row

Emit = Callable[[Mask, dict[str, int]], None]
_SLACK = 1e-6
_COLUMNS = 12
_FIRST_GAP = 2.0
_NEIGHBOUR = 1.0
_MOST_NEIGHBOURS = 2000


class OutOfTime(Exception):
    """The time given is used up; what was found until then has been told."""


@dataclass(frozen=True, slots=True)
class Relaxed:
    """A solved relaxation: the bound on the aim, and for each pair how far it may move it."""

    bound: float
    prices: Reals


@dataclass
class Search:
    """One run over a grid, with a known solution to begin with and until a moment on the performance counter."""

    grid: Grid
    start: Mask
    until: float
    emit: Emit
    bounds: dict[str, int] = field(default_factory=dict)

    def run(self) -> None:
        """All stages; what is found goes to `emit`. The stage that runs out of time ends the search."""
        self._columns = self._first_columns()
        rows: list[Row] = []
        try:
            if self.grid.kept.any():
                rows += self._keep()
            self._serve(rows)
        except OutOfTime:
            return

    def _keep(self) -> list[Row]:
        """As many wished pairs as possible, as a condition on everything after."""
        weights = self.grid.kept.astype(np.int64)
        if self._all_stay():
            return []
        relaxed = self._relax(weights, 0, [])
        found = self._exact(relaxed, weights, 0, [], "kept") if relaxed else None
        if found is None:
            raise OutOfTime  # cannot be: the known solution is among the columns
        return [Row(weights, int(weights[found].sum()))]

    def _all_stay(self) -> bool:
        """Whether all wished pairs can stay; then they are as fixed as work begun, and little is left to decide."""
        grid = self.grid.with_begun(self.grid.kept)
        if (grid.begun.sum(axis=1) > grid.need).any():
            return False
        wished, before = int(self.grid.kept.sum()), self.grid
        self.grid = grid
        open_bids = (grid.begun.sum(axis=1) < grid.need)[:, None]
        program = Program(grid, (grid.allowed & open_bids) | grid.begun, forced=grid.begun, whole=True)
        program.maximise(np.maximum(grid.affinity, 0))
        outcome = self._solved(program)
        if not outcome.taken.size:
            self.grid = before
            return False
        self.start = program.pairs(outcome)
        self._columns = self._first_columns()
        self._found(self.start, "kept", wished)
        return True

    def _serve(self, rows: list[Row]) -> None:
        """Floor and total: the highest floor that whole panels can hold, and the best total above it."""
        scores = np.maximum(self.grid.affinity, 0)
        floor = int(self.grid.best_alone().min())
        relaxed = self._relax(scores, floor, rows)
        if relaxed is None:
            floor = min(floor, self._fairest(rows))
        while floor >= 0:
            relaxed = relaxed or self._relax_wholly(scores, floor, rows)
            if relaxed is not None:
                self.bounds["fairest"] = floor
                found = self._exact(relaxed, scores, floor, rows, "affinity")
                if found is not None:
                    self._balance(found, relaxed, scores, floor, rows)
                    return
            floor, relaxed = floor - 1, None

    def _fairest(self, rows: list[Row]) -> int:
        """The highest floor of the relaxation, rounded down: no whole assignment has a higher one."""
        while True:
            program = Program(self.grid, self._columns, forced=self.grid.begun)
            program.raise_floor()
            for row in rows:
                program.row(row)
            outcome = self._solved(program)
            if not self._price_in(program.reduced_costs(np.zeros(self.grid.shape, dtype=np.int64))):
                return int(np.floor(outcome.value + _SLACK))

    def _relax_wholly(self, weights: Matrix, floor: int, rows: list[Row]) -> Relaxed | None:
        """As `_relax`, and None only when not even all pairs together can hold the floor."""
        relaxed = self._relax(weights, floor, rows)
        if relaxed is None and bool((useful := self._useful(floor) & ~self._columns).any()):
            self._columns |= useful
            relaxed = self._relax(weights, floor, rows)
        return relaxed

    def _relax(self, weights: Matrix, floor: int, rows: list[Row]) -> Relaxed | None:
        """The linear relaxation over all pairs; None when the columns at hand cannot hold the floor."""
        useful = self._useful(floor)
        while True:
            program = Program(self.grid, self._columns & useful, forced=self.grid.begun)
            program.maximise(weights)
            self._condition(program, floor, rows)
            outcome = self._solved(program)
            if outcome.status == "infeasible":
                return None
            prices = np.where(useful, program.reduced_costs(weights), -np.inf)
            missing = np.where(self._columns, 0.0, np.maximum(prices, 0.0))
            bound = outcome.value + _at_most(missing, self.grid)
            if np.floor(bound + _SLACK) == np.floor(outcome.value + _SLACK) or not self._price_in(prices):
                # What is priced just above zero but left out may be taken or not: neither needless nor forced.
                return Relaxed(bound, np.where(missing > 0, 0.0, prices))

    def _price_in(self, prices: Reals) -> bool:
        fresh = (prices > _SLACK) & ~self._columns
        if not fresh.any():
            return False
        # Their neighbours would be priced in next; taking them now saves rounds, unless they are half the table.
        near = (prices > -_NEIGHBOUR) & ~self._columns
        self._columns |= near if near.sum() <= _MOST_NEIGHBOURS else fresh
        return True

    def _exact(self, relaxed: Relaxed, weights: Matrix, floor: int, rows: list[Row], stage: str) -> Mask | None:
        """The best whole solution, proven; None when there is none above the floor."""
        prices, begun, ceiling = relaxed.prices, self.grid.begun, int(np.floor(relaxed.bound + _SLACK))
        gap, best, within = _FIRST_GAP, None, self._columns
        while True:
            near, forced = prices >= -gap, (prices > gap) | begun
            program = Program(self.grid, (near & within) | begun, forced=forced, whole=True)
            program.maximise(weights)
            self._condition(program, floor, rows)
            if best is not None:
                program.hint(best)
            outcome = self._solved(program)
            if outcome.status == "infeasible":
                if not np.isfinite(prices[~(near & within)]).any() and not (forced & ~begun).any():
                    return None
                gap = gap * 4
            else:
                best = program.pairs(outcome)
                value = int(weights[best].sum())
                covered = relaxed.bound - value <= gap and not (near & ~within).any()
                proven = value >= ceiling or (outcome.status == "optimal" and covered)
                self._found(best, stage, value if proven else ceiling)
                if proven:
                    return best
                if outcome.status != "optimal":
                    raise OutOfTime
                gap = max(gap, relaxed.bound - value + _SLACK)
            within = np.ones_like(within)

    def _balance(self, pairs: Mask, relaxed: Relaxed, weights: Matrix, floor: int, rows: list[Row]) -> None:
        """Among all assignments with the best total, the one with the lowest sum of squared loads."""
        total = int(weights[pairs].sum())
        gap = relaxed.bound - total + _SLACK
        forced = (relaxed.prices > gap) | self.grid.begun
        program = Program(self.grid, (relaxed.prices >= -gap) | self.grid.begun, forced=forced, whole=True)
        program.balance()
        self._condition(program, floor, [*rows, Row(weights, total)])
        program.hint(pairs)
        outcome = self._solved(program)
        if outcome.taken.size:
            self._found(program.pairs(outcome), "balance", int(np.ceil(outcome.bound - _SLACK)))

    def _found(self, pairs: Mask, stage: str, bound: int) -> None:
        self.bounds[stage] = bound
        self.emit(pairs, dict(self.bounds))

    def _condition(self, program: Program, floor: int, rows: list[Row]) -> None:
        if floor > 0:
            program.floor(floor)
        for row in rows:
            program.row(row)

    def _useful(self, floor: int) -> Mask:
        """Pairs that can be part of a panel that reaches the floor: with the best others it is reached."""
        best = -np.sort(-np.maximum(self.grid.affinity, 0), axis=1)
        others = np.array([best[bid, : count - 1].sum() for bid, count in enumerate(self.grid.need.tolist())])
        reaching: Mask = self.grid.allowed & (self.grid.affinity + others[:, None] >= floor)
        reaching &= (self.grid.begun.sum(axis=1) < self.grid.need)[:, None]
        return reaching | self.grid.begun

    def _first_columns(self) -> Mask:
        """For each bid its best reviewers, also of the external ones, for each reviewer the best bids."""
        scores, columns = self.grid.affinity, self.start | self.grid.begun | self.grid.kept
        outside = np.where(self.grid.external[None, :], scores, -1)
        for table, axis, width in ((scores, 1, _COLUMNS), (outside, 1, _COLUMNS // 2), (scores, 0, _COLUMNS)):
            best = np.take(np.argsort(-table, axis=axis, kind="stable"), range(min(width, table.shape[axis])), axis)
            np.put_along_axis(columns, best, values=True, axis=axis)
        return columns & self.grid.allowed

    def _solved(self, program: Program) -> Outcome:
        outcome = program.solve(self.until - time.perf_counter())
        if outcome.status == "unknown" or (outcome.status == "feasible" and not program.whole):
            raise OutOfTime
        return outcome


def _at_most(prices: Reals, grid: Grid) -> float:
    """What pairs with these prices could add to the relaxation at most: of each bid the best so many."""
    best = -np.sort(-prices, axis=1)
    return float(sum(best[bid, :count].sum() for bid, count in enumerate(grid.need.tolist())))


def main() -> None:
    """Read the task, search, write what is found."""
    told = json.load(sys.stdin)
    grid = Grid.from_json(told["grid"])
    start = np.zeros(grid.shape, dtype=np.bool_)
    for bid, reviewer in told["start"]:
        start[bid, reviewer] = True

    def emit(pairs: Mask, bounds: dict[str, int]) -> None:
        sys.stdout.write(json.dumps({"pairs": np.argwhere(pairs).tolist(), "bounds": bounds}) + "\n")
        sys.stdout.flush()

    Search(grid, start, time.perf_counter() + float(told["seconds"]), emit).run()


if __name__ == "__main__":
    main()
