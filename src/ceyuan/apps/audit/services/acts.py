"""Recording acts, inside the transaction of what they tell of."""

from collections.abc import Mapping
from typing import Any

from django.db import connection

from ceyuan.apps.organisation.scoping import Actor
from ceyuan.kit import request_id
from ceyuan.kit.registry import collect

from ..models import Act

LABEL_LENGTH = 300


def record(
    *,
    actor: Actor,
    act: str,
    subject: tuple[str, int | str, str],
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
    unit_path: str = "",
) -> Act:
    """Add an act to the chain.

    `subject` is (kind, id, label); `before` and `after` hold the changed facts, JSON-ready. Must be called inside a
    transaction: an act without its deed, or a deed without its act, must not be possible.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("audit.record needs a transaction: wrap the service in transaction.atomic().")
    if act not in known_acts():
        raise ValueError(f"Act {act!r} has no text: add it to ACTS in messages.py of its capability.")
    kind, key, label = subject
    return Act.objects.create(
        group_id=actor.group_id,
        account_id=actor.account_id,
        person_id=actor.person_id,
        actor_name=actor.name,
        staff_session_id=actor.staff_session_id,
        act=act,
        subject_kind=kind,
        subject_id=str(key),
        subject_label=label[:LABEL_LENGTH],
        unit_path=unit_path,
        before=dict(before or {}),
        after=dict(after or {}),
        reason=reason,
        request_id=request_id.current.get(),
        seq=0,
        at="1970-01-01T00:00:00Z",
        previous="",
        hash="",
    )


def known_acts() -> Mapping[str, Any]:
    """All act codes with their texts, from ACTS in every capability's `messages.py`."""
    return {code: text for part in collect("messages", "ACTS") for code, text in part.items()}
