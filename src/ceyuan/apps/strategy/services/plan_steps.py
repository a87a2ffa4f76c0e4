"""The steps of a plan's life. Entering into force closes the wording that was in force, in the same transaction."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.strategy.messages.plans import STATES
from ceyuan.apps.strategy.models import Clause, PlanVersion
from ceyuan.apps.strategy.selectors import plans as selectors
from ceyuan.apps.workflow import interface as workflow
from ceyuan.core.kernel.verdict import Refused

ACT = "strategy.plan.advanced"


def advance(*, actor: Actor, version_id: int, action: str, revision: int, reason: str = "") -> PlanVersion:
    """Take one step with a wording: submit, discard, return, approve, enter_into_force or close."""
    with transaction.atomic():
        found = selectors.version(actor, version_id)
        if found is None:
            raise Refused("strategy.unknown_plan")
        version: PlanVersion = (
            PlanVersion.objects.select_for_update(of=("self",)).select_related("plan__unit").get(pk=found.pk)
        )
        _refuse_stale(actor, version, revision)
        if action == "enter_into_force" and version.state == "approved":
            _supersede(actor, version)
        done = workflow.advance(
            actor=actor,
            case=version,
            action=action,
            revision=revision,
            unit_path=version.plan.unit.path,
            act=ACT,
            subject=subject(version),
            facts=facts(version),
            reason=reason,
        )
        today = timezone.localdate()
        if action == "approve":
            done.approved_on = today
        elif action == "enter_into_force":
            done.in_force_on = today
        done.save(update_fields=["approved_on", "in_force_on"])
    return done


def facts(version: PlanVersion) -> dict[str, Any]:
    """What the guards of the workflow look at."""
    kinds = Clause.objects.filter(version=version).values_list("kind", flat=True)
    linked = selectors.linked_targets(version.pk)
    unlinked = Clause.objects.filter(version=version, kind="target").exclude(pk__in=linked).count()
    parent = version.plan.parent_id
    return {
        "clause_count": len(kinds),
        "targets_unlinked": unlinked,
        "parent_in_force": parent is None or selectors.in_force(parent) is not None,
    }


def subject(version: PlanVersion) -> tuple[str, int, str]:
    """What the audit calls a wording."""
    return ("strategy.planversion", version.pk, str(version))


def _supersede(actor: Actor, version: PlanVersion) -> None:
    """Closes the wording in force. It is undone with everything else if the step itself is refused."""
    former = selectors.in_force(version.plan_id)
    if former is None or not facts(version)["parent_in_force"]:
        return
    workflow.advance(
        actor=actor,
        case=former,
        action="close",
        revision=former.revision,
        unit_path=version.plan.unit.path,
        act=ACT,
        subject=subject(former),
        facts=facts(former),
        reason=version.note,
    )


def _refuse_stale(actor: Actor, version: PlanVersion, revision: int) -> None:
    """Says who took which step in the meantime."""
    if version.revision == revision:
        return
    last = audit.of_subject(actor, "strategy.planversion", version.pk).filter(act=ACT).first()
    if last is None:
        raise Refused("workflow.stale", seen=revision, now=version.revision)
    old, new = last.before.get("state", ""), last.after.get("state", "")
    raise Refused(
        "strategy.plan_moved",
        who=last.actor_name,
        at=timezone.localtime(last.at).strftime("%Y-%m-%d %H:%M"),
        old=STATES.get(old, old),
        new=STATES.get(new, new),
    )
