"""The release of money as a frozen table: from a share of the task book to the settled sum.

The guards look at these facts, and refuse while a fact is unknown:

    milestone_reached   the milestone was decided with "go"
    taskbook_signed     every party has signed the version in force
    reports_overdue     how many monthly entries are overdue beyond the tolerance
    acceptance_overdue  the project has ended and no acceptance was applied for within the tolerance
    checker             the person acting is the one who checked (money is approved by somebody else)
    paid_on, voucher    when and by which voucher it was paid
    project_stopped     the project was terminated, revoked or not passed
"""

from ceyuan.core.workflow import WORKFLOWS, Guard, Step, Workflow

NAME = "payment"
STATES = (
    "planned",
    "condition_met",
    "requested",
    "checked",
    "approved",
    "paid",
    "confirmed",
    "spent",
    "settled",
    "refunding",
    "refunded",
    "cancelled",
)
RELEASED = frozenset({"paid", "confirmed", "spent", "settled"})

_OFFICE = frozenset({"st_officer", "st_manager"})
_TEAM = _OFFICE | {"project_leader"}
_MONEY = frozenset({"finance_officer"})

_reached = Guard("projects.milestone_not_reached", lambda facts: facts.get("milestone_reached") is True)
_signed = Guard("projects.taskbook_unsigned", lambda facts: facts.get("taskbook_signed") is True)
_reported = Guard("projects.reports_overdue", lambda facts: facts.get("reports_overdue") == 0, ("reports_overdue",))
_in_time = Guard("projects.acceptance_overdue", lambda facts: facts.get("acceptance_overdue") is False)
_other = Guard("projects.payment_own_check", lambda facts: facts.get("checker") is False)
_vouched = Guard("projects.payment_without_voucher", lambda facts: bool(facts.get("paid_on") and facts.get("voucher")))
_stopped = Guard("projects.payment_not_stopped", lambda facts: facts.get("project_stopped") is True)
_BLOCKS = (_reached, _signed, _reported, _in_time)


def _step(action: str, source: str, target: str, roles: frozenset[str], *guards: Guard, why: bool = False) -> Step:
    return Step(action, frozenset(source.split()), target, roles, guards, needs_reason=why)


PAYMENT_V1 = WORKFLOWS.register(
    Workflow(
        name=NAME,
        version=1,
        states=STATES,
        initial="planned",
        finals=frozenset({"settled", "refunded", "cancelled"}),
        steps=(
            _step("meet", "planned", "condition_met", _OFFICE, _reached),
            _step("request", "condition_met", "requested", _TEAM, *_BLOCKS),
            _step("check", "requested", "checked", _OFFICE, *_BLOCKS),
            _step("approve", "checked", "approved", _MONEY, *_BLOCKS, _other),
            _step("pay", "approved", "paid", _MONEY, *_BLOCKS, _vouched),
            _step("send_back", "requested checked approved", "condition_met", _OFFICE | _MONEY, why=True),
            _step("cancel", "planned condition_met requested checked approved", "cancelled", _OFFICE, why=True),
            _step("confirm_receipt", "paid", "confirmed", _TEAM | _MONEY),
            _step("report_spent", "confirmed", "spent", _TEAM),
            _step("settle", "spent", "settled", _MONEY),
            _step("claim_back", "paid confirmed spent", "refunding", _OFFICE | _MONEY, _stopped, why=True),
            _step("confirm_refund", "refunding", "refunded", _MONEY),
        ),
    )
)
