"""The life of a panel as a frozen table. A change is a new version beside the old one.

The guards look at these facts, and refuse while a fact is unknown:

    case_count, criterion_count, drawn (a draw has its record), seats_open (invitations not answered yet),
    unassigned (cases that lack reviewers), open_work (reviews neither done nor ended), overdue (the deadline is past),
    sealed (the sheets are opened and the head of the record is published)
"""

from ceyuan.core.workflow import WORKFLOWS, Guard, Step, Workflow

_OFFICE = frozenset({"st_officer", "st_manager"})


def _step(action: str, source: str, target: str, *guards: Guard, why: bool = False) -> Step:
    return Step(action, frozenset(source.split()), target, _OFFICE, guards, needs_reason=why)


_has_cases = Guard("reviews.no_cases", lambda facts: int(facts.get("case_count", 0)) > 0)
_has_criteria = Guard("reviews.no_criteria", lambda facts: int(facts.get("criterion_count", 0)) > 0)
_drawn = Guard("reviews.not_drawn", lambda facts: facts.get("drawn") is True)
_served = Guard("reviews.cases_unassigned", lambda facts: facts.get("unassigned") == 0, ("unassigned",))
_finished = Guard(
    "reviews.work_open",
    lambda facts: facts.get("open_work") == 0 or facts.get("overdue") is True,
    ("open_work",),
)

PANEL_V1 = WORKFLOWS.register(
    Workflow(
        name="panel",
        version=1,
        states=("drafting", "drawn", "reviewing", "closed", "published", "cancelled"),
        initial="drafting",
        finals=frozenset({"published", "cancelled"}),
        steps=(
            _step("draw", "drafting", "drawn", _has_cases, _has_criteria, _drawn),
            _step("start", "drawn", "reviewing", _served),
            _step("close", "reviewing", "closed", _finished),
            _step("publish", "closed", "published"),
            _step("cancel", "drafting drawn reviewing", "cancelled", why=True),
        ),
    )
)
