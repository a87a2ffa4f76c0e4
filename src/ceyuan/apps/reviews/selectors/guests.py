"""Invitations of experts from outside, and how far an expert has come with them."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from ceyuan.apps.organisation.interface import Actor, digest_of, newcomer
from ceyuan.apps.reviews.models import Expert, GuestInvitation
from ceyuan.core.kernel import Verdict


@dataclass(frozen=True, slots=True)
class Access:
    """The log-in of an expert from outside: `state` is none, invited, lapsed, open or closed."""

    state: str
    username: str = ""
    until: datetime | None = None
    came_on: datetime | None = None


def invitation_of(secret: str) -> GuestInvitation | None:
    """The invitation behind a link."""
    found = GuestInvitation.objects.select_related("expert__account", "expert__group")
    return found.filter(digest=digest_of(secret)).first()


def bearer(found: GuestInvitation) -> Actor:
    """Who stands behind the link of an invitation: named in the trail, without any right."""
    return newcomer(found.expert.group_id, str(found.expert))


def usable(found: GuestInvitation | None, moment: datetime) -> Verdict:
    """Whether an invitation still opens; if not, why."""
    if found is None:
        return Verdict.refused("reviews.invitation_unknown")
    if found.used_at is not None:
        return Verdict.refused("reviews.invitation_used")
    if found.revoked_at is not None or found.expires_at <= moment:
        return Verdict.refused("reviews.invitation_expired")
    if not found.expert.is_active or found.expert.integrity_state == Expert.Integrity.BARRED:
        return Verdict.refused("reviews.guest_not_ready")
    return Verdict.allowed()


def access_of(expert: Expert) -> Access:
    """How far the log-in of an expert from outside is."""
    last = GuestInvitation.objects.filter(expert=expert, revoked_at=None).order_by("-pk").first()
    used = GuestInvitation.objects.filter(expert=expert, used_at__isnull=False).order_by("pk").first()
    came_on = used.used_at if used else None
    if last is not None and last.used_at is None and last.expires_at > timezone.now():
        name = expert.account.username if expert.account else ""
        return Access("invited", name, last.expires_at, came_on)
    if expert.account is not None:
        return Access("open" if expert.account.is_active else "closed", expert.account.username, None, came_on)
    return Access("lapsed" if last is not None else "none")
