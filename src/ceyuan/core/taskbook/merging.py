"""Two people write in the same part: whose fields meet, and which of them nobody else has touched."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any


def changed(typed: Mapping[str, Any], seen: Mapping[str, Any] | None) -> dict[str, Any]:
    """The fields that the writer gave another value than the one they started from; all where that is not known."""
    return {name: value for name, value in typed.items() if seen is None or value != seen.get(name)}


def clashes(present: Mapping[str, Any], typed: Mapping[str, Any], seen: Mapping[str, Any] | None) -> dict[str, Any]:
    """What others have written since into the fields that the writer changed too, by field: their present values."""
    if seen is None:
        return {}
    return {
        name: present[name]
        for name, value in changed(typed, seen).items()
        if name in present and present[name] not in (seen.get(name), value)
    }


def mark_of(value: Any) -> str:
    """A short fingerprint of a JSON value, by which an act says what it was taken on."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]
