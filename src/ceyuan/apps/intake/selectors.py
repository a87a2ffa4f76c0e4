"""All reads of deliveries."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Count, QuerySet, Sum

from ceyuan.apps.intake.models import Delivery, DeliveryFile, RejectedRow, SavedMapping
from ceyuan.apps.organisation.interface import Actor, group_by_code
from ceyuan.core.intake.mapping import Mapping as ColumnMapping
from ceyuan.core.intake.take import Proposal, best_sheet, open_source, propose
from ceyuan.kit.listing import QueryListing

VIEW = "intake.view"
# The lock that a worker holds on its delivery, with the id of the delivery as the second number.
RUNNING_LOCK = 732605
QUEUED = "queued"


def deliveries(actor: Actor) -> QuerySet[Delivery]:
    """The deliveries that the actor may see, newest first."""
    return Delivery.objects.visible_to(actor, VIEW).order_by("-created_at", "-id")


def delivery(actor: Actor, pk: int) -> Delivery | None:
    """One delivery with its status as it really is, or None where the actor must not know of it."""
    found = deliveries(actor).filter(pk=pk).first()
    if found is not None:
        with_true_status([found])
    return found


def with_true_status(rows: Iterable[Delivery]) -> list[Delivery]:
    """Deliveries that say "running" although their worker is gone are shown as interrupted."""
    listed = list(rows)
    running = [row.pk for row in listed if row.status == Delivery.Status.RUNNING]
    living = alive(running) if running else set()
    for row in listed:
        if row.status == Delivery.Status.RUNNING and row.pk not in living:
            row.status = Delivery.Status.INTERRUPTED
            row.problem = row.problem or {"code": "intake.worker_gone", "facts": {"worker": row.worker}}
    return listed


def last_taken(group_id: int, kind: str) -> date | None:
    """As of which day the group's last delivery of this kind was; None before the first."""
    taken = Delivery.objects.filter(
        group_id=group_id, kind=kind, status__in=[Delivery.Status.TAKEN, Delivery.Status.UNCHANGED]
    )
    return taken.order_by("-as_of").values_list("as_of", flat=True).first()


def files(found: Delivery) -> Sequence[dict[str, Any]]:
    """The accounts of the files of a delivery the actor may see."""
    names = ("name", "sha256", "size", "read", "accepted", "rejected", "totals")
    return [dict(each) for each in found.files.order_by("id").values(*names)]


def balance(found: Delivery) -> dict[str, int]:
    """Rows read, accepted and rejected over all files."""
    sums = found.files.aggregate(read=Sum("read"), accepted=Sum("accepted"), rejected=Sum("rejected"))
    return {key: value or 0 for key, value in sums.items()}


def rejections(found: Delivery) -> QuerySet[RejectedRow]:
    """The rows that were not taken, in the order in which they were found."""
    return found.rejections.order_by("id")


def rejection_codes(found: Delivery) -> list[tuple[str, int]]:
    """How often each reason refused a row, most frequent first."""
    counted = found.rejections.values("code").annotate(rows=Count("id")).order_by("-rows", "code")
    return [(each["code"], each["rows"]) for each in counted]


def alive(delivery_ids: Sequence[int]) -> set[int]:
    """Those of the deliveries whose worker lives."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT objid FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 2 AND classid = %s"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
            " AND objid = ANY(%s::oid[])",
            [RUNNING_LOCK, [int(key) for key in delivery_ids]],
        )
        return {int(row[0]) for row in cursor.fetchall()}


def report(found: Delivery) -> dict[str, Any]:
    """The account of a delivery as plain values, the same for command line and API."""
    return {
        "id": found.pk,
        "kind": found.kind,
        "name": found.name,
        "status": found.status,
        "as_of": found.as_of.isoformat() if found.as_of else None,
        "started_at": found.started_at.isoformat() if found.started_at else None,
        "finished_at": found.finished_at.isoformat() if found.finished_at else None,
        "files": list(files(found)),
        "balance": balance(found),
        "changed": found.changed,
        "problem": found.problem,
        "rejected_csv": str(rejected_path(found.pk)),
    }


def rejected_path(delivery_id: int) -> Path:
    """Where the refused rows of a delivery lie as CSV."""
    return delivery_folder(delivery_id) / "rejected.csv"


def listing(actor: Actor, filters: Mapping[str, Any], sort: str) -> QueryListing:
    """The list of deliveries: by kind and status, newest first unless sorted otherwise."""
    found = Delivery.objects.visible_to(actor, VIEW)
    if kind := filters.get("kind"):
        found = found.filter(kind=kind)
    if status := filters.get("status"):
        found = found.filter(status=status)
    if words := filters.get("q"):
        found = found.filter(name__icontains=words)
    order = {"name": "name", "-name": "-name", "as_of": "as_of", "-as_of": "-as_of"}.get(sort, "-created_at")
    return QueryListing(found.order_by(order, "-id"), enrich=_with_balance)


def _with_balance(rows: list[Delivery]) -> list[Delivery]:
    found = DeliveryFile.objects.filter(delivery__in=[row.pk for row in rows])
    totals = {
        key: (read, bad) for key, read, bad in found.values_list("delivery_id").annotate(Sum("read"), Sum("rejected"))
    }
    for row in with_true_status(rows):
        row.rows_read, row.rows_rejected = totals.get(row.pk, (None, None))  # type: ignore[attr-defined]
        row.shown_status = shown_status(row)  # type: ignore[attr-defined]
    return rows


def shown_status(found: Delivery) -> str:
    """The status as people see it: a received file that waits for a worker is "queued"."""
    waits = found.status == Delivery.Status.DRAFT and found.stage == QUEUED
    return QUEUED if waits else str(found.status)


def rejection_listing(actor: Actor, filters: Mapping[str, Any], _sort: str) -> QueryListing | None:
    """The rows of one delivery that were not taken; None where the actor must not know of it."""
    found = delivery(actor, filters["pk"])
    if found is None:
        return None
    rows = rejections(found)
    if code := filters.get("code"):
        rows = rows.filter(code=code)
    if file := filters.get("file"):
        rows = rows.filter(file=file)
    return QueryListing(rows)


def received_path(found: Delivery) -> Path:
    """Where the received file of a delivery lies."""
    return delivery_folder(found.pk) / "received"


def delivery_folder(delivery_id: int) -> Path:
    """The private folder of a delivery."""
    return Path(settings.HOME) / "deliveries" / str(delivery_id)


def saved_mappings(group_id: int, kind: str) -> list[ColumnMapping]:
    """What people of the group kept for headers that come back."""
    stored = SavedMapping.objects.filter(group_id=group_id, kind=kind).order_by("-saved_at")
    return [ColumnMapping.from_dict(each.mapping) for each in stored]


def proposal_of(actor: Actor, found: Delivery) -> Proposal:
    """What the received file seems to be. `IntakeError` when it can no longer be read."""
    source = open_source(received_path(found), found.name)
    sheet_name = found.source.get("sheet", "")
    sheet = source.sheet(sheet_name) if sheet_name else best_sheet(source)
    currency = group_by_code(actor.group_code).currency
    saved = saved_mappings(actor.group_id or 0, found.kind)
    if "mapping" in found.source:
        saved.insert(0, ColumnMapping.from_dict(found.source["mapping"]))
    return propose(sheet, saved=saved, currency=currency)


def rejection_choices(actor: Actor, key: int) -> list[str]:
    """The reasons that occur in a delivery."""
    found = delivery(actor, key)
    return [code for code, _rows in rejection_codes(found)] if found else []
