"""Expert review at full size: assignment, resolving after declines, conflicts, calibration, drawing.

    python bench/review.py [--bids 500] [--experts 300] [--scores 1500]

The instances are made from a fixed seed. Exit code 1 when the assignment (3 reviewers each, at least one external, one
of a unit) is not proven optimal or takes 5 s or more, calibration takes 1 s or more, conflicts 1 s or more, or an
independent check finds a breach.
"""

import argparse
import random
import sys
from datetime import date
from fractions import Fraction

from indicators import timed
from load import busy

from ceyuan.core.review import draw
from ceyuan.core.review.admissible import Candidate, DrawPlan, Stratum
from ceyuan.core.review.assignment import Bid, Problem, Reviewer, check, resolve, solve
from ceyuan.core.review.assignment.construct import construct
from ceyuan.core.review.calibration import Score, calibrate
from ceyuan.core.review.conflicts import Case, ConflictKind, Conflicts, Expert, SharedWork, Ties

ASSIGN_SECONDS, CALIBRATE_SECONDS, CONFLICT_SECONDS = 5.0, 1.0, 1.0
SEED = 20261122


def problem(dice: random.Random, experts: int, bids: int, most: int) -> Problem:
    """Affinities of 0 to 100 from 24 disciplines (three of an expert, two of a bid); one pair in 20 in conflict; a
    third of the experts external; 60 units."""
    people = []
    for number in range(experts):
        unit = dice.randrange(60)
        people.append(Reviewer(f"e{number}", f"u{unit}", external=unit >= 40, most=most))
    wanted = tuple(Bid(f"b{number}", 3, 1) for number in range(bids))
    knows = {one.key: [dice.randrange(24) for _ in range(3)] for one in people}
    about = {bid.key: [dice.randrange(24) for _ in range(2)] for bid in wanted}
    affinity, forbidden = {}, set()
    for one in people:
        for bid in wanted:
            first, second = about[bid.key]
            fit = sum(45 * (field == first) + 25 * (field == second) for field in knows[one.key])
            affinity[one.key, bid.key] = min(100, fit + dice.randrange(25))
            if dice.random() < 0.05:
                forbidden.add((one.key, bid.key))
    return Problem(tuple(people), wanted, affinity, forbidden)


def assigning(experts: int, bids: int) -> bool:
    """Assign, with room to spare and tightly, and again after ten declined; true when a limit was missed."""
    missed = False
    for most in (8, 6):
        task = problem(random.Random(SEED), experts, bids, most)
        found = []
        spans = sorted(timed(lambda task=task, found=found: found.append(solve(task, seconds=30))) for _ in range(3))
        best, span = found[0], spans[1]
        stages = ", ".join(f"{one.stage} {one.value} (bound {one.bound})" for one in best.stages)
        greedy = timed(lambda task=task: construct(task))
        print(
            f"{bids} bids x 3 of {experts} experts, at most {most} each: {span:.2f} s, median of 3 (limit "
            f"{ASSIGN_SECONDS} s, ratio {span / ASSIGN_SECONDS:.3f}), {best.status}: {stages}; "
            f"constructed: {greedy:.2f} s"
        )
        pairs = sorted(best.pairs())
        again = []
        span_again = timed(
            lambda task=task, best=best, pairs=pairs, again=again: again.append(
                resolve(task, best.panels, pairs[:10], pairs[100:400], seconds=30)
            )
        )
        changed = len(best.pairs() - again[0].pairs())
        print(
            f"  resolved after 10 declined, 300 begun: {span_again:.2f} s, {again[0].status}, {changed} pairs changed"
        )
        breaches = check(task, best.panels) + check(task.without(pairs[:10]), again[0].panels)
        missed |= span >= ASSIGN_SECONDS or best.status != "optimal" or bool(breaches)
    return missed


def conflicting(experts: int, bids: int) -> bool:
    """Conflicts of all with all from 5,000 shared works and a tree of 400 entities."""
    dice = random.Random(SEED)
    people = [Expert(f"e{n}", f"p{n}", f"u{dice.randrange(400)}") for n in range(experts)]
    cases = [
        Case(
            f"b{n}",
            frozenset(f"u{dice.randrange(400)}" for _ in range(3)),
            frozenset(f"p{dice.randrange(3000)}" for _ in range(12)),
        )
        for n in range(bids)
    ]
    works = [
        SharedWork(
            ConflictKind.CO_AUTHOR, f"w{n}", frozenset(f"p{dice.randrange(3000)}" for _ in range(6)), date(2025, 1, 1)
        )
        for n in range(5000)
    ]
    ties = Ties({f"u{n}": f"u{n // 8}" for n in range(1, 400)}, works)
    found = []
    span = timed(lambda: found.append(Conflicts(people, cases, ties, date(2026, 3, 1))))
    print(
        f"conflicts of {experts} experts with {bids} bids: {span:.3f} s (limit {CONFLICT_SECONDS} s, ratio "
        f"{span / CONFLICT_SECONDS:.3f}), {len(found[0])} pairs"
    )
    return span >= CONFLICT_SECONDS


def calibrating(scores: int) -> bool:
    """Three scores for each bid, with severities of 4 points and noise of 2."""
    dice = random.Random(SEED)
    severity = [dice.gauss(0, 4) for _ in range(scores // 5)]
    given = []
    for bid in range(scores // 3):
        quality = dice.gauss(75, 6)
        for reviewer in dice.sample(range(len(severity)), 3):
            value = round(quality + severity[reviewer] + dice.gauss(0, 2), 1)
            given.append(Score(f"e{reviewer}", f"b{bid}", Fraction(str(value))))
    spans = sorted(timed(lambda: calibrate(given)) for _ in range(5))
    print(
        f"{len(given)} scores calibrated: {spans[2]:.2f} s, median of 5 (limit {CALIBRATE_SECONDS} s, ratio "
        f"{spans[2] / CALIBRATE_SECONDS:.3f})"
    )
    return spans[2] >= CALIBRATE_SECONDS


def drawing(experts: int) -> None:
    """A panel of nine under four conditions."""
    dice = random.Random(SEED)
    traits = {"title": ("full", "associate"), "region": ("north", "south", "west"), "affiliation": ("in", "out")}
    pool = [
        Candidate(
            f"e{n}", f"u{dice.randrange(60)}", frozenset((name, dice.choice(values)) for name, values in traits.items())
        )
        for n in range(experts)
    ]
    strata = (
        Stratum("full", {"title": frozenset({"full"})}, 5, 6),
        Stratum("out", {"affiliation": frozenset({"out"})}, 4),
        Stratum("west", {"region": frozenset({"west"})}, 2, 4),
        Stratum("north", {"region": frozenset({"north"})}, 2),
    )
    seed = "0123456789abcdef" * 2
    plan = DrawPlan("call", 9, strata)
    span = timed(lambda: draw.draw(plan, pool, {}, seed=seed, commitment=draw.commit(seed)))
    print(f"9 of {experts} drawn under {len(strata)} conditions: {span:.3f} s")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bids", type=int, default=500)
    parser.add_argument("--experts", type=int, default=300)
    parser.add_argument("--scores", type=int, default=1500)
    wanted = parser.parse_args()
    print(busy())
    missed = [
        assigning(wanted.experts, wanted.bids),
        conflicting(wanted.experts, wanted.bids),
        calibrating(wanted.scores),
    ]
    drawing(wanted.experts)
    return int(any(missed))


if __name__ == "__main__":
    sys.exit(main())
