"""Technology directions in the search box of the shell."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from ceyuan.apps.strategy.messages import directions as words
from ceyuan.apps.strategy.selectors import directions
from ceyuan.apps.strategy.titles import direction_url
from ceyuan.kit.registry import Hit, SearchProvider
from ceyuan.kit.templatetags.kit import named


def _find(actor: Any, query: str, limit: int) -> Sequence[Hit]:
    return [
        Hit(
            named(one),
            direction_url(one),
            one.code,
            str(words.CLASSES.get(one.tech_class, "")),
            words.CLASS_TONES.get(one.tech_class, "neutral"),
        )
        for one in directions.suggestions(actor, query, limit)
    ]


DIRECTIONS = SearchProvider(
    "directions", _("Technology directions"), "category", 35, _find, directions.READ, "strategy:direction_tree"
)
