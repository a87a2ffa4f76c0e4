"""Policy documents: entering one, replacing one by another."""

from dataclasses import asdict, dataclass
from datetime import date, timedelta

from django.db import transaction

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.organisation.interface import Actor, unit_by_code
from ceyuan.apps.strategy.models import Policy
from ceyuan.apps.strategy.policies.measures import READ, may_keep
from ceyuan.core.kernel.verdict import Invalid, Refused

KIND = "strategy.policy"


@dataclass(frozen=True, slots=True)
class PolicyFacts:
    """What a document says of itself."""

    document_number: str
    title_zh: str
    issued_on: date
    title_en: str = ""


def make(*, actor: Actor, unit_code: str, facts: PolicyFacts) -> Policy:
    """Enter a policy that a unit has issued. `Invalid` for a number that is taken, an empty title, no such unit."""
    with transaction.atomic():
        return _made(actor, unit_code, facts, None)


def supersede(*, actor: Actor, policy_id: int, facts: PolicyFacts) -> Policy:
    """Enter the policy that replaces another; the old one ends on the day before.

    What units have made of the old measures stays as it was found: it is history, not a state of the new document.
    """
    with transaction.atomic():
        old = owned(actor, policy_id)
        if old.ended_on is not None:
            raise Refused("strategy.policy_ended")
        if facts.issued_on <= old.issued_on:
            raise Invalid({"issued_on": ["strategy.policy_order"]})
        made = _made(actor, old.unit.code, facts, old)
        Policy.objects.filter(pk=old.pk).update(ended_on=facts.issued_on - timedelta(days=1))
        audit.record(
            actor=actor,
            act="strategy.policy.superseded",
            subject=(KIND, old.pk, str(old)),
            before={"ended_on": None},
            after={"ended_on": facts.issued_on - timedelta(days=1), "by": made.document_number},
            unit_path=old.unit.path,
        )
    return made


def owned(actor: Actor, policy_id: int) -> Policy:
    """The policy, locked, for somebody who keeps it; `Refused` otherwise."""
    found = (
        Policy.objects.visible_to(actor, READ)
        .select_related("unit")
        .select_for_update(of=("self",))
        .filter(pk=policy_id)
    ).first()
    if found is None:
        raise Refused("strategy.unknown_policy")
    may_keep(actor, found.unit).require()
    policy: Policy = found
    return policy


def _made(actor: Actor, unit_code: str, facts: PolicyFacts, old: Policy | None) -> Policy:
    unit = unit_by_code(actor, unit_code)
    if unit is None:
        raise Invalid({"unit_code": ["organisation.unknown_unit"]})
    may_keep(actor, unit).require()
    if not facts.title_zh and not facts.title_en:
        raise Invalid({"title_zh": ["kit.required"]})
    if Policy.objects.filter(group_id=unit.group_id, document_number=facts.document_number).exists():
        raise Invalid({"document_number": ["strategy.policy_number_taken"]})
    made = Policy.objects.create(group_id=unit.group_id, unit=unit, supersedes=old, **asdict(facts))
    audit.record(
        actor=actor,
        act="strategy.policy.made",
        subject=(KIND, made.pk, str(made)),
        after={**asdict(facts), "unit": unit.code, "supersedes": old.document_number if old else ""},
        unit_path=unit.path,
    )
    return made
