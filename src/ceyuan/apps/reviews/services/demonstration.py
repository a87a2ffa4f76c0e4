"""Writing the demonstration's pool of experts: many prepared rows in one transaction, told of by one act."""

from collections.abc import Sequence

from django.db import models, transaction

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.reviews.models import Expert
from ceyuan.core.kernel import Invalid


def is_there(actor: Actor) -> bool:
    """Whether the actor's group has experts already."""
    return Expert.objects.filter(group=actor.group_id or 0).exists()


@transaction.atomic
def write(*, actor: Actor, batches: Sequence[Sequence[models.Model]]) -> None:
    """Insert the rows batch after batch and record the act; a row may refer to rows of earlier batches."""
    if actor.account_id is not None or actor.group_id is None:
        raise Invalid({"": ["organisation.groups_by_command_line"]})
    counts: dict[str, int] = {}
    for batch in batches:
        if batch:
            type(batch[0])._base_manager.bulk_create(batch)  # noqa: SLF001 - any model
            counts[type(batch[0]).__name__.lower()] = len(batch)
    audit.record(
        actor=actor,
        act="reviews.demonstration.loaded",
        subject=("organisation.group", actor.group_id, actor.group_code),
        after=counts,
    )
