"""Writing the demonstration's programmes and projects: many prepared rows in one transaction, told of by one act."""

from collections.abc import Mapping, Sequence

from django.db import models, transaction

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.projects.models import Programme
from ceyuan.core.kernel import Invalid

BATCH = 2000


def is_there(actor: Actor) -> bool:
    """Whether the actor's group has programmes already."""
    return Programme.objects.filter(group=actor.group_id).exists()


@transaction.atomic
def write(*, actor: Actor, batches: Sequence[Sequence[models.Model]], counts: Mapping[str, int]) -> None:
    """Insert the rows batch after batch and record the act; a row may refer to rows of earlier batches."""
    if actor.account_id is not None or actor.group_id is None:
        raise Invalid({"": ["organisation.groups_by_command_line"]})
    for batch in batches:
        if batch:
            type(batch[0])._base_manager.bulk_create(batch, batch_size=BATCH)  # noqa: SLF001 - any model
    audit.record(
        actor=actor,
        act="projects.demonstration.loaded",
        subject=("organisation.group", actor.group_id, actor.group_code),
        after=dict(counts),
    )
