"""The lives of notices and objections as frozen tables. A change is a new version beside the old one.

The guards look at these facts, and refuse while a fact is unknown:

    notice      line_count, over (the last day of the period has passed), open_objections
    objection   own (the actor is the objector)
"""

from ceyuan.core.workflow import WORKFLOWS, Guard, Step, Workflow

_PUBLISHERS = frozenset({"st_officer", "st_manager"})
_HANDLERS = frozenset({"st_officer", "auditor"})
_MEMBERS = frozenset({"group_member"})
_OPEN = "received accepted investigating"


def _step(action: str, source: str, target: str, roles: frozenset[str], *guards: Guard, why: bool = False) -> Step:
    return Step(action, frozenset(source.split()), target, roles, guards, needs_reason=why)


_lines = Guard("notices.empty", lambda facts: int(facts.get("line_count", 0)) > 0)
_over = Guard("notices.running", lambda facts: facts.get("over") is True, ("ends_on",))
_settled = Guard("notices.disputed", lambda facts: facts.get("open_objections") == 0, ("open_objections",))

NOTICE_V1 = WORKFLOWS.register(
    Workflow(
        name="notice",
        version=1,
        states=("draft", "running", "closed", "withdrawn"),
        initial="draft",
        finals=frozenset({"closed", "withdrawn"}),
        steps=(
            _step("publish", "draft", "running", _PUBLISHERS, _lines),
            _step("close", "running", "closed", _PUBLISHERS, _over, _settled),
            _step("withdraw", "draft running", "withdrawn", _PUBLISHERS, why=True),
        ),
    )
)

_own = Guard("notices.not_your_objection", lambda facts: facts.get("own") is True)

OBJECTION_V1 = WORKFLOWS.register(
    Workflow(
        name="objection",
        version=1,
        states=("received", "accepted", "investigating", "upheld", "rejected", "withdrawn"),
        initial="received",
        finals=frozenset({"upheld", "rejected", "withdrawn"}),
        steps=(
            _step("accept", "received", "accepted", _HANDLERS),
            _step("investigate", "accepted", "investigating", _HANDLERS),
            _step("uphold", "accepted investigating", "upheld", _HANDLERS, why=True),
            _step("reject", _OPEN, "rejected", _HANDLERS, why=True),
            _step("take_back", _OPEN, "withdrawn", _MEMBERS, _own),
        ),
    )
)
