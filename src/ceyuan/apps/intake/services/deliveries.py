"""Deliveries from their announcement to their account: taken whole, in one transaction, or not at all."""

import csv
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.intake import policies
from ceyuan.apps.intake.models import Delivery, DeliveryFile, RejectedRow
from ceyuan.apps.intake.selectors import rejected_path
from ceyuan.apps.organisation.scoping import Actor
from ceyuan.core.intake.errors import Rejected
from ceyuan.core.kernel.verdict import Reason, Refused
from ceyuan.kit.registry import collect

from .outcomes import Outcome
from .progress import Work, worker_name, working

_GROUP_LOCK = 732606
Taker = Callable[[Sequence[Delivery], Work], Sequence[Outcome]]


def announce(
    *,
    actor: Actor,
    kind: str,
    name: str,
    as_of: date | None = None,
    source: dict[str, Any] | None = None,
    unit: Any = None,
) -> Delivery:
    """A delivery that is about to be taken, over the whole group or below a `unit`. Records no act: nothing has
    happened yet."""
    policies.may_take(actor, unit.path if unit else "").require()
    return Delivery.objects.create(
        group_id=actor.group_id or 0,
        unit=unit,
        kind=kind,
        name=name[:300],
        as_of=as_of,
        account_id=actor.account_id,
        actor_name=actor.name,
        source=source or {},
    )


def run(*, actor: Actor, deliveries: Sequence[Delivery], take: Taker, screen: bool = False) -> list[Delivery]:
    """Take the deliveries in order, in one transaction, and return them as they stand afterwards.

    `take` reads and writes; it gets the deliveries and a `Work` to tell its progress to, and returns one `Outcome` for
    each. When it raises, nothing of it stays; a refusal is kept with the delivery and raised again.
    """
    for delivery in deliveries:
        policies.may_take(actor, delivery.unit.path if delivery.unit else "").require()
    keys = [delivery.pk for delivery in deliveries]
    with working(keys, screen=screen) as work:
        _begin(keys)
        try:
            with transaction.atomic():
                _alone_in_group(actor)
                outcomes = take(deliveries, work)
                for delivery, outcome in zip(deliveries, outcomes, strict=True):
                    _close(actor, delivery, outcome)
                work.stage("roll up")
                _tell_others(actor, outcomes)
                # Last of all: from here on the rows are locked, and the progress of the work could not be written.
                Delivery.objects.bulk_update(deliveries, ["status", "changed", "as_of", "finished_at"])
        except BaseException as problem:
            _give_up(keys, problem)
            raise
    for delivery, outcome in zip(deliveries, outcomes, strict=True):
        write_rejected(delivery.pk, outcome.rejections)
        delivery.refresh_from_db()
    return list(deliveries)


def write_rejected(delivery_id: int, rejections: Sequence[Rejected]) -> Path:
    """Write the refused rows as CSV that spreadsheet programs open without asking."""
    path = rejected_path(delivery_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    with new.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["file", "sheet", "line", "column", "code", "expected", "found"])
        for row in rejections:
            cells = (row.file, row.sheet, row.line, row.column, row.code, row.expected, row.found)
            writer.writerow([_harmless(cell) for cell in cells])
    new.replace(path)
    return path


def _harmless(cell: object) -> object:
    """A text that a spreadsheet program would run as a formula is marked as text."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in {"=", "+", "-", "@"} else cell


def _begin(keys: Sequence[int]) -> None:
    Delivery.objects.filter(pk__in=keys).update(
        status=Delivery.Status.RUNNING,
        stage="",
        started_at=timezone.now(),
        finished_at=None,
        worker=worker_name(),
        problem={},
    )


def _alone_in_group(actor: Actor) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [_GROUP_LOCK, actor.group_id])
        if not cursor.fetchone()[0]:
            raise Refused("intake.busy")


def _close(actor: Actor, delivery: Delivery, outcome: Outcome) -> None:
    DeliveryFile.objects.filter(delivery=delivery).delete()
    RejectedRow.objects.filter(delivery=delivery).delete()
    DeliveryFile.objects.bulk_create(
        DeliveryFile(
            delivery=delivery,
            name=file.name[:300],
            sha256=file.sha256,
            size=file.size,
            read=file.read,
            accepted=file.accepted,
            rejected=file.rejected,
            totals=dict(file.totals),
        )
        for file in outcome.files
    )
    RejectedRow.objects.bulk_create((_kept(delivery, row) for row in outcome.rejections), batch_size=2000)
    status = Delivery.Status.UNCHANGED if outcome.is_unchanged else Delivery.Status.TAKEN
    changed = {table: dict(counts) for table, counts in outcome.changed.items()}
    if outcome.as_of:
        delivery.as_of = outcome.as_of
    audit.record(
        actor=actor,
        act="intake.delivery.taken",
        subject=("intake.delivery", delivery.pk, delivery.name),
        after={
            "kind": delivery.kind,
            "status": status,
            "read": sum(file.read for file in outcome.files),
            "accepted": sum(file.accepted for file in outcome.files),
            "rejected": sum(file.rejected for file in outcome.files),
            "changed": changed,
        },
    )
    delivery.status, delivery.changed, delivery.finished_at = status, changed, timezone.now()


def _kept(delivery: Delivery, row: Rejected) -> RejectedRow:
    return RejectedRow(
        delivery=delivery,
        file=row.file[:300],
        sheet=row.sheet[:120],
        line=row.line,
        column=row.column[:200],
        code=row.code,
        expected=row.expected[:300],
        found=row.found[:300],
    )


def _tell_others(actor: Actor, outcomes: Sequence[Outcome]) -> None:
    """Providers of other capabilities follow in the same transaction: `after_delivery(group_id,
    project_ids | None)`."""
    lists = [outcome.changed_projects for outcome in outcomes]
    known = [each for each in lists if each is not None]
    changed = None if len(known) < len(lists) else sorted({key for each in known for key in each})
    if changed is None or changed:
        for follow in collect("intake", "after_delivery"):
            follow(actor.group_id, changed)


def _give_up(keys: Sequence[int], problem: BaseException) -> None:
    reason = problem.reason if isinstance(problem, Refused) else None
    status = Delivery.Status.REFUSED if reason else Delivery.Status.INTERRUPTED
    told = reason or Reason("intake.failed", {"kind": type(problem).__name__})
    with suppress(Exception):
        Delivery.objects.filter(pk__in=keys).update(
            status=status,
            finished_at=timezone.now(),
            problem={"code": told.code, "facts": {key: str(value) for key, value in told.facts.items()}},
        )
