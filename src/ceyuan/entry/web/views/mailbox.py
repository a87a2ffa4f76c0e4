"""Mail that the demonstration caught instead of sending it; everybody sees what was sent to their own address."""

import email
import email.policy
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.organisation import interface as organisation
from ceyuan.kit.views import ActorView

MOST = 30
CAUGHT = "caught:"
# The file backend writes this line after each message.
_BETWEEN = b"-" * 79


@dataclass(frozen=True)
class Mail:
    """A caught message."""

    subject: str
    sent: datetime | None
    text: str


class Mailbox(ActorView):
    """The newest caught mails to the person's own address; 404 where mail really leaves."""

    title = _("Caught mail")

    def get(self, request: HttpRequest) -> HttpResponseBase:
        if settings.MAIL_URL != CAUGHT:
            raise Http404
        address = organisation.mail_address(self.actor)
        mails = caught(Path(getattr(settings, "EMAIL_FILE_PATH", "")), address) if address else []
        return render(request, "mailbox.html", self.frame(mails=mails, address=address))


def caught(folder: Path, address: str) -> list[Mail]:
    """The newest messages to an address, newest first."""
    found: list[Mail] = []
    for path in sorted(folder.glob("*.log"), reverse=True):
        for part in path.read_bytes().split(_BETWEEN):
            if part.strip() and len(found) < MOST:
                message: Any = email.message_from_bytes(part.lstrip(), policy=email.policy.default)
                if address in str(message["to"] or ""):
                    found.append(_read(message))
    return found


def _read(message: EmailMessage) -> Mail:
    body = message.get_body(("plain",))
    sent = message["date"]
    return Mail(str(message["subject"]), getattr(sent, "datetime", None), body.get_content() if body else "")
