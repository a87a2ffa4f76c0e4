"""The list of my reviews."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.reviews.messages import scoring as words
from ceyuan.kit.columns import Column
from ceyuan.kit.tables import Table


def review_url(row: Any) -> str:
    """The page of a review."""
    return reverse("reviews:review", args=[row.pk])


def due_text(row: Any) -> str:
    """The deadline with its hour."""
    return timezone.localtime(row.panel.due_at).strftime("%Y-%m-%d %H:%M")


class MyReviewTable(Table):
    """What I review."""

    caption = _("My reviews")
    columns = (
        Column("case", _("Case"), "link", value=lambda row: row.case.title, url=review_url, sort="case", wide=True),
        Column("panel", _("Review panel"), value=lambda row: row.panel.title, sort="panel", wide=True, priority=2),
        Column(
            "state",
            _("State"),
            "badge",
            labels=words.ASSIGNMENT_STATES,
            tones=words.ASSIGNMENT_TONES,
            sort="state",
        ),
        Column("due", _("Scores until"), value=due_text, sort="due"),
    )
    default_sort = "due"
