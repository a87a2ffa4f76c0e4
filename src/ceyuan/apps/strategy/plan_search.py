"""Clauses in the search of the shell."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from ceyuan.apps.strategy.messages.plans import CLAUSE_KINDS, CLAUSE_TONES
from ceyuan.apps.strategy.plan_words import text_of, title_of, version_url
from ceyuan.apps.strategy.policies.plans import READ
from ceyuan.apps.strategy.selectors import clause_lists
from ceyuan.kit.registry import Hit, SearchProvider

_SHOWN = 90


def _find(actor: Any, query: str, limit: int) -> Sequence[Hit]:
    return [
        Hit(
            f"{one.number} {text_of(one)}".strip()[:_SHOWN],
            f"{version_url(one.version)}#c{one.pk}",
            title_of(one.version.plan),
            str(CLAUSE_KINDS.get(one.kind, one.kind)),
            CLAUSE_TONES.get(one.kind, "neutral"),
        )
        for one in clause_lists.search(actor, query, limit)
    ]


CLAUSES = SearchProvider("clauses", _("Clauses of the plans"), "file-text", 30, _find, READ, "strategy:clause_list")
