"""What waits for somebody who answers for a gap."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.strategy.selectors import gaps
from ceyuan.apps.strategy.tables.directions import gap_url
from ceyuan.kit.registry import TodoItem, TodoProvider
from ceyuan.kit.templatetags.kit import named


def _items(actor: Any, limit: int) -> Sequence[TodoItem]:
    today = timezone.localdate()
    return [
        TodoItem(
            gap.title,
            gap_url(gap),
            gap.due_on,
            gettext("Gap of %(unit)s") % {"unit": named(gap.unit)},
            "bad" if gap.due_on < today else "neutral",
        )
        for gap in gaps.owned_open(actor, limit)
    ]


GAPS = TodoProvider("strategy-gaps", _("Gaps to close"), 45, _items)
