"""What makes a clause measurable: its targets."""

from django.db import transaction

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.strategy.models import Clause, ClauseTarget
from ceyuan.apps.strategy.selectors import plan_targets
from ceyuan.apps.strategy.selectors import plans as selectors
from ceyuan.core.kernel.verdict import Refused

from .clauses import writable


def link(*, actor: Actor, clause_id: int, target_id: int) -> ClauseTarget:
    """Bind a target to a clause of a draft. The target is of this plan or of one it carries out."""
    with transaction.atomic():
        found = _clause(actor, clause_id)
        target = plan_targets.linkable(actor, found.version.plan).filter(pk=target_id).first()
        if target is None:
            raise Refused("strategy.target_not_linkable")
        made, is_new = ClauseTarget.objects.get_or_create(clause=found, target=target)
        if is_new:
            _record(actor, found, "strategy.clause.linked", target_id)
    return made


def unlink(*, actor: Actor, clause_id: int, target_id: int) -> Clause:
    """Take a target off a clause of a draft."""
    with transaction.atomic():
        found = _clause(actor, clause_id)
        gone, _kinds = ClauseTarget.objects.filter(clause=found, target=target_id).delete()
        if not gone:
            raise Refused("strategy.target_not_linkable")
        _record(actor, found, "strategy.clause.unlinked", target_id)
    return found


def relink(*, actor: Actor, clause_id: int, targets: list[int]) -> Clause:
    """Make these the targets of the clause; those the actor cannot see stay as they are."""
    with transaction.atomic():
        found = _clause(actor, clause_id)
        choosable = set(plan_targets.linkable(actor, found.version.plan).values_list("pk", flat=True))
        if not set(targets) <= choosable:
            raise Refused("strategy.target_not_linkable")
        held = set(found.target_links.values_list("target_id", flat=True))
        for target_id in sorted(set(targets) - held):
            link(actor=actor, clause_id=clause_id, target_id=target_id)
        for target_id in sorted((held & choosable) - set(targets)):
            unlink(actor=actor, clause_id=clause_id, target_id=target_id)
    return found


def _clause(actor: Actor, clause_id: int) -> Clause:
    found = selectors.clause(actor, clause_id)
    if found is None:
        raise Refused("strategy.unknown_clause")
    writable(actor, found.version_id)
    return found


def _record(actor: Actor, clause: Clause, act: str, target_id: int) -> None:
    audit.record(
        actor=actor,
        act=act,
        subject=("strategy.clause", clause.pk, str(clause)),
        after={"target": target_id, "version": clause.version_id},
        unit_path=clause.version.plan.unit.path,
    )
