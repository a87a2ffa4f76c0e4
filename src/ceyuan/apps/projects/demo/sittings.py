"""Task books and changes of the demonstration that are offered for signing, by the services of the product."""

from __future__ import annotations

from collections.abc import Mapping

from ceyuan.apps.documents import interface as documents
from ceyuan.apps.organisation.demo import PASSWORD
from ceyuan.apps.organisation.interface import Actor, actor_of_username
from ceyuan.apps.projects.demo import casting
from ceyuan.apps.projects.services import demonstration
from ceyuan.apps.projects.services.taskbooks import offering

OFFICER = "keji"


def hold() -> int:
    """Offer the drafts that wait for it, and let the log-ins sign that have signed already; gives how many."""
    officer = actor_of_username(OFFICER)
    drafts = demonstration.drafts(officer, casting.OFFERED)
    signed: dict[str, list[int]] = {}
    for code, draft in drafts.items():
        offered = offering.offer(actor=officer, version_id=draft.pk, revision=draft.revision)
        for username in casting.OFFERED[code]:
            signed.setdefault(username, []).append(offered.signing_id or 0)
    _sign(signed)
    return len(drafts)


def _sign(wanted: Mapping[str, list[int]]) -> None:
    for username, signings in wanted.items():
        actor: Actor = actor_of_username(username)
        waiting = {line.signing_id: line for line in documents.to_sign(actor)}
        for key in signings:
            line = waiting[key]
            documents.sign(
                actor=actor, signing_id=key, party=line.key, password=PASSWORD, revision=line.signing.revision
            )
