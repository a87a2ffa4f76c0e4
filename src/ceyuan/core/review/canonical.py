"""One way to write a record down, so that the same record has the same fingerprint everywhere and for ever.

JSON with sorted names and no spaces, in UTF-8 without escapes; whole numbers and texts only. Fractions, decimals and
dates are written as texts by whoever makes the record. Floats are refused: they are printed differently elsewhere.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from ceyuan.core.kernel import Reason, Refused


def canonical(record: object) -> bytes:
    """The record as bytes. Refused: `review.not_canonical` for anything but text, whole numbers, truth values, None,
    lists and mappings with text names."""
    _check(record, "")
    return json.dumps(_plain(record), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def fingerprint(kind: str, *parts: bytes) -> str:
    """SHA-256 in hexadecimal over the parts, each with its length, under a name for the kind of thing.

    The lengths keep ("ab", "c") and ("a", "bc") apart, the kind keeps a token from being taken for a seed.
    """
    digest = hashlib.sha256()
    for part in (b"ceyuan.review", kind.encode(), *parts):
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()


def told(reason: Reason) -> dict[str, Any]:
    """A reason as a record: its code and facts, the facts in plain values."""
    return {"code": reason.code, "facts": {name: _fact(value) for name, value in sorted(reason.facts.items())}}


def reason_told(record: Mapping[str, Any]) -> Reason:
    """The reason that `told` wrote down."""
    return Reason(record["code"], record["facts"])


def _fact(value: object) -> object:
    if isinstance(value, list | tuple | set | frozenset):
        parts = [_fact(part) for part in value]
        return sorted(parts, key=str) if isinstance(value, set | frozenset) else parts
    return value if value is None or isinstance(value, str | int) else str(value)


def _check(part: object, where: str) -> None:
    if isinstance(part, Mapping):
        for name, inner in part.items():
            if not isinstance(name, str):
                raise Refused("review.not_canonical", where=where, kind=type(name).__name__)
            _check(inner, f"{where}.{name}")
    elif isinstance(part, list | tuple):
        for number, inner in enumerate(part):
            _check(inner, f"{where}[{number}]")
    elif part is not None and not isinstance(part, str | int):
        raise Refused("review.not_canonical", where=where.lstrip("."), kind=type(part).__name__)


def _plain(part: object) -> object:
    if isinstance(part, Mapping):
        return {name: _plain(inner) for name, inner in part.items()}
    return [_plain(inner) for inner in part] if isinstance(part, list | tuple) else part
