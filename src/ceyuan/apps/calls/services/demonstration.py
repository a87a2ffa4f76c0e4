"""Writing the demonstration's challenges and bids: prepared rows in one transaction, told of by one act."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import models, transaction

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.calls.bid_content import told
from ceyuan.apps.calls.models import Bid, Challenge
from ceyuan.apps.documents.interface import fingerprint
from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.workflow.interface import adopting
from ceyuan.core.kernel import Invalid


def is_there(actor: Actor) -> bool:
    """Whether the actor's group has challenges already."""
    return Challenge.objects.filter(group=actor.group_id or 0).exists()


@transaction.atomic
def write(*, actor: Actor, batches: Sequence[Sequence[models.Model]]) -> None:
    """Insert the rows batch after batch; a row may refer to rows of earlier batches. The caller tells of it."""
    _by_command_line(actor)
    for batch in batches:
        if batch:
            type(batch[0])._base_manager.bulk_create(batch)  # noqa: SLF001 - any model


@transaction.atomic
def publish(*, actor: Actor, rows: Sequence[tuple[Challenge, str]]) -> None:
    """Give challenges, written as drafts with their indicators, their states and deadlines."""
    _by_command_line(actor)
    with adopting():
        for row, state in rows:
            row.state = state
        found = [row for row, _state in rows]
        Challenge.objects.bulk_update(found, ["state", "published_at", "closes_at", "round"])


def tell(*, actor: Actor, counts: Mapping[str, int]) -> None:
    """Record the one act that tells what was written."""
    audit.record(
        actor=actor,
        act="calls.demonstration.loaded",
        subject=("organisation.group", actor.group_id or 0, actor.group_code),
        after=dict(counts),
    )


def _by_command_line(actor: Actor) -> None:
    if actor.account_id is not None or actor.group_id is None:
        raise Invalid({"": ["organisation.groups_by_command_line"]})


@transaction.atomic
def hand_in(*, actor: Actor, rows: Sequence[tuple[Bid, datetime, str]]) -> None:
    """Hand in drafts as they stand in the database: (bid, when, the state it has reached since)."""
    _by_command_line(actor)
    parts = ("indicators", "members", "partners", "milestones", "unsuitable", "files")
    keys = [bid.pk for bid, _at, _state in rows]
    whole = Bid.objects.filter(pk__in=keys).select_related("challenge", "unit", "leader").prefetch_related(*parts)
    known = {bid.pk: bid for bid in whole}
    numbers: Counter[int] = Counter()
    for bid, at, state in rows:
        content = told(known[bid.pk])
        numbers[bid.challenge_id] += 1
        bid.snapshot, bid.sha256, bid.number = content, fingerprint(content), numbers[bid.challenge_id]
        bid.submitted_at, bid.submitted_by_id, bid.state = at, bid.made_by_id, state
    fields = ["snapshot", "sha256", "number", "submitted_at", "submitted_by", "state"]
    with adopting():
        Bid.objects.bulk_update([bid for bid, _at, _state in rows], fields)


@transaction.atomic
def lead_to(*, actor: Actor, rows: Sequence[Challenge]) -> None:
    """Keep the panel and the notice that prepared rows name."""
    _by_command_line(actor)
    Challenge.objects.bulk_update(rows, ["panel_id", "notice_id"])
