"""Challenges in the search box of the shell."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from ceyuan.apps.calls.messages import challenges as words
from ceyuan.apps.calls.policies.challenges import READ
from ceyuan.apps.calls.selectors import challenges as selectors
from ceyuan.apps.calls.tables.challenges import challenge_url
from ceyuan.kit.registry import Hit, SearchProvider


def _find(actor: Any, query: str, limit: int) -> Sequence[Hit]:
    if "\x00" in query:
        return []
    found = selectors.listing(actor, {"q": query}, "-closes").slice(0, limit)
    return [
        Hit(
            one.title,
            challenge_url(one),
            one.code,
            str(words.STATES[one.state]),
            words.STATE_TONES.get(one.state, "info"),
        )
        for one in found
    ]


providers: list[SearchProvider] = [
    SearchProvider("challenges", _("Challenges"), "flag", 36, _find, READ, "calls:challenge_list")
]
