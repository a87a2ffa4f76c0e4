"""Recording acts, inside the transaction of what they tell of."""

from collections.abc import Mapping
from typing import Any

from django.db import connection

from ceyuan.apps.audit.models import Act
from ceyuan.apps.organisation.scoping import Actor
from ceyuan.kit import request_id
from ceyuan.kit.registry import collect

LABEL_LENGTH = 300
_LOST = "\ufffd"


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

    `subject` is (kind, id, label); `before` and `after` hold the changed facts: texts, numbers, lists, mappings;
    anything else (dates, decimals) is kept as its text. Must be called inside a transaction: an act without its deed,
    or a deed without its act, must not be possible.
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
        actor_name=_text(actor.name)[:160],
        staff_session_id=actor.staff_session_id,
        act=act,
        subject_kind=kind,
        subject_id=str(key),
        subject_label=_text(label)[:LABEL_LENGTH],
        unit_path=unit_path,
        before=_storable(before or {}),
        after=_storable(after or {}),
        reason=_text(reason),
        request_id=request_id.current.get()[:40],
        seq=0,
        at="1970-01-01T00:00:00Z",
        previous="",
        hash="",
    )


def known_acts() -> Mapping[str, Any]:
    """All act codes with their texts, from ACTS in every capability's `messages.py`."""
    return {code: text for part in collect("messages", "ACTS") for code, text in part.items()}


def _text(value: str) -> str:
    # PostgreSQL keeps neither NUL nor half of a surrogate pair; an act must not be lost because of one in a text.
    return value.replace("\x00", _LOST).encode("utf-8", "replace").decode() if not _is_plain(value) else value


def _is_plain(value: str) -> bool:
    return value.isprintable() or ("\x00" not in value and not any("\ud800" <= c <= "\udfff" for c in value))


def _storable(value: Any) -> Any:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Mapping):
        return {_text(str(key)): _storable(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_storable(item) for item in (sorted(value, key=str) if isinstance(value, set | frozenset) else value)]
    return _text(str(value))
