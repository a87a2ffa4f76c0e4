"""The list of challenges, the open ones as cards above it."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.calls.filters.challenges import ChallengeFilters
from ceyuan.apps.calls.messages import challenges as words
from ceyuan.apps.calls.policies.challenges import BID, MANAGE, READ
from ceyuan.apps.calls.selectors import challenges as selectors
from ceyuan.apps.calls.tables.challenges import ChallengeTable, budget, challenge_url
from ceyuan.kit.numbers import money_text
from ceyuan.kit.tables import Empty
from ceyuan.kit.templatetags.kit import named
from ceyuan.kit.views import Action, ListView

from .shared import time_left

MOST_CARDS = 6


class ChallengeListView(ListView):
    """揭榜挂帅."""

    title = _("Challenges")
    permission = READ
    template_name = "calls/challenge_list.html"
    table, filters = ChallengeTable, ChallengeFilters
    selector = staticmethod(selectors.listing)
    empty = Empty(_("No challenges yet"), _("An S&T office drafts the first one; it appears here once published."))
    export_name = "challenges"

    def actions(self, **context: Any) -> list[Action]:
        found = []
        if self.actor.may(BID):
            found.append(Action(_("My bids"), reverse("calls:my_bids"), "files"))
        if self.actor.may(MANAGE):
            found.append(Action(_("New challenge"), reverse("calls:challenge_new"), "plus", primary=True))
        return found

    def more(self, listing: Any, filters: Any) -> dict[str, Any]:
        del listing
        if filters.values or self.request.GET.get("page"):
            return {"open_cards": []}
        now = timezone.now()
        found = selectors.taking_bids(self.actor, now, MOST_CARDS + 1)
        return {
            "open_cards": [card(one, now) for one in found[:MOST_CARDS]],
            "more_open": len(found) > MOST_CARDS,
        }


def card(one: Any, now: Any) -> dict[str, Any]:
    """An open challenge as its card shows it."""
    return {
        "url": challenge_url(one),
        "code": one.code,
        "title": one.title,
        "problem": one.problem,
        "demander": named(one.demander),
        "mode": words.MODES[one.mode],
        "tone": words.MODE_TONES[one.mode],
        "money": money_text(budget(one)),
        "left": time_left(one.closes_at, now),
    }
