"""The lives of a version of a task book and of a change order, as frozen tables.

The guards look at these facts, and refuse while a fact is unknown:

    version       error_count (findings that hinder), lowered_count (indicators below their source that no approved
                  order allows), is_signed (every party has signed), order_approved (the order behind the version is
                  approved; True for the first version), basis (what an adopted version was taken from)
    change order  change_count, grounds, change_class, stale (paths that changed in the version in force meanwhile),
                  parallel (open orders that touch the same paths), extension_refused (code of the rule of extensions
                  that is broken, "" for none), own_project (the unit orders the project itself), is_asker (the actor
                  asked for the change), version_in_force (the version of the order is in force)
"""

from collections.abc import Callable

from ceyuan.core.workflow import WORKFLOWS, Facts, Guard, Step, Workflow

VERSION, ORDER = "task_book", "change_order"

_OFFICE = frozenset({"st_officer", "st_manager"})
_GROUP_OFFICE = frozenset({"st_officer"})
_TEAM = frozenset({"project_leader"})
_HEADS = frozenset({"group_leader", "unit_leader"})


def _step(action: str, source: str, target: str, roles: frozenset[str], *guards: Guard, why: bool = False) -> Step:
    return Step(action, frozenset(source.split()), target, roles, guards, needs_reason=why)


def _zero(name: str) -> Callable[[Facts], bool]:
    return lambda facts: facts.get(name) == 0


_sound = Guard("projects.taskbook_has_errors", _zero("error_count"), ("error_count",))
_not_lowered = Guard("projects.indicators_lowered", _zero("lowered_count"), ("lowered_count",))
_ordered = Guard("projects.order_not_approved", lambda facts: facts.get("order_approved") is True)
_signed = Guard("projects.taskbook_unsigned", lambda facts: facts.get("is_signed") is True)
_basis = Guard("projects.basis_missing", lambda facts: bool(facts.get("basis")))

TASK_BOOK_V1 = WORKFLOWS.register(
    Workflow(
        name=VERSION,
        version=1,
        states=("draft", "offered", "signed", "adopted", "discarded"),
        initial="draft",
        finals=frozenset({"signed", "adopted", "discarded"}),
        steps=(
            _step("offer", "draft", "offered", _OFFICE, _ordered, _sound, _not_lowered),
            _step("recall", "offered", "draft", _OFFICE, why=True),
            _step("complete", "offered", "signed", _OFFICE, _signed),
            _step("adopt", "draft", "adopted", _OFFICE, _ordered, _basis, why=True),
            _step("discard", "draft", "discarded", _OFFICE | _TEAM, why=True),
        ),
    )
)

_changed = Guard("projects.order_empty", lambda facts: int(facts.get("change_count", 0)) > 0)
_grounded = Guard("projects.grounds_missing", lambda facts: bool(facts.get("grounds")))
_fresh = Guard("projects.change_stale", lambda facts: facts.get("stale") == "", ("stale",))
_alone = Guard("projects.change_parallel", lambda facts: facts.get("parallel") == "", ("parallel",))
_in_time = Guard("projects.extension_outside_rule", lambda facts: facts.get("extension_refused") == "")
_own_project = Guard("projects.group_decides", lambda facts: facts.get("own_project") is True)
_another = Guard("projects.own_change", lambda facts: facts.get("is_asker") is False)
_class_a = Guard("projects.order_of_another_class", lambda facts: facts.get("change_class") == "A", ("change_class",))
_class_b = Guard("projects.order_of_another_class", lambda facts: facts.get("change_class") == "B", ("change_class",))
_class_c = Guard("projects.order_of_another_class", lambda facts: facts.get("change_class") == "C", ("change_class",))
_in_force = Guard("projects.version_not_in_force", lambda facts: facts.get("version_in_force") is True)

CHANGE_ORDER_V1 = WORKFLOWS.register(
    Workflow(
        name=ORDER,
        version=1,
        states=("drafting", "submitted", "endorsed", "approved", "in_force", "refused", "withdrawn"),
        initial="drafting",
        finals=frozenset({"in_force", "refused", "withdrawn"}),
        steps=(
            _step("submit", "drafting", "submitted", _TEAM | _OFFICE, _changed, _grounded, _fresh, _alone, _in_time),
            _step("endorse", "submitted", "endorsed", _GROUP_OFFICE, _class_a),
            _step("approve", "endorsed", "approved", frozenset({"group_leader"}), _class_a, _another, _fresh),
            _step(
                "approve_in_unit",
                "endorsed",
                "approved",
                frozenset({"unit_leader"}),
                _class_a,
                _own_project,
                _another,
                _fresh,
            ),
            _step("decide", "submitted", "approved", frozenset({"unit_leader", "st_manager"}), _class_b, _fresh),
            _step("note", "submitted", "approved", _TEAM | _OFFICE, _class_c, _fresh),
            _step("return", "submitted endorsed", "drafting", _OFFICE | _HEADS, why=True),
            _step("refuse", "submitted endorsed", "refused", _OFFICE | _HEADS, why=True),
            _step("withdraw", "drafting submitted endorsed approved", "withdrawn", _TEAM | _OFFICE, why=True),
            _step("enter_into_force", "approved", "in_force", _OFFICE, _in_force),
        ),
    )
)
