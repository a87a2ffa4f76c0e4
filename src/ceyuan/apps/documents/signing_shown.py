"""What the part `documents/signing.html` of a record's page shows."""

from typing import Any

from ceyuan.apps.documents.selectors import signings
from ceyuan.apps.organisation.scoping import Actor


def signing_shown(actor: Actor, subject_kind: str, subject_id: int | str) -> dict[str, Any]:
    """The context of the part: `signing` (None when there is none the actor may know), its lines and which are mine."""
    latest = signings.signing_of(subject_kind, subject_id)
    found = signings.signing(actor, latest.pk) if latest is not None else None
    return shown(actor, found)


def shown(actor: Actor, found: Any) -> dict[str, Any]:
    """The same for a signing that the actor may see."""
    lines = signings.parties(found) if found is not None else []
    is_open = found is not None and found.state == "open"
    mine = [one for one in lines if is_open and one.signed_at is None and signings.is_mine(actor, one)]
    signed = sum(one.signed_at is not None for one in lines)
    return {"signing": found, "signing_lines": lines, "signing_mine": mine, "signing_signed": signed}
