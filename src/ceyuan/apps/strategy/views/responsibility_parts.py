"""What the pages of responsibility share: the history of a record, and the record that a form is about."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.strategy.messages.responsibility import ACTS
from ceyuan.apps.strategy.services.matters import Link

MOST_ACTS = 40


def history(actor: Any, kind: str, key: int) -> list[dict[str, Any]]:
    """The acts on a record that the actor sees, the latest first, as the list of changes draws them."""
    return [
        {"label": ACTS.get(act.act, act.act), "who": act.actor_name, "when": act.at, "reason": act.reason}
        for act in audit.of_subject(actor, kind, key)[:MOST_ACTS]
    ]


def asked_link(request: HttpRequest) -> dict[str, str]:
    """What a button on another page says a new item is about: `?subject=kind:key&url=…&unit=…&title=…`."""
    names = {"subject": "subject", "url": "url", "unit_code": "unit", "title": "title"}
    return {field: request.GET.get(name, "")[:300] for field, name in names.items()}


def link_of(cleaned: Mapping[str, Any]) -> Link:
    """The link that a form carried along."""
    kind, _colon, key = str(cleaned.get("subject", "")).partition(":")
    return Link(kind[:60], key[:60], str(cleaned.get("url", "")))
