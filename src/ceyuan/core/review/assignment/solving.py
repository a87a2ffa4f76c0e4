"""Assigning reviewers to bids: fair first, then best, then balanced, with a proof of how good it is.

The optimum is looked for in a process of its own that is ended when its time is over; a constructed assignment stands
by. Whatever comes back is checked by `check` before anybody sees it.
"""

import json
import os
import subprocess
import sys
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ceyuan.core.kernel import Refused
from ceyuan.core.review.assignment.checking import check, worth
from ceyuan.core.review.assignment.construct import construct
from ceyuan.core.review.assignment.grid import Grid, grid_of
from ceyuan.core.review.assignment.problem import Pair, Panels, Problem

_ENGINE = "ceyuan.core.review.assignment.engine"
_SOURCE = Path(__file__).resolve().parents[4]
# The engine stops itself; only one that does not is killed, so much later.
_GRACE_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class StageProof:
    """How good an assignment is in one aim: `value` reached, and `bound`, which nothing can surpass that is as good
    in the aims before. `stage` is "kept", "fairest", "affinity" or "balance" (lower is better)."""

    stage: str
    value: int
    bound: int

    @property
    def gap(self) -> int:
        """How much better it could be at most."""
        return abs(self.bound - self.value)

    @property
    def status(self) -> str:
        """ "optimal" when proven, else "bounded"."""
        return "optimal" if self.gap == 0 else "bounded"


@dataclass(frozen=True, slots=True)
class Assignment:
    """Panels by bid, what they are worth with proof, and which engine made them ("ortools" or "constructive")."""

    panels: Panels
    stages: tuple[StageProof, ...]
    engine: str

    @property
    def status(self) -> str:
        """ "optimal" when every aim is proven, else "bounded"."""
        return "optimal" if all(stage.gap == 0 for stage in self.stages) else "bounded"

    def stage(self, name: str) -> StageProof:
        """The proof of one aim."""
        return next(stage for stage in self.stages if stage.stage == name)

    def pairs(self) -> frozenset[Pair]:
        """All (reviewer, bid)."""
        return frozenset((reviewer, bid) for bid, panel in self.panels.items() for reviewer in panel)


def solve(problem: Problem, *, seconds: float = 20.0, wished: Panels | None = None) -> Assignment:
    """The best assignment that is found within about so many seconds; with 0 the constructed one.

    Aims, each within the best of those before: keep `wished` pairs, serve the worst served bid well, highest total
    affinity, balanced loads. Refused: `review.bids_not_served` with a reason for each bid that cannot be served.
    """
    if not problem.bids:
        return Assignment({}, (), "constructive")
    engine = _start_engine() if seconds > 0 else None
    try:
        start = construct(problem)
        if isinstance(start, list):
            raise Refused("review.bids_not_served", reasons=tuple(start), count=len(start))
        grid = grid_of(problem, wished)
        lines = _ask(engine, problem, grid, start, seconds) if engine else []
    finally:
        if engine is not None:
            engine.kill()
            engine.wait()
    constructed = _proven(problem, start, grid, {}, "constructive", wished)
    for line in reversed(lines):
        panels = _panels(problem, line["pairs"])
        if not check(problem, panels):
            return _proven(problem, panels, grid, line["bounds"], "ortools", wished)
    return constructed


def resolve(
    problem: Problem, previous: Panels, declined: Collection[Pair], begun: Collection[Pair], *, seconds: float = 20.0
) -> Assignment:
    """A new assignment after some declined: work begun stays where it is, of the others as few as possible change.

    `problem` may have changed since (new conflicts, other loads); `previous` is what was assigned. The first aim is
    "kept": pairs of the previous assignment. Refused as `solve`, and Invalid as `Problem` when work begun breaks a rule
    that is new: then withdraw it first.
    """
    gone = frozenset(declined)
    still = frozenset(begun) - gone
    return solve(replace(problem.without(gone), begun=problem.begun | still), seconds=seconds, wished=previous)


def _start_engine() -> subprocess.Popen[str]:
    # Started before anything is computed here, so that it loads the solver meanwhile. Not a fork: this process may
    # hold threads and connections.
    paths = [str(_SOURCE), *filter(None, [os.environ.get("PYTHONPATH")])]
    return subprocess.Popen(
        [sys.executable, "-m", _ENGINE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
    )


def _ask(
    engine: "subprocess.Popen[str]", problem: Problem, grid: Grid, start: Panels, seconds: float
) -> list[dict[str, Any]]:
    row = {bid.key: number for number, bid in enumerate(problem.bids)}
    column = {one.key: number for number, one in enumerate(problem.reviewers)}
    pairs = [[row[bid], column[key]] for bid, panel in start.items() for key in panel]
    task = json.dumps({"grid": grid.to_json(), "start": pairs, "seconds": seconds})
    try:
        told, _ = engine.communicate(task, timeout=seconds + _GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        engine.kill()
        told, _ = engine.communicate()
    except (BrokenPipeError, OSError):  # it could not start; the constructed assignment stands by
        return []
    return [json.loads(line) for line in told.splitlines(keepends=True) if line.endswith("\n") and line[0] == "{"]


def _panels(problem: Problem, pairs: list[list[int]]) -> Panels:
    panels: dict[str, list[str]] = {bid.key: [] for bid in problem.bids}
    for bid, reviewer in pairs:
        panels[problem.bids[bid].key].append(problem.reviewers[reviewer].key)
    return {bid: tuple(sorted(panel)) for bid, panel in panels.items()}


def _proven(
    problem: Problem, panels: Panels, grid: Grid, bounds: dict[str, int], engine: str, wished: Panels | None
) -> Assignment:
    alone = grid.best_alone()
    even, rest = divmod(int(grid.need.sum()), len(problem.reviewers))
    plain = {
        "kept": int(grid.kept.sum()),
        "fairest": int(alone.min()),
        "affinity": int(alone.sum()),
        "balance": (len(problem.reviewers) - rest) * even**2 + rest * (even + 1) ** 2,
    }
    known = {**plain, **bounds}
    values = worth(problem, panels, wished)
    return Assignment(panels, tuple(StageProof(name, value, known[name]) for name, value in values.items()), engine)
