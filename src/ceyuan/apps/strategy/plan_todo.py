"""Plans that wait for a leader's decision."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.strategy.plan_words import name_of, title_of, version_url
from ceyuan.apps.strategy.policies.plans import APPROVE
from ceyuan.apps.strategy.selectors import plans as selectors
from ceyuan.kit.registry import TodoItem, TodoProvider


def _items(actor: Any, limit: int) -> Sequence[TodoItem]:
    return [
        TodoItem(
            gettext("Plan to approve: %(title)s") % {"title": title_of(one.plan)},
            version_url(one),
            note=name_of(one.plan.unit),
            tone="info",
        )
        for one in selectors.waiting_for_approval(actor, limit)
    ]


PLANS = TodoProvider("plans", _("Plans to approve"), 30, _items, APPROVE)
