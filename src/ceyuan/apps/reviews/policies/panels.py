"""Who may do what with experts and panels."""

from ceyuan.apps.organisation.scoping import Actor
from ceyuan.core.kernel.verdict import Verdict

POOL = "reviews.pool"
RUN = "reviews.run"
VIEW = "reviews.view"
SUPERVISE = "reviews.supervise"
JUDGE = "reviews.judge"


def may_keep_expert(actor: Actor, keeper_path: str) -> Verdict:
    """Enter and change an expert: the office that keeps the entry."""
    return _over(actor, POOL, keeper_path, "reviews.pool_not_permitted")


def may_run(actor: Actor, unit_path: str) -> Verdict:
    """Draw, invite, assign, close: the office of the unit that runs the panel."""
    return _over(actor, RUN, unit_path, "reviews.run_not_permitted")


def may_supervise(actor: Actor, unit_path: str, drawn_by: int | None) -> Verdict:
    """Replay a draw and see all of its record: a supervisor, and never who drew."""
    if not actor.may(SUPERVISE, unit_path):
        return Verdict.refused("reviews.supervise_not_permitted")
    if actor.account_id is not None and actor.account_id == drawn_by:
        return Verdict.refused("reviews.drew_it_oneself")
    return Verdict.allowed()


def knows_panel(actor: Actor, unit_path: str, state: str) -> bool:
    """Whether the names in a panel may be shown: to who runs or supervises it, to others once it is published."""
    return (
        actor.may(RUN, unit_path)
        or actor.may(SUPERVISE, unit_path)
        or (state == "published" and actor.may(VIEW, unit_path))
    )


def _over(actor: Actor, permission: str, path: str, code: str) -> Verdict:
    return Verdict.allowed() if actor.may(permission, path) else Verdict.refused(code)
