"""What the shell asks about policy measures: what waits for a person, and what the search finds."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.strategy.messages import measures as messages
from ceyuan.apps.strategy.naming_measures import numbered, policy_url, title_of, uptake_url
from ceyuan.apps.strategy.policies.measures import READ, UPTAKE, VERIFY
from ceyuan.apps.strategy.selectors import measure_uptakes, measures
from ceyuan.kit.registry import Hit, SearchProvider, TodoItem, TodoProvider
from ceyuan.kit.templatetags.kit import named


def _due(actor: Any, limit: int) -> Sequence[TodoItem]:
    today = timezone.localdate()
    return [
        TodoItem(
            numbered(one.measure),
            uptake_url(one),
            one.measure.due_on,
            f"{named(one.unit)} · {messages.STATES[one.state]}",
            "bad" if one.measure.due_on and one.measure.due_on < today else "neutral",
        )
        for one in measure_uptakes.due(actor, limit)
    ]


def _to_verify(actor: Any, limit: int) -> Sequence[TodoItem]:
    return [
        TodoItem(numbered(one.measure), uptake_url(one), None, named(one.unit))
        for one in measure_uptakes.to_verify(actor, limit)
    ]


def _find(actor: Any, words: str, limit: int) -> Sequence[Hit]:
    return [
        Hit(numbered(one), f"{policy_url(one.policy)}#m{one.pk}", title_of(one.policy), str(messages.THEMES[one.theme]))
        for one in measures.search(actor, words, limit)
    ]


TODOS = (
    TodoProvider("measures_due", _("Policy measures to land"), 30, _due, UPTAKE),
    TodoProvider("measures_to_verify", _("Landings to verify"), 31, _to_verify, VERIFY),
)
SEARCH = SearchProvider("measures", _("Policy measures"), "checklist", 40, _find, READ, "strategy:policies")
