"""What the capabilities whose records are signed tell about them.

A capability brings a file `signatures.py` with a list `followers` of `Follower`, one for each kind of its subjects.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ceyuan.kit.registry import collect


@dataclass(frozen=True, slots=True)
class Follower:
    """Follows the signatures under one kind of subject; every part but the kind may be left out.

    `url(subject_id)`: the page of the record. `data_hash(subject_id)`: the SHA-256 of its data now; when it differs
    from the hash the signing was opened with, nobody signs. `signed(actor=, signing=)`: called after each signature
    (also the last: `signing.state == "complete"`), in its transaction; a `Refused` from it undoes the signature.
    """

    subject_kind: str
    url: Callable[[str], str] | None = None
    data_hash: Callable[[str], str] | None = None
    signed: Callable[..., Any] | None = None


def follower(subject_kind: str) -> Follower:
    """The follower of a kind; one that does nothing when no capability brings it."""
    for part in collect("signatures", "followers"):
        for one in part:
            if one.subject_kind == subject_kind:
                found: Follower = one
                return found
    return Follower(subject_kind)


def record_url(subject_kind: str, subject_id: str) -> str:
    """The page of a signed record, "" when its capability gives none."""
    url = follower(subject_kind).url
    return url(subject_id) if url is not None else ""
