"""The lives of strategy's cases as frozen tables. A change is a new version beside the old one.

The guards look at these facts, and refuse while a fact is unknown:

    plan       clause_count, targets_unlinked, parent_in_force
    target     value, lowered (asks for less than its source without an approved change), letter_signed, plan_in_force,
               year_over
    change     grounds
    letter     line_count, weights_sum (ppm), targets_open (targets not agreed yet), signer (the actor holds the post of
               the top leader of that side, or acts for its holder), scored
    uptake     own_rule, needs_own_rule, within_bounds, beneficiaries, evidence
    supervision answer, evidence
"""

from ceyuan.core.workflow import WORKFLOWS, Guard, Step, Workflow

_LEADERS = frozenset({"group_leader", "unit_leader"})
_OFFICE = frozenset({"st_officer", "st_manager"})
_GROUP_OFFICE = frozenset({"st_officer"})
_BOTH = _LEADERS | _OFFICE
_REPORTERS = _OFFICE | {"hr_officer"}
_AUDITORS = frozenset({"st_officer", "auditor"})


def _step(action: str, source: str, target: str, roles: frozenset[str], *guards: Guard, why: bool = False) -> Step:
    return Step(action, frozenset(source.split()), target, roles, guards, needs_reason=why)


_has_clauses = Guard("strategy.plan_empty", lambda facts: int(facts.get("clause_count", 0)) > 0)
_carried = Guard("strategy.parent_plan_not_in_force", lambda facts: facts.get("parent_in_force") is True)

PLAN_V1 = WORKFLOWS.register(
    Workflow(
        name="plan",
        version=1,
        states=("draft", "submitted", "approved", "in_force", "closed", "discarded"),
        initial="draft",
        finals=frozenset({"closed", "discarded"}),
        steps=(
            _step("submit", "draft", "submitted", _OFFICE, _has_clauses),
            _step("discard", "draft", "discarded", _OFFICE, why=True),
            _step("return", "submitted", "draft", _LEADERS, why=True),
            _step("approve", "submitted", "approved", _LEADERS),
            _step("enter_into_force", "approved", "in_force", _BOTH, _carried),
            _step("close", "in_force", "closed", _BOTH),
        ),
    )
)

_valued = Guard("strategy.target_without_value", lambda facts: facts.get("value") is not None)
_not_lowered = Guard(
    "strategy.target_lowered", lambda facts: facts.get("lowered") is False, ("kpi", "unit", "source_value", "value")
)
_letter = Guard("strategy.letter_unsigned", lambda facts: facts.get("letter_signed") is True)
_plan_stands = Guard("strategy.plan_not_in_force", lambda facts: facts.get("plan_in_force") is True)
_over = Guard("strategy.year_not_over", lambda facts: facts.get("year_over") is True, ("year",))

# "upper" steps are taken with the roles over the unit above, "lower" steps with the roles over the unit itself;
# services.targets keeps the two sides apart. A target without a unit above is set by the leaders of its own unit.
TARGET_V1 = WORKFLOWS.register(
    Workflow(
        name="target",
        version=1,
        states=("draft", "proposed", "countered", "agreed", "in_force", "closed", "withdrawn"),
        initial="draft",
        finals=frozenset({"closed", "withdrawn"}),
        steps=(
            _step("propose", "draft proposed countered", "proposed", _BOTH, _valued),
            _step("counter", "proposed", "countered", _BOTH, _valued, why=True),
            _step("accept", "proposed", "agreed", _LEADERS, _valued, _not_lowered),
            _step("accept_counter", "countered", "agreed", _LEADERS, _valued, _not_lowered),
            _step("reopen", "agreed", "countered", _LEADERS, why=True),
            _step("sign", "agreed", "in_force", _LEADERS, _letter),
            _step("set", "draft", "in_force", _LEADERS, _valued, _not_lowered, _plan_stands),
            _step("withdraw", "draft proposed countered", "withdrawn", _BOTH, why=True),
            _step("close", "in_force", "closed", _BOTH, _over),
        ),
    )
)

CHANGE_V1 = WORKFLOWS.register(
    Workflow(
        name="target_change",
        version=1,
        states=("requested", "approved", "refused", "withdrawn"),
        initial="requested",
        finals=frozenset({"approved", "refused", "withdrawn"}),
        steps=(
            _step("approve", "requested", "approved", _LEADERS),
            _step("refuse", "requested", "refused", _LEADERS, why=True),
            _step("withdraw", "requested", "withdrawn", _BOTH),
        ),
    )
)

_lines = Guard("strategy.letter_empty", lambda facts: int(facts.get("line_count", 0)) > 0)
_weights = Guard("strategy.weights_not_whole", lambda facts: facts.get("weights_sum") == 1_000_000, ("weights_sum",))
_agreed = Guard("strategy.targets_not_agreed", lambda facts: facts.get("targets_open") == 0, ("targets_open",))
_signer = Guard("strategy.not_the_leader", lambda facts: facts.get("signer") is True)
_scored = Guard("strategy.letter_not_scored", lambda facts: facts.get("scored") is True)

LETTER_V1 = WORKFLOWS.register(
    Workflow(
        name="letter",
        version=1,
        states=("draft", "offered", "signed_below", "in_force", "closed", "cancelled"),
        initial="draft",
        finals=frozenset({"closed", "cancelled"}),
        steps=(
            _step("offer", "draft", "offered", _BOTH, _lines, _weights, _agreed),
            _step("return", "offered", "draft", _LEADERS, why=True),
            _step("sign_below", "offered", "signed_below", _LEADERS, _signer),
            _step("sign_above", "signed_below", "in_force", _LEADERS, _signer),
            _step("cancel", "draft offered signed_below", "cancelled", _BOTH, why=True),
            _step("close", "in_force", "closed", _BOTH, _scored),
        ),
    )
)

_answered = Guard("strategy.no_answer", lambda facts: bool(facts.get("answer")))

SUPERVISION_V1 = WORKFLOWS.register(
    Workflow(
        name="supervision",
        version=1,
        states=("open", "answered", "closed", "withdrawn"),
        initial="open",
        finals=frozenset({"closed", "withdrawn"}),
        steps=(
            _step("answer", "open", "answered", _BOTH, _answered),
            _step("return", "answered", "open", _BOTH, why=True),
            _step("close", "answered", "closed", _BOTH),
            _step("withdraw", "open answered", "withdrawn", _BOTH, why=True),
        ),
    )
)

_own_rule = Guard(
    "strategy.no_own_rule", lambda facts: not facts.get("needs_own_rule", True) or bool(facts.get("own_rule"))
)
_bounds = Guard(
    "strategy.outside_bounds", lambda facts: facts.get("within_bounds") is True, ("own_value", "floor", "ceiling")
)
_beneficiaries = Guard("strategy.no_beneficiaries", lambda facts: int(facts.get("beneficiaries", 0)) > 0)
_evidence = Guard("strategy.no_evidence", lambda facts: bool(facts.get("evidence")))
_obstacle = Guard("strategy.no_obstacle", lambda facts: bool(facts.get("obstacle")))

UPTAKE_V1 = WORKFLOWS.register(
    Workflow(
        name="uptake",
        version=1,
        states=("not_started", "drafting", "issued", "landed", "effective", "blocked", "ended"),
        initial="not_started",
        finals=frozenset({"ended"}),
        steps=(
            _step("draft_rule", "not_started blocked", "drafting", _REPORTERS),
            _step("issue", "not_started drafting", "issued", _REPORTERS, _own_rule, _bounds),
            _step("land", "issued", "landed", _REPORTERS, _bounds, _beneficiaries, _evidence),
            _step("take_effect", "landed", "effective", _AUDITORS, _beneficiaries, _evidence),
            _step("fall_back", "landed effective", "issued", _AUDITORS, why=True),
            _step("block", "not_started drafting issued", "blocked", _REPORTERS, _obstacle, why=True),
            _step("end", "not_started drafting issued landed effective blocked", "ended", _GROUP_OFFICE, why=True),
        ),
    )
)
