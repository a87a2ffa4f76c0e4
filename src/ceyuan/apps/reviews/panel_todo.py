"""What waits in reviews: invitations for experts, panels for their offices."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.reviews.messages import panels as words
from ceyuan.apps.reviews.selectors import panels
from ceyuan.apps.reviews.tables.pool import panel_page
from ceyuan.apps.reviews.wording import reasons_told
from ceyuan.kit.registry import TodoItem, TodoProvider
from ceyuan.kit.templatetags.kit import named


def _invitations(actor: Any, limit: int) -> Sequence[TodoItem]:
    return [
        TodoItem(
            seat.panel.title,
            reverse("reviews:seat", args=[seat.pk]),
            timezone.localtime(seat.panel.due_at).date(),
            gettext("Accept or decline"),
            "warn",
        )
        for seat in panels.my_invitations(actor, limit)
    ]


def _panels(actor: Any, limit: int) -> Sequence[TodoItem]:
    now = timezone.now()
    return [
        TodoItem(
            panel.title,
            panel_page(panel),
            timezone.localtime(panel.due_at).date(),
            f"{named(panel.unit)} · {words.STATES[panel.state]}",
            "bad" if panel.due_at <= now else "neutral",
        )
        for panel in panels.waiting_panels(actor, limit)
    ]


def _stuck(actor: Any, limit: int) -> Sequence[TodoItem]:
    return [
        TodoItem(
            panel.title,
            panel_page(panel),
            timezone.localtime(panel.due_at).date(),
            " ".join(reasons_told(actor, [run.missing])[0]),
            "bad",
        )
        for panel, run in panels.stuck_panels(actor, limit)
    ]


INVITATIONS = TodoProvider("reviews-invitations", _("Invitations to review"), 20, _invitations)
STUCK = TodoProvider("reviews-stuck", _("Panels that lack reviewers"), 29, _stuck)
PANELS = TodoProvider("reviews-panels", _("Panels to draw, assign or close"), 30, _panels)
