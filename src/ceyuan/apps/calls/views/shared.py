"""What the pages of calls share: the way back, the record behind the address, the history, days left."""

from datetime import datetime
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.calls.messages import ACTS
from ceyuan.apps.calls.models import Bid, Challenge
from ceyuan.apps.calls.policies.challenges import MANAGE
from ceyuan.apps.calls.selectors import bids, challenges
from ceyuan.kit.views import Crumb

MOST_ACTS = 40


def list_crumb() -> Crumb:
    """The way back to the list of challenges."""
    return Crumb(_("Challenges"), reverse("calls:challenge_list"))


def challenge_crumb(one: Challenge) -> Crumb:
    """The way back to a challenge."""
    return Crumb(one.code, reverse("calls:challenge_detail", args=[one.code]))


def bid_crumb(found: Bid) -> Crumb:
    """The way back to a bid."""
    return Crumb(found.title, reverse("calls:bid_detail", args=[found.pk]))


def seen(actor: Any, code: str) -> Challenge:
    """The challenge in the address, 404 when the actor may not know it."""
    one = challenges.challenge(actor, code)
    if one is None:
        raise Http404
    return one


def managed(actor: Any, code: str) -> Challenge:
    """The challenge in the address if the actor's office runs it, else 404."""
    one = seen(actor, code)
    if not actor.may(MANAGE, one.unit.path):
        raise Http404
    return one


def own_bid(actor: Any, pk: int) -> Bid:
    """The bid in the address if it is the actor's own, else 404."""
    found = bids.bid(actor, pk)
    if found is None or not bids.is_mine(actor, found):
        raise Http404
    return found


def own_draft(actor: Any, pk: int) -> Bid:
    """The actor's own bid in the address while it is a draft, else 404."""
    found = own_bid(actor, pk)
    if found.state != "draft":
        raise Http404
    return found


def may_step_back(actor: Any, found: Bid) -> bool:
    """Whether the actor may let this bid step back: a selected one, by its people or by who runs the challenge."""
    own = bids.is_mine(actor, found) or actor.may(MANAGE, found.challenge.unit.path)
    return own and found.state in {"selected", "pledged", "running"}


def history(actor: Any, kind: str, key: int) -> list[dict[str, Any]]:
    """The acts on a record that the actor sees, the latest first, as the list of changes draws them."""
    return [
        {"label": ACTS.get(act.act, act.act), "who": act.actor_name, "when": act.at, "reason": act.reason}
        for act in audit.of_subject(actor, kind, key)[:MOST_ACTS]
    ]


def time_left(closes_at: datetime | None, now: datetime | None = None) -> dict[str, Any]:
    """How long bids are taken, in words, with a tone; the moment itself for the eye and for machines."""
    moment = now or timezone.now()
    if closes_at is None:
        return {"text": gettext("no deadline yet"), "tone": "neutral", "at": None}
    if closes_at <= moment:
        return {"text": gettext("deadline has passed"), "tone": "neutral", "at": closes_at}
    hours = int((closes_at - moment).total_seconds() // 3600)
    if hours < 48:
        said = ngettext("%(n)s hour left", "%(n)s hours left", hours) % {"n": hours}
        return {"text": said, "tone": "bad", "at": closes_at}
    days = hours // 24
    said = ngettext("%(n)s day left", "%(n)s days left", days) % {"n": days}
    return {"text": said, "tone": "warn" if days <= 7 else "info", "at": closes_at}
