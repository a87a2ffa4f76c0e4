"""What the search box of the shell finds here."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from ceyuan.kit.registry import Hit, SearchProvider

from . import messages, selectors
from .naming import name_of, project_url, title_of


def _find(actor: Any, query: str, limit: int) -> Sequence[Hit]:
    return [
        Hit(
            title_of(one),
            project_url(one),
            f"{one.code} · {name_of(one.lead_unit)}",
            str(messages.STATES.get(one.state, one.state)),
            messages.STATE_TONES.get(one.state, "neutral"),
        )
        for one in selectors.search(actor, query, limit)
    ]


providers = [
    SearchProvider("projects", _("Projects"), "list-details", 10, _find, selectors.PERMISSION, "projects:project_list")
]
