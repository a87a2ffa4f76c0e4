"""Who may write plans, and who sees them before they are submitted."""

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.strategy.models import PlanVersion
from ceyuan.core.kernel.verdict import Verdict

READ, VIEW, PLAN, APPROVE = "strategy.read", "strategy.view", "strategy.plan", "strategy.approve"
SUBJECT = "strategy.planversion"
# From the day a wording is submitted the whole group may read it.
PUBLIC = ("submitted", "approved", "in_force", "closed")
OPEN = ("draft", "submitted", "approved")


def may_plan(actor: Actor, unit_path: str) -> Verdict:
    """Whether the actor writes the plans of this unit."""
    if actor.may(PLAN, unit_path):
        return Verdict.allowed()
    return Verdict.refused("strategy.plan_not_permitted")


def sees_drafts(actor: Actor, unit_path: str) -> bool:
    """Whether the actor reads what is not submitted yet."""
    return actor.may(PLAN, unit_path) or actor.may(APPROVE, unit_path)


def may_write(actor: Actor, version: PlanVersion) -> Verdict:
    """Whether the actor may change the clauses of this wording now."""
    verdict = may_plan(actor, version.plan.unit.path)
    if verdict and version.state != "draft":
        return Verdict.refused("strategy.version_frozen")
    return verdict


def version_documents(actor: Actor, subject_id: str, act: str) -> Verdict:
    """Files of a wording: read like the wording itself, attached and withdrawn by those who write it."""
    found = PlanVersion.place_of(subject_id)
    if found is None:
        return Verdict.refused("documents.not_found")
    state, unit_path = found
    if act == "view":
        open_to_all = state in PUBLIC and actor.may(READ, unit_path)
        known = open_to_all or sees_drafts(actor, unit_path)
        return Verdict.allowed() if known else Verdict.refused("documents.not_found")
    return may_plan(actor, unit_path)
