"""Acts on delegations: a person lets another one do for them, for a while, what they may do themselves."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from ceyuan.apps.organisation import policies
from ceyuan.apps.organisation.models import Delegation, Unit
from ceyuan.apps.organisation.recording import record
from ceyuan.apps.organisation.scoping import Actor
from ceyuan.apps.organisation.selectors.actors import holds_of_own_right
from ceyuan.apps.organisation.services import reaching
from ceyuan.core.kernel import Invalid, Refused

LONGEST = timedelta(days=90)


@transaction.atomic
def give(
    *,
    actor: Actor,
    receiver_id: int,
    role: str,
    unit_id: int,
    start: date,
    until: date,
    reason: str,
    today: date | None = None,
) -> Delegation:
    """The receiver may act in the role over the unit from `start` up to, not including, `until`, at most 90 days.

    Only roles that the giver holds by post or grant can be passed on, never those received by delegation.
    """
    giver = _giver(actor)
    receiver = reaching.present_person(actor, receiver_id)
    unit = reaching.open_unit(actor, unit_id)
    policies.same_group(receiver, unit).require()
    wrong = _wrong_dates(start, until, today or timezone.localdate())
    if receiver.pk == giver:
        wrong["receiver_id"] = ["organisation.delegation_to_oneself"]
    if not reason.strip():
        wrong["reason"] = ["organisation.reason_needed"]
    if wrong:
        raise Invalid(wrong)
    _check_held(giver, role, unit, start)
    delegation = Delegation.objects.create(
        giver_id=giver,
        receiver=receiver,
        role=role,
        unit=unit,
        valid=DateRange(start, until),
        reason=reason.strip()[:300],
    )
    record(
        actor,
        "organisation.delegation.given",
        _subject(delegation),
        after={"role": role, "unit": unit.code, "start": start.isoformat(), "until": until.isoformat()},
        reason=reason,
        unit_path=unit.path,
    )
    return delegation


@transaction.atomic
def revoke(*, actor: Actor, delegation_id: int, reason: str = "", now: datetime | None = None) -> None:
    """The delegation ends at once. The giver may do so, and whoever manages rights over the unit."""
    delegation = (
        Delegation.objects.select_for_update(of=("self",))
        .select_related("giver", "receiver", "unit")
        .filter(pk=delegation_id, unit__group=actor.group_id)
        .first()
    )
    involved = delegation is not None and actor.person_id in {delegation.giver_id, delegation.receiver_id}
    if delegation is None or not (involved or actor.may("grants.manage", delegation.unit.path)):
        raise Refused("organisation.unknown_delegation")
    if delegation.giver_id != actor.person_id:
        policies.may_grant(actor, delegation.unit).require()
    if delegation.revoked_at is not None:
        raise Refused("organisation.delegation_has_ended")
    delegation.revoked_at = now or timezone.now()
    delegation.save(update_fields=["revoked_at"])
    record(
        actor,
        "organisation.delegation.revoked",
        _subject(delegation),
        before={"role": delegation.role, "until": delegation.valid.upper.isoformat()},
        after={"revoked_at": delegation.revoked_at.isoformat()},
        reason=reason,
        unit_path=delegation.unit.path,
    )


def _giver(actor: Actor) -> int:
    if actor.person_id is None:
        raise Refused("organisation.no_person")
    return actor.person_id


def _wrong_dates(start: date, until: date, today: date) -> dict[str, list[str]]:
    if start < today:
        return {"start": ["organisation.delegation_in_past"]}
    if until <= start:
        return {"until": ["organisation.ends_before_it_starts"]}
    if until - start > LONGEST:
        return {"until": ["organisation.delegation_too_long"]}
    return {}


def _check_held(giver: int, role: str, unit: Unit, on: date) -> None:
    if role in policies.UNGRANTABLE or not holds_of_own_right(giver, role, unit.path, on):
        raise Refused("organisation.role_not_held", unit=str(unit))


def _subject(delegation: Delegation) -> tuple[str, int | str, str]:
    return "organisation.delegation", delegation.pk, f"{delegation.giver} → {delegation.receiver} · {delegation.unit}"
