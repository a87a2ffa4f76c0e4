"""What waits for a person in calls: own drafts before their deadline, bids to check, questions to answer."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.calls.policies.challenges import BID, DECIDE, MANAGE
from ceyuan.apps.calls.selectors import bids, decisions, races
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


def _to_decide(actor: Any, limit: int) -> Sequence[TodoItem]:
    return [
        TodoItem(
            gettext("Bids to decide about: %(title)s") % {"title": one.title},
            reverse("calls:decision", args=[one.code]),
            note=one.code,
            tone="warn",
        )
        for one in decisions.waiting_for_heads(actor, limit)
    ]


def _to_pledge(actor: Any, limit: int) -> Sequence[TodoItem]:
    return [
        TodoItem(
            gettext("Selected bid without pledge: %(title)s") % {"title": one.title},
            reverse("calls:pledge", args=[one.pk]),
            note=one.challenge.code,
            tone="info",
        )
        for one in decisions.to_pledge(actor, limit)
    ]


def _past_end(actor: Any, limit: int) -> Sequence[TodoItem]:
    return [
        TodoItem(
            gettext("Challenge past its last day: %(title)s") % {"title": one.title},
            challenge_url(one),
            due=one.kill_on,
            note=one.code,
            tone="bad",
        )
        for one in decisions.past_kill_date(actor, limit)
    ]


def _to_measure(actor: Any, limit: int) -> Sequence[TodoItem]:
    return [
        TodoItem(
            gettext("Checkpoint of a race: %(name)s") % {"name": one.name},
            reverse("calls:race", args=[one.race.challenge.code]),
            due=one.on,
            note=one.race.challenge.code,
            tone="warn",
        )
        for one in races.to_measure(actor, limit)
    ]


providers: list[TodoProvider] = [
    TodoProvider("bid_drafts", _("Bids not handed in"), 32, _drafts, BID),
    TodoProvider("bids_to_check", _("Bids to check"), 33, _to_open, MANAGE),
    TodoProvider("questions", _("Questions to answer"), 34, _questions, MANAGE),
    TodoProvider("bids_to_decide", _("Bids to decide about"), 35, _to_decide, DECIDE),
    TodoProvider("bids_to_pledge", _("Selected bids without pledge"), 36, _to_pledge, MANAGE),
    TodoProvider("challenges_past_end", _("Challenges past their last day"), 37, _past_end, MANAGE),
    TodoProvider("race_checkpoints", _("Checkpoints of races"), 38, _to_measure, MANAGE),
]
