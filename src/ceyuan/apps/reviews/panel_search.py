"""Panels and experts in the search box of the shell."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from ceyuan.apps.reviews.messages import panels as words
from ceyuan.apps.reviews.messages import pool as pool_words
from ceyuan.apps.reviews.policies.panels import POOL, VIEW
from ceyuan.apps.reviews.selectors import panels, pool
from ceyuan.apps.reviews.tables.pool import employer, expert_url, panel_page
from ceyuan.kit.registry import Hit, SearchProvider
from ceyuan.kit.templatetags.kit import named


def _panels(actor: Any, query: str, limit: int) -> Sequence[Hit]:
    return [
        Hit(one.title, panel_page(one), named(one.unit), str(words.STATES[one.state]), words.STATE_TONES[one.state])
        for one in panels.listing(actor, {"q": query}, "-due").slice(0, limit)
    ]


def _experts(actor: Any, query: str, limit: int) -> Sequence[Hit]:
    return [
        Hit(
            named(one),
            expert_url(one),
            employer(one),
            str(pool_words.READY[one.ready]),
            pool_words.READY_TONES[one.ready],
        )
        for one in pool.listing(actor, {"q": query}, "name").slice(0, limit)
    ]


PANELS = SearchProvider("panels", _("Review panels"), "scale", 55, _panels, VIEW, "reviews:panel_list")
EXPERTS = SearchProvider("experts", _("Experts"), "users", 60, _experts, POOL, "reviews:expert_list")
