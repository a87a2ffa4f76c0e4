"""The assignment as a linear or integer program, built for OR-Tools' model builder.

Only pairs in `columns` become variables; the others are proven needless by their reduced cost. Floats live here and
nowhere else: the solver works in them. What it finds is turned into whole pairs and checked apart.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from ortools.linear_solver.python import model_builder as mb

from ceyuan.core.review.assignment.grid import Grid, Mask, Matrix

Reals = NDArray[np.float64]
LP, MIP = "glop", "scip"
_total, _weighted = mb.LinearExpr.sum, mb.LinearExpr.weighted_sum


@dataclass(frozen=True, slots=True)
class Row:
    """An extra condition over all pairs: the sum of `weights` is at least `least`."""

    weights: Matrix
    least: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the solver said: "optimal", "feasible", "infeasible" or "unknown"; `taken` is how far each column is."""

    status: str
    value: float = 0.0
    bound: float = 0.0
    taken: Reals = field(default_factory=lambda: np.zeros(0))


class Program:
    """One program over chosen columns. Say the aim with `maximise`, `raise_floor` or `balance`, then `solve`."""

    def __init__(self, grid: Grid, columns: Mask, *, forced: Mask | None = None, whole: bool = False) -> None:
        self.grid, self.columns, self.whole = grid, columns, whole
        self.bid, self.reviewer = np.nonzero(columns)
        self.model = mb.Model()  # type: ignore[no-untyped-call]
        least = np.zeros(len(self.bid)) if forced is None else forced[self.bid, self.reviewer].astype(float)
        index = pd.RangeIndex(len(self.bid))
        self.taken = self.model.new_var_series("x", index, pd.Series(least, index=index), 1, is_integral=whole)
        self._variables = self.taken.to_numpy()
        self._by_bid = list(_groups(self.bid))
        self._by_reviewer = list(_groups(self.reviewer))
        self._need: dict[int, Any] = {}
        self._externals: dict[int, Any] = {}
        self._loads: dict[int, Any] = {}
        self._units: dict[tuple[int, int], Any] = {}
        self._floors: dict[int, Any] = {}
        self._rows: list[tuple[Matrix, Any]] = []
        self._restrict()

    def floor(self, least: int) -> None:
        """Every bid reaches this sum of affinities."""
        for bid, here in self._by_bid:
            self._floors[bid] = self.model.add(self._sum(here, self._scores(here)) >= least)

    def row(self, row: Row) -> None:
        """Add an extra condition."""
        weights = row.weights[self.bid, self.reviewer]
        here = np.flatnonzero(weights)
        self._rows.append((row.weights, self.model.add(self._sum(here, weights[here].tolist()) >= row.least)))

    def maximise(self, weights: Matrix) -> None:
        """Aim: the highest sum of weights."""
        here = np.arange(len(self.bid))
        self.model.maximize(self._sum(here, weights[self.bid, self.reviewer].tolist()))

    def raise_floor(self) -> None:
        """Aim: the highest sum of affinities that every bid reaches."""
        lowest = self.model.new_num_var(0, float(self.grid.affinity.max(initial=0) * self.grid.need.max()), "lowest")
        for bid, here in self._by_bid:
            # As weights of the pairs less the floor; its dual is that of a floor of the same bid.
            expression = _weighted([*self._variables[here].tolist(), lowest], [*self._scores(here), -1.0])
            self._floors[bid] = self.model.add(expression >= 0)
        self.model.maximize(lowest)

    def balance(self) -> None:
        """Aim: the lowest sum of squared loads. The n-th bid of a reviewer costs 2n - 1, so cheap ones fill first."""
        steps: list[Any] = []
        prices: list[float] = []
        for reviewer, here in self._by_reviewer:
            own = [self.model.new_num_var(0, 1, "") for _ in range(int(self.grid.most[reviewer]))]
            self.model.add(_total(self._variables[here].tolist()) == _total(own))
            steps += own
            prices += [2 * number + 1 for number in range(len(own))]
        self.model.minimize(_weighted(steps, prices))

    def hint(self, pairs: Mask) -> None:
        """Begin the search with this solution."""
        for variable, value in zip(self._variables, pairs[self.bid, self.reviewer].tolist(), strict=True):
            self.model.add_hint(variable, float(value))

    def solve(self, seconds: float) -> Outcome:
        """Solve within about so many seconds."""
        if seconds <= 0:
            return Outcome("unknown")
        self._solver = mb.Solver(MIP if self.whole else LP)
        self._solver.set_time_limit_in_seconds(seconds)
        status = self._solver.solve(self.model)
        if status == mb.SolveStatus.INFEASIBLE:
            return Outcome("infeasible")
        if status not in (mb.SolveStatus.OPTIMAL, mb.SolveStatus.FEASIBLE):
            return Outcome("unknown")
        best = status == mb.SolveStatus.OPTIMAL
        value = float(self._solver.objective_value)
        bound = value if best else float(self._solver.best_objective_bound)
        taken = self._solver.values(self.taken).to_numpy(dtype=np.float64)
        return Outcome("optimal" if best else "feasible", value, bound, taken)

    def pairs(self, outcome: Outcome) -> Mask:
        """The pairs of a whole solution."""
        mask = np.zeros(self.grid.shape, dtype=np.bool_)
        mask[self.bid, self.reviewer] = outcome.taken > 0.5
        return mask

    def reduced_costs(self, weights: Matrix) -> Reals:
        """For all pairs, also those without a variable: by how much taking one more of it would raise the optimum of
        the linear program at most; minus infinity where forbidden. Valid because rows without a variable have dual 0.
        """
        bids, reviewers = self.grid.shape
        unit = np.zeros((bids, int(self.grid.unit.max(initial=0)) + 1))
        for (bid, home), row in self._units.items():
            unit[bid, home] = self._solver.dual_value(row)
        externals = np.outer(self._duals(self._externals, bids), self.grid.external.astype(float))
        costs: Reals = weights - self._duals(self._need, bids)[:, None] - externals - unit[:, self.grid.unit]
        costs -= self._duals(self._loads, reviewers)[None, :]
        costs -= self._duals(self._floors, bids)[:, None] * self.grid.affinity
        for extra, row in self._rows:
            costs -= self._solver.dual_value(row) * extra
        return np.where(self.grid.allowed, costs, -np.inf)

    def _restrict(self) -> None:
        served, busy = self.columns.any(axis=1), self.columns.any(axis=0)
        if not served.all() or (self.grid.least[~busy] > 0).any():
            # Somebody without any column needs some: say so, instead of leaving the condition out.
            self.model.add(self.model.new_num_var(0, 0, "nobody") >= 1)
        for bid, here in self._by_bid:
            self._need[bid] = self.model.add(self._sum(here) == int(self.grid.need[bid]))
            if self.grid.externals[bid]:
                outside = here[self.grid.external[self.reviewer[here]]]
                self._externals[bid] = self.model.add(self._sum(outside) >= int(self.grid.externals[bid]))
        for reviewer, here in self._by_reviewer:
            least, most = float(self.grid.least[reviewer]), float(self.grid.most[reviewer])
            self._loads[reviewer] = self.model.add_linear_constraint(self._sum(here), least, most)
        units = int(self.grid.unit.max(initial=0)) + 1
        for key, here in _groups(self.bid * units + self.grid.unit[self.reviewer]):
            if len(here) > self.grid.per_unit:
                self._units[divmod(key, units)] = self.model.add(self._sum(here) <= self.grid.per_unit)

    def _sum(self, here: NDArray[np.int64], weights: list[float] | None = None) -> Any:
        variables = self._variables[here].tolist()
        return _total(variables) if weights is None else _weighted(variables, weights)

    def _scores(self, here: NDArray[np.int64]) -> list[float]:
        scores: list[float] = self.grid.affinity[self.bid[here], self.reviewer[here]].tolist()
        return scores

    def _duals(self, rows: dict[int, Any], size: int) -> Reals:
        duals = np.zeros(size)
        for number, row in rows.items():
            duals[number] = self._solver.dual_value(row)
        return duals


def _groups(keys: NDArray[np.int64]) -> Iterator[tuple[int, NDArray[np.int64]]]:
    """Each key with the positions that have it."""
    if not len(keys):
        return
    order = np.argsort(keys, kind="stable")
    cuts = np.flatnonzero(np.diff(keys[order])) + 1
    for here in np.split(order, cuts):
        yield int(keys[here[0]]), here
