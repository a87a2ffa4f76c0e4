"""Who may publish, see, object, and handle objections."""

from collections.abc import Collection

from ceyuan.apps.organisation.scoping import Actor
from ceyuan.core.kernel.verdict import Reason, Verdict

from .models import disputed_parties

VIEW = "notices.view"
OBJECT = "notices.object"
PUBLISH = "notices.publish"
HANDLE = "notices.handle"
OBJECTION = "notices.objection"


def may_publish(actor: Actor, unit_path: str) -> Verdict:
    """Draft, publish, prolong, close and withdraw: the S&T office of the unit, or of one above."""
    return Verdict.allowed() if actor.may(PUBLISH, unit_path) else Verdict.refused("notices.may_not_publish")


def may_object(actor: Actor) -> Verdict:
    """Everybody of the group, as a person: an account of a program has no name to stand for."""
    if not actor.may(OBJECT):
        return Verdict.refused("notices.may_not_object")
    return Verdict.allowed() if actor.person_id else Verdict.refused("notices.no_person")


def may_see_objection(actor: Actor, unit_path: str, people: Collection[int], units: Collection[int]) -> Verdict:
    """Who handles objections of the unit and is not of the disputed side."""
    if not actor.may(HANDLE, unit_path):
        return Verdict.refused("notices.may_not_handle")
    return Verdict.refused("notices.disputed_side") if _is_party(actor, people, units) else Verdict.allowed()


def may_decide(actor: Actor, *, published_by: int | None, is_objector: bool) -> Verdict:
    """Nobody decides about a notice of their own making, or about their own objection."""
    return Verdict.of(
        (
            Reason("notices.own_notice") if published_by is not None and published_by == actor.account_id else None,
            Reason("notices.own_objection") if is_objector else None,
        )
    )


def evidence_of_objection(actor: Actor, subject_id: str, act: str) -> Verdict:
    """Files of an objection: seen by those who handle it; they come with the objection and are never taken back."""
    if act != "view" or not subject_id.isdecimal():
        return Verdict.refused("documents.not_found")
    found = disputed_parties(int(subject_id))
    if found is None or not may_see_objection(actor, *found):
        return Verdict.refused("documents.not_found")
    return Verdict.allowed()


def home_line(actor: Actor) -> frozenset[int]:
    """The ids of the unit in which the actor works and of those above it."""
    return frozenset(int(step) for path in actor.roles.get("unit_member", ()) for step in path.split("."))


def _is_party(actor: Actor, people: Collection[int], units: Collection[int]) -> bool:
    if actor.person_id is not None and actor.person_id in people:
        return True
    return bool(home_line(actor) & set(units))


DOCUMENT_RULES = {OBJECTION: evidence_of_objection}
