"""What waits for a person in calls: own drafts before their deadline, bids to check, questions to answer."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.calls.policies.challenges import BID, MANAGE
from ceyuan.apps.calls.selectors import bids
from ceyuan.apps.calls.selectors import challenges as selectors
from ceyuan.apps.calls.tables.challenges import challenge_url
from ceyuan.kit.registry import TodoItem, TodoProvider


def _drafts(actor: Any, limit: int) -> Sequence[TodoItem]:
    return [
        TodoItem(
            gettext("Bid not handed in yet: %(title)s") % {"title": one.title},
            reverse("calls:bid_edit", args=[one.pk, "submit"]),
            due=timezone.localdate(one.challenge.closes_at),
            note=one.challenge.code,
            tone="warn",
        )
        for one in bids.drafts_due(actor, timezone.now(), limit)
    ]


def _to_open(actor: Any, limit: int) -> Sequence[TodoItem]:
    return [
        TodoItem(
            gettext("Bids to open and check: %(title)s") % {"title": one.title},
            challenge_url(one),
            note=one.code,
            tone="info",
        )
        for one in selectors.waiting_for_office(actor, timezone.now(), limit)
    ]


def _questions(actor: Any, limit: int) -> Sequence[TodoItem]:
    return [
        TodoItem(
            gettext("Question to answer: %(text)s") % {"text": one.text[:60]},
            reverse("calls:question_answer", args=[one.challenge.code, one.pk]),
            due=timezone.localdate(one.challenge.closes_at),
            note=one.challenge.code,
            tone="info",
        )
        for one in selectors.unanswered(actor, limit)
    ]


providers: list[TodoProvider] = [
    TodoProvider("bid_drafts", _("Bids not handed in"), 32, _drafts, BID),
    TodoProvider("bids_to_check", _("Bids to check"), 33, _to_open, MANAGE),
    TodoProvider("questions", _("Questions to answer"), 34, _questions, MANAGE),
]
