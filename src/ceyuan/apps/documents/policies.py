"""Who may attach, read and withdraw documents.

A capability may add rules of its own for its subjects: a dict `DOCUMENT_RULES` in its `policies.py` maps a subject kind
to `rule(actor, subject_id, act) -> Verdict`, act being "add", "view" or "withdraw". Classified projects use it to
keep their files out of the system altogether.
"""

from collections.abc import Callable
from typing import Literal

from ceyuan.apps.organisation.scoping import Actor
from ceyuan.core.kernel.verdict import Verdict
from ceyuan.kit.registry import collect

VIEW = "documents.view"
ADD = "documents.add"
Act = Literal["add", "view", "withdraw"]
Rule = Callable[[Actor, str, Act], Verdict]


def may_add(actor: Actor, unit_path: str, subject_kind: str, subject_id: str) -> Verdict:
    """Whether the actor may attach a file to a record of this unit."""
    if not actor.may(ADD, unit_path):
        return Verdict.refused("documents.may_not_add")
    return subject_rule(actor, subject_kind, subject_id, "add")


def may_withdraw(actor: Actor, unit_path: str, added_by: int | None, subject: tuple[str, str]) -> Verdict:
    """Whoever added it may withdraw it, while still allowed to add; else the office of science and technology."""
    own = added_by is not None and added_by == actor.account_id
    if not actor.may(ADD, unit_path) or not (own or actor.may("projects.manage", unit_path)):
        return Verdict.refused("documents.may_not_withdraw")
    return subject_rule(actor, *subject, "withdraw")


def subject_rule(actor: Actor, kind: str, key: str, act: Act) -> Verdict:
    """What the capability that owns the subject says; it has no objection when it brings no rule."""
    for rules in collect("policies", "DOCUMENT_RULES"):
        if kind in rules:
            rule: Rule = rules[kind]
            return rule(actor, key, act)
    return Verdict.allowed()


KEEP_CERTIFICATES = "people.manage"


def may_revoke(actor: Actor, person_id: int, unit_path: str) -> Verdict:
    """One's own certificate always; another's by who keeps the people of the unit."""
    if (actor.person_id is not None and actor.person_id == person_id) or actor.may(KEEP_CERTIFICATES, unit_path):
        return Verdict.allowed()
    return Verdict.refused("documents.may_not_revoke")
