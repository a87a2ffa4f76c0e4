"""Closing a period of reporting, and opening it again with a reason that stays on record."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.strategy import periods
from ceyuan.apps.strategy.models import PeriodLock
from ceyuan.apps.strategy.policies import readings as policies
from ceyuan.core.kernel import Invalid, Refused

from . import standings


@transaction.atomic
def lock(*, actor: Actor, period: str, today: date | None = None) -> PeriodLock:
    """Close a period such as 2026-Q3: nothing in it can be entered or corrected any more.

    Refused: not permitted, `strategy.period_not_over`, `strategy.period_closed`. Invalid: an unknown period.
    """
    policies.may_close_periods(actor).require()
    span = periods.read(period)
    if span is None:
        raise Invalid({"period": ["strategy.not_a_period_code"]})
    if span.ends_on >= (today or timezone.localdate()):
        raise Refused("strategy.period_not_over", ends_on=span.ends_on.isoformat())
    # Readings on their way in are let through or kept out as a whole.
    standings.hold(actor.group_id or 0)
    if covering(actor.group_id or 0, span.starts_on, span.ends_on):
        raise Refused("strategy.period_closed", starts_on=span.starts_on.isoformat(), ends_on=span.ends_on.isoformat())
    made: PeriodLock = PeriodLock.objects.create(
        group_id=actor.group_id or 0, starts_on=span.starts_on, ends_on=span.ends_on, locked_by_id=actor.account_id
    )
    audit.record(
        actor=actor,
        act="strategy.period.closed",
        subject=("strategy.period", made.pk, span.code),
        after={"starts_on": span.starts_on, "ends_on": span.ends_on},
    )
    return made


@transaction.atomic
def reopen(*, actor: Actor, lock_id: int, reason: str) -> PeriodLock:
    """Open a closed period again. Refused: not permitted, `strategy.period_not_closed`. Invalid: no reason."""
    policies.may_close_periods(actor).require()
    found = (
        PeriodLock.objects.select_for_update().filter(pk=lock_id, group=actor.group_id or 0, reopened_at=None).first()
    )
    if found is None:
        raise Refused("strategy.period_not_closed")
    if not reason.strip():
        raise Invalid({"reason": ["strategy.reading_reason_missing"]})
    found.reopened_at, found.reopened_by_id, found.reason = timezone.now(), actor.account_id, reason.strip()[:300]
    found.save(update_fields=["reopened_at", "reopened_by", "reason"])
    audit.record(
        actor=actor,
        act="strategy.period.reopened",
        subject=("strategy.period", found.pk, f"{found.starts_on}–{found.ends_on}"),
        before={"closed_at": found.locked_at},
        reason=reason,
    )
    return found


def covering(group_id: int, starts_on: date, ends_on: date) -> PeriodLock | None:
    """The lock that closes the period, if one does."""
    return PeriodLock.objects.filter(
        group=group_id, reopened_at=None, starts_on__lte=starts_on, ends_on__gte=ends_on
    ).first()
