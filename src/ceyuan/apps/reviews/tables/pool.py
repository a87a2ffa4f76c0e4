"""The pool, the panels, and the short tables on the page of a panel."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ceyuan.apps.reviews.messages import panels as panel_words
from ceyuan.apps.reviews.messages import pool as words
from ceyuan.kit.columns import Column
from ceyuan.kit.tables import Table
from ceyuan.kit.templatetags.kit import named


def expert_url(row: Any) -> str:
    """The page of an expert."""
    return reverse("reviews:expert", args=[row.pk])


def panel_page(row: Any) -> str:
    """The page of a panel."""
    return reverse("reviews:panel", args=[row.pk])


def employer(expert: Any) -> str:
    """The employer of an expert: a unit on record, or a name."""
    return named(expert.unit) if expert.unit_id else str(expert.unit_name)


def fields_text(expert: Any) -> str:
    """The disciplines in words."""
    return now("; ").join(str(words.FIELDS.get(code, code)) for code in expert.fields)


def minute(moment: Any) -> str:
    """A moment to the minute, in local time."""
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M") if moment else "–"


class ExpertTable(Table):
    """专家库。"""

    caption = _("Pool of experts")
    default_sort = "name"
    columns = (
        Column("name", _("Name"), sort="name", value=named, url=expert_url),
        Column("employer", _("Employer"), sort="unit", value=employer, wide=True),
        Column("title", _("Professional title"), priority=3),
        Column("fields", _("Disciplines"), value=fields_text, wide=True, priority=2),
        Column("is_external", _("Side"), "badge", labels=words.SIDES, priority=2),
        Column("ready", _("In the draw"), "badge", labels=words.READY, tones=words.READY_TONES),
        Column(
            "integrity_state",
            pgettext_lazy("expert", "Standing"),
            "badge",
            sort="state",
            labels=words.STANDINGS,
            tones=words.STANDING_TONES,
            priority=3,
        ),
        Column("open", pgettext_lazy("workload", "Open"), "number", value=lambda row: row.workload.open, priority=2),
        Column("done", pgettext_lazy("workload", "Done"), "number", value=lambda row: row.workload.done, priority=2),
        Column("late", pgettext_lazy("workload", "Late"), "number", value=lambda row: row.workload.late, priority=3),
        Column(
            "declined",
            pgettext_lazy("workload", "Declined"),
            "number",
            value=lambda row: row.workload.declined,
            priority=3,
        ),
    )


class PanelTable(Table):
    """评审列表。"""

    caption = _("Review panels")
    default_sort = "-due"
    columns = (
        Column("title", _("Title"), sort="title", url=panel_page, wide=True),
        Column("unit", _("Unit"), sort="unit", value=lambda row: named(row.unit), priority=2),
        Column("mode", _("Form of review"), labels=panel_words.MODES, priority=2),
        Column("state", _("State"), "badge", sort="state", labels=panel_words.STATES, tones=panel_words.STATE_TONES),
        Column("case_count", _("Cases"), "number"),
        Column("seat_count", _("Experts"), "number", priority=2),
        Column("progress", _("Reviews"), value=lambda row: f"{row.done} / {row.in_all}" if row.in_all else ""),
        Column("due", _("Scores until"), sort="due", value=lambda row: minute(row.due_at)),
    )
