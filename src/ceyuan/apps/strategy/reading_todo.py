"""What waits for whoever reports and for whoever confirms."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.strategy import reading_words as words
from ceyuan.apps.strategy.selectors import reading_gaps, scores
from ceyuan.kit.registry import TodoItem, TodoProvider
from ceyuan.kit.templatetags.kit import named

_MOST_OWED = 5_000


def _readings(actor: Any, limit: int) -> Sequence[TodoItem]:
    today = timezone.localdate()
    sheets: dict[tuple[int, date], list[reading_gaps.Owed]] = {}
    for row in reading_gaps.due_for(actor, today, _MOST_OWED):
        sheets.setdefault((row.unit.pk, row.span.ends_on), []).append(row)
    waiting = sorted(sheets.values(), key=lambda rows: (min(row.due_on for row in rows), rows[0].unit.code))
    return [_sheet(rows, today) for rows in waiting[:limit]]


def _sheet(rows: Sequence[reading_gaps.Owed], today: date) -> TodoItem:
    due = min(row.due_on for row in rows)
    count = ngettext("%(count)s reading", "%(count)s readings", len(rows)) % {"count": len(rows)}
    title = gettext("Report %(period)s of %(unit)s") % {"period": rows[0].span.code, "unit": named(rows[0].unit)}
    return TodoItem(title, words.sheet_url(rows[0].unit, rows[0].span), due, count, "bad" if due < today else "neutral")


def _adjustments(actor: Any, limit: int) -> Sequence[TodoItem]:
    return [
        TodoItem(
            row.title,
            words.card_url(row.unit, row.year),
            None,
            gettext("%(points)s points for %(unit)s %(year)s")
            % {"points": row.points, "unit": named(row.unit), "year": row.year},
        )
        for row in scores.unconfirmed(actor, limit)
    ]


READINGS = TodoProvider("strategy-readings", _("Data to report"), 35, _readings, "strategy.report")
ADJUSTMENTS = TodoProvider(
    "strategy-adjustments", _("Bonus and deduction to confirm"), 46, _adjustments, "strategy.verify"
)
TODOS = [READINGS, ADJUSTMENTS]
