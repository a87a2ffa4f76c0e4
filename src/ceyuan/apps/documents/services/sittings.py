"""Signing many documents in one sitting: confirmed once, each signed for itself, one failure stops no other."""

import logging
from collections.abc import Callable, Sequence

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.documents.models import BatchLine, BatchSigning
from ceyuan.apps.documents.selectors import signings as selectors
from ceyuan.apps.organisation.interface import Actor, actor_of, confirm
from ceyuan.core.kernel.verdict import Invalid, Reason, Refused

from .signing import sign_confirmed

MOST_LINES = 500
logger = logging.getLogger(__name__)
Line = tuple[int, str, int]
"""A signing, the key of the line in it, and the revision that was seen."""


def begin_sitting(
    *, actor: Actor, lines: Sequence[Line], password: str, queue: Callable[[int], object] | None = None
) -> BatchSigning:
    """Confirm once and note what is to be signed; `queue(batch_id)` hands it to a worker, without it nothing runs yet.

    Lines of signings that the actor may not know are refused as a whole (`documents.no_signing`).
    """
    if actor.account_id is None or actor.group_id is None:
        raise Refused("documents.no_person")
    wanted = list(dict.fromkeys(lines))
    known = set(selectors.visible(actor).filter(pk__in={line[0] for line in wanted}).values_list("pk", flat=True))
    if any(line[0] not in known for line in wanted):
        raise Refused("documents.no_signing")
    if not wanted or len(wanted) > MOST_LINES:
        raise Invalid({"": [Reason("documents.nothing_chosen", {"most": MOST_LINES})]})
    confirm(actor=actor, password=password)
    with transaction.atomic():
        batch = BatchSigning.objects.create(group_id=actor.group_id, account_id=actor.account_id)
        BatchLine.objects.bulk_create(
            BatchLine(batch=batch, signing_id=signing, party=party[:40], revision=revision)
            for signing, party, revision in {(one[0], one[1]): one for one in wanted}.values()
        )
        audit.record(
            actor=actor,
            act="documents.sitting.begun",
            subject=("documents.sitting", batch.pk, str(batch.pk)),
            after={"documents": len(wanted)},
        )
        if queue is not None:
            queue(batch.pk)
    return batch


def sign_many(*, actor: Actor, lines: Sequence[Line], password: str) -> BatchSigning:
    """Sign all at once and wait for it; the lines of the sitting tell what became of each."""
    batch = begin_sitting(actor=actor, lines=lines, password=password)
    return run_sitting(batch.pk)


def run_sitting(batch_id: int) -> BatchSigning:
    """Sign what still waits in a sitting; called by a worker, again after a breakdown without doing anything twice."""
    batch = BatchSigning.objects.get(pk=batch_id)
    account = get_user_model().objects.get(pk=batch.account_id)
    for key in batch.lines.filter(state="waiting").order_by("id").values_list("pk", flat=True):
        # Asked anew for each: a post that ended or an account that was closed meanwhile signs no further.
        _sign_line(actor_of(account), key)
    batch.finished_at = timezone.now()
    batch.save(update_fields=["finished_at"])
    return batch


def _sign_line(actor: Actor, key: int) -> None:
    with transaction.atomic():
        line = BatchLine.objects.select_for_update().get(pk=key)
        if line.state != BatchLine.State.WAITING:
            return
        try:
            with transaction.atomic():
                sign_confirmed(actor=actor, signing_id=line.signing_id, party=line.party, revision=line.revision)
        except Refused as problem:
            line.state = BatchLine.State.FAILED
            facts = {name: str(value) for name, value in problem.reason.facts.items()}
            line.reason = {"code": problem.reason.code, "facts": facts}
        except Exception:
            # One document that breaks stops no other; the trace goes to the log of the worker.
            logger.exception("Signing %s of sitting %s broke.", line.signing_id, line.batch_id)
            line.state, line.reason = BatchLine.State.FAILED, {"code": "documents.signing_broke", "facts": {}}
        else:
            line.state = BatchLine.State.DONE
        line.save(update_fields=["state", "reason"])
