"""Mail about what waits: each person's inbox as one message, on the days they wish for."""

import datetime
import logging
import smtplib

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ceyuan.apps.organisation.models import Account, Digest, MailWish
from ceyuan.apps.organisation.recording import record
from ceyuan.apps.organisation.scoping import Actor
from ceyuan.apps.organisation.selectors import access
from ceyuan.apps.organisation.selectors.actors import actor_of
from ceyuan.core.kernel import Invalid, Refused
from ceyuan.kit import inbox

LINES = 30
_MONDAY = 0
_log = logging.getLogger(__name__)


@transaction.atomic
def wish(*, actor: Actor, email: str, rhythm: str) -> MailWish:
    """The actor's own address and how often they want the digest. Invalid: no address, no such rhythm."""
    account = access.own_account(actor)
    if account is None:
        raise Refused("organisation.not_permitted", unit="")
    email = email.strip()
    if rhythm not in MailWish.Rhythm.values:
        raise Invalid({"rhythm": ["kit.not_a_choice"]})
    if rhythm != MailWish.Rhythm.NEVER or email:
        try:
            validate_email(email)
        except ValidationError:
            raise Invalid({"email": ["organisation.email_wrong"]}) from None
    before = {"has_email": bool(account.email), "rhythm": _rhythm_of(account)}
    account.email = email
    account.save(update_fields=["email"])
    made, _new = MailWish.objects.update_or_create(account=account, defaults={"rhythm": rhythm})
    record(
        actor,
        "organisation.account.mail_wished",
        ("organisation.account", account.pk, account.username),
        before=before,
        after={"has_email": bool(email), "rhythm": rhythm},
    )
    return made


def _rhythm_of(account: Account) -> str:
    found = MailWish.objects.filter(account=account).first()
    return found.rhythm if found else MailWish.Rhythm.NEVER


def send_due(day: datetime.date | None = None) -> list[Digest]:
    """Send the digests of a day: those who wish for daily mail, on Mondays the weekly ones too.

    An empty inbox sends nothing; what was sent for the day is not sent again; an address that fails is noted and tried
    again on the next run of the same day. Weekly ones that find no worker on Monday are sent with the next Monday's.
    """
    day = day or timezone.localdate()
    rhythms = ["daily", "weekly"] if day.weekday() == _MONDAY else ["daily"]
    waiting = (
        Account.objects.filter(mail_wish__rhythm__in=rhythms, is_active=True)
        .exclude(email="")
        .exclude(digests__in=Digest.objects.filter(day=day, trouble=""))
        .select_related("group", "person")
        .order_by("pk")
    )
    return [made for account in waiting if (made := _send(account, day)) is not None]


def _send(account: Account, day: datetime.date) -> Digest | None:
    """One person's digest; None when nothing waits for them."""
    with translation.override(account.language or settings.LANGUAGE_CODE):
        found = inbox.inbox(actor_of(account, on=day), day, LINES)
        if not found.waiting:
            return None
        counts = found.counts()
        with transaction.atomic():
            # The row is taken before the mail leaves: of two workers one waits here and then finds it sent.
            Digest.objects.get_or_create(
                account=account, day=day, defaults={"waiting": 0, "overdue": 0, "trouble": "pending"}
            )
            kept = Digest.objects.select_for_update().get(account=account, day=day)
            if kept.sent_at is not None:
                return None
            kept.waiting, kept.overdue = len(found.waiting), counts[inbox.OVERDUE]
            kept.trouble = _deliver(account, found, day)
            kept.sent_at = None if kept.trouble else timezone.now()
            kept.save()
    return kept


def _deliver(account: Account, found: inbox.Inbox, day: datetime.date) -> str:
    overdue = found.counts()[inbox.OVERDUE]
    subject = ngettext("%(count)s thing waits for you", "%(count)s things wait for you", len(found.waiting)) % {
        "count": len(found.waiting)
    }
    if overdue:
        subject = _("%(subject)s, %(overdue)s of them overdue") % {"subject": subject, "overdue": overdue}
    facts = {
        "name": account.person.name_zh if account.person else account.username,
        "day": day,
        "found": found,
        "address": settings.PUBLIC_URL,
        "inbox": reverse("inbox"),
        "account": reverse("organisation:my_account"),
    }
    message = EmailMultiAlternatives(
        subject,
        render_to_string("organisation/mail/digest.txt", facts),
        settings.DEFAULT_FROM_EMAIL,
        [account.email],
        headers={"Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(render_to_string("organisation/mail/digest.html", facts), "text/html")
    try:
        message.send()
    except (smtplib.SMTPException, OSError) as problem:
        _log.warning("The digest of account %s could not be sent: %s", account.pk, problem)
        return str(problem)[:200] or type(problem).__name__
    return ""
