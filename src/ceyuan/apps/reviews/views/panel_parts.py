"""What the pages beside a panel share: the way back to it, and tabs between them."""

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ceyuan.apps.reviews.models import Panel
from ceyuan.kit.views import Crumb

# Marks lie in sealed sheets until the panel closes: before that there is no page of results to lead to.
WITH_RESULTS = frozenset({"closed", "published"})


def panel_crumb(panel: Panel) -> Crumb:
    """The way back to the panel."""
    return Crumb(panel.title, panel_url(panel.pk))


def panel_url(pk: int) -> str:
    """The page of a panel; its record where the reader has no such page."""
    try:
        return reverse("reviews:panel", args=[pk])
    except NoReverseMatch:
        return reverse("reviews:record", args=[pk])


def panel_tabs(panel: Panel, here: str) -> list[dict[str, Any]]:
    """Results once the panel is closed, votes, minutes, record."""
    found = (
        *((("results", pgettext("review", "Results")),) if panel.state in WITH_RESULTS else ()),
        ("vote_list", _("Votes")),
        ("minutes", _("Minutes and notes")),
        ("record", _("Record")),
    )
    return [
        {"label": label, "url": reverse(f"reviews:{name}", args=[panel.pk]), "current": name == here}
        for name, label in found
    ]


def minute_of(moment: Any) -> str:
    """A moment to the minute, in local time."""
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M") if moment else "–"
