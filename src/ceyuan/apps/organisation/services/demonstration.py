"""Writing the demonstration group: many prepared rows in one transaction, told of by one act."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import models, transaction

from ceyuan.apps.organisation.models import Group, Unit
from ceyuan.apps.organisation.recording import record, subject_of
from ceyuan.apps.organisation.scoping import Actor
from ceyuan.core.kernel import Invalid
from ceyuan.kit.copying import copy_in


def is_there(code: str) -> bool:
    """Whether the demonstration group was written before; `Invalid` when a real group has taken its code."""
    group = Group.objects.filter(code=code).first()
    if group is not None and not group.is_demonstration:
        raise Invalid({"code": ["organisation.code_taken"]})
    return group is not None


@transaction.atomic
def write(*, actor: Actor, batches: Sequence[Sequence[models.Model]]) -> None:
    """Insert the rows, batch after batch; a row may refer to rows of earlier batches that had no id when it was made.

    The caller records the act, in the same transaction, once all is written.
    """
    if actor.account_id is not None:
        raise Invalid({"": ["organisation.groups_by_command_line"]})
    for batch in batches:
        copy_in(batch)


@transaction.atomic
def describe(*, actor: Actor, attributes: Mapping[int, Mapping[str, Any]]) -> None:
    """Give units that a restructuring founded the attributes that their founding could not carry."""
    units = list(Unit.objects.filter(group=actor.group_id, pk__in=attributes))
    for unit in units:
        unit.attributes = dict(attributes[unit.pk])
    Unit.objects.bulk_update(units, ["attributes"])


def units_of(actor: Actor) -> dict[str, Unit]:
    """The units of the actor's group by code, as they stand now."""
    return {unit.code: unit for unit in Unit.objects.filter(group=actor.group_id)}


def tell(*, actor: Actor, counts: Mapping[str, int]) -> None:
    """Record that the demonstration group was loaded, with how many rows of each kind."""
    root = Unit.objects.get(group=actor.group_id, parent=None)
    record(actor, "organisation.units.loaded", subject_of(root), after=dict(counts), unit_path=root.path)
