"""The history on the pages of experts and panels."""

from typing import Any

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.reviews.messages import ACTS

MOST_ACTS = 40


def history(actor: Any, kind: str, key: int) -> list[dict[str, Any]]:
    """The acts on a record that the actor sees, the latest first, as the list of changes draws them."""
    return [
        {"label": ACTS.get(act.act, act.act), "who": act.actor_name, "when": act.at, "reason": act.reason}
        for act in audit.of_subject(actor, kind, key)[:MOST_ACTS]
    ]
