"""The life of a project as a frozen table: from the idea to the evaluation years after it has ended.

A change to this table is a new version beside it; projects under way stay with the one they began with. The guards look
at these facts of the project, and refuse while a fact is unknown:

    leader, starts_on, ends_on   the named leader, first and last day (dates)
    today                        the day of the act
    source_level                 who orders the project; units decide on their own ones alone
    indicator_count              how many assessed indicators it has
    total_minor, budget_minor    what was applied for, and the sum of the checked budget lines
    taskbook_signed              every party has signed the present version
    indicators_lowered           how many indicators promise less than the application did
    rectifications               how often a rectification was ordered
    archive_complete             the archive has confirmed the file
    binding_missed               how many binding indicators were missed
    finance_accepted             the money side has been accepted
    diligence_proven             the records show that everything reasonable was done
"""

from ceyuan.core.workflow import WORKFLOWS, Facts, Guard, Step, Workflow

NAME = "project"

STATES = (
    "idea",
    "reserved",
    "applied",
    "formal_check",
    "under_review",
    "budget_review",
    "approved",
    "rejected",
    "taskbook_draft",
    "taskbook_signed",
    "in_progress",
    "midterm",
    "completion_due",
    "acceptance_applied",
    "acceptance_review",
    "passed",
    "concluded",
    "not_passed",
    "rectifying",
    "archived",
    "post_evaluation",
    "suspended",
    "change_pending",
    "terminated",
    "revoked",
    "transferred",
)
FINALS = frozenset({"rejected", "post_evaluation", "revoked", "transferred"})

# Acts that take something away from somebody: they are not taken without a written reason.
REASONED = frozenset(
    {
        "discard",
        "withdraw_application",
        "return_for_completion",
        "reject",
        "order_correction",
        "request_change",
        "refuse_change",
        "suspend",
        "terminate",
        "revoke",
        "transfer",
        "order_rectification",
        "conclude",
        "fail",
    }
)

_UNIT_LEVELS = frozenset({"enterprise", "strategic_unit"})


def _is_complete(facts: Facts) -> bool:
    return int(facts.get("indicator_count", 0)) > 0


def _budget_agrees(facts: Facts) -> bool:
    total = facts.get("total_minor")
    return total is not None and total == facts.get("budget_minor")


def _is_over(facts: Facts) -> bool:
    ends_on, today = facts.get("ends_on"), facts.get("today")
    return bool(ends_on and today and today >= ends_on)


_has_leader = Guard("projects.no_leader", lambda facts: bool(facts.get("leader")))
_has_period = Guard("projects.no_period", lambda facts: bool(facts.get("starts_on") and facts.get("ends_on")))
_has_indicators = Guard("projects.no_indicators", _is_complete)
_budget = Guard("projects.budget_differs", _budget_agrees, ("total_minor", "budget_minor"))
_own_project = Guard("projects.group_decides", lambda facts: facts.get("source_level") in _UNIT_LEVELS)
_signed = Guard("projects.taskbook_unsigned", lambda facts: bool(facts.get("taskbook_signed")))
_not_lowered = Guard(
    "projects.indicators_lowered", lambda facts: facts.get("indicators_lowered") == 0, ("indicators_lowered",)
)
_due = Guard("projects.not_due", _is_over, ("ends_on",))
_archive = Guard("projects.archive_incomplete", lambda facts: bool(facts.get("archive_complete")))
_binding = Guard("projects.binding_missed", lambda facts: facts.get("binding_missed") == 0, ("binding_missed",))
_finance = Guard("projects.finance_not_accepted", lambda facts: bool(facts.get("finance_accepted")))
_diligence = Guard("projects.diligence_unproven", lambda facts: bool(facts.get("diligence_proven")))
_first_time = Guard("projects.rectified_before", lambda facts: facts.get("rectifications", 0) < 1)

_OFFICE = frozenset({"st_officer", "st_manager"})
_GROUP_OFFICE = frozenset({"st_officer"})
_TEAM = frozenset({"project_leader"})
_HEADS = frozenset({"group_leader", "unit_leader"})
_GROUP_HEAD = frozenset({"group_leader"})


def _step(action: str, source: str, target: str, roles: frozenset[str], *guards: Guard) -> Step:
    return Step(action, frozenset(source.split()), target, roles, guards, needs_reason=action in REASONED)


PROJECT_V1 = WORKFLOWS.register(
    Workflow(
        name=NAME,
        version=1,
        states=STATES,
        initial="idea",
        finals=FINALS,
        steps=(
            _step("reserve", "idea", "reserved", _OFFICE),
            _step("discard", "idea reserved", "rejected", _OFFICE),
            _step("apply", "reserved", "applied", _TEAM | _OFFICE, _has_leader, _has_period),
            _step("withdraw_application", "applied formal_check", "reserved", _TEAM | _OFFICE),
            _step("check_form", "applied", "formal_check", _OFFICE),
            _step("return_for_completion", "formal_check", "applied", _OFFICE),
            _step("send_to_review", "formal_check", "under_review", _OFFICE, _has_indicators),
            _step("recommend", "under_review", "budget_review", _OFFICE),
            _step("reject", "formal_check under_review budget_review", "rejected", _HEADS | _OFFICE),
            _step("approve", "budget_review", "approved", _GROUP_HEAD, _budget),
            _step("approve_in_unit", "budget_review", "approved", frozenset({"unit_leader"}), _own_project, _budget),
            _step("draft_taskbook", "approved", "taskbook_draft", _TEAM | _OFFICE),
            _step("sign_taskbook", "taskbook_draft", "taskbook_signed", _OFFICE, _signed, _not_lowered),
            _step("start", "taskbook_signed", "in_progress", _OFFICE, _signed),
            _step("begin_midterm", "in_progress", "midterm", _OFFICE),
            _step("pass_midterm", "midterm", "in_progress", _OFFICE),
            _step("order_correction", "midterm", "midterm", _OFFICE),
            _step("request_change", "in_progress completion_due", "change_pending", _TEAM | _OFFICE),
            _step("grant_change", "change_pending", "in_progress", _HEADS | _OFFICE),
            _step("refuse_change", "change_pending", "in_progress", _HEADS | _OFFICE),
            _step("suspend", "in_progress midterm", "suspended", _HEADS | _GROUP_OFFICE),
            _step("resume", "suspended", "in_progress", _HEADS | _GROUP_OFFICE),
            _step("terminate", "in_progress midterm suspended change_pending completion_due", "terminated", _HEADS),
            _step(
                "revoke",
                "approved taskbook_draft taskbook_signed in_progress midterm suspended change_pending completion_due "
                "acceptance_applied acceptance_review rectifying",
                "revoked",
                _GROUP_HEAD,
            ),
            _step("transfer", "approved in_progress suspended", "transferred", _GROUP_HEAD | _GROUP_OFFICE),
            _step("fall_due", "in_progress", "completion_due", _OFFICE, _due),
            _step("apply_for_acceptance", "in_progress completion_due", "acceptance_applied", _TEAM | _OFFICE),
            _step("review_acceptance", "acceptance_applied", "acceptance_review", _OFFICE, _archive),
            _step("pass", "acceptance_review", "passed", _OFFICE, _binding, _finance),
            _step("conclude", "acceptance_review", "concluded", _HEADS | _GROUP_OFFICE, _diligence),
            _step("order_rectification", "acceptance_review", "rectifying", _OFFICE, _first_time),
            _step("resubmit", "rectifying", "acceptance_review", _TEAM | _OFFICE),
            _step("fail", "acceptance_review rectifying", "not_passed", _HEADS | _GROUP_OFFICE),
            _step("archive", "passed concluded not_passed terminated", "archived", _OFFICE, _archive),
            _step("evaluate", "archived", "post_evaluation", _OFFICE),
        ),
    )
)
