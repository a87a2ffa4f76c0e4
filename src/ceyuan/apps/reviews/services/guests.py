"""Letting experts from outside in: an invitation by a link that opens once, and the log-in that comes of it.

The link holds 256 random bits and only its fingerprint is kept. Where the house sends mail it goes to the expert alone;
else it is shown once to the office. Whoever comes in promises secrecy and agrees to serve, and sees nothing but what
their own seats give them.
"""

import logging
import smtplib
from collections.abc import Callable
from datetime import datetime, timedelta
from secrets import token_urlsafe

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.organisation import interface as organisation
from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.reviews.models import Expert, GuestInvitation
from ceyuan.apps.reviews.policies.panels import may_keep_expert
from ceyuan.apps.reviews.selectors import guests as selectors
from ceyuan.apps.reviews.selectors import pool
from ceyuan.core.kernel import Invalid, Refused

from .experts import SUBJECT

LASTS = timedelta(days=7)
_log = logging.getLogger(__name__)


def invite(*, actor: Actor, expert_id: int, link: Callable[[str], str]) -> tuple[GuestInvitation, str]:
    """Invite an expert from outside; `link(secret)` is the address. Returns the invitation and the link to hand over,
    which is empty when it went to the expert by mail. An invitation that was open opens nothing any more.

    Refused: `reviews.unknown_expert`, `reviews.pool_not_permitted`, `reviews.guest_is_on_record` for people who get
    their log-in from the personnel office, `reviews.guest_not_ready` for who is barred or not active.
    """
    secret = token_urlsafe(32)
    with transaction.atomic():
        expert = _outside(actor, expert_id)
        if not expert.is_active or expert.integrity_state == Expert.Integrity.BARRED:
            raise Refused("reviews.guest_not_ready")
        now = timezone.now()
        GuestInvitation.objects.filter(expert=expert, used_at=None, revoked_at=None).update(revoked_at=now)
        made: GuestInvitation = GuestInvitation.objects.create(
            expert=expert,
            digest=organisation.digest_of(secret),
            made_by_id=actor.account_id,
            expires_at=now + LASTS,
        )
        _record(actor, expert, "reviews.guest.invited", {"expires_at": made.expires_at.isoformat()})
    address = link(secret)
    if expert.email and settings.MAIL_URL and settings.PUBLIC_URL and _mailed(expert, address, made):
        made.sent_to = expert.email
        made.save(update_fields=["sent_to"])
        return made, ""
    return made, address


@transaction.atomic
def accept(
    *, actor: Actor, secret: str, username: str, password: str, promise: str, now: datetime | None = None
) -> Expert:
    """Use an invitation: the log-in is made (or, for who has one, its password is set anew), the consent and the
    promise are kept word for word. `actor` is who stands behind the link (see `selectors.guests.bearer`).

    Refused: `reviews.invitation_unknown`, `reviews.invitation_used`, `reviews.invitation_expired`,
    `reviews.guest_not_ready`. Invalid as any account, and on "promise" when nothing was promised.
    """
    found = GuestInvitation.objects.select_for_update().filter(digest=organisation.digest_of(secret)).first()
    moment = now or timezone.now()
    selectors.usable(found, moment).require()
    if found is None or found.expert.group_id != actor.group_id:
        raise Refused("reviews.invitation_unknown")
    if not promise.strip():
        raise Invalid({"promise": ["kit.required"]})
    expert: Expert = Expert.objects.select_for_update(of=("self",)).select_related("keeper").get(pk=found.expert_id)
    if expert.account_id is not None:
        organisation.set_guest_password(actor=actor, account_id=expert.account_id, password=password)
    else:
        account = organisation.open_guest(
            actor=actor, username=username, password=password, name=str(expert), email=expert.email
        )
        expert.account_id = account.pk
    expert.consented_on = expert.consented_on or timezone.localdate()
    expert.save(update_fields=["account", "consented_on"])
    found.used_at, found.promise = moment, promise.strip()
    found.save(update_fields=["used_at", "promise"])
    _record(actor, expert, "reviews.guest.came_in", {"invitation": found.pk, "promise": found.promise})
    return expert


@transaction.atomic
def close(*, actor: Actor, expert_id: int) -> Expert:
    """The expert from outside no longer logs in; an invitation that is open opens nothing any more."""
    expert = _outside(actor, expert_id)
    open_ones = GuestInvitation.objects.filter(expert=expert, used_at=None, revoked_at=None)
    taken_back = open_ones.update(revoked_at=timezone.now())
    if expert.account_id is not None:
        organisation.close_guest(actor=actor, account_id=expert.account_id)
    elif not taken_back:
        raise Refused("reviews.guest_unknown")
    _record(actor, expert, "reviews.guest.closed", {})
    return expert


def _outside(actor: Actor, expert_id: int) -> Expert:
    rows = pool.experts(actor).select_for_update(of=("self",)).select_related("keeper")
    expert: Expert | None = rows.filter(pk=expert_id).first()
    if expert is None:
        raise Refused("reviews.unknown_expert")
    may_keep_expert(actor, expert.keeper.path).require()
    if expert.person_id is not None:
        raise Refused("reviews.guest_is_on_record")
    return expert


def _mailed(expert: Expert, address: str, made: GuestInvitation) -> bool:
    """Whether the mail left; it is written in both languages, because nobody knows yet which one is read."""
    facts = {"expert": expert, "address": address, "until": timezone.localtime(made.expires_at)}
    message = EmailMessage(
        "专家评审邀请 · Invitation to review",
        render_to_string("reviews/mail/invitation.txt", facts),
        settings.DEFAULT_FROM_EMAIL,
        [expert.email],
        headers={"Auto-Submitted": "auto-generated"},
    )
    try:
        message.send()
    except (smtplib.SMTPException, OSError) as problem:
        _log.warning("The invitation of expert %s could not be sent: %s", expert.pk, problem)
        return False
    return True


def _record(actor: Actor, expert: Expert, act: str, after: dict[str, object]) -> None:
    subject = (SUBJECT, expert.pk, str(expert))
    audit.record(actor=actor, act=act, subject=subject, after=after, unit_path=expert.keeper.path)
