"""What waits for an expert: scores to give and votes to cast."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.reviews.selectors import desk, votes
from ceyuan.kit.registry import TodoItem, TodoProvider

_SOON = 2


def _scores(actor: Any, limit: int) -> Sequence[TodoItem]:
    today = timezone.localdate()
    return [
        TodoItem(
            one.case.title,
            reverse("reviews:review", args=[one.pk]),
            timezone.localtime(one.panel.due_at).date(),
            one.panel.title,
            "warn" if (timezone.localtime(one.panel.due_at).date() - today).days <= _SOON else "neutral",
        )
        for one in desk.due(actor, limit)
    ]


def _votes(actor: Any, limit: int) -> Sequence[TodoItem]:
    return [
        TodoItem(one.title, reverse("reviews:vote", args=[one.pk]), None, one.panel.title)
        for one in votes.waiting_votes(actor, limit)
    ]


TODOS = [
    TodoProvider("reviews-scores", _("Scores to give"), 30, _scores),
    TodoProvider("reviews-votes", _("Votes to give"), 31, _votes),
]
