"""From a received file to a delivery that runs: the mapping is kept, the work is queued, a worker takes it."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.intake import policies
from ceyuan.apps.intake.models import Delivery, SavedMapping
from ceyuan.apps.intake.selectors import QUEUED, proposal_of, received_path
from ceyuan.apps.organisation.interface import Actor, actor_of
from ceyuan.core.intake.mapping import Mapping as ColumnMapping
from ceyuan.core.kernel.verdict import Refused
from ceyuan.kit.registry import collect

Taker = Callable[[Actor, Delivery], Any]
_OPEN = (Delivery.Status.DRAFT, Delivery.Status.REFUSED, Delivery.Status.INTERRUPTED, Delivery.Status.RUNNING)


def choose_and_start(
    *, actor: Actor, delivery: Delivery, fields: Mapping[int, str], save_as: str, queue: Callable[[int], Any]
) -> Delivery:
    """Keep which column is which field ("" for none), save it for later headers if named, and queue the delivery.

    `queue(delivery_id)` hands the work to a worker; it is called within the transaction.
    """
    policies.may_take(actor).require()
    mapping = proposal_of(actor, delivery).mapping
    for column in mapping.columns:
        wanted = fields.get(column.index)
        if wanted is not None and wanted != (column.field or ""):
            mapping = mapping.with_field(column.index, wanted or None)
    if not any(column.field == "title" for column in mapping.columns):
        raise Refused("intake.no_title")
    with transaction.atomic():
        if save_as.strip():
            _save(actor, delivery, mapping, save_as.strip())
        return _start(actor, delivery, queue, mapping=mapping)


def start_again(*, actor: Actor, delivery: Delivery, queue: Callable[[int], Any]) -> Delivery:
    """Queue a delivery anew that was refused or whose worker died, with the mapping it has."""
    policies.may_take(actor).require()
    with transaction.atomic():
        return _start(actor, delivery, queue)


def take_queued(delivery_id: int) -> None:
    """What the worker does: take the delivery under the rights its sender has at this moment."""
    delivery = Delivery.objects.get(pk=delivery_id)
    if delivery.stage != QUEUED:
        return
    account = get_user_model()._default_manager.get(pk=delivery.account_id or 0)  # noqa: SLF001
    takers: dict[str, Taker] = {kind: take for part in collect("intake", "takers") for kind, take in part.items()}
    takers[delivery.kind](actor_of(account), delivery)


def _start(
    actor: Actor, delivery: Delivery, queue: Callable[[int], Any], *, mapping: ColumnMapping | None = None
) -> Delivery:
    locked: Delivery = Delivery.objects.select_for_update().get(pk=delivery.pk)
    # The status of `delivery` is the true one: it says "interrupted" where the stored one still says "running".
    if locked.status not in _OPEN or delivery.status == Delivery.Status.RUNNING or locked.stage == QUEUED:
        raise Refused("intake.not_waiting")
    if not received_path(locked).is_file():
        raise Refused("intake.file_gone")
    if mapping is not None:
        locked.source = {**locked.source, "mapping": mapping.to_dict()}
    locked.status, locked.stage, locked.problem = Delivery.Status.DRAFT, QUEUED, {}
    locked.account_id, locked.actor_name = actor.account_id, actor.name
    locked.done = locked.expected = 0
    locked.save()
    audit.record(
        actor=actor,
        act="intake.delivery.started",
        subject=("intake.delivery", locked.pk, locked.name),
        after={"at": timezone.now().isoformat()},
    )
    queue(locked.pk)
    return locked


def _save(actor: Actor, delivery: Delivery, mapping: ColumnMapping, name: str) -> None:
    saved, _made = SavedMapping.objects.update_or_create(
        group_id=actor.group_id or 0,
        kind=delivery.kind,
        header_fingerprint=mapping.fingerprint,
        defaults={"name": name[:120], "mapping": mapping.to_dict(), "account_id": actor.account_id},
    )
    audit.record(
        actor=actor,
        act="intake.mapping.saved",
        subject=("intake.mapping", saved.pk, name),
        after={column.header[:80]: column.field for column in mapping.columns if column.field},
    )
