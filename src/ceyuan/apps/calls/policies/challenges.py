"""Who may do what about challenges. Each answers with a `Verdict`; the services require it."""

from ceyuan.apps.organisation.scoping import Actor
from ceyuan.core.kernel.verdict import Verdict

READ = "calls.read"
BID = "calls.bid"
VIEW = "calls.view"
MANAGE = "calls.manage"
DECIDE = "calls.decide"
SUPERVISE = "reviews.supervise"

# What everybody of the group reads: from the day it was published on.
HIDDEN_STATES = ("draft", "demand_review")


def may_manage(actor: Actor, unit_path: str) -> Verdict:
    """Draft, change, publish and run: the office of the unit or one above it."""
    if actor.may(MANAGE, unit_path):
        return Verdict.allowed()
    return Verdict.refused("calls.not_the_office")


def may_step(actor: Actor, unit_path: str) -> Verdict:
    """Take a step of the workflow: the office or the heads; which step, the table of the workflow says."""
    if actor.may(MANAGE, unit_path) or actor.may(DECIDE, unit_path):
        return Verdict.allowed()
    return Verdict.refused("calls.not_the_office")


def may_ask(actor: Actor, state: str) -> Verdict:
    """Ask in public, while the challenge takes bids."""
    if not actor.may(BID):
        return Verdict.refused("calls.may_not_bid")
    if state != "published":
        return Verdict.refused("calls.questions_over")
    return Verdict.allowed()
