"""Where each project stands on the as-of day, and how the finished ones ended."""

from __future__ import annotations

from datetime import date
from random import Random

from ceyuan.apps.projects.demo.setting import AS_OF

BEFORE_START = (
    "reserved",
    "applied",
    "formal_check",
    "under_review",
    "budget_review",
    "approved",
    "rejected",
    "taskbook_draft",
    "taskbook_signed",
)
SIGNED = frozenset(
    {
        "taskbook_signed",
        "in_progress",
        "midterm",
        "change_pending",
        "suspended",
        "completion_due",
        "acceptance_applied",
        "acceptance_review",
        "rectifying",
        "passed",
        "concluded",
        "not_passed",
        "archived",
        "post_evaluation",
        "terminated",
        "revoked",
    }
)
# how many finished projects ended in an unusual way
OVERDUE, CONCLUDED, NOT_PASSED, RECTIFICATION, TERMINATED, REVOKED = 30, 12, 3, 4, 4, 1
_WAITING = (
    (7, "applied"),
    (3, "formal_check"),
    (8, "under_review"),
    (4, "budget_review"),
    (5, "approved"),
    (5, "taskbook_draft"),
    (3, "reserved"),
    (2, "rejected"),
    (3, "taskbook_signed"),
)
_FINISHED = ((12, "archived"), (4, "passed"), (3, "post_evaluation"))


def pick(rng: Random, weighted: tuple[tuple[int, str], ...]) -> str:
    """One of the values, by weight."""
    mark = rng.randrange(sum(weight for weight, _ in weighted))
    for weight, value in weighted:
        mark -= weight
        if mark < 0:
            return value
    raise AssertionError("weights are positive")


def months_between(first: date, second: date) -> int:
    """Whole calendar months from the first to the second day."""
    return (second.year - first.year) * 12 + second.month - first.month


def natural(rng: Random, start: date, end: date) -> str:
    """The state that a project of these dates would normally have."""
    if start > AS_OF:
        return pick(rng, _WAITING)
    if end > AS_OF:
        age, length = months_between(start, AS_OF), months_between(start, end)
        if age < 2:
            return pick(rng, ((2, "taskbook_signed"), (3, "in_progress")))
        if length >= 18 and abs(2 * age - length) <= 4:
            return pick(rng, ((3, "midterm"), (2, "in_progress")))
        return pick(rng, ((40, "in_progress"), (3, "change_pending"), (1, "suspended")))
    if months_between(end, AS_OF) < 4:
        return pick(rng, ((3, "completion_due"), (3, "acceptance_applied"), (3, "acceptance_review"), (1, "passed")))
    return pick(rng, _FINISHED)


def unusual(rng: Random, finished: list[str], long_finished: list[str]) -> dict[str, tuple[str, str]]:
    """Code -> (state, story) for the projects that ended otherwise.

    Overdue acceptances come from those that ended at least six months ago, the other stories from all finished ones.
    """
    overdue = rng.sample(long_finished, OVERDUE)
    others = [code for code in finished if code not in set(overdue)]
    plan = (
        (CONCLUDED, "concluded", "failed_diligent"),
        (NOT_PASSED, "not_passed", "failed_culpable"),
        (RECTIFICATION, "rectifying", ""),
        (TERMINATED, "terminated", ""),
        (REVOKED, "revoked", ""),
    )
    chosen = rng.sample(others, sum(count for count, _, _ in plan))
    found = dict.fromkeys(overdue, ("completion_due", "overdue"))
    for count, state, story in plan:
        found |= dict.fromkeys(chosen[:count], (state, story))
        chosen = chosen[count:]
    return found
