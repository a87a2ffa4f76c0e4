"""Whether a project has started, and if not, the one thing that stands in its way.

A pure question over facts. The order is that of the work: what comes first hides what comes later, because nobody can
act on a signature that is missing under a task book that does not exist.
"""

from dataclasses import dataclass, field
from datetime import date

from ceyuan.core.kernel.verdict import Reason

# States in which work is done, or was.
BEGUN = frozenset(
    {
        "in_progress",
        "midterm",
        "change_pending",
        "completion_due",
        "acceptance_applied",
        "acceptance_review",
        "rectifying",
        "passed",
        "concluded",
        "not_passed",
        "archived",
        "post_evaluation",
    }
)
# States that ended it before it could start; such a project is no longer expected to.
GONE = frozenset({"rejected", "revoked", "transferred", "terminated"})
_AGREED = frozenset({"signed", "adopted"})
_CODES = {
    "idea": "projects.start_not_applied",
    "reserved": "projects.start_not_applied",
    "applied": "projects.start_not_checked",
    "formal_check": "projects.start_not_checked",
    "under_review": "projects.start_under_review",
    "budget_review": "projects.start_budget_review",
    "suspended": "projects.start_suspended",
    "taskbook_signed": "projects.start_not_begun",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a project's way to its start. `waiting_for` names the parties that have not signed."""

    state: str
    has_taskbook: bool = False
    version_state: str = ""
    errors: int = 0
    lowered: int = 0
    due_on: date | None = None
    waiting_for: tuple[str, ...] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Standing:
    """Started, or why not. `late` says that the task book should have been signed by now."""

    started: bool
    reason: Reason | None = None
    late: bool = False


def standing(facts: Facts, today: date) -> Standing | None:
    """Where a project stands on the way to its start; None when it is not expected to start any more."""
    if facts.state in GONE:
        return None
    if facts.state in BEGUN:
        return Standing(started=True)
    is_agreed = facts.version_state in _AGREED
    late = not is_agreed and facts.due_on is not None and facts.due_on < today
    if code := _CODES.get(facts.state):
        return Standing(started=False, reason=Reason(code, {}), late=late)
    return Standing(started=False, reason=_of_taskbook(facts), late=late)


def _of_taskbook(facts: Facts) -> Reason:
    """The first of these that holds, in the order of the work."""
    offered, waiting = facts.version_state == "offered", len(facts.waiting_for)
    ladder: tuple[tuple[bool, str, dict[str, object]], ...] = (
        (not facts.has_taskbook, "projects.start_no_taskbook", {}),
        (offered and waiting > 0, "projects.start_unsigned", {"count": waiting, "names": facts.waiting_for}),
        (offered, "projects.start_not_completed", {}),
        (facts.version_state in _AGREED, "projects.start_not_begun", {}),
        (facts.lowered > 0, "projects.start_lowered", {"count": facts.lowered}),
        (facts.errors > 0, "projects.start_findings", {"count": facts.errors}),
    )
    found = next((Reason(code, told) for holds, code, told in ladder if holds), None)
    return found or Reason("projects.start_not_offered", {})
