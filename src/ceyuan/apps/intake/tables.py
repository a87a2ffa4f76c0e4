"""Lists of this capability."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ceyuan.kit.columns import Column
from ceyuan.kit.tables import Table

from . import messages


def delivery_url(row: Any) -> str:
    """The page of a delivery."""
    return reverse("intake:delivery_detail", args=[row.pk])


def reason_of(row: Any) -> str:
    """Why a row was not taken, as a sentence."""
    return messages.sentence(row.code, {"found": row.found, "expected": row.expected, "column": row.column})


class DeliveryTable(Table):
    """Deliveries (数据接入)."""

    caption = _("Deliveries")
    columns = (
        Column("name", _("Name"), "link", sort="name", url=delivery_url, wide=True),
        Column("kind", _("Kind"), labels=messages.KINDS, priority=2),
        Column("shown_status", _("Status"), "badge", labels=messages.STATUS, tones=messages.TONES),
        Column("as_of", _("As of"), "date", sort="as_of", priority=2),
        Column("rows_read", _("Rows read"), "number", priority=2),
        Column("rows_rejected", _("Rejected"), "number"),
        Column("actor_name", _("By"), priority=3),
        Column("created_at", _("Received"), "date", sort="created", priority=3),
    )
    default_sort = "-created"


class RejectionTable(Table):
    """Rows that were not taken."""

    caption = _("Rejected rows")
    columns = (
        Column("file", _("File"), priority=2),
        Column("sheet", _("Sheet"), priority=3),
        Column("line", _("Line"), "number"),
        Column("column", _("Column")),
        Column("code", _("Reason"), value=reason_of, wide=True),
        Column("found", _("Found"), priority=3),
    )
