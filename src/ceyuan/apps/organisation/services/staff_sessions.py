"""Acts on staff sessions: system work with a reason and an end, every request of it on record."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from ceyuan.apps.organisation.models import Account, StaffSession
from ceyuan.apps.organisation.recording import record
from ceyuan.apps.organisation.scoping import Actor
from ceyuan.apps.organisation.selectors.actors import open_staff_session
from ceyuan.core.kernel import Invalid, Refused

LONGEST_MINUTES = 120
SHORTEST_REASON = 10


@transaction.atomic
def open_session(*, actor: Actor, reason: str, minutes: int, now: datetime | None = None) -> StaffSession:
    """Work on the system may begin: for at most 120 minutes, for a reason that an auditor understands."""
    if actor.account_id is None or not actor.may("staff.open"):
        raise Refused("organisation.staff_not_eligible")
    wrong: dict[str, list[str]] = {}
    if len(reason.strip()) < SHORTEST_REASON:
        wrong["reason"] = ["organisation.staff_reason_too_short"]
    if not 1 <= minutes <= LONGEST_MINUTES:
        wrong["minutes"] = ["organisation.staff_minutes"]
    if wrong:
        raise Invalid(wrong)
    account = Account.objects.select_for_update(no_key=True).get(pk=actor.account_id)
    opened = now or timezone.now()
    if open_staff_session(account, opened) is not None:
        raise Refused("organisation.staff_session_open")
    session = StaffSession.objects.create(
        account=account,
        group_id=account.group_id,
        reason=reason.strip()[:500],
        opened_at=opened,
        expires_at=opened + timedelta(minutes=minutes),
    )
    record(
        actor,
        "organisation.staff_session.opened",
        _subject(session, account),
        after={"minutes": minutes, "expires_at": session.expires_at.isoformat()},
        reason=session.reason,
    )
    return session


@transaction.atomic
def close_session(*, actor: Actor, now: datetime | None = None) -> StaffSession:
    """The actor's own open session ends."""
    account = Account.objects.select_for_update(no_key=True).filter(pk=actor.account_id or 0).first()
    moment = now or timezone.now()
    session = open_staff_session(account, moment) if account else None
    if account is None or session is None:
        raise Refused("organisation.no_staff_session")
    session.closed_at = moment
    session.save(update_fields=["closed_at"])
    record(actor, "organisation.staff_session.closed", _subject(session, account), reason=session.reason)
    return session


@transaction.atomic
def log_request(*, actor: Actor, method: str, path: str, status: int) -> None:
    """One request made inside a staff session."""
    subject = ("organisation.staff_session", actor.staff_session_id or "", actor.name)
    record(
        actor,
        "organisation.staff_session.request",
        subject,
        after={"method": method, "path": path[:500], "status": status},
    )


def _subject(session: StaffSession, account: Account) -> tuple[str, int | str, str]:
    return "organisation.staff_session", session.pk, account.username
