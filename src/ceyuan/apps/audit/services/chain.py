"""Verifying the chain as an act of its own, so that everybody sees when it was done and what came out."""

from django.db import transaction

from ceyuan.apps.audit.chain import Finding
from ceyuan.apps.audit.selectors import PERMISSION, verification
from ceyuan.apps.organisation.scoping import Actor
from ceyuan.core.kernel.verdict import Refused

from . import acts

VERIFIED = "audit.chain.verified"


def verify(*, actor: Actor) -> Finding:
    """Verify every act from the first to the last, and record the outcome as the next one."""
    if not actor.reaches_whole_group(PERMISSION):
        raise Refused("audit.whole_group_only")
    with transaction.atomic():
        found = verification()
        acts.record(
            actor=actor,
            act=VERIFIED,
            subject=("audit.chain", "1", f"#1–#{found.acts}"),
            after={"acts": found.acts, "head": found.head, "broken": found.broken_seq, "fault": found.fault},
        )
    return found
